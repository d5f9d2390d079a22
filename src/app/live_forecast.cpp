#include "app/live_forecast.h"

#include <algorithm>

#include "app/learn.h"
#include "app/rank.h"
#include "app/rulesets.h"
#include "app/what_if.h"
#include "base/check.h"
#include "inference/ensemble.h"
#include "inference/particle.h"
#include "inference/prior.h"
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

/// Sets what follows from a plan of a scenario.
void take_plan(RunPlan plan, const ForecastOptions& options, LiveSetting& setting) {
  const auto loaded = std::make_shared<const LoadedScenario>(std::move(plan.loaded));
  setting.loaded = loaded;
  setting.overrides = parse_overrides(options.settings, loaded->known.parameters);
  setting.sampler = std::make_shared<const ParameterSampler>(loaded->known, setting.overrides);
  setting.model = make_model(loaded->known);
  setting.steps = plan.steps;
  setting.seed = options.seed;
  setting.counts_to_learn = counts_to_learn(loaded->known, *setting.model).size();
}

std::shared_ptr<const MemberOrigins> prior_origins(const LiveSetting& setting) {
  const auto prior = std::make_shared<const ScenarioPrior>(
      setting.loaded->known, setting.loaded->as_of, *setting.sampler, setting.model->shocks(0));
  // The prior refers to what it is made of.
  const auto at = [prior, loaded = setting.loaded,
                   sampler = setting.sampler](const MemberStreams& slot) {
    PriorDraw draw = draw_possible(*prior, slot);
    return MemberOrigin{std::move(draw.scores), draw.luck, 0, slot.member};
  };
  return std::make_shared<const MemberOrigins>(MemberOrigins{prior->names(), at});
}

/// Flee's folders have no parameters: a member is its luck.
Member member_of(const LiveSetting& setting, const MemberStreams& slot) {
  if (!setting.origins) return {{}, slot, slot, 0};
  return place_member(setting.origins->at(slot), setting.origins->score_names, slot, *setting.model,
                      setting.loaded->known, *setting.sampler, setting.changes);
}

}  // namespace

LiveSetting live_scenario(const ForecastOptions& options,
                          const std::vector<std::filesystem::path>& overlays) {
  LiveSetting setting;
  take_plan(plan_run(options, ScenarioSource{options.folder, overlays, {}}), options, setting);
  setting.origins = prior_origins(setting);
  return setting;
}

LiveSetting live_what_if(const LiveSetting& base, const ForecastOptions& options,
                         const std::vector<std::filesystem::path>& overlays,
                         const std::vector<std::string>& changes) {
  ScenarioChange change = parse_what_if({"", changes}, options.folder, *base.loaded);
  LiveSetting setting = base;
  setting.changes = change.parameters;
  if (change.source.edits.empty() && change.source.overlays.empty() && change.source.added.empty())
    return setting;
  change.source.overlays.insert(change.source.overlays.begin(), overlays.begin(), overlays.end());
  take_plan(plan_run(options, change.source), options, setting);
  return setting;
}

Assimilation learn_live(const LiveSetting& setting, std::size_t members,
                        const std::function<void(std::size_t, std::size_t)>& progress) {
  RunPlan plan;
  plan.loaded = *setting.loaded;
  plan.model = setting.model;
  plan.steps = setting.steps;
  ForecastOptions options;
  options.members = members;
  options.seed = setting.seed;
  return learn(plan, options, *setting.sampler, progress);
}

Fit fit_of(const Assimilation& learned) {
  Fit fit{learned.score_names, {}, learned.diagnostics};
  for (std::size_t m = 0; m < learned.members.size(); ++m)
    fit.members.push_back(origin_of(learned, m));
  return fit;
}

LiveSetting live_fitted(const LiveSetting& setting, Fit fit) {
  CORRIDOR_CHECK(!fit.members.empty(), "a fit without members");
  LiveSetting fitted = setting;
  const auto at = [members = std::move(fit.members)](const MemberStreams& slot) {
    return members[slot.member % members.size()];
  };
  fitted.origins = std::make_shared<const MemberOrigins>(MemberOrigins{fit.score_names, at});
  fitted.fitted = true;
  fitted.learned = std::make_shared<const AssimilationDiagnostics>(std::move(fit.learned));
  return fitted;
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
  setting.model = make_flee_model(std::make_shared<const FleeSetting>(std::move(*instance)),
                                  setting.loaded->known.parameters);
  return setting;
}

LiveForecast::LiveForecast(LiveSetting setting) : setting_(std::move(setting)) {}

std::size_t LiveForecast::values_per_member() const {
  return setting_.model->series().size() * setting_.steps;
}

void LiveForecast::run(std::size_t slot) {
  const Member member = member_of(setting_, {setting_.seed, static_cast<std::uint32_t>(slot)});
  std::vector<float> values(values_per_member());
  run_member(*setting_.model, member, values);
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
    results_.starts.clear();
    for (std::uint32_t m = 0; m < results_.members; ++m) {
      const MemberStreams slot{setting_.seed, m};
      drawn.push_back(member_of(setting_, slot).values);
      results_.starts.push_back(setting_.origins->at(slot).start);
    }
    store_parameters(drawn, results_);
  }
  return rank_from_forecast(results_, *setting_.loaded, *setting_.sampler, 1);
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
  run.learns = setting_.learned != nullptr;
  run.results = &results_;
  run.summary = &*summary_;
  run.sampler = setting_.sampler.get();
  run.learned = setting_.learned.get();
  run.contradicted = contradicted_counts(results_, all_counts(setting_.loaded->known));
  run.implausible = implausible(results_, run.as_of);
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
