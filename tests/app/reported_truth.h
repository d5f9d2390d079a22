#pragma once
// Truths drawn from the prior of a scenario, and what would be reported of them at the moments and
// in the words of its real counts, as the likelihood says that counts are. For calibration, and for
// back-tests whose truth is known.
#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "app/load.h"
#include "app/rulesets.h"
#include "inference/particle.h"
#include "scenario/normal.h"

namespace corridor {

/// What is reported of.
struct Truth {
  Particle particle;
  std::vector<float> rows;  ///< every series after each step
};

/// A scenario as learning sees it, and the counts whose moments and words are taken over. An
/// unknown hour is taken for the latest it may be, a range for a number said to be about right.
struct ReportedScenario {
  /// `counted`: of the model of what is known, in any order.
  ReportedScenario(const Scenario& what_is_known, Time time, std::vector<ObservationRow> counted)
      : known(what_is_known),
        as_of(time),
        real(plain(std::move(counted))),
        model(make_model(known)),
        sampler(known, {}),
        counts(real, *model),
        prior(known, as_of, sampler, model->shocks(counts.steps())) {}

  const Scenario& known;
  Time as_of;
  std::vector<ObservationRow> real;
  std::unique_ptr<Model> model;
  ParameterSampler sampler;
  CountSet counts;
  ScenarioPrior prior;

  [[nodiscard]] Truth run(const std::vector<double>& scores, const MemberStreams& luck) const {
    const ParticleContext context{*model, prior, counts};
    return {make_particle(context, scores, luck),
            run_path(context, prior.values(scores), luck).rows};
  }
  /// The rows of a group's counts, in their order.
  [[nodiscard]] std::vector<const ObservationRow*> rows_of(const CountGroup& group) const {
    const SeriesInfo& series = model->series()[group.series];
    std::vector<const ObservationRow*> rows;
    for (const ObservationRow& row : real) {
      const bool is_count = row.qualifier != Qualifier::statement && row.time > known.start;
      if (is_count && row.series == series.target && row.place == series.location)
        rows.push_back(&row);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto* a, const auto* b) { return a->time < b->time; });
    return rows;
  }

 private:
  static std::vector<ObservationRow> plain(std::vector<ObservationRow> rows) {
    for (ObservationRow& row : rows) {
      row.earliest.reset();
      row.value_high.reset();
      if (row.qualifier == Qualifier::between) row.qualifier = Qualifier::about;
    }
    return rows;
  }
};

/// What is reported of one truth, one count after the other.
class Reporter {
 public:
  Reporter(const ReportedScenario& scenario, const Truth& truth, const MemberStreams& slot)
      : scenario_(scenario),
        truth_(truth),
        noise_(scenario.prior.noise(truth.particle.scores)),
        slot_(slot) {}

  [[nodiscard]] std::vector<ObservationRow> report() const {
    std::vector<ObservationRow> all;
    for (const CountGroup& group : scenario_.counts.groups()) {
      const std::vector<const ObservationRow*> real = scenario_.rows_of(group);
      std::vector<ObservationRow> rows;
      for (std::size_t i = 0; i < real.size(); ++i) {
        ObservationRow row = *real[i];
        row.value = reported(group, group.counts[i], drift_shown(group, rows));
        rows.push_back(std::move(row));
      }
      all.insert(all.end(), rows.begin(), rows.end());
    }
    return all;
  }

 private:
  static constexpr std::uint32_t kReported = (1U << 30) + 40;  ///< the process of the draws

  /// What the reports of a group so far have shown of their drift.
  [[nodiscard]] Drift drift_shown(const CountGroup& group,
                                  const std::vector<ObservationRow>& rows) const {
    if (rows.empty()) return Drift::before(group.kind, noise_);
    const CountSet so_far(rows, *scenario_.model);
    const Readings readings = so_far.read(truth_.rows, scenario_.model->series().size());
    CountReview review;
    log_likelihood(so_far, comparable(readings, noise_), noise_, &review);
    return review.drifts.at(0);
  }

  /// With an odd last digit: no rounding to speak of.
  [[nodiscard]] double reported(const CountGroup& group, const DatedCount& count,
                                const Drift& shown) const {
    return 2.0 * std::floor(0.5 * (std::exp(draw_log(group, count, shown)) - kCountOffset)) + 1.0;
  }

  /// ln(report + kCountOffset), from the density that the likelihood gives it.
  [[nodiscard]] double draw_log(const CountGroup& group, const DatedCount& real,
                                const Drift& shown) const {
    const double log_value = truth_.particle.comparable.log_value[real.first_point];
    const double offset_value = truth_.particle.comparable.offset_value[real.first_point];
    const Drift then = shown.at(real.hours, offset_value, group.kind, noise_);
    DatedCount count = real;
    count.value = std::exp(log_value) - kCountOffset;
    count.rounding = 0.5;
    count.digits = 3;
    const CountError error = error_of(count, group.kind, noise_);
    const double variance = then.level_variance + error.variance +
                            truth_.particle.comparable.variance[real.first_point];
    Stream stream(slot_, static_cast<std::uint32_t>(real.first_point), kReported, 0);
    const bool wrong = stream.uniform() < noise_.outlier_share;
    const double normal = normal_quantile(stream.uniform());
    const double unsaid = -error.shift * std::log(stream.uniform());
    const double expected = log_value + then.level;
    if (wrong) {
      return expected - error.shift +
             normal * std::sqrt(variance + error.shift * error.shift +
                                noise_.outlier_error * noise_.outlier_error);
    }
    return expected + normal * std::sqrt(variance) - unsaid;
  }

  const ReportedScenario& scenario_;
  const Truth& truth_;
  CountNoise noise_;
  MemberStreams slot_;
};

/// A truth, and what is reported of it.
struct Replication {
  std::vector<double> scores;
  MemberStreams luck;
  std::vector<ObservationRow> rows;
};

/// Reports are looked at only where each is in this range, whatever the truth: what follows from
/// reports is calibrated given any such choice among them. Below, what a report leaves unsaid
/// depends on its digits; above, nobody is left to come.
inline constexpr double kFewestReported = 101.0;
inline constexpr double kMostReported = 200000.0;

/// The first of a row of truths whose reports are in range.
inline Replication replicate(const ReportedScenario& scenario, std::uint64_t seed) {
  for (std::uint32_t attempt = 0;; ++attempt) {
    const MemberStreams slot{seed, attempt};
    PriorDraw draw = draw_possible(scenario.prior, slot);
    const Truth truth = scenario.run(draw.scores, draw.luck);
    std::vector<ObservationRow> rows = Reporter(scenario, truth, slot).report();
    const bool in_range = std::all_of(rows.begin(), rows.end(), [](const ObservationRow& row) {
      return row.value >= kFewestReported && row.value <= kMostReported;
    });
    if (in_range) return {std::move(draw.scores), draw.luck, std::move(rows)};
  }
}

}  // namespace corridor
