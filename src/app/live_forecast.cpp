#include "app/live_forecast.h"

#include <algorithm>

#include "app/compare.h"
#include "app/rank.h"
#include "app/rulesets.h"
#include "base/check.h"
#include "inference/ensemble.h"
#include "input/flee_folder.h"
#include "rules/flee/flee_model.h"
#include "scenario/flee_scenario.h"

namespace corridor {
namespace {

Scenario scenario_of(const FleeInstance& instance) {
  Scenario scenario;
  scenario.id = scenario.title = instance.name;
  scenario.ruleset = "flee";
  add_flee_network(instance, scenario);
  scenario.observations = flee_observations(instance, instance.name);
  return scenario;
}

ScenarioChange parse(const std::vector<std::string>& changes, const ForecastOptions& options,
                     const Scenario& known) {
  return parse_what_if({"", changes}, options.folder, known.parameters);
}

bool edits_tables(const ScenarioChange& change) {
  return !change.source.edits.empty() || !change.source.overlays.empty();
}

/// Draws from the sampler, then applies the changes.
std::function<ParameterValues(const MemberStreams&)> draw_changed(
    const LiveSetting& setting, std::vector<ParameterChange> changes) {
  return [sampler = setting.sampler, loaded = setting.loaded,
          parameters = std::move(changes)](const MemberStreams& member) {
    ParameterValues values = sampler->draw(member);
    for (const ParameterChange& change : parameters) {
      apply_change(change, loaded->known.parameters, values);
    }
    return values;
  };
}

}  // namespace

LiveSetting live_scenario(const ForecastOptions& options, const std::vector<std::string>& changes) {
  RunPlan plan = plan_run(options, ScenarioSource{options.folder, {}, {}});
  std::vector<ParameterChange> parameters;
  if (!changes.empty()) {
    const ScenarioChange change = parse(changes, options, plan.loaded.known);
    parameters = change.parameters;
    if (edits_tables(change)) plan = plan_run(options, change.source);
  }
  LiveSetting setting;
  const auto loaded = std::make_shared<const LoadedScenario>(std::move(plan.loaded));
  setting.loaded = loaded;
  setting.overrides = parse_overrides(options.settings, loaded->known.parameters);
  setting.sampler = std::make_shared<const ParameterSampler>(loaded->known, setting.overrides);
  setting.model = make_model(loaded->known);
  setting.draw = draw_changed(setting, std::move(parameters));
  setting.steps = plan.steps;
  setting.seed = options.seed;
  return setting;
}

LiveSetting live_what_if(const LiveSetting& base, const ForecastOptions& options,
                         const std::vector<std::string>& changes) {
  const ScenarioChange change = parse(changes, options, base.loaded->known);
  if (edits_tables(change)) return live_scenario(options, changes);
  LiveSetting setting = base;
  setting.draw = draw_changed(setting, change.parameters);
  return setting;
}

LiveSetting live_flee(const std::filesystem::path& input, const std::filesystem::path& data,
                      const std::filesystem::path& settings, std::uint64_t seed) {
  FleeSource source;
  source.input_folder = input;
  source.data_folder = data;
  source.settings_file = settings;
  LoadedScenario loaded;
  std::optional<FleeInstance> instance = read_flee_folder(source, loaded.diagnostics);
  if (!instance) throw InputError(loaded.diagnostics);
  loaded.known = loaded.full = scenario_of(*instance);
  loaded.as_of = instance->start;
  LiveSetting setting;
  setting.loaded = std::make_shared<const LoadedScenario>(std::move(loaded));
  setting.steps = static_cast<std::size_t>(instance->days);
  setting.seed = seed;
  setting.draw = [](const MemberStreams&) { return ParameterValues{}; };
  setting.model = make_flee_model(std::make_shared<const FleeSetting>(std::move(*instance)),
                                  setting.loaded->known.parameters);
  return setting;
}

LiveForecast::LiveForecast(LiveSetting setting) : setting_(std::move(setting)) {}

std::size_t LiveForecast::values_per_member() const {
  return setting_.model->series().size() * setting_.steps;
}

void LiveForecast::run(std::size_t slot) {
  const Model& model = *setting_.model;
  const MemberStreams streams{setting_.seed, static_cast<std::uint32_t>(slot)};
  const auto state = model.start(setting_.draw(streams), streams);
  std::vector<double> observed(model.series().size());
  std::vector<float> values;
  values.reserve(values_per_member());
  for (std::size_t step = 0; step < setting_.steps; ++step) {
    model.step(*state);
    model.observe(*state, observed);
    for (const double value : observed) values.push_back(static_cast<float>(value));
  }
  accept(slot, values);
}

void LiveForecast::accept(std::size_t slot, std::span<const float> values) {
  CORRIDOR_CHECK(values.size() == values_per_member(), std::to_string(values.size()));
  if (members_.size() <= slot) members_.resize(slot + 1);
  members_[slot].assign(values.begin(), values.end());
}

std::span<const float> LiveForecast::member(std::size_t slot) const {
  if (slot >= members_.size()) return {};
  return members_[slot];
}

void LiveForecast::collect_members(std::size_t members) {
  results_.series = setting_.model->series();
  results_.start = setting_.model->start_time();
  results_.step = setting_.model->step_length();
  results_.steps = setting_.steps;
  results_.members = members;
  results_.parameters.clear();
  const std::size_t series = results_.series.size();
  results_.values.resize(values_per_member() * members);
  for (std::size_t m = 0; m < members; ++m) {
    CORRIDOR_CHECK(!member(m).empty(), "slot " + std::to_string(m) + " has not run");
  }
  // A few series at once, so that what one read brings into the cache is used.
  constexpr std::size_t kBlock = 16;
  for (std::size_t step = 0; step < results_.steps; ++step) {
    for (std::size_t begin = 0; begin < series; begin += kBlock) {
      const std::size_t end = std::min(series, begin + kBlock);
      for (std::size_t m = 0; m < members; ++m) {
        const float* from = members_[m].data() + step * series;
        for (std::size_t s = begin; s < end; ++s) results_.at(s, step, m) = from[s];
      }
    }
  }
  summary_.reset();
}

Ranking LiveForecast::ranking() {
  if (!setting_.sampler) return {};
  if (results_.parameters.empty()) {
    std::vector<ParameterValues> drawn;
    for (std::size_t m = 0; m < results_.members; ++m)
      drawn.push_back(setting_.draw({setting_.seed, static_cast<std::uint32_t>(m)}));
    store_parameters(drawn, results_);
  }
  return rank_from_forecast(results_, setting_.loaded->known, *setting_.sampler, 1);
}

ForecastRun LiveForecast::as_run() {
  if (!summary_) summary_ = summarise(results_, 1);
  ForecastRun run;
  run.known = &setting_.loaded->known;
  run.later = &setting_.loaded->later;
  run.trust = setting_.loaded->trust;
  run.as_of = setting_.loaded->as_of;
  run.seed = setting_.seed;
  run.digest = setting_.loaded->digest;
  run.version = CORRIDOR_VERSION;
  run.overrides = setting_.overrides;
  run.results = &results_;
  run.summary = &*summary_;
  run.sampler = setting_.sampler.get();
  return run;
}

std::vector<float> difference_fans(const EnsembleResults& base, const EnsembleResults& changed) {
  CORRIDOR_CHECK(base.members >= changed.members && base.steps == changed.steps, "paired runs");
  EnsembleResults difference;
  difference.steps = changed.steps;
  difference.members = changed.members;
  for (std::size_t s = 0; s < changed.series.size(); ++s) {
    if (!changed.series[s].location.empty()) continue;
    difference.series.push_back(changed.series[s]);
    const std::size_t same = base.find(changed.series[s].target, "");
    for (std::size_t step = 0; step < changed.steps; ++step) {
      const float* after = changed.row(s, step);
      const float* before = same == base.series.size() ? nullptr : base.row(same, step);
      for (std::size_t m = 0; m < changed.members; ++m) {
        difference.values.push_back(before == nullptr ? after[m] : after[m] - before[m]);
      }
    }
  }
  return fan_lines(difference);
}

}  // namespace corridor
