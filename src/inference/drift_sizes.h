#pragma once
// The size of a drift does not move a trajectory, so what it may be is summed out of the likelihood
// instead of being searched for: a size near zero beside a trajectory that hugs the counts is a
// funnel that no sampler finds its way into (Neal 2003, Annals of Statistics 31, sec. 8). Its score
// is cut into cells; within a cell the size is the same, so that sums and draws are exact.
#include <array>
#include <cstddef>
#include <functional>
#include <vector>

#include "inference/noise.h"
#include "random/stream.h"

namespace corridor {

class ScorePrior;

/// Cells of a standard normal score: of equal width from one end to the other, the outermost open.
inline constexpr std::size_t kDriftCells = 61;
/// The cell of a score.
std::size_t cell_of(double score);
/// The score in the middle of a cell.
double middle_of(std::size_t cell);

/// A class of counts whose drift's standard deviation has a prior.
struct UncertainDrift {
  std::size_t score = 0;                    ///< which of the scores stands for it
  std::array<double, kDriftCells> sizes{};  ///< what it is, by cell
};

/// ln of the likelihood of one class of counts under a noise, as a function of its drift's size.
using LikelihoodOfDrift = std::function<double(double drift)>;
using LikelihoodsOfDrifts =
    std::function<LikelihoodOfDrift(CountClass kind, const CountNoise& noise)>;

/// The likelihood of all counts with the sizes of the drifts summed out, given the other scores;
/// what the sizes may be given the counts.
class DriftSizes {
 public:
  /// `scores`: the sum is the same whatever the drifts' own scores are, but quickest where they
  /// fit. Cells whose share is below e^-16 of the largest, on the way out from there, are left out.
  DriftSizes(const ScorePrior& prior, const std::vector<double>& scores,
             const LikelihoodsOfDrifts& log_likelihoods);

  [[nodiscard]] double log_sum() const { return log_sum_; }
  /// Draws the drifts' scores anew.
  void draw(std::vector<double>& scores, Stream& stream) const;

 private:
  /// Shares of the cells of one drift, from the first on that counts.
  struct Shares {
    std::size_t score;
    std::size_t first;
    std::vector<double> weights;
  };
  void sum_out(const UncertainDrift& drift, std::size_t start,
               const LikelihoodOfDrift& log_likelihood);

  double log_sum_ = 0.0;
  std::vector<Shares> drifts_;
};

}  // namespace corridor
