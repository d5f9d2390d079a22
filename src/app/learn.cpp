#include "app/learn.h"

#include <fmt/format.h>

#include <map>

#include "output/contradictions.h"
#include "output/count_checks.h"
#include "output/ending_flow_words.h"
#include "output/old_total.h"
#include "scenario/counts_without_sums.h"

namespace corridor {
namespace {

/// Counts that are given and not learned from.
void warn_of_counts_left_out(const CountSet& counts, std::vector<std::string>& warnings) {
  std::map<std::string, int> rows;
  for (const std::string& series : counts.left_out()) ++rows[series];
  for (const auto& [series, number] : rows) {
    warnings.push_back(fmt::format(
        "{} of the counts of {} {} not learned from: of a moment before the start, or of a series "
        "that the model has not with what is known by now, such as one of a place that is not "
        "known yet (corridor validate names the series that the rules have)",
        number, series, number == 1 ? "is" : "are"));
  }
}

}  // namespace

CountSet counts_to_learn(const Scenario& known, const Model& model) {
  // A folder of Flee's is run as Flee runs it: its counts are there to compare with.
  // The daily rules begin with the counts known: learning from them again would count them twice.
  const bool learns = !known.flee_tables_given && known.ruleset != "daily";
  if (!learns) return {};
  std::vector<ObservationRow> counts = counts_without_sums(known.observations, known.regions);
  const std::vector<ObservationRow> periods = counts_without_sums(
      periods_without_tallies(known.period_counts, known.observations), known.regions);
  counts.insert(counts.end(), periods.begin(), periods.end());
  return {counts, model};
}

Assimilation learn(const RunPlan& plan, const ForecastOptions& options,
                   const ParameterSampler& sampler,
                   const std::function<void(std::size_t, std::size_t)>& progress,
                   const FoundWork& found) {
  const std::shared_ptr<const Model> model = model_of(plan);
  const CountSet counts =
      options.assimilate ? counts_to_learn(plan.loaded.known, *model) : CountSet();
  const ScenarioPrior prior(plan.loaded.known, plan.loaded.as_of, sampler,
                            model->shocks(counts.steps()));
  AssimilationSettings settings;
  settings.members = options.members;
  settings.seed = options.seed;
  settings.threads = plan.threads;
  settings.crew = options.crew;
  settings.resampling = options.resampling;
  settings.found = found;
  settings.stage_begins = options.stage_begins;
  Assimilation learned = assimilate(*model, prior, counts, plan.steps, settings, progress);
  std::vector<std::string>& warnings = learned.diagnostics.warnings;
  warn_of_counts_left_out(counts, warnings);
  const std::vector<ObservationRow> known_counts = all_counts(plan.loaded.known);
  learned.contradicted = contradicted_counts(learned.results, known_counts);
  const std::vector<std::string> of_checks =
      count_check_warnings(plan.loaded.known, learned.results.series, learned.diagnostics.checks);
  warnings.insert(warnings.begin(), of_checks.begin(), of_checks.end());
  const std::vector<std::string> contradicted =
      contradiction_warnings(plan.loaded.known, learned.contradicted);
  warnings.insert(warnings.begin(), contradicted.begin(), contradicted.end());
  const std::vector<std::string> of_flow = ending_flow_warnings(
      plan.loaded.known, ending_flow(learned.results, known_counts, plan.loaded.as_of));
  warnings.insert(warnings.begin(), of_flow.begin(), of_flow.end());
  const std::vector<std::string> of_total = old_total_warnings(plan.loaded.known);
  warnings.insert(warnings.begin(), of_total.begin(), of_total.end());
  return learned;
}

}  // namespace corridor
