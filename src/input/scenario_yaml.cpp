#include "input/scenario_yaml.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <set>

#include "input/cells.h"
#include "input/yaml_checks.h"

namespace corridor {
namespace {

const std::vector<std::string> kKeys = {"title",  "ruleset",    "utc_offset",  "start",
                                        "end",    "step",       "as_of",       "amounts",
                                        "topics", "parameters", "flee_tables", "regions"};
const std::vector<std::string> kParameterKeys = {"value", "prior", "unit",   "meaning",
                                                 "lower", "upper", "source", "published"};

/// The numbers of each family, in the order of Prior's a, b, c.
const std::map<std::string, std::pair<PriorFamily, std::vector<std::string>>> kFamilies = {
    {"normal", {PriorFamily::normal, {"mean", "sd"}}},
    {"lognormal", {PriorFamily::lognormal, {"median", "sigma"}}},
    {"beta", {PriorFamily::beta, {"alpha", "beta"}}},
    {"gamma", {PriorFamily::gamma, {"shape", "scale"}}},
    {"uniform", {PriorFamily::uniform, {"low", "high"}}},
    {"triangular", {PriorFamily::triangular, {"low", "high", "mode"}}}};

class YamlReader {
 public:
  YamlReader(std::size_t file, Scenario& scenario, Mentions& mentions, Diagnostics& diagnostics)
      : file_(file), scenario_(scenario), mentions_(mentions), diagnostics_(diagnostics) {}

  void read(const YAML::Node& root, bool is_overlay, std::vector<Parameter>& parameters) {
    if (!root.IsMap()) {
      fault(root, "", "no mapping", "keys such as title, start, end");
      return;
    }
    check_keys(root, kKeys, "");
    if (root["title"]) scenario_.title = text(root["title"], "title");
    if (root["ruleset"]) read_ruleset(root["ruleset"]);
    if (root["flee_tables"]) read_flee_tables(root["flee_tables"]);
    if (root["utc_offset"]) read_offset(root["utc_offset"]);
    read_times(root, is_overlay);
    if (root["step"]) read_step(root["step"]);
    if (root["parameters"]) read_parameters(root["parameters"], parameters);
    if (root["topics"]) read_topics(root["topics"], parameters);
    if (root["amounts"]) read_amounts(root["amounts"], parameters);
    if (root["regions"]) read_regions(root["regions"]);
  }

 private:
  void fault(const YAML::Node& node, const std::string& key, const std::string& found,
             const std::string& expected, const std::string& remedy = "") {
    diagnostics_.add({Severity::error, kScenarioYaml, line_of(node), key, found, expected, remedy});
  }

  static int line_of(const YAML::Node& node) {
    return node.IsDefined() && node.Mark().line >= 0 ? node.Mark().line + 1 : 0;
  }

  void mention(const YAML::Node& node, const std::string& key) {
    mentions_[key] = {file_, line_of(node)};
  }

  void check_keys(const YAML::Node& map, const std::vector<std::string>& known,
                  const std::string& within) {
    std::set<std::string> seen;
    for (const auto& entry : map) {
      const std::string key = entry.first.Scalar();
      if (!seen.insert(key).second)
        fault(entry.first, within + key, "the key twice", "each key once", "remove one");
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      const std::string near = nearest_name(key, known);
      fault(entry.first, within + key, "an unknown key", "a documented key",
            near.empty() ? "remove it" : "did you mean \"" + near + "\"?");
    }
  }

  std::string text(const YAML::Node& node, const std::string& key) {
    if (node.IsScalar()) return node.Scalar();
    fault(node, key, "no plain text", "text");
    return "";
  }

  std::optional<double> number(const YAML::Node& node, const std::string& key) {
    const auto parsed = node.IsScalar() ? parse_number(node.Scalar()) : std::nullopt;
    if (!parsed)
      fault(node, key, node.IsScalar() ? "\"" + node.Scalar() + "\"" : "no number",
            "a plain number");
    return parsed;
  }

