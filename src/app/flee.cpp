#include "app/flee.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

#include "app/flee_logs.h"
#include "app/flee_source.h"
#include "app/forecast.h"
#include "app/rulesets.h"
#include "base/crew.h"
#include "base/parallel.h"
#include "input/flee_folder.h"
#include "rules/flee/flee_model.h"
#include "rules/flee/output.h"
#include "rules/flee/representation.h"
#include "scenario/known.h"

namespace corridor {
namespace {

std::shared_ptr<const FleeSetting> load(const FleeOptions& options, std::ostream& log) {
  FleeSource source;
  source.input_folder = options.input_folder;
  source.data_folder = options.data_folder;
  source.days = options.days;
  source.settings_file = options.settings_file;
  source.strict = options.strict;
  source.whole_sums = options.whole_sums;
  add_files_of_working_directory(source);
  Diagnostics diagnostics;
  if (source.settings_file.empty()) {
    const auto beside = options.input_folder.lexically_normal() / ".." / kFleeSettingsFile;
    log << "no simsetting.yml in the working directory: Flee's defaults are used (Flee stops)";
    if (std::filesystem::exists(beside)) {
      log << "; did you mean " << beside.lexically_normal().string() << "?";
    }
    log << '\n';
  }
  std::optional<FleeInstance> instance = read_flee_folder(source, diagnostics);
  if (!instance) throw InputError(diagnostics);
  instance->settings.frozen_capacity = options.capacity_rule == FleeCapacityRule::frozen;
  instance->settings.follow_intensity = options.follow_intensity;
  instance->settings.keep_capacity = options.keep_capacity;
  for (const Diagnostic& warning : diagnostics.items()) log << to_string(warning) << '\n';
  FleeSettings& settings = instance->settings;
  if (options.members > 1 || options.score) {
    if (settings.agent_log_level > 0 || settings.link_log_level > 0) {
      log << "agent and link logs are written for a single member only\n";
    }
    settings.agent_log_level = settings.link_log_level = 0;
  }
  const std::string reason = flee_reason_for_agents(*instance);
  if (options.representation == FleeRepresentation::cohort && !reason.empty()) {
    log << "people are taken one by one: " << reason << '\n';
  }
  return std::make_shared<const FleeSetting>(std::move(*instance));
}

/// `0.3951`, with the standard deviation over members where there are several.
std::string error_text(const std::vector<double>& values) {
  const auto members = static_cast<double>(values.size());
  double mean = 0.0;
  for (const double value : values) mean += value / members;
  if (values.size() == 1) return fmt::format("{:.4f}", mean);
  double variance = 0.0;
  for (const double value : values) variance += (value - mean) * (value - mean) / (members - 1.0);
  return fmt::format("{:.4f} (sd {:.4f} over {} members)", mean, std::sqrt(variance),
                     values.size());
}

void write_score(const FleeSetting& setting, const std::vector<FleeScore>& scores,
                 std::ostream& out) {
  const auto all = [&](const auto& part) {
    std::vector<double> values;
    for (const FleeScore& score : scores) values.push_back(part(score));
    return error_text(values);
  };
  out << "averaged relative difference: "
      << all([](const FleeScore& score) { return score.averaged; })
      << "\nrescaled: " << all([](const FleeScore& score) { return score.rescaled; }) << '\n';
  for (std::size_t c = 0; c < setting.data.camps().size(); ++c) {
    out << "  " << setting.instance.locations[setting.data.camps()[c].location].name << ": "
        << all([c](const FleeScore& score) { return score.by_camp[c]; }) << '\n';
  }
}

/// People wait where Flee stops: on days without a zone in conflict (quirk Q15).
void warn_of_waiting(const FleeRun& run, std::ostream& log) {
  for (std::size_t day = 0; day < run.ledgers.size(); ++day) {
    if (run.ledgers[day].debt >= 0) continue;
    log << fmt::format(
        "day {}: {} newly registered people wait for a zone in conflict to come from; Flee stops "
        "there (quirk Q15)\n",
        day, -run.ledgers[day].debt);
    return;
  }
}

std::vector<FleeScore> score_members(const FleeOptions& options,
                                     const std::shared_ptr<const FleeSetting>& setting) {
  std::vector<FleeScore> scores(options.members);
  parallel_for(options.members, alone().threads(options.threads), [&](std::size_t member) {
    const MemberStreams streams{options.seed, static_cast<std::uint32_t>(member)};
    scores[member] = flee_score(
        *setting, flee_run(setting, streams, options.capacity_rule, {}, options.representation));
  });
  return scores;
}

/// The ensemble as a forecast of a scenario, with the same tables and report.
void run_members(const FleeOptions& options, const std::shared_ptr<const FleeSetting>& setting,
                 std::ostream& out) {
  RunPlan plan;
  plan.loaded.full =
      flee_as_scenario(std::shared_ptr<const FleeInstance>(setting, &setting->instance));
  plan.loaded.as_of = plan.loaded.full.start;
  plan.loaded.known = known_at(plan.loaded.full, plan.loaded.as_of);
  plan.loaded.later = published_later(plan.loaded.full, plan.loaded.as_of);
  plan.steps = static_cast<std::size_t>(setting->instance.days);
  plan.threads = alone().threads(options.threads);
  plan.model = make_flee_model(setting, plan.loaded.known.parameters, options.representation);
  ForecastOptions forecast;
  forecast.members = options.members;
  forecast.seed = options.seed;
  forecast.out = options.out;
  forecast.keep_members = true;
  const ForecastSummary summary = forecast_plan(plan, forecast, [](std::size_t, std::size_t) {});
  out << summary.headline << '\n'
      << fmt::format("{} members; tables and report: {}\n", options.members,
                     summary.directory.string());
}

}  // namespace

void run_flee(const FleeOptions& options, std::ostream& out, std::ostream& log) {
  const std::shared_ptr<const FleeSetting> setting = load(options, log);
  if (options.score) {
    write_score(*setting, score_members(options, setting), out);
  } else if (options.members == 1) {
    const MemberStreams streams{options.seed, 0};
    const FleeRun run = run_flee_with_logs(setting, streams, options.capacity_rule, options.out,
                                           options.representation);
    write_flee_table(*setting, run, out);
    warn_of_waiting(run, log);
  } else {
    run_members(options, setting, out);
  }
}

}  // namespace corridor
