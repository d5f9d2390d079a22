#include "reading/parts.h"

#include <algorithm>

namespace corridor::reading {
namespace {

constexpr std::size_t kLongestOwner = 5;  ///< tokens of "city's" in "of the city's 90,000 people"
const char32_t* const kPossessive = U"'s";

/// Only who has the whole stands in [begin, end): "city's".
bool is_owner(const Tokens& tokens, std::size_t begin, std::size_t end) {
  if (begin >= end || end - begin > kLongestOwner || tokens[end - 1].text != kPossessive)
    return false;
  return std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                     tokens.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Token& token) { return token.kind == TokenKind::word; });
}

}  // namespace

bool is_part_of_next(const Tokens& tokens, const std::vector<Quantity>& quantities, std::size_t q,
                     const Language& language) {
  if (q + 1 >= quantities.size()) return false;
  const Quantity& whole = quantities[q + 1];
  const std::size_t last = quantities[q].last;
  auto of = language.of_a_whole.at(tokens, last, whole.last);
  // "half of": the fraction has the word itself.
  if (!of) of = language.of_a_whole.at(tokens, last - 1, whole.last);
  return of && (of->last >= whole.first || is_owner(tokens, of->last, whole.first));
}

}  // namespace corridor::reading
