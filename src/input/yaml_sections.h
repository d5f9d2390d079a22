#pragma once
// The sections of a scenario.yaml, each over what was read before it.
#include <vector>

#include "input/yaml_reader.h"

namespace corridor {

/// `parameters`: numbers and priors of the ruleset's parameters, and parameters of the scenario's
/// own, which are added to the list.
void read_parameters(YamlReader& yaml, const YAML::Node& map, std::vector<Parameter>& parameters);

/// `topics`: what claims may be about besides parameters and the ruleset's series.
void read_topics(YamlReader& yaml, const YAML::Node& map, const std::vector<Parameter>& parameters,
                 Scenario& scenario);

/// `amounts`: `[40000 people, 40000 families]`.
void read_amounts(YamlReader& yaml, const YAML::Node& list,
                  const std::vector<Parameter>& parameters, Scenario& scenario);

/// `regions`: `egypt: {name: Egypt, places: [argeen, qustul]}`. Whether there are such places is
/// checked when places.csv is read.
void read_regions(YamlReader& yaml, const YAML::Node& map, Scenario& scenario);

}  // namespace corridor
