#pragma once
// Reading one section of the settings file, key by key.
#include <yaml-cpp/yaml.h>

#include <cmath>
#include <set>

#include "input/flee_csv.h"
#include "scenario/flee_instance.h"

namespace corridor {

/// The line of a node, from 1.
inline int flee_line_of(const YAML::Node& node) { return node.Mark().line + 1; }

/// One section of a settings file; remembers which keys were asked for.
class FleeSettingsSection {
 public:
  FleeSettingsSection(std::string file, std::string name, const YAML::Node& node,
                      Diagnostics& diagnostics)
      : file_(std::move(file)), name_(std::move(name)), node_(node), diagnostics_(diagnostics) {
    if (node_.IsDefined() && !node_.IsNull() && !node_.IsMap()) {
      flee_error(diagnostics_, file_, flee_line_of(node_), name_, "another form", "a map of keys");
    }
  }

  [[nodiscard]] YAML::Node get(const std::string& key) {
    asked_.insert(key);
    return node_.IsMap() ? node_[key] : YAML::Node(YAML::NodeType::Undefined);
  }

  [[nodiscard]] bool has(const std::string& key) {
    const YAML::Node node = get(key);
    return node.IsDefined();
  }

  void read(const std::string& key, double& value) {
    const YAML::Node node = get(key);
    if (!node.IsDefined() || node.IsNull()) return;
    try {
      value = node.as<double>();
    } catch (const YAML::Exception&) {
      fault(node, key, "a number");
    }
  }

  void read(const std::string& key, bool& value) {
    const YAML::Node node = get(key);
    if (!node.IsDefined() || node.IsNull()) return;
    if (node.Tag() == "!") {
      flee_warning(diagnostics_, file_, flee_line_of(node), label(key), "a quoted text",
                   "true or false", "Flee takes any such text as true");
      value = !node.Scalar().empty();
      return;
    }
    double number = 0.0;
    if (YAML::convert<bool>::decode(node, value)) return;
    if (YAML::convert<double>::decode(node, number)) {
      value = number != 0.0;
      return;
    }
    fault(node, key, "true or false");
  }

  template <class Integer>
  void read_integer(const std::string& key, Integer& value) {
    auto number = static_cast<double>(value);
    read(key, number);
    value = static_cast<Integer>(std::trunc(number));
    if (std::trunc(number) == number) return;
    flee_warning(diagnostics_, file_, line(key), label(key), "a fraction", "a whole number",
                 "it is cut to " + std::to_string(value) + ", as in Flee");
  }

  void read(const std::string& key, std::vector<double>& values) {
    const YAML::Node node = get(key);
    if (!node.IsDefined() || node.IsNull()) return;
    try {
      values = node.as<std::vector<double>>();
    } catch (const YAML::Exception&) {
      fault(node, key, "a list of numbers");
    }
  }

  /// A text, or an empty one.
  [[nodiscard]] std::string text(const std::string& key) {
    const YAML::Node node = get(key);
    return node.IsDefined() && node.IsScalar() ? node.Scalar() : "";
  }

  void ignore(std::initializer_list<const char*> keys) { asked_.insert(keys.begin(), keys.end()); }

  /// Keys that Flee knows or its users write, but that change nothing there.
  void warn_of_dead(const std::string& key, const std::string& remedy) {
    const YAML::Node node = get(key);
    if (!node.IsDefined()) return;
    flee_warning(diagnostics_, file_, flee_line_of(node), label(key), "a setting without effect",
                 "no such setting", remedy);
  }

  /// The line of a key, for faults that show later.
  [[nodiscard]] int line(const std::string& key) {
    const YAML::Node node = get(key);
    return node.IsDefined() ? flee_line_of(node) : 0;
  }

  void warn_of_unknown() {
    if (!node_.IsMap()) return;
    for (const auto& entry : node_) {
      const std::string key = entry.first.Scalar();
      if (asked_.count(key) > 0) continue;
      const std::string nearest =
          nearest_name(key, std::vector<std::string>(asked_.begin(), asked_.end()));
      flee_warning(diagnostics_, file_, flee_line_of(entry.first), label(key), "an unknown key",
                   "a key of Flee",
                   nearest.empty() ? "it is ignored, as in Flee"
                                   : "it is ignored, as in Flee; did you mean " + nearest + "?");
    }
  }

 private:
  [[nodiscard]] std::string label(const std::string& key) const {
    return name_.empty() ? key : name_ + "." + key;
  }

  void fault(const YAML::Node& node, const std::string& key, const std::string& expected) {
    flee_error(diagnostics_, file_, flee_line_of(node), label(key),
               node.IsScalar() ? '"' + node.Scalar() + '"' : "another form", expected);
  }

  std::string file_;
  std::string name_;
  YAML::Node node_;
  Diagnostics& diagnostics_;
  std::set<std::string> asked_;
};

/// Sections `spawn_rules` and `move_rules`.
void read_flee_spawn_rules(const std::string& file, const YAML::Node& node, FleeSettings& settings,
                           Diagnostics& diagnostics);
void read_flee_move_rules(const std::string& file, const YAML::Node& node, FleeSettings& settings,
                          Diagnostics& diagnostics);

}  // namespace corridor
