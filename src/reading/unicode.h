#pragma once
// The little of Unicode that reading a report needs. No ICU: it is not there in WebAssembly.
#include <string>
#include <string_view>

namespace corridor::reading {

/// UTF-8 to code points. A byte that is not part of valid UTF-8 becomes one U+FFFD.
std::u32string decode_utf8(std::string_view bytes);
/// Code points to UTF-8; what is no code point becomes U+FFFD.
std::string encode_utf8(std::u32string_view text);

/// Lower case of Latin, Greek, Cyrillic and Armenian letters; anything else unchanged.
char32_t lower(char32_t letter);
std::u32string lower(std::u32string_view text);
/// Latin letters without accents and other marks: "Adré" is "Adre"; `æ` becomes `ae`.
std::u32string without_accents(std::u32string_view text);
bool is_upper(char32_t letter);
/// A letter or combining mark of any script (coarsely: everything that is not digit, space, sign).
bool is_letter(char32_t c);
/// ASCII digits; the normalised text has no others.
bool is_digit(char32_t c);
bool is_space(char32_t c);

}  // namespace corridor::reading
