#include "input/location_ids.h"

#include <string>
#include <utility>

#include "input/yaml_checks.h"
#include "scenario/names.h"

namespace corridor {
namespace {

class LocationIds {
 public:
  LocationIds(const Scenario& scenario, Diagnostics& diagnostics)
      : scenario_(scenario), diagnostics_(diagnostics) {}

  void check() {
    for (const Place& place : scenario_.places) refuse_reserved("places.csv", place, "id");
    for (const Road& road : scenario_.roads) {
      refuse_reserved("roads.csv", road, "id");
      if (scenario_.find_place(road.id).valid())
        refuse("roads.csv", road.line, "id", "\"" + road.id + "\", the id of a place", "road");
    }
    for (const Region& region : scenario_.regions) check(region);
  }

 private:
  void check(const Region& region) {
    const std::string key = "regions." + region.id;
    refuse_reserved(kScenarioYaml, region, key);
    const bool is_place = scenario_.find_place(region.id).valid();
    if (!is_place && !scenario_.find_road(region.id).valid()) return;
    refuse(kScenarioYaml, region.line, key, is_place ? "the id of a place" : "the id of a road",
           "region");
  }

  template <class Location>
  void refuse_reserved(const char* file, const Location& location, const std::string& column) {
    if (location.id != kWholeInHub) return;
    diagnostics_.add({Severity::error, file, location.line, column,
                      "\"" + location.id + "\", which stands for the whole in hub.csv",
                      "another id", "rename it"});
  }

  void refuse(const char* file, int line, const std::string& column, std::string found,
              const std::string& what) {
    diagnostics_.add({Severity::error, file, line, column, std::move(found), "an id of its own",
                      "rename the " + what + ": counts and claims name places, roads and regions"});
  }

  const Scenario& scenario_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_location_ids(const Scenario& scenario, Diagnostics& diagnostics) {
  LocationIds(scenario, diagnostics).check();
}

}  // namespace corridor
