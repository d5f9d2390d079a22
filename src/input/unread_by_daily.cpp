#include "input/unread_by_daily.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "input/events_table.h"
#include "scenario/names.h"

namespace corridor {
namespace {

bool is_written(const Value& value) { return !value.is_constant() || value.of({}) != 0.0; }

bool is_below_normal(double service) { return service != 1.0; }

class UnreadByDaily {
 public:
  UnreadByDaily(const Scenario& scenario, Diagnostics& diagnostics)
      : scenario_(scenario), diagnostics_(diagnostics) {}

  void run() {
    warn_of_tables();
    warn_of_amounts();
    warn_of_parameters();
    warn_of_places();
    warn_of_roads();
    warn_of_events();
    warn_of_claims();
    warn_of_counts();
  }

 private:
  void add(const std::string& file, int line, const std::string& column, const std::string& found,
           const std::string& expected, const std::string& remedy) {
    diagnostics_.add(
        {Severity::warning, file, line, column, found + " with ruleset: daily", expected, remedy});
  }

  /// One warning for all rows of which something holds.
  template <class Row>
  void warn_of_rows(const std::vector<Row>& rows, const std::string& file,
                    const std::string& column, const std::string& what, const std::string& expected,
                    const std::function<bool(const Row&)>& holds) {
    int line = 0;
    std::size_t number = 0;
    for (const Row& row : rows) {
      if (!holds(row)) continue;
      line = number == 0 ? row.line : std::min(line, row.line);
      ++number;
    }
    if (number == 0) return;
    add(file, line, column,
        number == 1 ? what : fmt::format("{} (and {} more such rows)", what, number - 1), expected,
        kChangesNothing);
  }

  void warn_of_tables() {
    const auto warn = [&](const char* file, std::size_t rows) {
      if (rows == 0) return;
      add(file, 0, "", fmt::format("{} row{}", rows, rows == 1 ? "" : "s"), "no such table",
          kChangesNothing);
    };
    warn("groups.csv", scenario_.groups.size());
    warn("onward.csv", scenario_.onward.size());
    warn("kin.csv", scenario_.kin.size());
  }

  void warn_of_amounts() {
    if (scenario_.amounts.empty()) return;
    add("scenario.yaml", 0, "amounts", "amounts of arrivals", "no such key",
        "nobody arrives in these rules, and the report does not answer it: read the ranges");
  }

  void warn_of_parameters() {
    for (const Parameter& parameter : scenario_.parameters.all()) {
      if (!parameter.from_scenario || parameter.ruleset_prior) continue;
      add("scenario.yaml", 0, "parameters." + parameter.name, "a parameter of the scenario's own",
          "parameters of the ruleset (`corridor parameters FOLDER`)", kChangesNothing);
    }
  }

  void warn_of_places() {
    using Holds = std::function<bool(const Place&)>;
    const std::vector<std::pair<const char*, Holds>> columns = {
        {"food_person_days",
         [](const Place& p) { return is_written(p.supplies.food_person_days); }},
        {"medicine_person_days",
         [](const Place& p) { return is_written(p.supplies.medicine_person_days); }},
        {"fuel_litres", [](const Place& p) { return is_written(p.supplies.fuel_litres); }},
        {"electricity", [](const Place& p) { return is_below_normal(p.supplies.electricity); }},
        {"gas", [](const Place& p) { return is_below_normal(p.supplies.gas); }},
        {"water", [](const Place& p) { return is_below_normal(p.supplies.water); }},
        {"telecom", [](const Place& p) { return is_below_normal(p.supplies.telecom); }},
        {"registration_people_per_hour",
         [](const Place& p) { return is_written(p.registration_people_per_hour); }},
        {"host_share", [](const Place& p) { return is_written(p.host_share); }},
        {"present_before", [](const Place& p) { return is_written(p.present_before); }},
        {"own_means_share", [](const Place& p) { return is_written(p.own_means_share); }}};
    for (const auto& [column, holds] : columns)
      warn_of_rows<Place>(scenario_.places, "places.csv", column, "a number", "an empty cell",
                          holds);
    warn_of_rows<Place>(
        scenario_.places, "places.csv", "shelter_people", "a number",
        "an empty cell: the places, a number, are used of a camp until it is counted",
        [&](const Place& place) {
          const bool is_used = place.safe && place.shelter_people.is_constant();
          return is_written(place.shelter_people) && !is_used;
        });
  }

  void warn_of_roads() {
    warn_of_rows<Road>(scenario_.roads, "roads.csv", "checkpoint_vehicles_per_hour", "a checkpoint",
                       "an empty cell",
                       [](const Road& road) { return road.checkpoint.has_value(); });
    warn_of_rows<Road>(scenario_.roads, "roads.csv", "walkable", "no", "an empty cell",
                       [](const Road& road) { return !road.walkable; });
  }

  void warn_of_events() {
    for (const std::string& kind : event_kind_names()) {
      warn_of_rows<Event>(scenario_.events, "events.csv", "kind", kind,
                          "a threat, road_opens or road_closes", [&](const Event& event) {
                            const bool is_used =
                                is_threat(event.kind) || opens_or_closes_road(event.kind);
                            return !is_used && event_kind_name(event.kind) == kind;
                          });
    }
    warn_of_rows<Event>(scenario_.events, "events.csv", "radius_km", "a radius", "an empty cell",
                        [](const Event& event) { return event.radius_km > 0.0; });
    warn_of_rows<Event>(scenario_.events, "events.csv", "half_life_hours", "a half-life",
                        "an empty cell: every threat halves in 30 days",
                        [](const Event& event) { return event.half_life_hours > 0.0; });
  }

  /// But those of which a prior is made.
  void warn_of_claims() {
    warn_of_rows<Claim>(scenario_.claims, "claims.csv", "subject", "a claim",
                        "counts in observations.csv", [&](const Claim& claim) {
                          const ParameterId id = scenario_.parameters.find(claim.subject);
                          return !id.valid() || !scenario_.parameters[id].uses_claims;
                        });
  }

  void warn_of_counts() {
    for (const auto& [name, qualifier] : qualifier_names()) {
      const bool is_used = qualifier == Qualifier::exactly || qualifier == Qualifier::about ||
                           qualifier == Qualifier::at_least;
      if (is_used) continue;
      warn_of_rows<ObservationRow>(
          scenario_.observations, "observations.csv", "qualifier", name,
          "exactly, about or at_least",
          [wanted = qualifier](const ObservationRow& row) { return row.qualifier == wanted; });
    }
  }

  static constexpr const char* kChangesNothing = "it changes nothing in the forecast";

  const Scenario& scenario_;
  Diagnostics& diagnostics_;
};

}  // namespace

void warn_of_what_daily_rules_do_not_read(const Scenario& scenario, Diagnostics& diagnostics) {
  UnreadByDaily(scenario, diagnostics).run();
}

}  // namespace corridor
