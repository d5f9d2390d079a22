#include <algorithm>
#include <set>

#include "input/cells.h"
#include "input/yaml_sections.h"

namespace corridor {
namespace {

/// The ids in `places`; whether there are such places is checked when places.csv is read.
std::vector<std::string> read_places(YamlReader& yaml, const YAML::Node& region,
                                     const std::string& key) {
  std::vector<std::string> places;
  const YAML::Node list = region["places"];
  if (!list || !list.IsSequence() || list.size() == 0) {
    yaml.fault(list ? list : region, key,
               !list               ? "no such key"
               : list.IsSequence() ? "an empty list"
                                   : "no list",
               "ids of places, such as [argeen, qustul]", "name the places that it is made of");
    return places;
  }
  for (const auto& place : list) places.push_back(yaml.text(place, key));
  return places;
}

Region read_region(YamlReader& yaml, const YAML::Node& id, const YAML::Node& node,
                   const std::string& key) {
  Region region;
  region.id = id.Scalar();
  region.line = line_of_node(id);
  if (!is_plain_id(region.id)) {
    yaml.fault(id, key, "\"" + region.id + "\"", kPlainId,
               "rename it: outputs write ids as they stand");
  }
  if (!node.IsMap()) {
    yaml.fault(node, key, "no mapping", "name and places", "write it as a mapping");
    return region;
  }
  yaml.check_keys(node, {"name", "other_name", "places"}, key + ".");
  if (node["name"]) {
    region.name = yaml.text(node["name"], key + ".name");
  } else {
    yaml.fault(node, key + ".name", "no such key", "what the region is called", "add it");
  }
  if (node["other_name"]) region.other_name = yaml.text(node["other_name"], key + ".other_name");
  region.places = read_places(yaml, node, key + ".places");
  return region;
}

}  // namespace

void read_regions(YamlReader& yaml, const YAML::Node& map, Scenario& scenario) {
  if (!map.IsMap()) {
    yaml.fault(map, "regions", "no mapping", "ids with name and places");
    return;
  }
  std::set<std::string> seen;
  for (const auto& entry : map) {
    const std::string key = "regions." + entry.first.Scalar();
    if (!seen.insert(key).second) {
      yaml.fault(entry.first, key, "the region twice", "each region once", "remove one");
    }
    const Region region = read_region(yaml, entry.first, entry.second, key);
    const auto same = std::find_if(scenario.regions.begin(), scenario.regions.end(),
                                   [&](const Region& earlier) { return earlier.id == region.id; });
    if (same != scenario.regions.end()) {
      *same = region;
    } else {
      scenario.regions.push_back(region);
    }
  }
}

}  // namespace corridor
