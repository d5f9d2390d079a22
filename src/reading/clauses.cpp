#include "reading/clauses.h"

#include <algorithm>

#include "reading/text.h"

namespace corridor::reading {
namespace {

constexpr std::size_t kOverNextClaim = 6;         ///< counted as so many tokens more of distance
constexpr std::size_t kLongestDateline = 16;      ///< tokens, with an agency in brackets
constexpr std::size_t kLongestBareDateline = 10;  ///< tokens of "PORT, 12 May - "

}  // namespace

bool is_cut_off(const Tokens& tokens, std::size_t begin, std::size_t end,
                const Language& language) {
  for (std::size_t i = begin; i < end; ++i) {
    if (is_mark(tokens[i], U';') || language.asides.has(tokens, i)) return true;
    if (is_mark(tokens[i], U',') && i + 1 < end &&
        (language.range_middle.has(tokens, i + 1) || language.clause_breaks.has(tokens, i + 1))) {
      return true;
    }
  }
  return false;
}

bool is_compared(const Tokens& tokens, std::size_t begin, std::size_t end,
                 const Language& language) {
  return begin < end && !language.comparisons.all(tokens, begin, end).empty();
}

std::optional<std::size_t> distance_from(const Tokens& tokens, const Claimed& claimed,
                                         std::size_t first, std::size_t last,
                                         const Language& language) {
  const bool right = first >= claimed.last;
  const std::size_t begin = right ? claimed.last : std::min(last, claimed.first);
  const std::size_t end = right ? first : claimed.first;
  if (is_cut_off(tokens, begin, end, language)) return std::nullopt;
  if (right && is_compared(tokens, begin, end, language)) return std::nullopt;
  const std::size_t distance = end > begin ? end - begin : 0;
  return first >= claimed.next ? distance + kOverNextClaim : distance;
}

std::size_t dateline_end(const Tokens& tokens) {
  for (std::size_t i = 1; i < std::min(tokens.size(), kLongestDateline); ++i) {
    if (!is_mark(tokens[i], kDash)) continue;
    const bool bare = tokens[0].acronym && i < kLongestBareDateline;
    if (is_mark(tokens[i - 1], U')') || bare) return i + 1;
  }
  return 0;
}

}  // namespace corridor::reading