  std::optional<Time> moment(const YAML::Node& node, const std::string& key) {
    const auto parsed =
        node.IsScalar() ? parse_time(node.Scalar(), scenario_.utc_offset) : std::nullopt;
    if (!parsed) {
      fault(node, key, node.IsScalar() ? "\"" + node.Scalar() + "\"" : "no moment",
            moment_words(scenario_));
    }
    return parsed;
  }

  void read_ruleset(const YAML::Node& node) {
    scenario_.ruleset = text(node, "ruleset");
    if (scenario_.ruleset != "corridor" && scenario_.ruleset != "flee" &&
        scenario_.ruleset != "daily") {
      fault(node, "ruleset", "\"" + scenario_.ruleset + "\"", "corridor, daily or flee");
    }
  }

  void read_flee_tables(const YAML::Node& node) {
    const std::string use = text(node, "flee_tables");
    scenario_.flee_tables_given = use == "given";
    if (scenario_.ruleset != "flee") {
      fault(node, "flee_tables", "the key", "it only with ruleset: flee", "remove it");
    } else if (use != "given" && use != "as_known") {
      fault(node, "flee_tables", "\"" + use + "\"", "given or as_known");
    }
  }

  void read_offset(const YAML::Node& node) {
    const auto offset = parse_utc_offset(text(node, "utc_offset"));
    if (offset) {
      scenario_.utc_offset = *offset;
    } else {
      fault(node, "utc_offset", "\"" + text(node, "utc_offset") + "\"",
            "an offset such as \"+04:00\"", "put it in quotes");
    }
  }

  void read_times(const YAML::Node& root, bool is_overlay) {
    for (const char* key : {"start", "end"}) {
      if (!root[key]) {
        if (!is_overlay) fault(root, key, "no such key", "the moment", "add it");
        continue;
      }
      const auto parsed = moment(root[key], key);
      if (!parsed) continue;
      (std::string(key) == "start" ? scenario_.start : scenario_.end) = *parsed;
      mention(root[key], key);
    }
    if (!root["as_of"]) return;
    scenario_.default_as_of = moment(root["as_of"], "as_of");
    mention(root["as_of"], "as_of");
  }

  void read_step(const YAML::Node& node) {
    constexpr Duration kShortest{900};
    const auto step = parse_duration(text(node, "step"));
    if (!step || *step < kShortest || *step > kDay || kDay.count() % step->count() != 0) {
      fault(node, "step", "\"" + text(node, "step") + "\"",
            "a part of a day from 15min to 1d, such as 1h");
      return;
    }
    scenario_.step = *step;
  }

  void read_parameters(const YAML::Node& map, std::vector<Parameter>& parameters) {
    if (!map.IsMap()) {
      fault(map, "parameters", "no mapping", "names with a number or a prior");
      return;
    }
    std::set<std::string> seen;
    for (const auto& entry : map) {
      const std::string name = entry.first.Scalar();
      if (!seen.insert(name).second)
        fault(entry.first, name, "the parameter twice", "each parameter once", "remove one");
      const auto known =
          std::find_if(parameters.begin(), parameters.end(),
                       [&](const Parameter& parameter) { return parameter.name == name; });
      if (known != parameters.end()) {
        read_parameter(entry.second, *known, false);
        continue;
      }
      if (name.find('.') != std::string::npos) {
        report_unknown(entry.first, name, parameters);
        continue;
      }
      Parameter parameter;
      parameter.name = name;
      read_parameter(entry.second, parameter, true);
      parameters.push_back(parameter);
    }
  }

  /// `[40000 people, 40000 families]`.
  void read_amounts(const YAML::Node& list, const std::vector<Parameter>& parameters) {
    scenario_.amounts.clear();
    if (!list.IsSequence()) {
      fault(list, "amounts", "no list", "a list such as [40000 people, 40000 families]");
      return;
    }
    for (const auto& entry : list) {
      const std::string words = text(entry, "amounts");
      const std::size_t space = words.find(' ');
      const auto amount = parse_number(words.substr(0, space));
      const std::string unit = space == std::string::npos ? "" : words.substr(space + 1);
      if (!amount || *amount <= 0.0 || (unit != "people" && unit != "families")) {
        fault(entry, "amounts", "\"" + words + "\"",
              "a number above 0 of people or families, such as 40000 people");
        continue;
      }
      if (unit == "families") check_family_size(entry, parameters);
      scenario_.amounts.push_back({*amount, unit == "families"});
    }
  }

