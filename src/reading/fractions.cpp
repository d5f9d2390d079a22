#include "reading/fractions.h"

namespace corridor::reading {
namespace {

/// Ends the label of what is a fraction only behind a number: thirds, fifth.
constexpr char kNeedsNumber = '+';

}  // namespace

std::size_t after_hyphen(const Tokens& tokens, std::size_t i, std::size_t end) {
  return i < end && is_mark(tokens[i], U'-') ? i + 1 : i;
}

std::optional<Fraction> fraction_at(const Tokens& tokens, std::size_t i, std::size_t end,
                                    const Language& language) {
  const auto whole = language.fractions.at(tokens, i, end, kNeedsNumber);
  if (whole) return Fraction{whole->last, whole->phrase->number, whole->last == i + 1};
  const auto count = language.numbers.at(tokens, i, end);
  if (!count || count->phrase->number == 0.0) return std::nullopt;
  const auto part = language.fractions.at(tokens, after_hyphen(tokens, count->last, end), end);
  if (!part) return std::nullopt;
  return Fraction{part->last, count->phrase->number * part->phrase->number, false};
}

}  // namespace corridor::reading
