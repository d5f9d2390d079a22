#include <algorithm>

#include "input/cells.h"
#include "input/thousands.h"
#include "input/yaml_sections.h"

namespace corridor {
namespace {

void check_family_size(YamlReader& yaml, const YAML::Node& node,
                       const std::vector<Parameter>& parameters) {
  const bool is_declared = std::any_of(
      parameters.begin(), parameters.end(),
      [](const Parameter& parameter) { return parameter.name == "people_per_household"; });
  if (is_declared) return;
  yaml.fault(node, "amounts", "an amount in families", "the parameter people_per_household",
             "declare it under parameters, or give the amount in people");
}

}  // namespace

void read_amounts(YamlReader& yaml, const YAML::Node& list,
                  const std::vector<Parameter>& parameters, Scenario& scenario) {
  scenario.amounts.clear();
  if (!list.IsSequence()) {
    yaml.fault(list, "amounts", "no list", "a list such as [40000 people, 40000 families]");
    return;
  }
  for (const auto& entry : list) {
    const std::string words = yaml.text(entry, "amounts");
    const std::size_t space = words.find(' ');
    const auto amount = parse_number(words.substr(0, space));
    const std::string unit = space == std::string::npos ? "" : words.substr(space + 1);
    if (!amount || *amount <= 0.0 || (unit != "people" && unit != "families")) {
      yaml.fault(entry, "amounts", "\"" + words + "\"",
                 "a number above 0 of people or families, such as 40000 people");
      continue;
    }
    if (const std::string number = words.substr(0, space); read_with_thousands(number)) {
      yaml.fault(entry, "amounts", "\"" + words + "\", whose point seems to separate thousands",
                 "a whole number", without_separators(number));
    }
    if (unit == "families") check_family_size(yaml, entry, parameters);
    scenario.amounts.push_back({*amount, unit == "families"});
  }
}

}  // namespace corridor
