#include "input/stranded_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <string>
#include <utility>
#include <vector>

#include "scenario/prior.h"

namespace corridor {
namespace {

constexpr double kNoWay_km = std::numeric_limits<double>::infinity();
/// Fewer are nobody once people are rounded to whole ones.
constexpr double kSomebody_people = 0.5;

/// Where lifts take a smaller share along, most wait for a seat that never comes.
constexpr double kMostOfThem = 0.5;

/// The shortest way on foot from every place to where a journey ends, in km, closed roads included:
/// they may open. Nobody passes a desk.
std::vector<double> walks_km(const Scenario& scenario, const std::vector<PlaceId>& destinations) {
  std::vector<double> walk_km(scenario.places.size(), kNoWay_km);
  using Step = std::pair<double, std::uint32_t>;
  std::priority_queue<Step, std::vector<Step>, std::greater<>> next;
  const auto reach = [&](std::uint32_t place, double km) {
    if (km >= walk_km[place]) return;
    walk_km[place] = km;
    next.emplace(km, place);
  };
  for (const PlaceId end : destinations) reach(end.index, 0.0);
  while (!next.empty()) {
    const auto [km, place] = next.top();
    next.pop();
    if (km > walk_km[place]) continue;
    for (const Road& road : scenario.roads) {
      if (road.walkable && road.to.index == place) reach(road.from.index, km + road.length_km);
    }
  }
  return walk_km;
}

class StrandedChecks {
 public:
  StrandedChecks(const Scenario& scenario, const std::vector<PlaceId>& destinations,
                 Diagnostics& diagnostics)
      : scenario_(scenario),
        diagnostics_(diagnostics),
        walk_km_(walks_km(scenario, destinations)),
        medians_(prior_medians(scenario.parameters)) {}

  void run() {
    if (may_be_above_zero("means.other_means_hazard_per_hour")) {
      warn_of_ways_past_limits_on_foot();
      return;
    }
    std::map<PlaceId, std::vector<const Group*>> hoping_for_lifts;
    for (const Group& group : scenario_.groups) {
      if (people_of(group) < kSomebody_people || !needs_others(group) || is_fetched(group))
        continue;
      if (gets_lifts(group)) {
        hoping_for_lifts[group.place].push_back(&group);
      } else if (group.household_class == HouseholdClass::needs_help) {
        warn_of_help_that_never_comes(group);
      } else {
        warn_of_a_walk_too_long(group);
      }
    }
    for (const auto& [place, groups] : hoping_for_lifts) warn_of_too_few_lifts(place, groups);
  }

 private:
  [[nodiscard]] double largest(const std::string& parameter) const {
    return largest_value(scenario_.parameters[scenario_.parameters.require(parameter)]);
  }
  [[nodiscard]] double median(const std::string& parameter) const {
    return medians_[scenario_.parameters.require(parameter).index];
  }
  [[nodiscard]] bool may_be_above_zero(const std::string& parameter) const {
    return largest(parameter) > 0.0;
  }
  [[nodiscard]] double walking_limit_km() const { return largest("means.walking_limit_km"); }
  [[nodiscard]] double people_of(const Group& group) const { return group.people.of(medians_); }

  /// Whether they can neither drive nor walk.
  [[nodiscard]] bool needs_others(const Group& group) const {
    if (group.household_class == HouseholdClass::vehicle) return false;
    return group.household_class == HouseholdClass::needs_help ||
           walk_km_[group.place.index] > walking_limit_km();
  }

  /// Of all who live at a place, once they have all left.
  [[nodiscard]] double vehicles_of(PlaceId place) const {
    double vehicles = 0.0;
    for (const Group& group : scenario_.groups) {
      if (group.household_class != HouseholdClass::vehicle || group.place != place) continue;
      vehicles += people_of(group) / group.people_per_vehicle.of(medians_);
    }
    return vehicles;
  }

  /// From those of the same place who leave in vehicles.
  [[nodiscard]] bool gets_lifts(const Group& group) const {
    if (!may_be_above_zero("means.lift_probability")) return false;
    return std::any_of(scenario_.groups.begin(), scenario_.groups.end(), [&](const Group& other) {
      return other.household_class == HouseholdClass::vehicle && other.place == group.place &&
             people_of(other) >= kSomebody_people;
    });
  }

  [[nodiscard]] bool is_fetched(const Group& group) const {
    return std::any_of(scenario_.events.begin(), scenario_.events.end(), [&](const Event& event) {
      if (!is_fleet(event.kind) || event.place != group.place) return false;
      const bool is_for_help =
          event.kind == EventKind::ambulances || event.kind == EventKind::helicopter;
      const bool takes_them = group.household_class == HouseholdClass::needs_help || !is_for_help;
      return takes_them && !(event.amount.is_constant() && event.amount.of({}) <= 0.0);
    });
  }

