#include "input/tables.h"

#include <algorithm>
#include <tuple>
#include <type_traits>

#include "input/bounds.h"
#include "input/cells.h"
#include "input/claims_table.h"
#include "input/events_table.h"
#include "input/observations_table.h"
#include "scenario/names.h"

namespace corridor {
namespace {

constexpr double kMetresPerVehicle = 7.5;

Place read_place(Cells& cells) {
  Place place;
  place.id = cells.id();
  place.line = cells.line();
  place.name = cells.required("name");
  place.other_name = cells.text("other_name");
  place.kind = cells.choice("kind", place_kind_names());
  place.latitude_deg = cells.number("latitude_deg", -90.0, 90.0);
  place.longitude_deg = cells.number("longitude_deg", -180.0, 180.0);
  place.pcode = cells.text("pcode");
  place.area = cells.text("area");
  place.safe = cells.yes_no("safe", false);
  place.supplies.food_person_days = cells.value("food_person_days", 0.0, kMostPeople, 0.0);
  place.supplies.fuel_litres = cells.value("fuel_litres", 0.0, kMostLitres, 0.0);
  place.supplies.medicine_person_days = cells.value("medicine_person_days", 0.0, kMostPeople, 0.0);
  place.supplies.electricity = cells.number("electricity", 0.0, 1.0, 1.0);
  place.supplies.gas = cells.number("gas", 0.0, 1.0, 1.0);
  place.supplies.water = cells.number("water", 0.0, 1.0, 1.0);
  place.supplies.telecom = cells.number("telecom", 0.0, 1.0, 1.0);
  place.registration_people_per_hour =
      cells.value("registration_people_per_hour", 0.0, kMostPeople, 0.0);
  place.desk_opens_minute = cells.clock_minutes("desk_opens");
  place.desk_closes_minute = cells.clock_minutes("desk_closes");
  place.shelter_people = cells.value("shelter_people", 0.0, kMostPeople, 0.0);
  cells.require_whole_count("shelter_people");
  for (const char* column : {"food_person_days", "fuel_litres", "medicine_person_days",
                             "registration_people_per_hour"}) {
    cells.warn_of_thousands(column);
  }
  place.host_share = cells.value("host_share", 0.0, 1.0, 0.0);
  place.own_means_share = cells.value("own_means_share", 0.0, 1.0, 0.0);
  place.present_before = cells.value("present_before", 0.0, kMostPeople, 0.0);
  cells.require_whole_count("present_before");
  if (place.host_share.is_constant() && place.own_means_share.is_constant() &&
      place.host_share.of({}) + place.own_means_share.of({}) > 1.0) {
    cells.error("own_means_share", "host and own-means shares above 1 together",
                "at most 1 together", "lower one");
  }
  place.published = cells.published(kAlways);
  place.source = cells.text("source");
  return place;
}

/// A checkpoint has a rate for vehicles, for people on foot or for both; without one for vehicles
/// it lets through what the road carries.
std::optional<Checkpoint> read_checkpoint(Cells& cells, const Road& road) {
  const auto is_given = [&](const char* column) { return !cells.text(column).empty(); };
  const bool limits_vehicles = is_given("checkpoint_vehicles_per_hour");
  const bool limits_walkers = is_given("checkpoint_people_on_foot_per_hour");
  if (!limits_vehicles && !limits_walkers) {
    if (is_given("checkpoint_opens") || is_given("checkpoint_closes")) {
      cells.error("checkpoint_vehicles_per_hour", "opening hours without a rate",
                  "the rate of the checkpoint", "give the rate, or remove the hours");
    }
    return std::nullopt;
  }
  Checkpoint checkpoint;
  checkpoint.vehicles_per_hour = limits_vehicles ? cells.value("checkpoint_vehicles_per_hour", 0.0,
                                                               kMostPerLane_per_hour * road.lanes)
                                                 : road.capacity_vehicles_per_hour;
  if (limits_walkers) {
    checkpoint.people_on_foot_per_hour =
        cells.value("checkpoint_people_on_foot_per_hour", 0.0, kMostOnFoot_per_hour);
  }
  cells.warn_of_thousands("checkpoint_vehicles_per_hour");
  cells.warn_of_thousands("checkpoint_people_on_foot_per_hour");
  checkpoint.opens_minute = cells.clock_minutes("checkpoint_opens");
  checkpoint.closes_minute = cells.clock_minutes("checkpoint_closes");
  return checkpoint;
}

Road read_road(Cells& cells) {
  Road road;
  road.id = cells.id();
  road.line = cells.line();
  road.from = cells.place("from", true);
  road.to = cells.place("to", true);
  if (road.from.valid() && road.from == road.to) {
    cells.error("to", "a road to where it begins", "another place", "name the place at its end");
  }
  road.length_km = cells.number("length_km", 0.001, kLongestRoad_km);
  road.free_speed_km_per_hour = cells.number("free_speed_km_per_hour", 1.0, kFastest_km_per_hour);
  road.lanes = static_cast<int>(cells.whole("lanes", 1.0, kMostLanes, 1.0));
  road.capacity_vehicles_per_hour =
      cells.value("capacity_vehicles_per_hour", 1.0, kMostPerLane_per_hour * road.lanes);
  const double full = road.lanes * road.length_km * 1000.0 / kMetresPerVehicle;
  road.storage_vehicles =
      cells.number("storage_vehicles", 1.0, std::max(1.0, 2.0 * full), std::max(1.0, full));
  for (const char* column : {"capacity_vehicles_per_hour", "storage_vehicles"}) {
    cells.warn_of_thousands(column);
  }
  road.open = cells.yes_no("open", true);
  road.walkable = cells.yes_no("walkable", true);
  road.checkpoint = read_checkpoint(cells, road);
  road.published = cells.published(kAlways);
  road.source = cells.named_source();
  return road;
}

Group read_group(Cells& cells) {
  Group group;
  group.id = cells.id();
  group.line = cells.line();
  group.place = cells.place("place", true);
  group.household_class = cells.choice("household_class", household_class_names());
  group.people = cells.value("people", 0.0, kMostPeople);
  cells.require_whole_count("people");
  group.people_per_household = cells.value("people_per_household", 1.0, kLargestHousehold);
  group.people_per_vehicle = cells.text("people_per_vehicle").empty()
                                 ? group.people_per_household
                                 : cells.value("people_per_vehicle", 1.0, kLargestVehicle);
  group.displaced = cells.yes_no("displaced", false);
  if (!cells.text("never_leave_share").empty())
    group.never_leave_share = cells.value("never_leave_share", 0.0, 1.0);
  group.published = cells.published(kAlways);
  group.source = cells.named_source();
  return group;
}

OnwardShare read_onward(Cells& cells) {
  OnwardShare share;
  share.from = cells.place("from", true);
  share.to = cells.place("to", true);
  if (share.from.valid() && share.from == share.to) {
    cells.error("to", "a journey to where it begins", "another place",
                "those who stay need no row");
  }
  cells.require_safe("from", share.from);
  cells.require_safe("to", share.to);
  share.share = cells.value("share", 0.0, 1.0);
  share.since = cells.time("since").value_or(kAlways);
  share.published = cells.published(kAlways);
  share.source = cells.text("source");
  return share;
}

Kin read_kin(Cells& cells) {
  Kin kin;
  kin.id = cells.id();
  kin.line = cells.line();
  kin.from = cells.place("from", false);
  kin.to = cells.place("to", true);
  kin.people = cells.value("people", 0.0, kMostPeople);
  cells.require_whole_count("people");
  kin.published = cells.published(kNever);
  kin.supersedes = cells.text("supersedes");
  kin.source = cells.named_source();
  return kin;
}

bool before(const OnwardShare& a, const OnwardShare& b) {
  return std::pair(a.from, a.to) < std::pair(b.from, b.to);
}

bool before(const ObservationRow& a, const ObservationRow& b) {
  return std::tie(a.series, a.place, a.time, a.since, a.value, a.url) <
         std::tie(b.series, b.place, b.time, b.since, b.value, b.url);
}

/// What has an id stands in the order of ids.
template <class Row>
bool before(const Row& a, const Row& b) {
  return a.id < b.id;
}

/// Appends what `Read` makes of a row to the scenario's list.
template <auto List, auto Read>
void append(Cells& cells, Scenario& scenario) {
  if constexpr (std::is_invocable_v<decltype(Read), Cells&>) {
    (scenario.*List).push_back(Read(cells));
  } else {
    (scenario.*List).push_back(Read(cells, scenario));
  }
}

/// Counts of moments and of periods stand in one table.
void append_count(Cells& cells, Scenario& scenario) {
  ObservationRow row = read_observation(cells, scenario);
  (row.since ? scenario.period_counts : scenario.observations).push_back(std::move(row));
}

template <auto List>
void sort(Scenario& scenario) {
  std::sort((scenario.*List).begin(), (scenario.*List).end(),
            [](const auto& a, const auto& b) { return before(a, b); });
}

void sort_counts(Scenario& scenario) {
  sort<&Scenario::observations>(scenario);
  sort<&Scenario::period_counts>(scenario);
}

}  // namespace

const std::vector<TableFormat>& table_formats() {
  static const std::vector<TableFormat> formats = {
      {"places",
       {{"id", "name", "kind", "latitude_deg", "longitude_deg"},
        {"other_name",
         "pcode",
         "area",
         "safe",
         "food_person_days",
         "fuel_litres",
         "medicine_person_days",
         "electricity",
         "gas",
         "water",
         "telecom",
         "registration_people_per_hour",
         "desk_opens",
         "desk_closes",
         "shelter_people",
         "host_share",
         "own_means_share",
         "present_before",
         "published",
         "source"}},
       append<&Scenario::places, read_place>,
       sort<&Scenario::places>},
      {"roads",
       {{"id", "from", "to", "length_km", "free_speed_km_per_hour", "capacity_vehicles_per_hour"},
        {"lanes", "storage_vehicles", "open", "walkable", "checkpoint_vehicles_per_hour",
         "checkpoint_people_on_foot_per_hour", "checkpoint_opens", "checkpoint_closes", "published",
         "source"}},
       append<&Scenario::roads, read_road>,
       sort<&Scenario::roads>},
      {"groups",
       {{"id", "place", "household_class", "people", "people_per_household"},
        {"people_per_vehicle", "displaced", "never_leave_share", "published", "source"}},
       append<&Scenario::groups, read_group>,
       sort<&Scenario::groups>},
      {"onward",
       {{"from", "to", "share"}, {"since", "published", "source"}},
       append<&Scenario::onward, read_onward>,
       sort<&Scenario::onward>,
       {"from", "to"}},
      {"kin",
       {{"id", "to", "people", "published", "source"}, {"from", "supersedes"}},
       append<&Scenario::kin, read_kin>,
       sort<&Scenario::kin>},
      {"events",
       {{"id", "kind", "time", "published"},
        {"delay_hours", "probability", "place", "road", "to", "amount", "seats", "radius_km",
         "half_life_hours", "until", "lasts_hours", "applies_to", "supersedes", "source", "url",
         "note"}},
       append<&Scenario::events, read_event>,
       sort<&Scenario::events>},
      {"claims",
       {{"id", "subject", "qualifier", "said_by", "source_type", "published"},
        {"place", "holds_for", "value", "value_high", "unit", "statement", "publication", "url",
         "supersedes", "weight", "since", "modality", "begin", "end", "quote", "confidence",
         "reason"}},
       append<&Scenario::claims, read_claim>,
       sort<&Scenario::claims>},
      {"observations",
       {{"series", "time", "value", "qualifier", "unit", "published"},
        {"place", "earliest", "since", "value_high", "source", "url", "note", "weight"}},
       append_count,
       sort_counts,
       {"series", "place", "since", "time", "value", "source", "url"}}};
  return formats;
}

void read_table(const TableFormat& format, const CsvTable& table, Scenario& scenario,
                Diagnostics& diagnostics) {
  for (const CsvRow& row : table.rows) {
    Cells cells(table, row, scenario, diagnostics);
    format.append(cells, scenario);
  }
  format.sort(scenario);
}

}  // namespace corridor
