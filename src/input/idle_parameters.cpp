#include "input/idle_parameters.h"

#include <algorithm>
#include <array>
#include <set>

#include "input/yaml_checks.h"
#include "scenario/table_values.h"

namespace corridor {
namespace {

/// The population is compared with the groups; the sizes convert claims and asked amounts.
constexpr std::array kNamesWithAMeaning = {"population", "people_per_household",
                                           "people_per_vehicle"};

std::set<ParameterId> parameters_in_tables(const Scenario& scenario) {
  std::set<ParameterId> used;
  for_every_value(scenario, [&](const Value& value) {
    for (const Value::Factor& factor : value.factors) used.insert(factor.parameter);
  });
  return used;
}

bool is_the_scenarios_own(const Parameter& parameter) {
  return parameter.from_scenario && !parameter.ruleset_prior;
}

bool has_a_meaning(const std::string& name) {
  return std::find(kNamesWithAMeaning.begin(), kNamesWithAMeaning.end(), name) !=
         kNamesWithAMeaning.end();
}

}  // namespace

void warn_of_idle_parameters(const Scenario& scenario, Diagnostics& diagnostics) {
  const std::set<ParameterId> used = parameters_in_tables(scenario);
  const std::vector<Parameter>& all = scenario.parameters.all();
  for (std::uint32_t p = 0; p < all.size(); ++p) {
    const std::string& name = all[p].name;
    if (!is_the_scenarios_own(all[p]) || has_a_meaning(name) || used.contains(ParameterId{p}))
      continue;
    diagnostics.add(
        {Severity::warning, kScenarioYaml, 0, "parameters." + name,
         "a parameter that no value of any table uses",
         "\"@" + name + "\" in a table, alone or in a product",
         "as it stands it changes nothing, and yet is shown as an assumption: use it, or "
         "take it out (if only what-ifs use it, declare it in their overlay)"});
  }
}

}  // namespace corridor
