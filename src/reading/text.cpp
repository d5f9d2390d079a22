#include "reading/text.h"

#include "reading/unicode.h"

namespace corridor::reading {
namespace {

bool is_invisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 ||
         c == 0xFEFF;
}

bool is_any_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFFFD || (c < 32 && c != U'\n');
}

bool is_double_quote(char32_t c) {
  return c == U'"' || c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201F) || c == 0x2033 ||
         c == 0x2039 || c == 0x203A || c == 0x300C || c == 0x300D;
}

bool is_single_quote(char32_t c) {
  return c == U'\'' || c == U'`' || c == 0xB4 || (c >= 0x2018 && c <= 0x201B) || c == 0x2032 ||
         c == 0x2BC;
}

bool is_bullet(char32_t c) {
  return c == 0x2022 || c == 0x25AA || c == 0x25CF || c == 0x25E6 || c == 0x2023 || c == 0x25A0 ||
         c == 0x2043 || c == 0xB7 || c == 0x27A2 || c == 0xF0B7;
}

/// The digit that Arabic-Indic, Persian, Devanagari or full-width digits stand for.
char32_t plain_digit(char32_t c) {
  for (const char32_t zero : {0x660U, 0x6F0U, 0x966U, 0xFF10U}) {
    if (c >= zero && c < zero + 10) return U'0' + (c - zero);
  }
  return c;
}

char32_t plain_character(char32_t c) {
  if (is_any_space(c)) return U' ';
  if (is_double_quote(c)) return kQuote;
  if (is_single_quote(c)) return U'\'';
  if (is_bullet(c)) return kBullet;
  if (c == 0x2010 || c == 0x2011 || c == 0x2212) return U'-';
  if (c >= 0x2012 && c <= 0x2015) return kDash;
  if (c == 0x2028 || c == 0x2029 || c == 0x85) return U'\n';
  if (c == 0x2026) return U'.';
  return plain_digit(c);
}

class Evening {
 public:
  explicit Evening(std::string_view bytes) { text_.original = decode_utf8(bytes); }

  ReportText run() {
    copy_visible();
    drop_where([this](std::size_t i) { return is_doubled_quote(i); });
    drop_where([this](std::size_t i) { return is_broken_word(i); });
    tell_dashes_from_hyphens();
    return std::move(text_);
  }

 private:
  void copy_visible() {
    const std::u32string& source = text_.original;
    for (std::size_t i = 0; i < source.size(); ++i) {
      const bool windows_end =
          source[i] == U'\r' && i + 1 < source.size() && source[i + 1] == U'\n';
      if (windows_end || is_invisible(source[i])) continue;
      text_.plain.push_back(source[i] == U'\r' ? U'\n' : plain_character(source[i]));
      text_.origin.push_back(i);
    }
  }

  template <class Condition>
  void drop_where(const Condition& condition) {
    std::u32string plain;
    std::vector<std::size_t> origin;
    for (std::size_t i = 0; i < text_.plain.size(); ++i) {
      if (condition(i)) continue;
      plain.push_back(text_.plain[i]);
      origin.push_back(text_.origin[i]);
    }
    text_.plain = std::move(plain);
    text_.origin = std::move(origin);
  }

  [[nodiscard]] char32_t at(std::size_t i) const {
    return i < text_.plain.size() ? text_.plain[i] : U'\n';
  }

  /// Two single quotes stand for a double one: the second goes, the first changes.
  bool is_doubled_quote(std::size_t i) {
    if (at(i) == U'\'' && at(i + 1) == U'\'') text_.plain[i] = kQuote;
    return i > 0 && at(i) == U'\'' && at(i - 1) == kQuote &&
           text_.original[text_.origin[i - 1]] != U'"' &&
           is_single_quote(text_.original[text_.origin[i - 1]]);
  }

  /// The hyphen and the line break within a word.
  [[nodiscard]] bool is_broken_word(std::size_t i) const {
    const auto letters = [this](std::size_t left, std::size_t right) {
      return is_letter(at(left)) && is_letter(at(right)) && !is_upper(at(right));
    };
    if (i == 0) return false;
    if (at(i) == U'-' && at(i + 1) == U'\n') return letters(i - 1, i + 2);
    return i > 1 && at(i) == U'\n' && at(i - 1) == U'-' && letters(i - 2, i + 1);
  }

  /// A long dash between digits is a hyphen (15-20); a hyphen between spaces, or two, is a dash.
  void tell_dashes_from_hyphens() {
    std::u32string& plain = text_.plain;
    for (std::size_t i = 1; i + 1 < plain.size(); ++i) {
      const char32_t before = plain[i - 1];
      const char32_t after = plain[i + 1];
      if (plain[i] == kDash && is_digit(before) && is_digit(after)) plain[i] = U'-';
      if (plain[i] == U'-' && before == U' ' && after == U' ') plain[i] = kDash;
      if (plain[i] == U'-' && after == U'-') plain[i] = plain[i + 1] = kDash;
    }
  }

  ReportText text_;
};

}  // namespace

ReportText make_even(std::string_view bytes) { return Evening(bytes).run(); }

}  // namespace corridor::reading
