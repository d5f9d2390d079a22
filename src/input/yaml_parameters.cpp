#include <algorithm>
#include <set>

#include "input/cells.h"
#include "input/yaml_priors.h"
#include "input/yaml_sections.h"

namespace corridor {
namespace {

const std::vector<std::string> kParameterKeys = {"value", "prior", "unit",   "meaning",
                                                 "lower", "upper", "source", "published"};

void report_unknown(YamlReader& yaml, const YAML::Node& node, const std::string& name,
                    const std::vector<Parameter>& parameters) {
  std::vector<std::string> names;
  for (const Parameter& parameter : parameters) names.push_back(parameter.name);
  const std::string near = nearest_name(name, names);
  yaml.fault(node, name, "an unknown parameter of the ruleset", "a registered name",
             near.empty() ? "see `corridor parameters`; names of the scenario's own have no point"
                          : "did you mean \"" + near + "\"?");
}

void read_parameter_keys(YamlReader& yaml, const YAML::Node& node, Parameter& parameter,
                         bool is_new) {
  const std::string within = parameter.name + ".";
  yaml.check_keys(node, kParameterKeys, within);
  if (is_new) {
    for (const char* key : {"unit", "meaning", "lower", "upper", "source"}) {
      if (!node[key])
        yaml.fault(node, within + key, "no such key", "the key",
                   "a parameter of the scenario needs it");
    }
  }
  if (node["unit"]) {
    const std::string unit = yaml.text(node["unit"], within + "unit");
    if (!is_new && unit != parameter.unit) {
      yaml.fault(node["unit"], within + "unit", "\"" + unit + "\"", "\"" + parameter.unit + "\"",
                 "convert the prior");
    }
    parameter.unit = unit;
  }
  if (node["meaning"]) parameter.meaning = yaml.text(node["meaning"], within + "meaning");
  if (node["source"]) parameter.source = yaml.text(node["source"], within + "source");
  if (node["lower"]) parameter.lower = yaml.number(node["lower"], within + "lower").value_or(0.0);
  if (node["upper"]) parameter.upper = yaml.number(node["upper"], within + "upper").value_or(1.0);
  if (node["published"])
    parameter.published = yaml.moment(node["published"], within + "published").value_or(kAlways);
  if (parameter.lower > parameter.upper) {
    yaml.fault(node, within + "lower", "a lower bound above the upper", "lower <= upper",
               "exchange them");
  }
  if (!node["value"] && !node["prior"]) {
    if (is_new) yaml.fault(node, parameter.name, "neither value nor prior", "one of them");
  } else if (node["value"]) {
    if (const auto value = yaml.number(node["value"], within + "value"))
      parameter.prior = {PriorFamily::fixed, *value, 0.0, 0.0};
  } else {
    read_prior(yaml, node["prior"], parameter, within + "prior");
  }
}

void read_prior_and_more(YamlReader& yaml, const YAML::Node& node, Parameter& parameter,
                         bool is_new) {
  if (!is_new && !parameter.ruleset_prior && !parameter.from_scenario) {
    parameter.ruleset_prior =
        RulesetPrior{parameter.prior, parameter.lower, parameter.upper, parameter.source};
  }
  parameter.from_scenario = true;
  if (node.IsScalar()) {
    if (is_new) {
      yaml.fault(node, parameter.name, "only a number",
                 "value or prior, with unit, meaning, lower, upper and source",
                 "write it as a mapping");
    }
    if (const auto value = yaml.number(node, parameter.name))
      parameter.prior = {PriorFamily::fixed, *value, 0.0, 0.0};
    return;
  }
  if (!node.IsMap()) {
    yaml.fault(node, parameter.name, "neither a number nor a mapping",
               "a number or a mapping with prior");
    return;
  }
  read_parameter_keys(yaml, node, parameter, is_new);
}

/// Notes where a parameter stands, if there is nothing amiss with what is said of it.
void read_parameter(YamlReader& yaml, const YAML::Node& node, Parameter& parameter, bool is_new) {
  const std::size_t faults = yaml.faults();
  read_prior_and_more(yaml, node, parameter, is_new);
  const std::string key = key_of(parameter);
  yaml.forget_mention(key);
  if (yaml.faults() == faults) yaml.mention(node, key);
}

}  // namespace

void read_parameters(YamlReader& yaml, const YAML::Node& map, std::vector<Parameter>& parameters) {
  if (!map.IsMap()) {
    yaml.fault(map, "parameters", "no mapping", "names with a number or a prior");
    return;
  }
  std::set<std::string> seen;
  for (const auto& entry : map) {
    const std::string name = entry.first.Scalar();
    if (!seen.insert(name).second)
      yaml.fault(entry.first, name, "the parameter twice", "each parameter once", "remove one");
    const auto known =
        std::find_if(parameters.begin(), parameters.end(),
                     [&](const Parameter& parameter) { return parameter.name == name; });
    if (known != parameters.end()) {
      read_parameter(yaml, entry.second, *known, false);
      continue;
    }
    if (name.find('.') != std::string::npos) {
      report_unknown(yaml, entry.first, name, parameters);
      continue;
    }
    Parameter parameter;
    parameter.name = name;
    read_parameter(yaml, entry.second, parameter, true);
    parameters.push_back(parameter);
  }
}

}  // namespace corridor