  void check_family_size(const YAML::Node& node, const std::vector<Parameter>& parameters) {
    const bool is_declared = std::any_of(
        parameters.begin(), parameters.end(),
        [](const Parameter& parameter) { return parameter.name == "people_per_household"; });
    if (is_declared) return;
    fault(node, "amounts", "an amount in families", "the parameter people_per_household",
          "declare it under parameters, or give the amount in people");
  }

  /// What claims may be about besides parameters and the ruleset's series.
  void read_topics(const YAML::Node& map, const std::vector<Parameter>& parameters) {
    if (!map.IsMap()) {
      fault(map, "topics", "no mapping", "names with unit and meaning");
      return;
    }
    for (const auto& entry : map) {
      Topic topic;
      topic.name = entry.first.Scalar();
      const std::string within = "topics." + topic.name + ".";
      const bool is_parameter =
          std::any_of(parameters.begin(), parameters.end(),
                      [&](const Parameter& parameter) { return parameter.name == topic.name; });
      const auto same = std::find_if(scenario_.topics.begin(), scenario_.topics.end(),
                                     [&](const Topic& known) { return known.name == topic.name; });
      if (is_parameter || (same != scenario_.topics.end() && same->is_series)) {
        fault(entry.first, "topics." + topic.name,
              is_parameter ? "the name of a parameter" : "the name of a series of the ruleset",
              "a name of its own", "claims can name it without a topic; remove this one");
        continue;
      }
      if (!entry.second.IsMap()) {
        fault(entry.second, "topics." + topic.name, "no mapping", "meaning, and unit for numbers");
        continue;
      }
      check_keys(entry.second, {"unit", "meaning"}, within);
      if (entry.second["unit"]) topic.unit = text(entry.second["unit"], within + "unit");
      if (entry.second["meaning"]) {
        topic.meaning = text(entry.second["meaning"], within + "meaning");
      } else {
        fault(entry.second, within + "meaning", "no such key", "one sentence",
              "say what claims of this topic are about");
      }
      if (same != scenario_.topics.end()) {
        *same = topic;
      } else {
        scenario_.topics.push_back(topic);
      }
    }
  }

  /// `egypt: {name: Egypt, places: [argeen, qustul]}`.
  void read_regions(const YAML::Node& map) {
    if (!map.IsMap()) {
      fault(map, "regions", "no mapping", "ids with name and places");
      return;
    }
    std::set<std::string> seen;
    for (const auto& entry : map) {
      const std::string key = "regions." + entry.first.Scalar();
      if (!seen.insert(key).second) {
        fault(entry.first, key, "the region twice", "each region once", "remove one");
      }
      const Region region = read_region(entry.first, entry.second, key);
      const auto same =
          std::find_if(scenario_.regions.begin(), scenario_.regions.end(),
                       [&](const Region& earlier) { return earlier.id == region.id; });
      if (same != scenario_.regions.end()) {
        *same = region;
      } else {
        scenario_.regions.push_back(region);
      }
    }
  }

  Region read_region(const YAML::Node& id, const YAML::Node& node, const std::string& key) {
    Region region;
    region.id = id.Scalar();
    region.line = line_of(id);
    if (!is_plain_id(region.id)) {
      fault(id, key, "\"" + region.id + "\"", kPlainId,
            "rename it: outputs write ids as they stand");
    }
    if (!node.IsMap()) {
      fault(node, key, "no mapping", "name and places", "write it as a mapping");
      return region;
    }
    check_keys(node, {"name", "other_name", "places"}, key + ".");
    if (node["name"]) {
      region.name = text(node["name"], key + ".name");
    } else {
      fault(node, key + ".name", "no such key", "what the region is called", "add it");
    }
    if (node["other_name"]) region.other_name = text(node["other_name"], key + ".other_name");
    region.places = read_places(node, key + ".places");
    return region;
  }

