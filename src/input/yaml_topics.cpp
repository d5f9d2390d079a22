#include <algorithm>

#include "input/yaml_sections.h"

namespace corridor {

void read_topics(YamlReader& yaml, const YAML::Node& map, const std::vector<Parameter>& parameters,
                 Scenario& scenario) {
  if (!map.IsMap()) {
    yaml.fault(map, "topics", "no mapping", "names with unit and meaning");
    return;
  }
  for (const auto& entry : map) {
    Topic topic;
    topic.name = entry.first.Scalar();
    const std::string within = "topics." + topic.name + ".";
    const bool is_parameter =
        std::any_of(parameters.begin(), parameters.end(),
                    [&](const Parameter& parameter) { return parameter.name == topic.name; });
    const auto same = std::find_if(scenario.topics.begin(), scenario.topics.end(),
                                   [&](const Topic& known) { return known.name == topic.name; });
    if (is_parameter || (same != scenario.topics.end() && same->is_series)) {
      yaml.fault(entry.first, "topics." + topic.name,
                 is_parameter ? "the name of a parameter" : "the name of a series of the ruleset",
                 "a name of its own", "claims can name it without a topic; remove this one");
      continue;
    }
    if (!entry.second.IsMap()) {
      yaml.fault(entry.second, "topics." + topic.name, "no mapping",
                 "meaning, and unit for numbers");
      continue;
    }
    yaml.check_keys(entry.second, {"unit", "meaning"}, within);
    if (entry.second["unit"]) topic.unit = yaml.text(entry.second["unit"], within + "unit");
    if (entry.second["meaning"]) {
      topic.meaning = yaml.text(entry.second["meaning"], within + "meaning");
    } else {
      yaml.fault(entry.second, within + "meaning", "no such key", "one sentence",
                 "say what claims of this topic are about");
    }
    if (same != scenario.topics.end()) {
      *same = topic;
    } else {
      scenario.topics.push_back(topic);
    }
  }
}

}  // namespace corridor
