#include "input/region_checks.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "input/yaml_checks.h"

namespace corridor {
namespace {

class RegionChecks {
 public:
  RegionChecks(const Scenario& scenario, Diagnostics& diagnostics)
      : scenario_(scenario), diagnostics_(diagnostics) {
    for (const Place& place : scenario.places) place_ids_.push_back(place.id);
  }

  void run() {
    for (const Region& region : scenario_.regions) {
      check_places(region);
      check_others(region);
      if (scenario_.ruleset == "daily") check_use_by_daily_rules(region);
    }
  }

 private:
  void add(Severity severity, const Region& region, const std::string& key, std::string found,
           std::string expected, std::string remedy) {
    diagnostics_.add({severity, kScenarioYaml, region.line, "regions." + region.id + key,
                      std::move(found), std::move(expected), std::move(remedy)});
  }

  void check_places(const Region& region) {
    std::set<std::string> seen;
    for (const std::string& id : region.places) {
      if (!seen.insert(id).second) {
        add(Severity::error, region, ".places", "\"" + id + "\" twice", "each place once",
            "remove one");
      } else if (!scenario_.find_place(id).valid()) {
        refuse_unknown(region, id);
      }
    }
  }

  void refuse_unknown(const Region& region, const std::string& id) {
    if (scenario_.find_region(id) != nullptr) {
      add(Severity::error, region, ".places", "\"" + id + "\", which is a region", "ids of places",
          "name its places instead");
      return;
    }
    const std::string near = nearest_name(id, place_ids_);
    add(Severity::error, region, ".places", "\"" + id + "\"", "a place of the scenario",
        near.empty() ? "name one of places.csv" : "did you mean \"" + near + "\"?");
  }

  /// Only regions before it, so that two are named once.
  void check_others(const Region& region) {
    for (const Region& other : scenario_.regions) {
      if (&other == &region) return;
      const bool are_the_same =
          region.places.size() == other.places.size() && !region.places.empty() &&
          std::is_permutation(region.places.begin(), region.places.end(), other.places.begin());
      if (!are_the_same) continue;
      add(Severity::warning, region, ".places", "the same places as those of " + other.id,
          "one region for one set of places",
          "their counts are learned from as if they were of different things: keep one");
    }
  }

  /// They begin with the counts of single places and of all.
  void check_use_by_daily_rules(const Region& region) {
    const auto count =
        std::find_if(scenario_.observations.begin(), scenario_.observations.end(),
                     [&](const ObservationRow& row) { return row.place == region.id; });
    if (count == scenario_.observations.end()) return;
    diagnostics_.add({Severity::warning, "observations.csv", count->line, "place",
                      "\"" + region.id + "\", a region, with ruleset: daily",
                      "counts of single places, or of all",
                      "counts of the region are shown and scored, and move no forecast"});
  }

  const Scenario& scenario_;
  Diagnostics& diagnostics_;
  std::vector<std::string> place_ids_;
};

}  // namespace

void check_regions(const Scenario& scenario, Diagnostics& diagnostics) {
  RegionChecks(scenario, diagnostics).run();
}

}  // namespace corridor