  /// The ids in `places`; whether there are such places is checked when places.csv is read.
  std::vector<std::string> read_places(const YAML::Node& region, const std::string& key) {
    std::vector<std::string> places;
    const YAML::Node list = region["places"];
    if (!list || !list.IsSequence() || list.size() == 0) {
      fault(list ? list : region, key,
            !list               ? "no such key"
            : list.IsSequence() ? "an empty list"
                                : "no list",
            "ids of places, such as [argeen, qustul]", "name the places that it is made of");
      return places;
    }
    for (const auto& place : list) places.push_back(text(place, key));
    return places;
  }

  void report_unknown(const YAML::Node& node, const std::string& name,
                      const std::vector<Parameter>& parameters) {
    std::vector<std::string> names;
    for (const Parameter& parameter : parameters) names.push_back(parameter.name);
    const std::string near = nearest_name(name, names);
    fault(node, name, "an unknown parameter of the ruleset", "a registered name",
          near.empty() ? "see `corridor parameters`; names of the scenario's own have no point"
                       : "did you mean \"" + near + "\"?");
  }

  /// Notes where a parameter stands, if there is nothing amiss with what is said of it.
  void read_parameter(const YAML::Node& node, Parameter& parameter, bool is_new) {
    const std::size_t faults = diagnostics_.items().size();
    read_prior_and_more(node, parameter, is_new);
    const std::string key = key_of(parameter);
    mentions_.erase(key);
    if (diagnostics_.items().size() == faults) mention(node, key);
  }

  void read_prior_and_more(const YAML::Node& node, Parameter& parameter, bool is_new) {
    if (!is_new && !parameter.ruleset_prior && !parameter.from_scenario) {
      parameter.ruleset_prior =
          RulesetPrior{parameter.prior, parameter.lower, parameter.upper, parameter.source};
    }
    parameter.from_scenario = true;
    if (node.IsScalar()) {
      if (is_new) {
        fault(node, parameter.name, "only a number",
              "value or prior, with unit, meaning, lower, upper and source",
              "write it as a mapping");
      }
      if (const auto value = number(node, parameter.name))
        parameter.prior = {PriorFamily::fixed, *value, 0.0, 0.0};
      return;
    }
    if (!node.IsMap()) {
      fault(node, parameter.name, "neither a number nor a mapping",
            "a number or a mapping with prior");
      return;
    }
    read_parameter_keys(node, parameter, is_new);
  }

  void read_parameter_keys(const YAML::Node& node, Parameter& parameter, bool is_new) {
    const std::string within = parameter.name + ".";
    check_keys(node, kParameterKeys, within);
    if (is_new) {
      for (const char* key : {"unit", "meaning", "lower", "upper", "source"}) {
        if (!node[key])
          fault(node, within + key, "no such key", "the key",
                "a parameter of the scenario needs it");
      }
    }
    if (node["unit"]) {
      const std::string unit = text(node["unit"], within + "unit");
      if (!is_new && unit != parameter.unit) {
        fault(node["unit"], within + "unit", "\"" + unit + "\"", "\"" + parameter.unit + "\"",
              "convert the prior");
      }
      parameter.unit = unit;
    }
    if (node["meaning"]) parameter.meaning = text(node["meaning"], within + "meaning");
    if (node["source"]) parameter.source = text(node["source"], within + "source");
    if (node["lower"]) parameter.lower = number(node["lower"], within + "lower").value_or(0.0);
    if (node["upper"]) parameter.upper = number(node["upper"], within + "upper").value_or(1.0);
    if (node["published"])
      parameter.published = moment(node["published"], within + "published").value_or(kAlways);
    if (parameter.lower > parameter.upper) {
      fault(node, within + "lower", "a lower bound above the upper", "lower <= upper",
            "exchange them");
    }
    if (!node["value"] && !node["prior"]) {
      if (is_new) fault(node, parameter.name, "neither value nor prior", "one of them");
    } else if (node["value"]) {
      if (const auto value = number(node["value"], within + "value"))
        parameter.prior = {PriorFamily::fixed, *value, 0.0, 0.0};
    } else {
      read_prior(node["prior"], parameter, within + "prior");
    }
  }

