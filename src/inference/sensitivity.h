#pragma once
// What is worth checking: how much a decision would gain, and how much of the spread would go, if
// one uncertain quantity were known. Knows arrays only; docs/evidence.md has the equations.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "results/ranking.h"

namespace corridor {

/// What it costs to prepare `action` when `outcome` comes.
/// pinball: outcome - action > 0 costs `under_cost` a unit, action - outcome > 0 costs 1 a unit.
/// squared: (outcome - action)^2.
struct DecisionLoss {
  enum class Kind { pinball, squared };
  Kind kind = Kind::pinball;
  double under_cost = 1.0;

  [[nodiscard]] double operator()(double action, double outcome) const;
};

struct WorthSettings {
  std::size_t bootstraps = 50;
  std::uint64_t seed = 1;
};

/// Values of information by regression on an ensemble (Strong, Oakley & Brennan 2014, Medical
/// Decision Making 34, 311): the loss of each of a set of actions is regressed on the quantity
/// (P-splines of its ranks, Eilers & Marx 1996, Statistical Science 11, 89; smoothing by
/// generalised cross-validation), the action with the least fitted loss is taken, and its actual
/// loss is averaged over members that were not fitted (ten folds). The estimate is therefore not
/// flattered by the fit; for a quantity without influence it scatters around 0 or slightly below.
/// Standard errors by bootstrap of the members, on keyed streams. Members that descend from one
/// start are alike, so that a fit to one of them would be judged by its copies: a start's members
/// are in one fold, and the bootstrap draws starts (of clustered data: Davison & Hinkley 1997, ch.
/// 3.8).
class ValueOfInformation {
 public:
  /// `outcome`: one number a member, at least 20. `starts`: by member, what it descends from;
  /// empty: no two are of one start.
  ValueOfInformation(std::vector<double> outcome, const DecisionLoss& loss,
                     const WorthSettings& settings, const std::vector<std::uint32_t>& starts = {});

  /// The best action without knowing more, and its expected loss.
  [[nodiscard]] double action() const { return action_; }
  [[nodiscard]] Measured expected_loss() const { return expected_loss_; }
  [[nodiscard]] double mean() const { return mean_; }
  [[nodiscard]] double variance() const { return variance_; }
  /// `quantity`: its value in each member. One that does not vary is worth 0, and so is every one
  /// where there are fewer starts than folds: nothing can be told then. Thread-safe.
  [[nodiscard]] Worth worth(const std::vector<double>& quantity) const;

 private:
  /// The members as often as a replicate draws them, and what is known there without the quantity.
  struct Replicate {
    std::vector<double> weights;  ///< by member
    double total = 0.0;           ///< of the weights
    double around_mean = 0.0;     ///< squared distance of outcomes from the mean outside their fold
    std::vector<std::size_t> action_outside;  ///< by fold: the best one outside it
  };
  [[nodiscard]] Replicate replicate(std::vector<double> weights) const;
  /// The action with the least expected loss, not restricted to the candidates.
  [[nodiscard]] double best_action(const std::vector<double>& weights,
                                   const DecisionLoss& loss) const;

  std::vector<double> outcome_;
  std::vector<std::size_t> fold_;        ///< by member
  std::size_t starts_ = 0;               ///< distinct
  std::vector<std::size_t> by_outcome_;  ///< members, ascending
  std::vector<double> actions_;          ///< candidates, ascending
  std::vector<double> responses_;        ///< row a member: loss of each action, then the outcome
  std::vector<Replicate> replicates_;    ///< first the ensemble itself
  bool squared_ = false;
  double action_ = 0.0;
  Measured expected_loss_;
  double mean_ = 0.0;
  double variance_ = 0.0;
};

/// Outcomes of a design: A and B are independent samples of all factors, ab[i] is A with factor i
/// from B.
struct SobolSample {
  std::vector<double> a;
  std::vector<double> b;
  std::vector<std::vector<double>> ab;
};

/// Indices of every factor: first order after Saltelli et al. 2010 (Computer Physics Communications
/// 181, 259, eq. b), total after Jansen 1999 (Computer Physics Communications 117, 35), standard
/// errors by bootstrap of the rows. All are 0 where the outcome does not vary.
std::vector<SobolIndices> sobol_indices(const SobolSample& sample, const WorthSettings& settings);

}  // namespace corridor
