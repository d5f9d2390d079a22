#include "app/flee.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <thread>

#include "app/flee_logs.h"
#include "base/parallel.h"
#include "inference/ensemble.h"
#include "input/flee_folder.h"
#include "output/files.h"
#include "output/forecast_output.h"
#include "output/html.h"
#include "rules/flee/flee_model.h"
#include "rules/flee/output.h"

namespace corridor {
namespace {

constexpr const char* kDefaultSettings = "simsetting.yml";
constexpr const char* kLocationChanges = "location_changes.csv";

std::shared_ptr<const FleeSetting> load(const FleeOptions& options, std::ostream& log) {
  FleeSource source;
  source.input_folder = options.input_folder;
  source.data_folder = options.data_folder;
  source.days = options.days;
  source.settings_file = options.settings_file;
  source.strict = options.strict;
  if (source.settings_file.empty() && std::filesystem::exists(kDefaultSettings)) {
    source.settings_file = kDefaultSettings;
  }
  // Flee looks for changes of kind in the working directory, too.
  if (std::filesystem::exists(kLocationChanges)) source.location_changes_file = kLocationChanges;
  Diagnostics diagnostics;
  std::optional<FleeInstance> instance = read_flee_folder(source, diagnostics);
  if (!instance) throw InputError(diagnostics);
  instance->settings.frozen_capacity = options.capacity_rule == FleeCapacityRule::frozen;
  for (const Diagnostic& warning : diagnostics.items()) log << to_string(warning) << '\n';
  FleeSettings& settings = instance->settings;
  if (options.members > 1 || options.score) {
    if (settings.agent_log_level > 0 || settings.link_log_level > 0) {
      log << "agent and link logs are written for a single member only\n";
    }
    settings.agent_log_level = settings.link_log_level = 0;
  }
  return std::make_shared<const FleeSetting>(std::move(*instance));
}

void write_score(const FleeSetting& setting, const std::vector<FleeScore>& scores,
                 std::ostream& out) {
  FleeScore mean;
  mean.by_camp.assign(setting.data.camps().size(), 0.0);
  const auto members = static_cast<double>(scores.size());
  for (const FleeScore& score : scores) {
    mean.averaged += score.averaged / members;
    mean.rescaled += score.rescaled / members;
    for (std::size_t c = 0; c < mean.by_camp.size(); ++c) {
      mean.by_camp[c] += score.by_camp[c] / members;
    }
  }
  out << fmt::format("averaged relative difference: {:.4f}\nrescaled: {:.4f}\n", mean.averaged,
                     mean.rescaled);
  for (std::size_t c = 0; c < mean.by_camp.size(); ++c) {
    out << fmt::format("  {}: {:.4f}\n",
                       setting.instance.locations[setting.data.camps()[c].location].name,
                       mean.by_camp[c]);
  }
}

unsigned threads_of(const FleeOptions& options) {
  return options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

std::vector<FleeScore> score_members(const FleeOptions& options,
                                     const std::shared_ptr<const FleeSetting>& setting) {
  std::vector<FleeScore> scores(options.members);
  parallel_for(options.members, threads_of(options), [&](std::size_t member) {
    const MemberStreams streams{options.seed, static_cast<std::uint32_t>(member)};
    scores[member] = flee_score(*setting, flee_run(setting, streams, options.capacity_rule));
  });
  return scores;
}

/// A table of the last day: what the members say beside the registrations.
std::string report(const FleeSetting& setting, const EnsembleResults& results,
                   const Summary& summary) {
  constexpr std::size_t kLow = 2;
  constexpr std::size_t kMedian = 11;
  constexpr std::size_t kHigh = 20;
  const std::size_t last = results.steps - 1;
  std::string rows;
  for (const FleeCamp& camp : setting.data.camps()) {
    const std::string& name = setting.instance.locations[camp.location].name;
    const std::size_t series = results.find("in_camp", name);
    const auto quantile = [&](std::size_t level) {
      return grouped(summary.quantile(results, series, last, level));
    };
    rows += fmt::format(
        "<tr><td>{}</td><td>{}</td><td>{} to {}</td><td>{}</td></tr>", escape_html(name),
        quantile(kMedian), quantile(kLow), quantile(kHigh),
        grouped(static_cast<double>(setting.data.registered(camp, static_cast<int>(last)))));
  }
  return html_page(
      setting.instance.name,
      fmt::format("<h1>{}</h1><p>People in camps after {} days; {} members.</p><table>"
                  "<tr><th>camp</th><th>median</th><th>90 %</th><th>registered</th></tr>"
                  "{}</table>",
                  escape_html(setting.instance.name), results.steps, results.members, rows));
}

void run_members(const FleeOptions& options, const std::shared_ptr<const FleeSetting>& setting,
                 std::ostream& out) {
  const auto model = make_flee_model(setting, ParameterRegistry{});
  const EnsembleSettings settings{options.members, static_cast<std::size_t>(setting->instance.days),
                                  options.seed, threads_of(options)};
  const EnsembleResults results = run_ensemble(
      *model, settings, [](const MemberStreams&) { return ParameterValues{}; }, [](std::size_t) {});
  const Summary summary = summarise(results, settings.threads);
  Scenario named;
  named.id = setting->instance.name;
  named.start = setting->instance.start;
  ForecastRun run;
  run.known = &named;
  run.as_of = named.start;
  run.results = &results;
  run.summary = &summary;
  run.keep_members = true;
  const std::filesystem::path directory =
      options.out.empty() ? std::filesystem::path("out") / named.id : options.out;
  std::filesystem::create_directories(directory);
  write_file_in_pieces(directory / "quantiles.csv",
                       [&](const TextSink& sink) { quantiles_csv(run, sink); });
  write_file_in_pieces(directory / "series.csv",
                       [&](const TextSink& sink) { series_csv(run, sink); });
  write_file(directory / "report.html", report(*setting, results, summary));
  out << fmt::format("{} members; tables and report: {}\n", options.members, directory.string());
}

}  // namespace

void run_flee(const FleeOptions& options, std::ostream& out, std::ostream& log) {
  const std::shared_ptr<const FleeSetting> setting = load(options, log);
  if (options.score) {
    write_score(*setting, score_members(options, setting), out);
  } else if (options.members == 1) {
    const MemberStreams streams{options.seed, 0};
    write_flee_table(*setting,
                     run_flee_with_logs(setting, streams, options.capacity_rule, options.out), out);
  } else {
    run_members(options, setting, out);
  }
}

}  // namespace corridor
