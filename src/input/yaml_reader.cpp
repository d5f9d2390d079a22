#include "input/yaml_reader.h"

#include <algorithm>
#include <set>

#include "input/cells.h"

namespace corridor {

int line_of_node(const YAML::Node& node) {
  return node.IsDefined() && node.Mark().line >= 0 ? node.Mark().line + 1 : 0;
}

void YamlReader::fault(const YAML::Node& node, const std::string& key, const std::string& found,
                       const std::string& expected, const std::string& remedy) {
  diagnostics_.add(
      {Severity::error, kScenarioYaml, line_of_node(node), key, found, expected, remedy});
}

void YamlReader::mention(const YAML::Node& node, const std::string& key) {
  mentions_[key] = {file_, line_of_node(node)};
}

void YamlReader::check_keys(const YAML::Node& map, const std::vector<std::string>& known,
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

std::string YamlReader::text(const YAML::Node& node, const std::string& key) {
  if (node.IsScalar()) return node.Scalar();
  fault(node, key, "no plain text", "text");
  return "";
}

std::optional<double> YamlReader::number(const YAML::Node& node, const std::string& key) {
  const auto parsed = node.IsScalar() ? parse_number(node.Scalar()) : std::nullopt;
  if (!parsed)
    fault(node, key, node.IsScalar() ? "\"" + node.Scalar() + "\"" : "no number", "a plain number");
  return parsed;
}

std::optional<Time> YamlReader::moment(const YAML::Node& node, const std::string& key) {
  const auto parsed =
      node.IsScalar() ? parse_time(node.Scalar(), scenario_.utc_offset) : std::nullopt;
  if (!parsed) {
    fault(node, key, node.IsScalar() ? "\"" + node.Scalar() + "\"" : "no moment",
          moment_words(scenario_));
  }
  return parsed;
}

}  // namespace corridor