  /// Every vehicle takes a household along once, or none.
  void warn_of_too_few_lifts(PlaceId place, const std::vector<const Group*>& groups) {
    double people = 0.0;
    double households = 0.0;
    bool some_could_walk = false;
    for (const Group* group : groups) {
      people += people_of(*group);
      households += people_of(*group) / group->people_per_household.of(medians_);
      some_could_walk |=
          group->household_class == HouseholdClass::no_vehicle && walk_km_[place.index] < kNoWay_km;
    }
    const double vehicles = vehicles_of(place);
    const double lifted = vehicles * median("means.lift_probability") * people / households;
    if (lifted >= kMostOfThem * people) return;
    const std::string walk =
        some_could_walk ? "raise means.walking_limit_km if people do walk so far, " : "";
    diagnostics_.add(
        {Severity::warning, "groups.csv", groups.front()->line, "place",
         fmt::format("{:.0f} people at \"{}\" who can neither drive nor walk ({}), and {:.0f} "
                     "vehicles, whose lifts take about {:.0f} of them along in the whole run",
                     people, scenario_.place(place).id, way_on_foot(place), vehicles, lifted),
         fmt::format("means for most of them: a walk of at most means.walking_limit_km, {:g} km, "
                     "fleets, or more lifts",
                     walking_limit_km()),
         fmt::format("as it stands some {:.0f} wait to the end: {}add buses, boats or trains from "
                     "there to events.csv, or set means.other_means_hazard_per_hour for means that "
                     "nobody planned",
                     people - lifted, walk)});
  }

  void warn(const Group& group, const std::string& found, const std::string& expected,
            const std::string& means) {
    diagnostics_.add({Severity::warning, "groups.csv", group.line, "place", found, expected,
                      fmt::format("as it stands its {:.0f} people can never leave: {}, or set "
                                  "means.other_means_hazard_per_hour for means that nobody planned",
                                  people_of(group), means)});
  }

  [[nodiscard]] std::string way_on_foot(PlaceId place) const {
    const double walk_km = walk_km_[place.index];
    return walk_km == kNoWay_km ? "no way on foot to where a journey ends"
                                : fmt::format("{:g} km on foot to where a journey ends", walk_km);
  }

  /// Who finds a seat that nobody planned rides past a limit for people on foot.
  void warn_of_ways_past_limits_on_foot() {
    for (const Road& road : scenario_.roads) {
      // A checkpoint without a rate for vehicles has the road's capacity.
      const bool limits_walkers_only = road.checkpoint &&
                                       road.checkpoint->people_on_foot_per_hour &&
                                       road.checkpoint->vehicles_per_hour.of(medians_) ==
                                           road.capacity_vehicles_per_hour.of(medians_);
      if (!limits_walkers_only) continue;
      diagnostics_.add(
          {Severity::warning, "roads.csv", road.line, "checkpoint_vehicles_per_hour",
           "no rate for vehicles beside one for people on foot, while "
           "means.other_means_hazard_per_hour finds seats for people",
           "the rate of vehicles too; 0 where none may pass",
           "as it stands who rides passes as the road carries vehicles: give the rate"});
    }
  }

  void warn_of_a_walk_too_long(const Group& group) {
    const std::string& place = scenario_.place(group.place).id;
    const std::string longer = walk_km_[group.place.index] == kNoWay_km
                                   ? "make roads `walkable`"
                                   : "raise means.walking_limit_km if people do walk so far";
    warn(group,
         fmt::format("no_vehicle at \"{}\" with {}, and nobody who takes them along", place,
                     way_on_foot(group.place)),
         fmt::format("a walk of at most means.walking_limit_km, {:g} km, or other means",
                     walking_limit_km()),
         longer + ", add buses, boats or trains from there to events.csv");
  }

  void warn_of_help_that_never_comes(const Group& group) {
    warn(
        group,
        fmt::format("needs_help at \"{}\", and nobody who takes them along",
                    scenario_.place(group.place).id),
        "a fleet that fetches them, or neighbours with vehicles",
        "add ambulances, a helicopter, buses, boats or trains from there to events.csv, or a group "
        "with vehicles");
  }

  const Scenario& scenario_;
  Diagnostics& diagnostics_;
  std::vector<double> walk_km_;
  ParameterValues medians_;
};

}  // namespace

void warn_of_stranded_groups(const Scenario& scenario, const std::vector<PlaceId>& destinations,
                             Diagnostics& diagnostics) {
  // Not of rules that have no means.
  if (!scenario.parameters.find("means.walking_limit_km").valid()) return;
  StrandedChecks(scenario, destinations, diagnostics).run();
}

}  // namespace corridor
