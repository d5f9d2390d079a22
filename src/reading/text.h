#pragma once
// A report's text made even: one kind of quote, dash, space and digit, nothing invisible, and for
// every character the place in the original it came from.
#include <string>
#include <string_view>
#include <vector>

namespace corridor::reading {

inline constexpr char32_t kQuote = U'"';
inline constexpr char32_t kDash = U'\u2014';  ///< a dash between clauses; hyphens stay hyphens
inline constexpr char32_t kBullet = U'\u2022';

struct ReportText {
  std::u32string original;  ///< code points as they stand in the file
  std::u32string plain;     ///< even: `"`, `'`, `-`, U+2014, U+2022, ASCII digits, spaces, newlines
  std::vector<std::size_t> origin;  ///< for each of `plain`, its place in `original`

  /// Where [begin, end) of `plain` ends in `original`; its beginning is `origin[begin]`.
  [[nodiscard]] std::size_t original_end(std::size_t end) const {
    return end == 0 ? 0 : origin[end - 1] + 1;
  }
};

/// Any bytes are accepted: what is not UTF-8 reads as spaces. Words broken by a hyphen at the end
/// of a line are joined, soft hyphens and zero-width characters vanish.
ReportText make_even(std::string_view bytes);

}  // namespace corridor::reading
