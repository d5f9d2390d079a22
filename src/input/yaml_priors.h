#pragma once
#include <string>

#include "input/yaml_reader.h"

namespace corridor {

/// A prior as a scenario.yaml writes it: `{lognormal: {median: 48, sigma: 0.5}}`, or the claims
/// upon a base, `{mixture_of_claims: {base: PRIOR, none_right: 0.2}}`.
void read_prior(YamlReader& yaml, const YAML::Node& node, Parameter& parameter,
                const std::string& key);

}  // namespace corridor
