#include "app/load.h"

#include <fmt/format.h>

#include "input/cells.h"
#include "results/needs.h"
#include "rules/corridor/corridor_model.h"

namespace corridor {
namespace {

[[noreturn]] void refuse(const std::string& option, const std::string& found,
                         const std::string& expected, const std::string& remedy) {
  Diagnostics diagnostics;
  diagnostics.add({Severity::error, option, 0, "", found, expected, remedy});
  throw InputError(diagnostics);
}

}  // namespace

std::vector<Parameter> all_parameters() {
  std::vector<Parameter> parameters = corridor_parameters();
  for (Parameter& parameter : needs_parameters()) parameters.push_back(std::move(parameter));
  return parameters;
}

LoadedScenario load_scenario(const ScenarioSource& source, const std::string& as_of_text) {
  LoadedScenario loaded;
  auto scenario = read_scenario_folder(source, all_parameters(), loaded.diagnostics);
  if (!scenario) throw InputError(loaded.diagnostics);
  loaded.full = std::move(*scenario);
  loaded.as_of = loaded.full.default_as_of.value_or(loaded.full.end);
  if (!as_of_text.empty()) {
    const auto parsed = parse_time(as_of_text, loaded.full.utc_offset);
    if (!parsed) {
      refuse("--as-of", "\"" + as_of_text + "\"", "a moment such as 2023-09-22T18:00+04:00", "");
    }
    loaded.as_of = *parsed;
  }
  loaded.known = known_at(loaded.full, loaded.as_of);
  loaded.digest = scenario_digest(source);
  return loaded;
}

std::map<std::string, double> parse_overrides(const std::vector<std::string>& settings,
                                              const ParameterRegistry& registry) {
  std::map<std::string, double> overrides;
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    const auto value =
        equals == std::string::npos ? std::nullopt : parse_number(setting.substr(equals + 1));
    if (!value) refuse("--set", "\"" + setting + "\"", "NAME=NUMBER", "");
    const std::string name = setting.substr(0, equals);
    const ParameterId id = registry.find(name);
    if (!id.valid()) {
      std::vector<std::string> names;
      for (const Parameter& parameter : registry.all()) names.push_back(parameter.name);
      const std::string near = nearest_name(name, names);
      refuse("--set", "\"" + name + "\"", "a parameter (see `corridor parameters`)",
             near.empty() ? "" : "did you mean \"" + near + "\"?");
    }
    const Parameter& parameter = registry[id];
    if (*value < parameter.lower || *value > parameter.upper) {
      refuse("--set", "\"" + setting + "\"",
             fmt::format("a number from {:g} to {:g}", parameter.lower, parameter.upper), "");
    }
    overrides[name] = *value;
  }
  return overrides;
}

}  // namespace corridor
