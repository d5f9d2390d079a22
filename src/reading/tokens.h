#pragma once
// Words, numbers in digits, clock times, dates and marks.
#include <string>
#include <string_view>
#include <vector>

namespace corridor::reading {

enum class TokenKind { word, digits, clock, date, mark };

struct Token {
  TokenKind kind = TokenKind::mark;
  std::u32string text;    ///< lower case; initials without points (`p.m.` is `pm`)
  std::size_t begin = 0;  ///< in the even text
  std::size_t end = 0;
  bool capital = false;  ///< begins with a capital
  bool glued = false;    ///< no space before it
  bool acronym = false;  ///< two to six letters, all capitals: WHO
};

using Tokens = std::vector<Token>;

/// Cuts [begin, end) of an even text into tokens. Letters and digits are told apart even where a
/// space is missing (`killed200people`), except in short names (`M4`). Clitics are cut at the
/// apostrophe, to the right of `d'` and to the left of `'s`. Hyphenated words are three tokens.
Tokens cut_into_tokens(std::u32string_view plain, std::size_t begin, std::size_t end);

inline bool is_mark(const Token& token, char32_t mark) {
  return token.kind == TokenKind::mark && token.text.size() == 1 && token.text[0] == mark;
}

}  // namespace corridor::reading
