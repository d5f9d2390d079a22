#include "input/kin_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace corridor {
namespace {

/// Roads that lead from or to no place of the scenario have a fault of their own.
Scenario without_loose_roads(Scenario scenario) {
  std::erase_if(scenario.roads,
                [](const Road& road) { return !road.from.valid() || !road.to.valid(); });
  return scenario;
}

class KinChecks {
 public:
  KinChecks(const Scenario& scenario, Diagnostics& diagnostics)
      : scenario_(without_loose_roads(scenario)),
        diagnostics_(diagnostics),
        destinations_(journey_destinations(scenario_)) {
    for (const Group& group : scenario.groups) inhabited_.insert(group.place);
  }

  void run() {
    for (const Kin& kin : scenario_.kin) {
      if (kin.from.valid()) check_origin(kin);
      if (kin.to.valid()) check_destination(kin);
    }
    check_successors_are_about_the_same();
    check_one_figure_each();
  }

 private:
  void add(const Kin& kin, const char* column, std::string found, std::string expected,
           std::string remedy) {
    diagnostics_.add({Severity::error, "kin.csv", kin.line, column, std::move(found),
                      std::move(expected), std::move(remedy)});
  }

  void check_origin(const Kin& kin) {
    if (inhabited_.contains(kin.from)) return;
    add(kin, "from", fmt::format("\"{}\", where no group lives", name(kin.from)),
        "a place of groups.csv, or an empty cell", "name the place whose people have kin there");
  }

  void check_destination(const Kin& kin) {
    if (std::find(destinations_.begin(), destinations_.end(), kin.to) == destinations_.end()) {
      std::string ends;
      for (const PlaceId place : destinations_) ends += (ends.empty() ? "" : ", ") + name(place);
      add(kin, "to", fmt::format("\"{}\", where no journey ends", name(kin.to)),
          ends.empty() ? "a place where journeys end" : "a place where journeys end: " + ends,
          "name the one through which they are reached");
      return;
    }
    const std::set<PlaceId> reaching = places_that_reach(kin.to);
    const bool is_reached =
        kin.from.valid() ? reaching.contains(kin.from)
                         : std::any_of(inhabited_.begin(), inhabited_.end(),
                                       [&](PlaceId place) { return reaching.contains(place); });
    if (is_reached) return;
    const std::string origin =
        kin.from.valid() ? '"' + name(kin.from) + '"' : "any place of groups.csv";
    add(kin, "to", fmt::format("no way from {} to \"{}\"", origin, name(kin.to)),
        "roads that lead there (they may be closed at the start)",
        "add the missing road or remove the row");
  }

  /// The places from which a destination is reached without passing a desk, over closed roads, too.
  [[nodiscard]] std::set<PlaceId> places_that_reach(PlaceId destination) const {
    std::set<PlaceId> reaching = {destination};
    for (bool changed = true; changed;) {
      changed = false;
      for (const Road& road : scenario_.roads) {
        if (reaching.contains(road.to) && !stops_everybody(scenario_.place(road.from)))
          changed = reaching.insert(road.from).second || changed;
      }
    }
    return reaching;
  }

  void check_successors_are_about_the_same() {
    for (const Kin& kin : scenario_.kin) {
      for (const Kin& before : scenario_.kin) {
        if (before.id != kin.supersedes || pair_of(before) == pair_of(kin)) continue;
        add(kin, "supersedes", fmt::format("\"{}\", which is about other people", before.id),
            "a row with the same from and to", "name the row that it replaces");
      }
    }
  }

  void check_one_figure_each() {
    std::set<std::string> replaced;
    for (const Kin& kin : scenario_.kin) replaced.insert(kin.supersedes);
    std::map<std::pair<PlaceId, PlaceId>, std::vector<const Kin*>> last;
    for (const Kin& kin : scenario_.kin) {
      std::vector<const Kin*>& figures = last[pair_of(kin)];
      if (!replaced.contains(kin.id)) figures.push_back(&kin);
    }
    for (const auto& [pair, figures] : last) {
      for (std::size_t i = 1; i < figures.size(); ++i) {
        add(*figures[i], "to",
            fmt::format("a second figure for the same from and to as \"{}\"", figures[0]->id),
            "one that counts at a time", "name the older in `supersedes` of the newer");
      }
    }
  }

  static std::pair<PlaceId, PlaceId> pair_of(const Kin& kin) { return {kin.from, kin.to}; }
  [[nodiscard]] const std::string& name(PlaceId place) const { return scenario_.place(place).id; }

  const Scenario scenario_;
  Diagnostics& diagnostics_;
  std::vector<PlaceId> destinations_;
  std::set<PlaceId> inhabited_;
};

}  // namespace

void check_kin(const Scenario& scenario, Diagnostics& diagnostics) {
  KinChecks(scenario, diagnostics).run();
}

}  // namespace corridor
