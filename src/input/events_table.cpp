#include "input/events_table.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "input/bounds.h"
#include "input/exit_rule_cells.h"
#include "scenario/names.h"

namespace corridor {
namespace {

const std::vector<std::pair<std::string, EventKind>> kEventKinds = {
    {"attack", EventKind::attack},
    {"shelling", EventKind::shelling},
    {"explosion", EventKind::explosion},
    {"violation", EventKind::violation},
    {"ceasefire", EventKind::ceasefire},
    {"control_change", EventKind::control_change},
    {"hazard", EventKind::hazard},
    {"evacuation_order", EventKind::evacuation_order},
    {"announcement", EventKind::announcement},
    {"road_opens", EventKind::road_opens},
    {"road_closes", EventKind::road_closes},
    {"road_capacity", EventKind::road_capacity},
    {"road_lanes", EventKind::road_lanes},
    {"checkpoint_rate", EventKind::checkpoint_rate},
    {"checkpoint_rate_on_foot", EventKind::checkpoint_rate_on_foot},
    {"road_speed", EventKind::road_speed},
    {"exit_rule", EventKind::exit_rule},
    {"delivery_food", EventKind::delivery_food},
    {"delivery_fuel", EventKind::delivery_fuel},
    {"delivery_medicine", EventKind::delivery_medicine},
    {"service_electricity", EventKind::service_electricity},
    {"service_gas", EventKind::service_gas},
    {"service_water", EventKind::service_water},
    {"service_telecom", EventKind::service_telecom},
    {"buses", EventKind::buses},
    {"ambulances", EventKind::ambulances},
    {"helicopter", EventKind::helicopter},
    {"boats", EventKind::boats},
    {"trains", EventKind::trains},
    {"shelter_offer", EventKind::shelter_offer},
    {"desk_rate", EventKind::desk_rate},
    {"return_permitted", EventKind::return_permitted},
    {"deaths", EventKind::deaths}};

bool is_about_road(EventKind kind) {
  return kind == EventKind::road_opens || kind == EventKind::road_closes ||
         kind == EventKind::road_capacity || kind == EventKind::road_lanes ||
         kind == EventKind::checkpoint_rate || kind == EventKind::checkpoint_rate_on_foot ||
         kind == EventKind::road_speed;
}

bool is_share(EventKind kind) {
  return kind == EventKind::ceasefire || kind == EventKind::service_electricity ||
         kind == EventKind::service_gas || kind == EventKind::service_water ||
         kind == EventKind::service_telecom;
}

bool needs_place(EventKind kind) {
  return is_fleet(kind) || kind == EventKind::shelter_offer || kind == EventKind::desk_rate ||
         kind == EventKind::deaths;
}

/// An announcement is for the record, of whatever it names.
bool may_name_place(EventKind kind) {
  const bool is_delivery = kind == EventKind::delivery_food || kind == EventKind::delivery_fuel ||
                           kind == EventKind::delivery_medicine;
  const bool is_service = is_share(kind) && kind != EventKind::ceasefire;
  return needs_place(kind) || is_threat(kind) || is_delivery || is_service ||
         kind == EventKind::evacuation_order || kind == EventKind::exit_rule ||
         kind == EventKind::return_permitted || kind == EventKind::announcement;
}

/// What an empty cell means.
double default_amount(EventKind kind) {
  const bool is_yes_or_no =
      kind == EventKind::evacuation_order || kind == EventKind::return_permitted;
  return is_threat(kind) || is_yes_or_no ? 1.0 : 0.0;
}

/// The largest amount that means something.
double most_of(EventKind kind) {
  switch (kind) {
    case EventKind::road_speed:
      return kFastest_km_per_hour;
    case EventKind::road_lanes:
      return kMostLanes;
    case EventKind::road_capacity:
    case EventKind::checkpoint_rate:
      return kMostLanes * kMostPerLane_per_hour;
    case EventKind::checkpoint_rate_on_foot:
      return kMostOnFoot_per_hour;
    case EventKind::evacuation_order:
    case EventKind::exit_rule:
    case EventKind::return_permitted:
      return 1.0;
    default:
      return is_share(kind) ? 1.0 : kMostLitres;
  }
}

/// The most seats that a vehicle of the fleet has.
double most_seats(EventKind kind) {
  return kind == EventKind::boats || kind == EventKind::trains ? kLargestShip
                                                               : kLargestVehicle * 2.0;
}

void read_fleet(Cells& cells, Event& event) {
  event.to = cells.place("to", passes_roads(event.kind));
  cells.require_safe("to", event.to);
  event.seats = cells.whole("seats", is_fleet(event.kind) ? 1.0 : 0.0, most_seats(event.kind),
                            is_fleet(event.kind) ? std::nullopt : std::optional<double>(0.0));
  if (event.to.valid() && !is_fleet(event.kind)) {
    cells.error("to", "a destination for what carries nobody", "an empty cell",
                "only buses, ambulances, helicopters, boats and trains go somewhere");
  }
}

/// How long a fleet serves, or a threat goes on.
void read_end(Cells& cells, Event& event) {
  event.until = cells.time("until");
  event.lasts_hours = cells.value("lasts_hours", 0.0, kMostHours, 0.0);
  const double delay_hours = event.delay_hours.is_constant() ? event.delay_hours.of({}) : 0.0;
  if (event.until && *event.until <= event.time + from_hours(delay_hours)) {
    cells.error("until", "an end before the beginning", "a moment after `time` and its delay",
                "exchange them");
  }
  if (event.until && !cells.text("lasts_hours").empty()) {
    cells.error("lasts_hours", "\"" + cells.text("lasts_hours") + "\" beside an `until`",
                "one of both",
                "leave `lasts_hours` empty where the end is known, `until` where it is not");
  }
}

std::string what_an_unused_cell_means(EventKind kind, std::string_view column) {
  if (column != "place" || kind != EventKind::ceasefire)
    return "it changes nothing; what ends or changes later is an event of its own";
  return "as it stands the event holds for ALL places: leave the cell empty if that is meant, and "
         "the event out if it is not";
}

/// What a cell says that the kind of event has no use for.
void warn_of_unused(Cells& cells, EventKind kind) {
  const auto warn = [&](const char* column, bool is_used, const char* users) {
    if (is_used || cells.text(column).empty()) return;
    cells.warning(column, "\"" + cells.text(column) + "\" for " + cells.text("kind"),
                  std::string("an empty cell: only ") + users + " have it",
                  what_an_unused_cell_means(kind, column));
  };
  warn("place", may_name_place(kind),
       "threats, orders, rules of exit, supplies, fleets, reception, return and deaths");
  warn("road", is_about_road(kind) || kind == EventKind::announcement, "events about a road");
  warn("seats", is_fleet(kind), "fleets");
  warn("until", is_fleet(kind) || is_threat(kind), "fleets and threats");
  warn("lasts_hours", is_threat(kind), "threats");
  warn("radius_km", is_threat(kind), "threats");
  warn("half_life_hours", is_threat(kind), "threats");
  warn("applies_to", kind == EventKind::exit_rule, "exit rules");
}

/// A road whose rate changes has one from the start.
void check_has_rate(Cells& cells, const Event& event, const Scenario& scenario) {
  if (!event.road.valid()) return;
  const auto& checkpoint = scenario.road(event.road).checkpoint;
  if (event.kind == EventKind::checkpoint_rate && !checkpoint) {
    cells.error("road", "a road without a checkpoint", "one with checkpoint_vehicles_per_hour",
                "give the road a checkpoint in roads.csv, or write road_capacity");
  }
  if (event.kind == EventKind::checkpoint_rate_on_foot &&
      (!checkpoint || !checkpoint->people_on_foot_per_hour)) {
    cells.error("road", "a road that lets as many people on foot through as come",
                "one with checkpoint_people_on_foot_per_hour",
                "give the road this rate in roads.csv; 20000 an hour stops hardly anybody");
  }
}

void check_road(Cells& cells, const Event& event, const Scenario& scenario) {
  if (event.kind == EventKind::road_speed && event.amount.is_constant() &&
      event.amount.of({}) < 1.0) {
    cells.error("amount", "a speed below 1 km/h", "a speed in km/h",
                "close the road with road_closes instead");
  }
  check_has_rate(cells, event, scenario);
}

/// What counts people or vehicles is whole; rates and stocks need not be.
void check_amount_is_whole(Cells& cells, EventKind kind) {
  switch (kind) {
    case EventKind::deaths:
    case EventKind::shelter_offer:
      return cells.require_whole_count("amount");
    case EventKind::desk_rate:
    case EventKind::road_capacity:
    case EventKind::checkpoint_rate:
    case EventKind::checkpoint_rate_on_foot:
    case EventKind::delivery_food:
    case EventKind::delivery_fuel:
    case EventKind::delivery_medicine:
      return cells.warn_of_thousands("amount");
    default:
      if (is_fleet(kind)) cells.require_whole_count("amount");
  }
}

/// The daily rules take events as they are written and draw nothing about them.
void check_is_certain(Cells& cells, const Event& event) {
  const auto require = [&](const char* column, bool holds, const char* expected,
                           const char* remedy) {
    if (holds) return;
    cells.error(column, "\"" + cells.text(column) + "\"", expected, remedy);
  };
  const auto is = [](const Value& value, double number) {
    return value.is_constant() && value.of({}) == number;
  };
  require("amount", event.amount.is_constant(), "a number with ruleset: daily",
          "its events are the same in every run: write the number that is most likely");
  require("delay_hours", is(event.delay_hours, 0.0), "no delay with ruleset: daily",
          "write the moment itself into `time`");
  require("lasts_hours", event.lasts_hours.is_constant(), "a number with ruleset: daily",
          "its events are the same in every run: write the number that is most likely");
  require("probability", is(event.probability, 1.0), "only what is certain with ruleset: daily",
          "leave the event out, and add it in a what-if of `corridor compare`");
}

}  // namespace

bool names_a_road(const std::string& kind_name) {
  return std::any_of(kEventKinds.begin(), kEventKinds.end(), [&](const auto& known) {
    return known.first == kind_name && is_about_road(known.second);
  });
}

std::vector<std::string> event_kind_names() {
  std::vector<std::string> names;
  for (const auto& [name, kind] : kEventKinds) names.push_back(name);
  return names;
}

const std::string& event_kind_name(EventKind kind) {
  return std::find_if(kEventKinds.begin(), kEventKinds.end(),
                      [&](const auto& named) { return named.second == kind; })
      ->first;
}

Event read_event(Cells& cells, const Scenario& scenario) {
  Event event;
  event.id = cells.id();
  event.line = cells.line();
  event.kind = cells.choice("kind", kEventKinds);
  event.time = cells.required_time("time");
  event.delay_hours = cells.value("delay_hours", 0.0, kMostHours, 0.0);
  event.probability = cells.value("probability", 0.0, 1.0, 1.0);
  event.place = cells.place("place", needs_place(event.kind));
  event.road = cells.road("road", is_about_road(event.kind));
  event.amount = cells.value("amount", 0.0, most_of(event.kind), default_amount(event.kind));
  event.radius_km = cells.number("radius_km", 0.0, kLongestRoad_km, 0.0);
  event.half_life_hours = cells.number("half_life_hours", 0.0, kMostHours * 10.0, 0.0);
  read_fleet(cells, event);
  read_end(cells, event);
  read_exit_rule(cells, scenario, event);
  check_road(cells, event, scenario);
  check_amount_is_whole(cells, event.kind);
  warn_of_unused(cells, event.kind);
  if (scenario.ruleset == "daily") check_is_certain(cells, event);
  event.published = cells.published(kNever);
  event.supersedes = cells.text("supersedes");
  event.source = cells.named_source();
  event.url = cells.text("url");
  event.note = cells.text("note");
  return event;
}

}  // namespace corridor
