#include "input/cross_checks.h"

#include <algorithm>
#include <functional>
#include <set>
#include <vector>

#include "input/bounds.h"
#include "input/claims_table.h"
#include "input/kin_checks.h"
#include "input/location_ids.h"
#include "input/plausibility.h"
#include "input/region_checks.h"
#include "input/successors.h"
#include "input/unread_by_daily.h"

namespace corridor {
namespace {

void error(Diagnostics& diagnostics, const std::string& file, const std::string& row,
           const std::string& found, const std::string& expected, const std::string& remedy) {
  diagnostics.add({Severity::error, file, 0, row, found, expected, remedy});
}

/// Places from which a safe place can be reached over the roads, closed ones included.
std::vector<char> places_with_a_way_out(const Scenario& scenario) {
  std::vector<char> reaches(scenario.places.size(), 0);
  for (std::size_t p = 0; p < scenario.places.size(); ++p)
    reaches[p] = scenario.places[p].safe ? 1 : 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (const Road& road : scenario.roads) {
      if (!road.from.valid() || !road.to.valid()) continue;
      if (reaches[road.to.index] != 0 && reaches[road.from.index] == 0) {
        reaches[road.from.index] = 1;
        changed = true;
      }
    }
  }
  return reaches;
}

bool has_safe_places(const Scenario& scenario) {
  return std::any_of(scenario.places.begin(), scenario.places.end(),
                     [](const Place& place) { return place.safe; });
}

void check_safe_places(const Scenario& scenario, Diagnostics& diagnostics) {
  if (has_safe_places(scenario)) return;
  error(diagnostics, "places.csv", "safe", "no safe place", "at least one place with safe = yes",
        "mark where journeys end");
}

/// That everybody can get to safety, where there is any.
void check_reachable(const Scenario& scenario, Diagnostics& diagnostics) {
  if (!has_safe_places(scenario)) return;
  const std::vector<char> reaches = places_with_a_way_out(scenario);
  std::set<std::string> reported;
  for (const Group& group : scenario.groups) {
    if (!group.place.valid() || reaches[group.place.index] != 0) continue;
    const std::string& id = scenario.place(group.place).id;
    if (!reported.insert(id).second) continue;
    error(diagnostics, "roads.csv", id, "no way from \"" + id + "\" to any safe place",
          "roads to a safe place (they may be closed at the start)", "add the missing road");
  }
}

/// Onward journeys must come to an end.
void check_onward(const Scenario& scenario, Diagnostics& diagnostics) {
  std::vector<double> total(scenario.places.size(), 0.0);
  std::vector<std::vector<std::uint32_t>> next(scenario.places.size());
  for (const OnwardShare& share : scenario.onward) {
    if (!share.from.valid() || !share.to.valid()) continue;
    next[share.from.index].push_back(share.to.index);
    if (share.share.is_constant()) total[share.from.index] += share.share.of({});
  }
  constexpr double kRounding = 1.0e-6;
  for (std::size_t p = 0; p < total.size(); ++p) {
    if (total[p] > 1.0 + kRounding) {
      error(diagnostics, "onward.csv", scenario.places[p].id,
            "shares that add up to " + std::to_string(total[p]), "at most 1 for one `from`",
            "lower them; the rest stays");
    }
  }
  std::vector<int> colour(scenario.places.size(), 0);
  const std::function<bool(std::uint32_t)> finds_cycle = [&](std::uint32_t p) {
    if (colour[p] == 1) return true;
    if (colour[p] == 2) return false;
    colour[p] = 1;
    const bool found = std::any_of(next[p].begin(), next[p].end(), finds_cycle);
    colour[p] = 2;
    return found;
  };
  for (std::uint32_t p = 0; p < next.size(); ++p) {
    if (colour[p] == 0 && finds_cycle(p)) {
      error(diagnostics, "onward.csv", scenario.places[p].id,
            "a cycle of onward journeys through \"" + scenario.places[p].id + "\"",
            "journeys that come to an end", "remove one of its rows");
    }
  }
}

/// More than a run can tell apart.
void check_fleets(const Scenario& scenario, Diagnostics& diagnostics) {
  const auto fleets = static_cast<std::size_t>(
      std::count_if(scenario.events.begin(), scenario.events.end(),
                    [](const Event& event) { return is_fleet(event.kind); }));
  if (fleets <= kMostFleets) return;
  error(diagnostics, "events.csv", "kind", std::to_string(fleets) + " events of fleets",
        "at most " + std::to_string(kMostFleets),
        "join those of one place and time: their vehicles add up in `amount`");
}

void check_name_keys(const Scenario& scenario, Diagnostics& diagnostics) {
  std::set<std::uint64_t> keys;
  for (const Place& place : scenario.places) {
    if (!keys.insert(name_key(place.id.data(), place.id.size())).second) {
      error(diagnostics, "places.csv", place.id, "an id whose stream key another id has",
            "ids with keys of their own", "rename it");
    }
  }
}

}  // namespace

void check_across_tables(const Scenario& scenario, Diagnostics& diagnostics) {
  // Rules daily and flee send nobody from a group to a safe place, and know no kin.
  const bool is_corridor = scenario.ruleset == "corridor";
  if (scenario.flee == nullptr) check_safe_places(scenario, diagnostics);
  if (is_corridor) check_reachable(scenario, diagnostics);
  check_onward(scenario, diagnostics);
  Successors(scenario.kin, "kin.csv", diagnostics).check();
  if (is_corridor) check_kin(scenario, diagnostics);
  Successors(scenario.events, "events.csv", diagnostics).check();
  check_fleets(scenario, diagnostics);
  Successors(scenario.claims, "claims.csv", diagnostics).check();
  check_claims(scenario, diagnostics);
  check_location_ids(scenario, diagnostics);
  check_regions(scenario, diagnostics);
  check_name_keys(scenario, diagnostics);
  if (is_corridor && scenario.groups.empty()) {
    error(diagnostics, "groups.csv", "", "no group", "at least one group of people",
          "add who lives there");
  }
  // Of a broken table the rest may look odd for no fault of its own.
  if (diagnostics.has_errors()) return;
  warn_of_the_implausible(scenario, diagnostics);
  if (scenario.ruleset == "daily") warn_of_what_daily_rules_do_not_read(scenario, diagnostics);
}

}  // namespace corridor
