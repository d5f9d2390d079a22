#include "reading/trends.h"

namespace corridor::reading {
namespace {

/// A joiner of that label ends before token `end`.
bool has_before(const PhraseTable& joiners, const Tokens& tokens, std::size_t end,
                const char* label) {
  const auto joiner = joiners.ending_at(tokens, 0, end);
  return joiner && joiner->phrase->label == label;
}

}  // namespace

bool is_trend(const Tokens& tokens, const std::vector<Quantity>& quantities, std::size_t q,
              const Language& language) {
  if (q + 1 >= quantities.size()) return false;
  const Quantity& from = quantities[q];
  const Quantity& to = quantities[q + 1];
  if (!has_before(language.range_begin, tokens, from.first, "from")) return false;
  if (!has_before(language.range_middle, tokens, to.first, "to")) return false;
  for (std::size_t i = from.last; i < to.first; ++i) {
    if (tokens[i].kind == TokenKind::mark && !is_mark(tokens[i], U'-')) return false;
  }
  return true;
}

}  // namespace corridor::reading
