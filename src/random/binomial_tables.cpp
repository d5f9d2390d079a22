#include "random/binomial_tables.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"

namespace corridor {
namespace {

/// Outcomes this much rarer than the likeliest are left out: 32 random bits cannot tell them apart.
constexpr double kNegligible = 1.0 / 4294967296.0;
/// Room for the outcomes of 7 x 512 trials that are left, 6.7 standard deviations each way.
constexpr std::size_t kMostOutcomes = 512;

/// 1 / k: quicker than to divide.
class Reciprocals {
 public:
  Reciprocals() {
    for (std::size_t k = 1; k < of_.size(); ++k) of_[k] = 1.0 / static_cast<double>(k);
  }
  double operator()(std::uint32_t k) const { return of_[k]; }

 private:
  std::array<double, 4096> of_{};
};

}  // namespace

void BinomialTables::fill(std::uint32_t index) {
  const std::uint32_t trials = trials_of(index);
  const double odds = p_ / (1.0 - p_);
  const double inverse_odds = (1.0 - p_) / p_;
  const auto mode = std::min(trials, static_cast<std::uint32_t>((trials + 1.0) * p_));
  static const Reciprocals kReciprocal;
  // Weights relative to that of the mode, from the middle of the room downwards and upwards.
  std::array<double, 2 * kMostOutcomes> weights;
  std::size_t first = kMostOutcomes;
  std::size_t end = first;
  weights[end++] = 1.0;
  std::uint32_t least = mode;
  for (; least > 0; --least) {
    const double weight = weights[first] * inverse_odds * least * kReciprocal(trials - least + 1);
    if (weight < kNegligible) break;
    CORRIDOR_CHECK(first > 0, std::to_string(p_));
    weights[--first] = weight;
  }
  for (std::uint32_t k = mode; k < trials; ++k) {
    const double weight = weights[end - 1] * odds * (trials - k) * kReciprocal(k + 1);
    if (weight < kNegligible) break;
    CORRIDOR_CHECK(end < weights.size(), std::to_string(p_));
    weights[end++] = weight;
  }
  const std::size_t size = end - first;
  double total = 0.0;
  for (std::size_t i = first; i < end; ++i) total += weights[i];
  std::array<AliasColumn, 2 * kMostOutcomes> columns;
  fill_alias_columns({&weights[first], size}, total, {columns.data(), size});
  Table& table = tables_[index];
  table.begin = static_cast<std::uint32_t>(columns_.size());
  table.size = static_cast<std::uint16_t>(size);
  table.least = static_cast<std::uint16_t>(least);
  constexpr std::uint32_t kOwn = ~((1U << kBitsOfOther) - 1);
  for (std::size_t i = 0; i < size; ++i) {
    columns_.push_back((columns[i].keep_below & kOwn) | columns[i].other);
  }
}

}  // namespace corridor
