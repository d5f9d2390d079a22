#include "inference/prior.h"

#include <algorithm>

#include "model.h"
#include "scenario/hypotheses.h"
#include "scenario/normal.h"
#include "scenario/prior.h"
#include "scenario/shocks.h"

namespace corridor {
namespace {

/// The grid of scores on which inputs are kept: from one end to the other.
constexpr double kFarthestScore = 6.0;
constexpr std::size_t kGridPoints = 2001;
constexpr double kScoreStep = 2.0 * kFarthestScore / static_cast<double>(kGridPoints - 1);

double grid_score(std::size_t point) {
  return -kFarthestScore + kScoreStep * static_cast<double>(point);
}

/// Linear between the points of the grid, constant beyond its ends.
double on_grid(const std::vector<double>& inputs, double score) {
  const double at =
      std::clamp((score + kFarthestScore) / kScoreStep, 0.0, static_cast<double>(kGridPoints - 1));
  const std::size_t below = std::min(static_cast<std::size_t>(at), kGridPoints - 2);
  const double share = at - static_cast<double>(below);
  return (1.0 - share) * inputs[below] + share * inputs[below + 1];
}

}  // namespace

std::vector<std::string> shock_names(const Scenario& known, std::size_t shocks) {
  std::vector<std::string> names;
  for (const std::size_t event : open_events(known)) {
    if (names.size() < shocks) names.push_back("shock of " + known.events[event].id);
  }
  for (std::size_t k = 0; names.size() < shocks; ++k) names.push_back("shock " + std::to_string(k));
  return names;
}

ScenarioPrior::ScenarioPrior(const Scenario& known, Time as_of, const ParameterSampler& sampler,
                             std::size_t shocks)
    : known_(known), as_of_(as_of), sampler_(sampler), shocks_(shocks) {
  const std::vector<Parameter>& all = known.parameters.all();
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const ParameterId id{i};
    numbers_.push_back(sampler.quantile(id, 0.5));
    if (!sampler.is_uncertain(id)) continue;
    ids_.push_back(id);
    if (all[i].name.rfind("counts.", 0) == 0) noise_scores_.push_back(names_.size());
    for (const CountClass kind : kCountClasses) {
      if (all[i].name == name_of_drift(kind))
        drifts_[static_cast<std::size_t>(kind)] = drift_of(names_.size());
    }
    if (sampler.is_updated_by_claims(id)) steps_.push_back(steps_of(names_.size()));
    names_.push_back(all[i].name);
  }
  for (const std::size_t event : open_events(known)) {
    if (chances_.size() < shocks) chances_.push_back(chance_of(event));
  }
  for (std::string& name : shock_names(known, shocks)) names_.push_back(std::move(name));
}

ScenarioPrior::Chance ScenarioPrior::chance_of(std::size_t event) const {
  const Value& probability = known_.events[event].probability;
  Chance chance{event, {}, {}};
  // Where several parameters make the probability, the first stands for all: inputs may be rough.
  for (const Value::Factor& factor : probability.factors) {
    const auto found = std::find(ids_.begin(), ids_.end(), factor.parameter);
    if (!factor.parameter.valid() || found == ids_.end() || chance.of_score) continue;
    chance.of_score = static_cast<std::size_t>(found - ids_.begin());
  }
  ParameterValues values = numbers_;
  for (std::size_t k = 0; k < kGridPoints; ++k) {
    if (chance.of_score) {
      const ParameterId id = ids_[*chance.of_score];
      values[id.index] = sampler_.quantile(id, normal_cdf(grid_score(k)));
    }
    const double happens = std::clamp(probability.of(values), 0.0, 1.0);
    chance.thresholds.push_back(
        std::clamp(normal_quantile(happens), -kFarthestScore, kFarthestScore));
  }
  return chance;
}

ScenarioPrior::Steps ScenarioPrior::steps_of(std::size_t score) const {
  const ParameterId id = ids_[score];
  const Parameter& parameter = known_.parameters[id];
  Steps steps{score, {}};
  for (std::size_t k = 0; k < kGridPoints; ++k) {
    const double value = sampler_.quantile(id, normal_cdf(grid_score(k)));
    const double before =
        prior_probability(parameter.prior, parameter.lower, parameter.upper, value);
    steps.inputs.push_back(std::clamp(normal_quantile(before), -kFarthestScore, kFarthestScore));
  }
  return steps;
}

UncertainDrift ScenarioPrior::drift_of(std::size_t score) const {
  UncertainDrift drift{score, {}};
  for (std::size_t cell = 0; cell < kDriftCells; ++cell)
    drift.sizes[cell] = sampler_.quantile(ids_[score], normal_cdf(middle_of(cell)));
  return drift;
}

std::vector<double> ScenarioPrior::inputs(const std::vector<double>& scores) const {
  std::vector<double> inputs = scores;
  for (const Steps& steps : steps_)
    inputs[steps.score] = on_grid(steps.inputs, scores[steps.score]);
  for (std::size_t k = 0; k < chances_.size(); ++k) {
    const Chance& chance = chances_[k];
    const double of = chance.of_score ? scores[*chance.of_score] : 0.0;
    double& input = inputs[ids_.size() + k];
    input = input < on_grid(chance.thresholds, of) ? -1.0 : 1.0;
  }
  return inputs;
}

std::vector<double> ScenarioPrior::draw(const MemberStreams& member) const {
  const std::vector<double> uniforms = sampler_.draw_uniforms(member);
  std::vector<double> scores;
  for (const ParameterId id : ids_) scores.push_back(normal_quantile(uniforms[id.index]));
  for (const Chance& chance : chances_)
    scores.push_back(draw_chance(known_.events[chance.event], member));
  for (std::size_t k = chances_.size(); k < shocks_; ++k)
    scores.push_back(draw_shock(member, k - chances_.size()));
  return scores;
}

ParameterValues ScenarioPrior::values(const std::vector<double>& scores) const {
  std::vector<double> levels(numbers_.size(), 0.5);
  for (std::size_t k = 0; k < ids_.size(); ++k) levels[ids_[k].index] = normal_cdf(scores[k]);
  ParameterValues values = sampler_.at(levels);
  values.insert(values.end(), scores.begin() + static_cast<std::ptrdiff_t>(ids_.size()),
                scores.end());
  return values;
}

std::optional<double> ScenarioPrior::quantile(std::size_t score, double level) const {
  if (score >= ids_.size() || is_judged_by_silence(known_, ids_[score])) return std::nullopt;
  return sampler_.quantile(ids_[score], level);
}

CountNoise ScenarioPrior::noise(const std::vector<double>& scores) const {
  ParameterValues values = numbers_;
  for (const std::size_t k : noise_scores_) {
    values[ids_[k].index] = sampler_.quantile(ids_[k], normal_cdf(scores[k]));
  }
  CountNoise noise = CountNoise::of(known_.parameters, values);
  for (const CountClass kind : kCountClasses) {
    if (const UncertainDrift* drift = uncertain_drift(kind))
      noise.drift[static_cast<std::size_t>(kind)] = drift->sizes[cell_of(scores[drift->score])];
  }
  return noise;
}

bool ScenarioPrior::possible(const ParameterValues& values, const MemberStreams& luck) const {
  return !broken_by_silence(known_, as_of_, values, luck);
}

}  // namespace corridor
