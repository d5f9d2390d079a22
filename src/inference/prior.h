#pragma once
// What inference knows of a model's parameters: independent standard normal scores, one for each
// parameter with a distribution and each shock, and the values that they stand for.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "inference/drift_sizes.h"
#include "inference/noise.h"
#include "random/stream.h"
#include "scenario/parameter.h"
#include "scenario/sampling.h"

namespace corridor {

/// A prior on the scale of normal scores.
class ScorePrior {
 public:
  virtual ~ScorePrior() = default;
  /// Names of the scores, in their order.
  [[nodiscard]] virtual const std::vector<std::string>& names() const = 0;
  /// Where in the values the parameter of a score stands.
  [[nodiscard]] virtual std::size_t value_index(std::size_t score) const = 0;
  /// The scores of a member, each from a stream of its own.
  [[nodiscard]] virtual std::vector<double> draw(const MemberStreams& member) const = 0;
  [[nodiscard]] virtual ParameterValues values(const std::vector<double>& scores) const = 0;
  /// The exact quantile of the value of a score; nothing where only draws tell it: of shocks, and
  /// of parameters that are judged by what did not happen.
  [[nodiscard]] virtual std::optional<double> quantile(std::size_t /*score*/,
                                                       double /*level*/) const {
    return std::nullopt;
  }
  [[nodiscard]] virtual CountNoise noise(const std::vector<double>& scores) const = 0;
  /// The drift of a class of counts, where its size is uncertain; else null.
  [[nodiscard]] virtual const UncertainDrift* uncertain_drift(CountClass) const { return nullptr; }
  /// The scores as an emulator takes them: each a rising function of its score to which what a
  /// model says responds evenly.
  [[nodiscard]] virtual std::vector<double> inputs(const std::vector<double>& scores) const {
    return scores;
  }
  /// Whether a member with these values and this luck is possible, given what did not happen.
  [[nodiscard]] virtual bool possible(const ParameterValues& values,
                                      const MemberStreams& luck) const = 0;
};

/// Names of a model's shocks: each open event's has the event's name, the rest are numbered.
std::vector<std::string> shock_names(const Scenario& known, std::size_t shocks);

/// The prior of a scenario as it is known. Keeps references: both must outlive it.
class ScenarioPrior : public ScorePrior {
 public:
  /// `shocks` of the model are moved with the parameters.
  ScenarioPrior(const Scenario& known, Time as_of, const ParameterSampler& sampler,
                std::size_t shocks);
  [[nodiscard]] const std::vector<std::string>& names() const override { return names_; }
  [[nodiscard]] std::size_t value_index(std::size_t score) const override {
    return score < ids_.size() ? ids_[score].index : numbers_.size() + score - ids_.size();
  }
  [[nodiscard]] std::vector<double> draw(const MemberStreams& member) const override;
  [[nodiscard]] ParameterValues values(const std::vector<double>& scores) const override;
  [[nodiscard]] std::optional<double> quantile(std::size_t score, double level) const override;
  [[nodiscard]] CountNoise noise(const std::vector<double>& scores) const override;
  [[nodiscard]] const UncertainDrift* uncertain_drift(CountClass kind) const override {
    const auto& drift = drifts_[static_cast<std::size_t>(kind)];
    return drift ? &*drift : nullptr;
  }
  /// Where several claims compete, the values of a parameter crowd at each of them and its score
  /// climbs in steps; its input is the score that the value had before the claims. The input of an
  /// open event is whether it happens.
  [[nodiscard]] std::vector<double> inputs(const std::vector<double>& scores) const override;
  [[nodiscard]] bool possible(const ParameterValues& values,
                              const MemberStreams& luck) const override;

 private:
  /// The input of one score, on a grid of scores.
  struct Steps {
    std::size_t score = 0;
    std::vector<double> inputs;
  };
  /// The luck of an open event: what it means depends on the parameter of the probability.
  struct Chance {
    std::size_t event = 0;                ///< position in the scenario's events
    std::optional<std::size_t> of_score;  ///< the score of the probability's parameter
    std::vector<double> thresholds;       ///< below which it happens, on a grid of that score
  };
  [[nodiscard]] Chance chance_of(std::size_t event) const;
  [[nodiscard]] Steps steps_of(std::size_t score) const;
  [[nodiscard]] UncertainDrift drift_of(std::size_t score) const;

  const Scenario& known_;
  Time as_of_;
  const ParameterSampler& sampler_;
  std::vector<ParameterId> ids_;  ///< of the scores
  std::vector<std::string> names_;
  std::vector<Chance> chances_;  ///< the first shocks
  std::size_t shocks_;
  std::vector<std::size_t> noise_scores_;  ///< those of `counts.*`
  std::array<std::optional<UncertainDrift>, std::size(kCountClasses)> drifts_;  ///< by CountClass
  std::vector<Steps> steps_;  ///< of the parameters that claims have updated
  ParameterValues numbers_;   ///< values of the parameters without a distribution
};

}  // namespace corridor
