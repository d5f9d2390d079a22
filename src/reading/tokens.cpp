#include "reading/tokens.h"

#include <algorithm>

#include "reading/unicode.h"

namespace corridor::reading {
namespace {

constexpr std::size_t kLongestNumberedName =
    2;  ///< letters before digits that make a name: M4, G20
constexpr std::size_t kLongestAcronym = 6;
constexpr std::size_t kLongestClitic = 2;  ///< letters of `d'`, `qu'`, `'s`, `'ll`

class Cutter {
 public:
  Cutter(std::u32string_view plain, std::size_t begin, std::size_t end)
      : plain_(plain), at_(begin), end_(std::min(end, plain.size())) {}

  Tokens run() {
    while (true) {
      const std::size_t before = at_;
      while (at_ < end_ && is_space(plain_[at_])) ++at_;
      if (at_ >= end_) return std::move(tokens_);
      glued_ = at_ == before && !tokens_.empty();
      cut_one();
    }
  }

 private:
  [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < end_ ? plain_[at_ + ahead] : 0;
  }

  void add(TokenKind kind, std::size_t length, std::u32string text) {
    const std::u32string_view letters = plain_.substr(at_, length);
    const bool acronym = length >= 2 && length <= kLongestAcronym &&
                         std::all_of(letters.begin(), letters.end(), is_upper);
    tokens_.push_back(
        {kind, std::move(text), at_, at_ + length, is_upper(peek()), glued_, acronym});
    at_ += length;
  }
  void add(TokenKind kind, std::size_t length) {
    add(kind, length, lower(plain_.substr(at_, length)));
  }

  void cut_one() {
    if (is_digit(peek())) {
      cut_digits();
    } else if (is_letter(peek())) {
      cut_word();
    } else {
      add(TokenKind::mark, 1);
    }
  }

  [[nodiscard]] std::size_t run_of_digits(std::size_t from) const {
    std::size_t length = 0;
    while (is_digit(peek(from + length))) ++length;
    return length;
  }

  /// Length of `18:00` here, 0 when there is none.
  [[nodiscard]] std::size_t clock_length() const {
    const std::size_t hours = run_of_digits(0);
    if (hours > 2 || peek(hours) != U':' || run_of_digits(hours + 1) != 2) return 0;
    return hours + 3;
  }

  /// Length of `2031-05-14`, `14.05.2031` or `14/05/2031` here, 0 when there is none.
  [[nodiscard]] std::size_t date_length() const {
    const std::size_t first = run_of_digits(0);
    const char32_t mark = peek(first);
    if (mark != U'-' && mark != U'.' && mark != U'/') return 0;
    const std::size_t second = run_of_digits(first + 1);
    if (second < 1 || second > 2 || peek(first + 1 + second) != mark) return 0;
    const std::size_t third = run_of_digits(first + second + 2);
    const bool year_first = first == 4 && mark == U'-' && third == 2;
    const bool year_last = first <= 2 && third == 4;
    return year_first || year_last ? first + second + third + 2 : 0;
  }

  void cut_digits() {
    if (const std::size_t length = clock_length()) return add(TokenKind::clock, length);
    if (const std::size_t length = date_length()) return add(TokenKind::date, length);
    std::size_t length = run_of_digits(0);
    while (peek(length) == U'.' || peek(length) == U',' || peek(length) == U'\'') {
      const std::size_t more = run_of_digits(length + 1);
      const bool clock_follows = more <= 2 && peek(length + 1 + more) == U':';
      if (more == 0 || clock_follows) break;
      length += 1 + more;
    }
    add(TokenKind::digits, length);
  }

  /// `p.m.`, `U.N.`: single letters, each with a point.
  [[nodiscard]] std::size_t initials_length() const {
    std::size_t length = 0;
    while (is_letter(peek(length)) && peek(length + 1) == U'.') length += 2;
    return length >= 4 && !is_letter(peek(length)) ? length : 0;
  }

  void cut_word() {
    if (const std::size_t length = initials_length()) {
      std::u32string text = lower(plain_.substr(at_, length));
      text.erase(std::remove(text.begin(), text.end(), U'.'), text.end());
      return add(TokenKind::word, length, std::move(text));
    }
    std::size_t length = 0;
    while (is_letter(peek(length))) ++length;
    const std::size_t digits = run_of_digits(length);
    const bool is_behind_digits = glued_ && tokens_.back().kind == TokenKind::digits;  // 18h30
    if (digits > 0 && !is_behind_digits && length <= kLongestNumberedName &&
        !is_letter(peek(length + digits)))
      length += digits;
    const bool leading_clitic = peek(length) == U'\'' && length <= kLongestClitic &&
                                trailing_clitic_length(length) == 0 && !is_digit(peek(length + 1));
    if (leading_clitic) ++length;
    add(TokenKind::word, length);
    if (!leading_clitic) cut_trailing_clitic();
  }

  /// Letters of `'s`, `'t`, `'re`, ... whose apostrophe is `ahead`; 0 where there is none.
  [[nodiscard]] std::size_t trailing_clitic_length(std::size_t ahead) const {
    if (peek(ahead) != U'\'') return 0;
    std::size_t letters = 0;
    while (is_letter(peek(ahead + 1 + letters))) ++letters;
    if (letters == 0 || letters > kLongestClitic) return 0;
    const std::u32string text = lower(plain_.substr(at_ + ahead + 1, letters));
    for (const char32_t* clitic : {U"s", U"t", U"m", U"d", U"re", U"ve", U"ll"}) {
      if (text == clitic) return letters;
    }
    return 0;
  }

  void cut_trailing_clitic() {
    const std::size_t letters = trailing_clitic_length(0);
    if (letters == 0) return;
    glued_ = true;
    add(TokenKind::word, 1 + letters);
  }

  std::u32string_view plain_;
  std::size_t at_;
  std::size_t end_;
  bool glued_ = false;
  Tokens tokens_;
};

}  // namespace

Tokens cut_into_tokens(std::u32string_view plain, std::size_t begin, std::size_t end) {
  return Cutter(plain, begin, end).run();
}

}  // namespace corridor::reading
