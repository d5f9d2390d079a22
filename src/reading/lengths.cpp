#include "reading/lengths.h"

#include <algorithm>

#include "reading/numbers.h"

namespace corridor::reading {
namespace {

constexpr double kLongest_hours = 366 * 24.0;

}  // namespace

std::optional<Length> length_at(const Tokens& tokens, std::size_t i, bool must_count,
                                const Language& language) {
  const auto number = number_at(tokens, std::min(i, tokens.size()), tokens.size(), language);
  const auto article = language.articles.at(tokens, i);
  const bool counted = number && !number->vague && !number->none && !number->fraction;
  if (must_count && !counted && !article) return std::nullopt;
  const std::size_t at = counted ? number->last : article ? article->last : i;
  const auto unit = language.lengths.at(tokens, at);
  if (!unit) return std::nullopt;
  const double hours = (counted ? number->value : 1.0) * unit->phrase->number;
  if (!(hours > 0.0) || hours > kLongest_hours) return std::nullopt;
  return Length{unit->last, hours};
}

Duration duration_of(const Length& length) {
  constexpr double kSecondsPerHour = 3600.0;
  return Duration{static_cast<long long>(length.hours * kSecondsPerHour)};
}

}  // namespace corridor::reading
