#include "app/rulesets.h"

#include "app/explain_corridor.h"
#include "app/explain_daily.h"
#include "app/explain_flee.h"
#include "app/regions.h"
#include "inference/noise.h"
#include "input/flee_subfolder.h"
#include "results/needs.h"
#include "rules/corridor/corridor_model.h"
#include "rules/daily/daily_model.h"
#include "rules/daily/growth.h"
#include "rules/daily/situations.h"
#include "rules/flee/flee_model.h"
#include "rules/flee/parameters.h"
#include "scenario/claim_widths.h"
#include "scenario/flee_scenario.h"

namespace corridor {
namespace {

constexpr const char* kFlee = "flee";
constexpr const char* kDaily = "daily";

RulesetTerms with_shared(RulesetTerms terms) {
  for (Parameter& parameter : needs_parameters()) terms.parameters.push_back(std::move(parameter));
  for (Parameter& parameter : claim_parameters()) terms.parameters.push_back(std::move(parameter));
  for (Parameter& parameter : count_parameters()) terms.parameters.push_back(std::move(parameter));
  return terms;
}

RulesetTerms flee_terms(const FleeInstance& instance) {
  return with_shared({flee_parameters(instance.settings), flee_series()});
}

std::unique_ptr<Model> make_model_of_rules(const Scenario& known) {
  if (known.ruleset == kFlee) {
    return make_flee_model(std::make_shared<const FleeSetting>(*known.flee), known.parameters);
  }
  if (known.ruleset == kDaily) return make_daily_model(known);
  return make_corridor_model(known);
}

}  // namespace

RulesetTerms corridor_terms() { return with_shared({corridor_parameters(), corridor_series()}); }

std::optional<Scenario> read_scenario(const ScenarioSource& source, Diagnostics& diagnostics) {
  const std::string ruleset = ruleset_of(source);
  if (ruleset == kDaily) {
    return read_scenario_folder(source, with_shared({daily_parameters(), daily_topics()}),
                                diagnostics);
  }
  if (ruleset != kFlee) {
    return read_scenario_folder(source, corridor_terms(), diagnostics);
  }
  const std::shared_ptr<const FleeInstance> flee = read_flee_subfolder(source, diagnostics);
  if (flee == nullptr) return std::nullopt;
  return read_scenario_folder(source, flee_terms(*flee), diagnostics, flee);
}

Scenario flee_as_scenario(std::shared_ptr<const FleeInstance> instance) {
  const RulesetTerms terms = flee_terms(*instance);
  Scenario scenario;
  scenario.id = instance->name;
  scenario.title = instance->name + ", by the rules of Flee";
  scenario.ruleset = kFlee;
  scenario.parameters = ParameterRegistry(terms.parameters);
  scenario.topics = terms.series;
  add_flee_network(*instance, scenario);
  scenario.observations = flee_observations(*instance, "registrations of the folder");
  scenario.flee_tables_given = true;
  scenario.flee = std::move(instance);
  return scenario;
}

std::unique_ptr<Model> make_model(const Scenario& known) {
  return with_regions(make_model_of_rules(known), known.regions);
}

Explained explain_rules(const LoadedScenario& loaded) {
  if (loaded.known.ruleset == kFlee) return explain_flee(loaded);
  if (loaded.known.ruleset == kDaily) return explain_daily(loaded);
  return explain_corridor(loaded);
}

}  // namespace corridor
