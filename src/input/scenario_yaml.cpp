#include "input/scenario_yaml.h"

#include "input/yaml_sections.h"

namespace corridor {
namespace {

const std::vector<std::string> kKeys = {"title",  "ruleset",    "utc_offset",  "start",
                                        "end",    "step",       "as_of",       "amounts",
                                        "topics", "parameters", "flee_tables", "regions"};

void read_ruleset(YamlReader& yaml, const YAML::Node& node, Scenario& scenario) {
  scenario.ruleset = yaml.text(node, "ruleset");
  if (scenario.ruleset != "corridor" && scenario.ruleset != "flee" && scenario.ruleset != "daily") {
    yaml.fault(node, "ruleset", "\"" + scenario.ruleset + "\"", "corridor, daily or flee");
  }
}

void read_flee_tables(YamlReader& yaml, const YAML::Node& node, Scenario& scenario) {
  const std::string use = yaml.text(node, "flee_tables");
  scenario.flee_tables_given = use == "given";
  if (scenario.ruleset != "flee") {
    yaml.fault(node, "flee_tables", "the key", "it only with ruleset: flee", "remove it");
  } else if (use != "given" && use != "as_known") {
    yaml.fault(node, "flee_tables", "\"" + use + "\"", "given or as_known");
  }
}

void read_offset(YamlReader& yaml, const YAML::Node& node, Scenario& scenario) {
  const auto offset = parse_utc_offset(yaml.text(node, "utc_offset"));
  if (offset) {
    scenario.utc_offset = *offset;
  } else {
    yaml.fault(node, "utc_offset", "\"" + yaml.text(node, "utc_offset") + "\"",
               "an offset such as \"+04:00\", from -12:00 to +14:00", "put it in quotes");
  }
}

void read_times(YamlReader& yaml, const YAML::Node& root, bool is_overlay, Scenario& scenario) {
  for (const char* key : {"start", "end"}) {
    if (!root[key]) {
      if (!is_overlay) yaml.fault(root, key, "no such key", "the moment", "add it");
      continue;
    }
    const auto parsed = yaml.moment(root[key], key);
    if (!parsed) continue;
    (std::string(key) == "start" ? scenario.start : scenario.end) = *parsed;
    yaml.mention(root[key], key);
  }
  if (!root["as_of"]) return;
  scenario.default_as_of = yaml.moment(root["as_of"], "as_of");
  yaml.mention(root["as_of"], "as_of");
}

void read_step(YamlReader& yaml, const YAML::Node& node, Scenario& scenario) {
  constexpr Duration kShortest{900};
  const auto step = parse_duration(yaml.text(node, "step"));
  if (!step || *step < kShortest || *step > kDay || kDay.count() % step->count() != 0) {
    yaml.fault(node, "step", "\"" + yaml.text(node, "step") + "\"",
               "a part of a day from 15min to 1d, such as 1h");
    return;
  }
  scenario.step = *step;
}

void read_file(YamlReader& yaml, const YAML::Node& root, bool is_overlay,
               std::vector<Parameter>& parameters, Scenario& scenario) {
  if (!root.IsMap()) {
    yaml.fault(root, "", "no mapping", "keys such as title, start, end");
    return;
  }
  yaml.check_keys(root, kKeys, "");
  if (root["title"]) scenario.title = yaml.text(root["title"], "title");
  if (root["ruleset"]) read_ruleset(yaml, root["ruleset"], scenario);
  if (root["flee_tables"]) read_flee_tables(yaml, root["flee_tables"], scenario);
  if (root["utc_offset"]) read_offset(yaml, root["utc_offset"], scenario);
  read_times(yaml, root, is_overlay, scenario);
  if (root["step"]) read_step(yaml, root["step"], scenario);
  if (root["parameters"]) read_parameters(yaml, root["parameters"], parameters);
  if (root["topics"]) read_topics(yaml, root["topics"], parameters, scenario);
  if (root["amounts"]) read_amounts(yaml, root["amounts"], parameters, scenario);
  if (root["regions"]) read_regions(yaml, root["regions"], scenario);
}

}  // namespace

std::string ruleset_in_yaml(const std::string& text, const std::string& fallback) {
  try {
    const YAML::Node root = YAML::Load(text);
    if (root.IsMap() && root["ruleset"] && root["ruleset"].IsScalar()) {
      return root["ruleset"].Scalar();
    }
  } catch (const YAML::Exception&) {
    return fallback;  // the reader proper reports it
  }
  return fallback;
}

bool read_scenario_yaml(const std::vector<ScenarioYaml>& files, std::vector<Parameter>& parameters,
                        Scenario& scenario, Diagnostics& diagnostics) {
  Mentions mentions;
  bool all_readable = true;
  for (std::size_t file = 0; file < files.size(); ++file) {
    try {
      const YAML::Node root = YAML::Load(files[file].text);
      YamlReader yaml(file, scenario, mentions, diagnostics);
      read_file(yaml, root, files[file].is_overlay, parameters, scenario);
    } catch (const YAML::Exception& error) {
      diagnostics.add({Severity::error, kScenarioYaml, error.mark.line + 1, "",
                       "text that is not YAML: " + error.msg, "YAML",
                       "check indentation, colons and quotes; the tables are read after that"});
      all_readable = false;
    }
  }
  check_period(scenario, mentions, diagnostics);
  check_as_of(scenario, mentions, diagnostics);
  check_priors(parameters, mentions, diagnostics);
  return all_readable;
}

}  // namespace corridor
