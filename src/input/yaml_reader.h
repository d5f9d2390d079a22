#pragma once
// The values of a scenario.yaml by their kind, and faults where they stand.
#include <yaml-cpp/yaml.h>

#include <optional>
#include <string>
#include <vector>

#include "input/yaml_checks.h"

namespace corridor {

/// The line of a node, from 1; 0 where it has none.
int line_of_node(const YAML::Node& node);

/// Reads one file. Whatever is not as it should be becomes a fault, and reading goes on.
class YamlReader {
 public:
  /// `file`: its number among those that are read, for mentions. Moments without an offset are
  /// those of `scenario`, as far as it has been read.
  YamlReader(std::size_t file, const Scenario& scenario, Mentions& mentions,
             Diagnostics& diagnostics)
      : file_(file), scenario_(scenario), mentions_(mentions), diagnostics_(diagnostics) {}

  void fault(const YAML::Node& node, const std::string& key, const std::string& found,
             const std::string& expected, const std::string& remedy = "");
  [[nodiscard]] std::size_t faults() const { return diagnostics_.items().size(); }

  /// Notes that something is said here, over what was said of it before.
  void mention(const YAML::Node& node, const std::string& key);
  void forget_mention(const std::string& key) { mentions_.erase(key); }

  /// Each key of a mapping must be known and stand there once; `within` stands before its name.
  void check_keys(const YAML::Node& map, const std::vector<std::string>& known,
                  const std::string& within);
  /// Empty where the node is no plain text.
  std::string text(const YAML::Node& node, const std::string& key);
  std::optional<double> number(const YAML::Node& node, const std::string& key);
  std::optional<Time> moment(const YAML::Node& node, const std::string& key);

 private:
  std::size_t file_;
  const Scenario& scenario_;
  Mentions& mentions_;
  Diagnostics& diagnostics_;
};

}  // namespace corridor
