#include "reading/unicode.h"

namespace corridor::reading {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

struct Lead {
  int length;       ///< bytes of the sequence; 0: not a lead byte
  char32_t bits;    ///< what the lead byte contributes
  char32_t lowest;  ///< code points below it would be overlong
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80U) return {1, byte, 0};
  if ((byte & 0xE0U) == 0xC0U) return {2, byte & 0x1FU, 0x80};
  if ((byte & 0xF0U) == 0xE0U) return {3, byte & 0x0FU, 0x800};
  if ((byte & 0xF8U) == 0xF0U) return {4, byte & 0x07U, 0x10000};
  return {0, kReplacement, 0};
}

bool is_code_point(char32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

/// The letters from U+00C0 and from U+1E00 on without their marks, in lower case.
constexpr char32_t kFirstLatin = 0xC0;
constexpr std::u32string_view kLatin =
    U"aaaaaaaceeeeiiiidnooooo×ouuuuytsaaaaaaaceeeeiiiidnooooo÷ouuuuyty"
    U"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    U"lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
constexpr char32_t kFirstLatinAdditional = 0x1E00;
constexpr std::u32string_view kLatinAdditional =
    U"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    U"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    U"wwwwwwwwwwxxxxyyzzzzzzhtwyẚsẜẝsẟaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    U"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỺỻỼỽỾỿ";

char32_t base_letter(char32_t c) {
  if (c >= kFirstLatin && c - kFirstLatin < kLatin.size()) return kLatin[c - kFirstLatin];
  const bool additional =
      c >= kFirstLatinAdditional && c - kFirstLatinAdditional < kLatinAdditional.size();
  return additional ? kLatinAdditional[c - kFirstLatinAdditional] : c;
}

/// Letters that are written with two where they are not to be had; empty: one is enough.
std::u32string_view two_letters(char32_t c) {
  if (c == U'æ') return U"ae";
  if (c == U'œ') return U"oe";
  if (c == U'ß') return U"ss";
  if (c == U'þ') return U"th";
  return {};
}

char32_t upper_ascii(char32_t c) { return c >= U'a' && c <= U'z' ? c - 32 : c; }

/// Accents that stand for themselves, and raised letters such as those of Arabic names.
bool is_mark_on_letter(char32_t c) {
  return (c >= 0x2B0 && c <= 0x2FF) || (c >= 0x300 && c <= 0x36F);
}

}  // namespace

std::u32string decode_utf8(std::string_view bytes) {
  std::u32string text;
  text.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const Lead lead = lead_of(static_cast<unsigned char>(bytes[i]));
    const auto length = static_cast<std::size_t>(lead.length);
    char32_t c = lead.bits;
    bool good = length > 0 && i + length <= bytes.size();
    for (std::size_t k = 1; good && k < length; ++k) {
      const auto byte = static_cast<unsigned char>(bytes[i + k]);
      good = is_continuation(byte);
      c = (c << 6U) | (byte & 0x3FU);
    }
    good = good && is_code_point(c) && c >= lead.lowest;
    text.push_back(good ? c : kReplacement);
    i += good ? length : 1;
  }
  return text;
}

std::string encode_utf8(std::u32string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (char32_t c : text) {
    if (!is_code_point(c)) c = kReplacement;
    if (c < 0x80) {
      bytes += static_cast<char>(c);
    } else if (c < 0x800) {
      bytes += static_cast<char>(0xC0U | (c >> 6U));
      bytes += static_cast<char>(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
      bytes += static_cast<char>(0xE0U | (c >> 12U));
      bytes += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
      bytes += static_cast<char>(0x80U | (c & 0x3FU));
    } else {
      bytes += static_cast<char>(0xF0U | (c >> 18U));
      bytes += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
      bytes += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
      bytes += static_cast<char>(0x80U | (c & 0x3FU));
    }
  }
  return bytes;
}

char32_t lower(char32_t c) {
  if (c < 0x80) return c >= U'A' && c <= U'Z' ? c + 32 : c;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;  // Latin-1
  if (c == 0x178) return 0xFF;                             // Y with diaeresis
  const bool even_pairs = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177);
  if (even_pairs) return c | 1U;  // Latin Extended-A
  const bool odd_pairs = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  if (odd_pairs) return (c & 1U) != 0 ? c + 1 : c;
  const bool additional = (c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFF);
  if (additional) return c | 1U;                // Latin Extended Additional
  if (c >= 0x391 && c <= 0x3A9) return c + 32;  // Greek
  if (c >= 0x410 && c <= 0x42F) return c + 32;  // Cyrillic
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x531 && c <= 0x556) return c + 48;  // Armenian
  return c;
}

std::u32string without_accents(std::u32string_view text) {
  std::u32string plain;
  for (const char32_t c : text) {
    if (is_mark_on_letter(c)) continue;
    const std::u32string_view two = two_letters(lower(c));
    std::u32string letters =
        two.empty() ? std::u32string(1, base_letter(lower(c))) : std::u32string(two);
    if (is_upper(c)) letters[0] = upper_ascii(letters[0]);
    plain += letters;
  }
  return plain;
}

std::u32string lower(std::u32string_view text) {
  std::u32string result(text);
  for (char32_t& c : result) c = lower(c);
  return result;
}

bool is_upper(char32_t c) { return lower(c) != c; }

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_space(char32_t c) { return c == U' ' || (c >= 9 && c <= 13); }

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  if (c >= 0x2000 && c <= 0x2BFF) return false;  // punctuation, signs, arrows, shapes
  if (c >= 0x3000 && c <= 0x303F) return false;  // ideographic punctuation
  if (c >= 0xFE00 && c <= 0xFFFF) return false;  // forms, specials
  return c < 0x1F000 || c > 0x1FAFF;             // pictures
}

}  // namespace corridor::reading