  void read_prior(const YAML::Node& node, Parameter& parameter, const std::string& key) {
    if (!node.IsMap() || node.size() != 1) {
      fault(node, key, "no single family",
            "one of normal, lognormal, beta, gamma, uniform, triangular, mixture_of_claims");
      return;
    }
    const std::string family = node.begin()->first.Scalar();
    const YAML::Node numbers = node.begin()->second;
    if (family == "mixture_of_claims") {
      read_mixture(numbers, parameter, key + ".mixture_of_claims");
      return;
    }
    const auto known = kFamilies.find(family);
    if (known == kFamilies.end()) {
      std::vector<std::string> names = {"mixture_of_claims"};
      for (const auto& [name, members] : kFamilies) names.push_back(name);
      const std::string near = nearest_name(family, names);
      fault(node, key, "\"" + family + "\"", "a known family",
            near.empty() ? "" : "did you mean \"" + near + "\"?");
      return;
    }
    parameter.uses_claims = false;
    read_family(numbers, known->second.first, known->second.second, parameter, key + "." + family);
  }

  void read_mixture(const YAML::Node& node, Parameter& parameter, const std::string& key) {
    if (!node.IsMap() || !node["base"]) {
      fault(node, key, "no base", "base: a prior, and optionally none_right",
            "give the prior that claims update");
      return;
    }
    check_keys(node, {"base", "none_right"}, key + ".");
    read_prior(node["base"], parameter, key + ".base");
    parameter.uses_claims = true;
    if (node["none_right"]) {
      parameter.none_right_weight = number(node["none_right"], key + ".none_right").value_or(0.2);
      if (parameter.none_right_weight < 0.0 || parameter.none_right_weight > 1.0) {
        fault(node["none_right"], key + ".none_right", "a weight outside 0..1",
              "a weight from 0 to 1");
      }
    }
  }

  void read_family(const YAML::Node& node, PriorFamily family,
                   const std::vector<std::string>& names, Parameter& parameter,
                   const std::string& key) {
    if (!node.IsMap()) {
      fault(node, key, "no mapping", "its numbers by name");
      return;
    }
    check_keys(node, names, key + ".");
    double values[3] = {};
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!node[names[i]]) {
        fault(node, key + "." + names[i], "no such key", "a number", "add it");
        return;
      }
      values[i] = number(node[names[i]], key + "." + names[i]).value_or(1.0);
    }
    parameter.prior = {family, values[0], values[1], values[2]};
    check_prior(node, parameter, key);
  }

  void check_prior(const YAML::Node& node, const Parameter& parameter, const std::string& key) {
    const Prior& p = parameter.prior;
    const bool range_family =
        p.family == PriorFamily::uniform || p.family == PriorFamily::triangular;
    if (range_family && p.a >= p.b)
      fault(node, key, "low not below high", "low < high", "exchange them");
    if (p.family == PriorFamily::triangular && (p.c < p.a || p.c > p.b)) {
      fault(node, key + ".mode", "a mode outside low..high", "low <= mode <= high");
    }
    if (!range_family && p.b <= 0.0)
      fault(node, key, "a spread or shape that is not positive", "a number above 0");
    const bool first_positive = p.family == PriorFamily::lognormal ||
                                p.family == PriorFamily::beta || p.family == PriorFamily::gamma;
    if (first_positive && p.a <= 0.0)
      fault(node, key, "a median or shape that is not positive", "a number above 0");
  }

  std::size_t file_;
  Scenario& scenario_;
  Mentions& mentions_;
  Diagnostics& diagnostics_;
};

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
      YamlReader(file, scenario, mentions, diagnostics)
          .read(root, files[file].is_overlay, parameters);
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
