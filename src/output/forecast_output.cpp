#include "output/forecast_output.h"

#include <sys/utsname.h>

#include <nlohmann/json.hpp>

#include "output/belief.h"
#include "output/cautions.h"
#include "output/files.h"
#include "scenario/ledger.h"

namespace corridor {

namespace {

nlohmann::ordered_json learned_json(const ForecastRun& run) {
  nlohmann::ordered_json stages = nlohmann::ordered_json::array();
  for (const AssimilationStage& stage : run.learned->stages) {
    stages.push_back({{"temperature", stage.temperature},
                      {"effective_sample_size", stage.effective_sample_size},
                      {"acceptance", stage.acceptance},
                      {"ancestors", stage.ancestors}});
  }
  nlohmann::ordered_json checks = nlohmann::ordered_json::array();
  for (const CountCheck& check : run.learned->checks) {
    const SeriesInfo& series = run.results->series[check.series];
    checks.push_back({{"series", series.target},
                      {"location", series.location},
                      {"of_periods", check.is_of_periods},
                      {"counts", check.counts},
                      {"posterior_predictive_p", check.p_value},
                      {"share_within_prior", check.prior_reach}});
  }
  nlohmann::ordered_json parameters = nlohmann::ordered_json::object();
  for (const LearnedParameter& parameter : run.learned->parameters) {
    const auto quantiles = [](const double(&q)[3]) {
      return nlohmann::ordered_json{{"q05", q[0]}, {"median", q[1]}, {"q95", q[2]}};
    };
    parameters[parameter.name] = {{"prior", quantiles(parameter.prior)},
                                  {"posterior", quantiles(parameter.posterior)}};
  }
  return {{"counts", run.learned->counts},
          {"trajectories", run.learned->runs},
          {"log_evidence", run.learned->log_evidence},
          {"members_redrawn_for_silence", run.learned->redrawn},
          {"stages", stages},
          {"checks", checks},
          {"parameters", parameters},
          {"warnings", run.learned->warnings}};
}

nlohmann::ordered_json contradicted_json(const ForecastRun& run) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const ContradictedCount& contradicted : run.contradicted) {
    const ObservationRow& count = contradicted.count;
    const Estimate& forecast = contradicted.forecast;
    rows.push_back(
        {{"series", count.series},
         {"location", count.place},
         {"time", format_time(count.time, run.known->utc_offset)},
         {"count", count_words(count)},
         {"source", count.source},
         {"forecast", {{"q05", forecast.low}, {"median", forecast.median}, {"q95", forecast.high}}},
         {"factor", contradicted.factor}});
  }
  return rows;
}

}  // namespace

std::string run_json(const ForecastRun& run) {
  utsname machine{};
  uname(&machine);
  const Duration offset = run.known->utc_offset;
  nlohmann::ordered_json parameters = nlohmann::ordered_json::object();
  for (std::uint32_t i = 0; i < run.known->parameters.all().size(); ++i) {
    const ParameterSummary summary = belief_in(run, ParameterId{i});
    parameters[run.known->parameters.all()[i].name] = {
        {"q05", summary.low}, {"median", summary.median}, {"q95", summary.high}};
  }
  nlohmann::ordered_json trust = nlohmann::ordered_json::object();
  for (const Trust& rule : run.trust) {
    trust[rule.source] = rule.weight ? nlohmann::ordered_json(*rule.weight) : "only";
  }
  const nlohmann::ordered_json json = {
      {"program", "corridor"},
      {"version", run.version},
      {"scenario", run.known->id},
      {"scenario_sha1", run.digest},
      {"as_of", format_time(run.as_of, offset)},
      {"start", format_time(run.results->start, offset)},
      {"step_seconds", run.results->step.count()},
      {"steps", run.results->steps},
      {"members", run.results->members},
      {"seed", run.seed},
      {"threads", run.threads},
      {"set", run.overrides},
      {"prior_width", run.prior_width},
      {"learns_from_counts", run.learns},
      {"resampling", run.resampling},
      {"trust", trust},
      {"seconds",
       {{"load", run.seconds_load}, {"run", run.seconds_run}, {"summary", run.seconds_summary}}},
      {"machine", std::string(machine.sysname) + " " + machine.release + " " + machine.machine},
      {"parameters", parameters},
      {"implausible", plausibility_warnings(run.implausible)},
      {"contradicted_counts", contradicted_json(run)},
      {"learned", run.learned != nullptr ? learned_json(run) : nlohmann::ordered_json{}}};
  return json.dump(2) + "\n";
}

void write_forecast(const ForecastRun& run, const std::filesystem::path& directory) {
  std::filesystem::create_directories(directory);
  // Those that take longest first, so that threads end together.
  write_files(directory,
              {{"report.html", [&](const TextSink& sink) { sink(report_html(run)); }},
               {"quantiles.csv", [&](const TextSink& sink) { quantiles_csv(run, sink); }},
               {"series.csv", [&](const TextSink& sink) { series_csv(run, sink); }},
               {"hub.csv", [&](const TextSink& sink) { hub_csv(run, sink); }},
               {"run.json", [&](const TextSink& sink) { sink(run_json(run)); }}},
              run.threads);
}

}  // namespace corridor
