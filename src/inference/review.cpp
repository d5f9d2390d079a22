#include "inference/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <iterator>

#include "results/quantiles.h"

namespace corridor {
namespace {

constexpr double kLevels[3] = {0.05, 0.5, 0.95};
/// Fewer moves accepted a member than this are too few to trust.
constexpr double kFewestAccepted = 0.1;

void fill_quantiles(std::vector<double> values, double (&out)[3]) {
  std::sort(values.begin(), values.end());
  for (std::size_t k = 0; k < 3; ++k) out[k] = quantile_of_sorted(values, kLevels[k]);
}

void learn(const ParticleContext& context, const std::vector<std::vector<double>>& prior_scores,
           const std::vector<Particle>& particles, AssimilationDiagnostics& diagnostics) {
  const std::vector<std::string>& names = context.prior.names();
  std::vector<ParameterValues> prior_values;
  for (const auto& scores : prior_scores) prior_values.push_back(context.prior.values(scores));
  for (std::size_t k = 0; k < names.size(); ++k) {
    LearnedParameter learned;
    learned.name = names[k];
    const std::size_t index = context.prior.value_index(k);
    std::vector<double> before;
    std::vector<double> after;
    for (const auto& values : prior_values) before.push_back(values[index]);
    for (const Particle& particle : particles) after.push_back(particle.values[index]);
    fill_quantiles(std::move(before), learned.prior);
    for (std::size_t level = 0; level < std::size(kLevels); ++level) {
      learned.prior[level] =
          context.prior.quantile(k, kLevels[level]).value_or(learned.prior[level]);
    }
    fill_quantiles(std::move(after), learned.posterior);
    diagnostics.parameters.push_back(std::move(learned));
  }
}

/// Posterior predictive check (Gelman, Meng & Stern 1996, Statistica Sinica 6): the sum of squared
/// residuals of replicated counts, as normal deviates, is chi-squared, so its tail replaces
/// replication.
std::vector<CountCheck> check_groups(const ParticleContext& context,
                                     const std::vector<Particle>& particles) {
  std::vector<CountCheck> checks(context.counts.groups().size());
  for (CountCheck& check : checks) check.p_value = 0.0;
  for (const Particle& particle : particles) {
    CountReview review;
    const CountNoise noise = context.prior.noise(particle.scores);
    log_likelihood(context.counts, particle.comparable, noise, &review);
    for (std::size_t g = 0; g < checks.size(); ++g) {
      double squares = 0.0;
      for (const Residual& residual : review.residuals[g]) {
        const double deviate = as_normal(residual);
        squares += deviate * deviate;
      }
      const double freedom = static_cast<double>(review.residuals[g].size());
      checks[g].series = context.counts.groups()[g].series;
      checks[g].is_of_periods = context.counts.groups()[g].is_of_periods;
      checks[g].counts = review.residuals[g].size();
      checks[g].p_value += boost::math::gamma_q(0.5 * freedom, 0.5 * std::min(squares, 1.0e6)) /
                           static_cast<double>(particles.size());
    }
  }
  return checks;
}

/// Share of a group's counts that the trajectories of the prior surround.
double prior_reach(const CountGroup& group,
                   const std::vector<std::vector<double>>& prior_readings) {
  constexpr double kLow = 0.01;
  constexpr double kHigh = 0.99;
  std::size_t inside = 0;
  for (const DatedCount& count : group.counts) {
    std::vector<double> values;
    const std::size_t point = count.first_point + count.point_count - 1;
    for (const auto& readings : prior_readings) values.push_back(readings[point]);
    std::sort(values.begin(), values.end());
    const double said = std::log(count.value + kCountOffset);
    inside += said >= quantile_of_sorted(values, kLow) && said <= quantile_of_sorted(values, kHigh);
  }
  return static_cast<double>(inside) / static_cast<double>(group.counts.size());
}

/// How far a parameter's posterior median lies outside its prior's 90 % range, in widths of that.
double outside_prior(const LearnedParameter& parameter) {
  const double width = parameter.prior[2] - parameter.prior[0];
  if (width <= 0.0) return 0.0;
  return std::max(parameter.prior[0] - parameter.posterior[1],
                  parameter.posterior[1] - parameter.prior[2]) /
         width;
}

/// Counts that are met only by values that were held unlikely may be met for the wrong reason.
void warn_of_unlikely_values(AssimilationDiagnostics& diagnostics) {
  std::vector<LearnedParameter> unlikely;
  for (const LearnedParameter& parameter : diagnostics.parameters) {
    const bool has_a_meaning =
        parameter.name.rfind("counts.", 0) != 0 && parameter.name.rfind("shock ", 0) != 0;
    if (outside_prior(parameter) > 0.0 && has_a_meaning) unlikely.push_back(parameter);
  }
  std::sort(unlikely.begin(), unlikely.end(),
            [](const LearnedParameter& a, const LearnedParameter& b) {
              return outside_prior(a) > outside_prior(b);
            });
  constexpr std::size_t kMostNamed = 3;
  if (unlikely.size() > kMostNamed) unlikely.resize(kMostNamed);
  std::string named;
  for (const LearnedParameter& parameter : unlikely) {
    named += fmt::format("{}{} = {:.3g} (held likely before: {:.3g} to {:.3g})",
                         named.empty() ? "" : ", ", parameter.name, parameter.posterior[1],
                         parameter.prior[0], parameter.prior[2]);
  }
  if (named.empty()) return;
  diagnostics.warnings.push_back(
      "the counts are met by values that were held unlikely: " + named +
      "; if they are wrong, the scenario lacks something that moves people, and what follows from "
      "the counts is too sure");
}

void warn(AssimilationDiagnostics& diagnostics) {
  for (const LearnedParameter& parameter : diagnostics.parameters) {
    if (parameter.name.rfind("counts.drift_of", 0) == 0 &&
        parameter.posterior[1] > parameter.prior[2]) {
      diagnostics.warnings.push_back(fmt::format(
          "the counts are explained only by large errors of their own ({} = {:.2g}, held likely "
          "before: up to {:.2g}): the forecast believes its rules more than them, and its ranges "
          "need not hold them",
          parameter.name, parameter.posterior[1], parameter.prior[2]));
    }
  }
  warn_of_unlikely_values(diagnostics);
  if (diagnostics.stages.empty()) return;
  const double reached = diagnostics.stages.back().temperature;
  if (reached < 1.0) {
    diagnostics.warnings.push_back(fmt::format(
        "only {:.2f} of what the counts say was used (a power of their likelihood), since too few "
        "independent members fit all of it: the intervals are wider than the counts allow; more "
        "members narrow them",
        reached));
  }
  double accepted = 0.0;
  for (const AssimilationStage& stage : diagnostics.stages)
    if (stage.temperature >= reached) accepted += stage.acceptance;
  if (accepted < kFewestAccepted) {
    diagnostics.warnings.push_back(fmt::format(
        "only {:.0f} % of the last moves were accepted: the sample may not have reached "
        "the posterior; use more members",
        100.0 * accepted));
  }
}

}  // namespace

void review(const ParticleContext& context, const std::vector<std::vector<double>>& prior_scores,
            const std::vector<std::vector<double>>& prior_readings,
            const std::vector<Particle>& particles, AssimilationDiagnostics& diagnostics) {
  diagnostics.counts = context.counts.size();
  if (context.counts.empty()) return;
  learn(context, prior_scores, particles, diagnostics);
  diagnostics.checks = check_groups(context, particles);
  for (std::size_t g = 0; g < diagnostics.checks.size(); ++g) {
    diagnostics.checks[g].prior_reach = prior_reach(context.counts.groups()[g], prior_readings);
  }
  warn(diagnostics);
}

}  // namespace corridor
