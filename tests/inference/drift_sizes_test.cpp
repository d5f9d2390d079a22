// Sums over what the sizes of drifts may be, and draws of them.
#include "inference/drift_sizes.h"

#include <gtest/gtest.h>

#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>

#include "inference/prior.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

/// Tallies and stocks have drifts of unknown size, registers of a known one.
class TwoDrifts : public ScorePrior {
 public:
  TwoDrifts() {
    for (std::size_t cell = 0; cell < kDriftCells; ++cell)
      tallies_.sizes[cell] = stocks_.sizes[cell] = std::exp(middle_of(cell));
  }
  [[nodiscard]] const std::vector<std::string>& names() const override { return names_; }
  [[nodiscard]] std::size_t value_index(std::size_t score) const override { return score; }
  [[nodiscard]] std::vector<double> draw(const MemberStreams&) const override { return {0.0, 0.0}; }
  [[nodiscard]] ParameterValues values(const std::vector<double>& z) const override { return z; }
  [[nodiscard]] CountNoise noise(const std::vector<double>&) const override {
    CountNoise noise;
    noise.drift = {0.0, kOfRegisters, 0.0};
    return noise;
  }
  [[nodiscard]] const UncertainDrift* uncertain_drift(CountClass kind) const override {
    if (kind == CountClass::register_) return nullptr;
    return kind == CountClass::tally ? &tallies_ : &stocks_;
  }
  [[nodiscard]] bool possible(const ParameterValues&, const MemberStreams&) const override {
    return true;
  }
  static constexpr double kOfRegisters = 0.3;

 private:
  std::vector<std::string> names_ = {"tallies", "stocks"};
  UncertainDrift tallies_{0, {}};
  UncertainDrift stocks_{1, {}};
};

/// As of n errors of size `scale`, on the scale of ln.
double log_density(double size, double n, double scale) {
  return -n * std::log(size) - 0.5 * n * scale * scale / (size * size);
}

double of_class(CountClass kind, double size) {
  if (kind == CountClass::tally) return log_density(size, 30.0, 0.2);
  if (kind == CountClass::stock) return log_density(size, 3.0, 5.0);
  return log_density(size, 2.0, 1.0);
}

LikelihoodOfDrift of_any_class(CountClass kind, const CountNoise& /*noise*/) {
  return [kind](double size) { return of_class(kind, size); };
}

double probability_of(std::size_t cell) {
  const double half = 0.5 * (middle_of(1) - middle_of(0));
  const double below = cell == 0 ? 0.0 : normal_cdf(middle_of(cell) - half);
  const double up_to = cell + 1 == kDriftCells ? 1.0 : normal_cdf(middle_of(cell) + half);
  return up_to - below;
}

std::vector<double> shares(CountClass kind) {
  std::vector<double> shares;
  for (std::size_t cell = 0; cell < kDriftCells; ++cell) {
    shares.push_back(probability_of(cell) * std::exp(of_class(kind, std::exp(middle_of(cell)))));
  }
  return shares;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

TEST(DriftSizes, CellsCoverAllScores) {
  for (std::size_t cell = 0; cell < kDriftCells; ++cell) EXPECT_EQ(cell_of(middle_of(cell)), cell);
  EXPECT_EQ(cell_of(-50.0), 0U);
  EXPECT_EQ(cell_of(50.0), kDriftCells - 1);
}

TEST(DriftSizes, AreSummedOutFromWhereverTheSumBegins) {
  const TwoDrifts prior;
  const double expected = std::log(sum_of(shares(CountClass::tally))) +
                          std::log(sum_of(shares(CountClass::stock))) +
                          log_density(TwoDrifts::kOfRegisters, 2.0, 1.0);
  for (const double start : {-5.9, -1.5, 0.0, 1.7, 5.9}) {
    EXPECT_NEAR(DriftSizes(prior, {start, start}, of_any_class).log_sum(), expected, 1e-5) << start;
  }
}

/// Chi-squared over the cells that 20,000 draws should fill with 50 or more; false alarms: 1 in
/// 1,000.
TEST(DriftSizes, AreDrawnInProportion) {
  constexpr std::uint32_t kDraws = 20000;
  constexpr double kEnough = 50.0;
  const TwoDrifts prior;
  const DriftSizes sizes(prior, {0.0, 0.0}, of_any_class);
  std::vector<double> seen(kDriftCells, 0.0);
  for (std::uint32_t k = 0; k < kDraws; ++k) {
    std::vector<double> scores = {9.0, 9.0};
    Stream stream({1, k}, 0, 1, 0);
    sizes.draw(scores, stream);
    EXPECT_LT(scores[0], 7.0);
    ++seen[cell_of(scores[1])];
  }
  const std::vector<double> wanted = shares(CountClass::stock);
  double chi_squared = 0.0;
  double freedom = -1.0;
  for (std::size_t cell = 0; cell < kDriftCells; ++cell) {
    const double expected = kDraws * wanted[cell] / sum_of(wanted);
    if (expected < kEnough) continue;
    chi_squared += (seen[cell] - expected) * (seen[cell] - expected) / expected;
    ++freedom;
  }
  ASSERT_GT(freedom, 5.0);
  const boost::math::chi_squared law(freedom);
  EXPECT_GT(boost::math::cdf(boost::math::complement(law, chi_squared)), 0.001);
}

}  // namespace
}  // namespace corridor
