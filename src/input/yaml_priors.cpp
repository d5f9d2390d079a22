#include "input/yaml_priors.h"

#include <map>

#include "input/cells.h"

namespace corridor {
namespace {

/// The numbers of each family, in the order of Prior's a, b, c.
const std::map<std::string, std::pair<PriorFamily, std::vector<std::string>>> kFamilies = {
    {"normal", {PriorFamily::normal, {"mean", "sd"}}},
    {"lognormal", {PriorFamily::lognormal, {"median", "sigma"}}},
    {"beta", {PriorFamily::beta, {"alpha", "beta"}}},
    {"gamma", {PriorFamily::gamma, {"shape", "scale"}}},
    {"uniform", {PriorFamily::uniform, {"low", "high"}}},
    {"triangular", {PriorFamily::triangular, {"low", "high", "mode"}}}};

void check_prior(YamlReader& yaml, const YAML::Node& node, const Parameter& parameter,
                 const std::string& key) {
  const Prior& p = parameter.prior;
  const bool range_family = p.family == PriorFamily::uniform || p.family == PriorFamily::triangular;
  if (range_family && p.a >= p.b)
    yaml.fault(node, key, "low not below high", "low < high", "exchange them");
  if (p.family == PriorFamily::triangular && (p.c < p.a || p.c > p.b)) {
    yaml.fault(node, key + ".mode", "a mode outside low..high", "low <= mode <= high");
  }
  if (!range_family && p.b <= 0.0)
    yaml.fault(node, key, "a spread or shape that is not positive", "a number above 0");
  const bool first_positive = p.family == PriorFamily::lognormal || p.family == PriorFamily::beta ||
                              p.family == PriorFamily::gamma;
  if (first_positive && p.a <= 0.0)
    yaml.fault(node, key, "a median or shape that is not positive", "a number above 0");
}

void read_family(YamlReader& yaml, const YAML::Node& node, PriorFamily family,
                 const std::vector<std::string>& names, Parameter& parameter,
                 const std::string& key) {
  if (!node.IsMap()) {
    yaml.fault(node, key, "no mapping", "its numbers by name");
    return;
  }
  yaml.check_keys(node, names, key + ".");
  double values[3] = {};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!node[names[i]]) {
      yaml.fault(node, key + "." + names[i], "no such key", "a number", "add it");
      return;
    }
    values[i] = yaml.number(node[names[i]], key + "." + names[i]).value_or(1.0);
  }
  parameter.prior = {family, values[0], values[1], values[2]};
  check_prior(yaml, node, parameter, key);
}

void read_mixture(YamlReader& yaml, const YAML::Node& node, Parameter& parameter,
                  const std::string& key) {
  if (!node.IsMap() || !node["base"]) {
    yaml.fault(node, key, "no base", "base: a prior, and optionally none_right",
               "give the prior that claims update");
    return;
  }
  yaml.check_keys(node, {"base", "none_right"}, key + ".");
  read_prior(yaml, node["base"], parameter, key + ".base");
  parameter.uses_claims = true;
  if (node["none_right"]) {
    parameter.none_right_weight =
        yaml.number(node["none_right"], key + ".none_right").value_or(0.2);
    if (parameter.none_right_weight < 0.0 || parameter.none_right_weight > 1.0) {
      yaml.fault(node["none_right"], key + ".none_right", "a weight outside 0..1",
                 "a weight from 0 to 1");
    }
  }
}

}  // namespace

void read_prior(YamlReader& yaml, const YAML::Node& node, Parameter& parameter,
                const std::string& key) {
  if (!node.IsMap() || node.size() != 1) {
    yaml.fault(node, key, "no single family",
               "one of normal, lognormal, beta, gamma, uniform, triangular, mixture_of_claims");
    return;
  }
  const std::string family = node.begin()->first.Scalar();
  const YAML::Node numbers = node.begin()->second;
  if (family == "mixture_of_claims") {
    read_mixture(yaml, numbers, parameter, key + ".mixture_of_claims");
    return;
  }
  const auto known = kFamilies.find(family);
  if (known == kFamilies.end()) {
    std::vector<std::string> names = {"mixture_of_claims"};
    for (const auto& [name, members] : kFamilies) names.push_back(name);
    const std::string near = nearest_name(family, names);
    yaml.fault(node, key, "\"" + family + "\"", "a known family",
               near.empty() ? "" : "did you mean \"" + near + "\"?");
    return;
  }
  parameter.uses_claims = false;
  read_family(yaml, numbers, known->second.first, known->second.second, parameter,
              key + "." + family);
}

}  // namespace corridor
