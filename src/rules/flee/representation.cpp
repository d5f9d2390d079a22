#include "rules/flee/representation.h"

#include <algorithm>

namespace corridor {
namespace {

/// Averages up to which dense arrays pay.
constexpr std::size_t kMostAverages = 20000;
/// People to an average and place from which counting is cheaper than taking them one by one.
constexpr double kPeopleToAState = 60.0;

bool has_capacities(const FleeInstance& instance) {
  return std::any_of(instance.locations.begin(), instance.locations.end(),
                     [](const FleeLocation& location) {
                       return location.capacity > 0 || location.capacity_per_day > 0;
                     });
}

/// How many people there will be, roughly.
double expected_people(const FleeSetting& setting) {
  const FleeSettings& settings = setting.instance.settings;
  double people = static_cast<double>(setting.data.at_start());
  if (settings.spawn_mode != FleeSpawnMode::data_driven) {
    for (const FleeLocation& location : setting.instance.locations) {
      people += static_cast<double>(location.population);
    }
    return people;
  }
  for (int day = 1; day < setting.instance.days; ++day) {
    people += static_cast<double>(std::max<Count>(0, setting.data.growth(day)));
  }
  return people;
}

bool is_cheaper_counted(const FleeSetting& setting) {
  const FleeNetwork network(setting.instance);
  const auto states = static_cast<double>(flee_averages(setting.instance.settings, network) *
                                          network.places().size());
  return expected_people(setting) > kPeopleToAState * states;
}

}  // namespace

std::string flee_reason_for_agents(const FleeInstance& instance) {
  if (FleePersons::are_needed(instance)) return "rules or logs ask for single persons";
  if (instance.settings.camps_are_sinks) return "people vanish from camps that are sinks";
  if (!instance.initial_people.empty()) return "agents.csv lists people one by one";
  const FleeNetwork network(instance);
  if (flee_averages(instance.settings, network) > kMostAverages) {
    return "distances or speeds are no multiples of 10 m, so that hardly two people are alike";
  }
  return "";
}

FleeRepresentation flee_representation(const FleeSetting& setting, FleeCapacityRule rule,
                                       FleeRepresentation wanted) {
  if (wanted == FleeRepresentation::agent || !flee_reason_for_agents(setting.instance).empty()) {
    return FleeRepresentation::agent;
  }
  if (wanted == FleeRepresentation::cohort) return wanted;
  const bool equal = rule == FleeCapacityRule::frozen || !has_capacities(setting.instance);
  return equal && is_cheaper_counted(setting) ? FleeRepresentation::cohort
                                              : FleeRepresentation::agent;
}

}  // namespace corridor
