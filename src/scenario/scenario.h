#pragma once
// What is: the validated description of a crisis, immutable after loading. All vectors are sorted
// by id (name), so the order of rows in the files has no meaning. docs/scenario-format.md documents
// the files column by column.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "scenario/parameter.h"

namespace corridor {

struct FleeInstance;

enum class PlaceKind { settlement, junction, crossing, checkpoint, desk, reception, destination };

/// What a place has at the start. Services are shares in [0, 1] of normal supply.
struct Supplies {
  Value food_person_days;
  Value fuel_litres;
  Value medicine_person_days;
  double electricity = 1.0;
  double gas = 1.0;
  double water = 1.0;
  double telecom = 1.0;
};

struct Place {
  std::string id;
  int line = 0;  ///< of places.csv, for messages
  std::string name;
  std::string other_name;  ///< the second name where a place has two; may be empty
  PlaceKind kind = PlaceKind::settlement;
  double latitude_deg = 0.0;
  double longitude_deg = 0.0;
  std::string pcode;
  std::string area;   ///< district or province
  bool safe = false;  ///< outside the danger: arriving here counts as having arrived
  Supplies supplies;
  Value registration_people_per_hour;  ///< desks; 0 elsewhere
  int desk_opens_minute = 0;  ///< local minutes after midnight; opens = closes: always open
  int desk_closes_minute = 0;
  Value shelter_people;   ///< places in collective centres
  Value host_share;       ///< share of those arriving to stay who are taken in by hosts
  Value own_means_share;  ///< share who find a place by their own means; the rest need a centre
  Value present_before = Value::constant(0.0);  ///< people of earlier flights, there at the start
  Time published = kAlways;
  std::string source;
};

/// Several places that counts and claims speak of together, such as a country with its crossings.
struct Region {
  std::string id;
  int line = 0;  ///< of scenario.yaml, for messages
  std::string name;
  std::string other_name;           ///< may be empty
  std::vector<std::string> places;  ///< their ids
};

/// What a place, road or region is called.
struct Names {
  std::string name;
  std::string other_name;  ///< the second name; may be empty
};

struct Checkpoint {
  Value vehicles_per_hour;
  int opens_minute = 0;  ///< local minutes after midnight; opens = closes: always open
  int closes_minute = 0;
  std::optional<Value> people_on_foot_per_hour = std::nullopt;  ///< nothing: as many as come
};

struct Road {
  std::string id;
  int line = 0;  ///< of roads.csv, for messages
  PlaceId from;
  PlaceId to;
  double length_km = 0.0;
  double free_speed_km_per_hour = 0.0;
  Value capacity_vehicles_per_hour;  ///< flow capacity, all lanes
  int lanes = 1;
  double storage_vehicles = 0.0;  ///< lanes * length / 7.5 m unless given
  bool open = true;               ///< at the start
  bool walkable = true;
  std::optional<Checkpoint> checkpoint;  ///< at the end of the road
  Time published = kAlways;
  std::string source;
};

enum class HouseholdClass { vehicle, no_vehicle, needs_help };

struct Group {
  std::string id;
  int line = 0;  ///< of groups.csv, for messages
  PlaceId place;
  HouseholdClass household_class = HouseholdClass::vehicle;
  Value people;
  Value people_per_household;
  Value people_per_vehicle;                ///< class vehicle only
  std::optional<Value> never_leave_share;  ///< none: as `decision.never_leave_share` says
  bool displaced =
      false;  ///< already displaced inside the area when the scenario starts (decides faster)
  Time published = kAlways;
  std::string source;
};

/// Share of those registered at `from` who go on to live in `to`.
struct OnwardShare {
  PlaceId from;
  PlaceId to;
  Value share;
  Time published = kAlways;
  std::string source;
  Time since = kAlways;  ///< nobody goes on to there before
};

/// People at a destination who are kin to those of a place: known before anyone sets out, e.g. from
/// a registration of those who fled earlier.
struct Kin {
  std::string id;
  int line = 0;  ///< of kin.csv, for messages
  PlaceId from;  ///< whose kin; invalid: everybody's
  PlaceId to;    ///< where journeys end that lead to them
  Value people;
  Time published = kNever;
  std::string supersedes;  ///< id of the row that this one replaces once it is published
  std::string source;
};

enum class EventKind {
  attack,
  shelling,
  explosion,
  violation,
  ceasefire,
  control_change,
  hazard,            ///< a danger of another kind: eruption, flood, fire, storm
  evacuation_order,  ///< `amount` 1: people are told to leave; 0: no more
  announcement,
  road_opens,
  road_closes,
  road_capacity,
  road_lanes,  ///< `amount` lanes lead this way from now on, each with its share of capacity and
               ///< storage; 0 closes the road
  checkpoint_rate,
  checkpoint_rate_on_foot,
  road_speed,
  exit_rule,  ///< who of those at home at `place` may leave from now on (exit_rules.h)
  delivery_food,
  delivery_fuel,
  delivery_medicine,
  service_electricity,
  service_gas,
  service_water,
  service_telecom,
  buses,  ///< `amount` buses with `seats` seats at `place`, until `until`
  ambulances,
  helicopter,     ///< the same for those who need help; helicopter seats need no road
  boats,          ///< like buses, over the water to `to`
  trains,         ///< like buses, by rail to `to`
  shelter_offer,  ///< `amount` more places in centres at `place`
  desk_rate,
  return_permitted,  ///< `amount` 1: people may come home; 0: no more
  deaths
};

/// What frightens the people of a place.
bool is_threat(EventKind kind);
/// A way that opens or closes as a whole.
bool opens_or_closes_road(EventKind kind);
/// Vehicles that fetch people: the kinds with `seats`.
bool is_fleet(EventKind kind);
/// Fleets that need no road: they go straight to where they are bound for.
bool passes_roads(EventKind kind);

struct Event {
  std::string id;
  int line = 0;  ///< of events.csv, for messages
  EventKind kind = EventKind::announcement;
  Time time;          ///< when, or the moment from which the delay counts
  Value delay_hours;  ///< added to `time`
  Value probability;  ///< 1: happens
  PlaceId place;      ///< invalid: everywhere / not about a place
  RoadId road;        ///< invalid: not about a road
  PlaceId to;         ///< fleets that go past the roads: where to; otherwise invalid
  Value amount;  ///< weight of a threat event, litres, person-days, buses, people, rate, factor:
                 ///< see the format page
  double seats = 0.0;  ///< per vehicle, for fleets
  double radius_km = 0.0;
  double half_life_hours = 0.0;
  std::optional<Time> until;                 ///< end of a fleet's service; of a threat that goes on
  Value lasts_hours = Value::constant(0.0);  ///< of a threat without `until`; 0: over at once
  std::vector<HouseholdClass> applies_to;    ///< of an exit rule: all of these classes
  std::vector<std::string> applies_to_groups;  ///< and these groups, by their ids
  bool names_all_who_may = true;               ///< of an exit rule: nobody else may leave; false:
                                               ///< `amount` says whether they may, others stand
  Time published = kNever;
  std::string supersedes;  ///< id of the event that this one replaces once it is published
  std::string source;
  std::string url;
  std::string note;
};

/// A threat that goes on for a while, at its full weight, before it fades.
bool is_lasting_threat(const Event& event);

enum class Qualifier { exactly, about, at_least, at_most, between, statement };

/// What claims can be about besides parameters: a topic that the scenario declares, or a series of
/// the ruleset.
struct Topic {
  std::string name;
  std::string unit;     ///< what its numbers count; empty: any (only statements compare then)
  std::string meaning;  ///< one sentence
  bool is_series = false;
};

struct Claim {
  std::string id;
  int line = 0;         ///< of claims.csv, for messages
  std::string subject;  ///< a parameter, a series of the ruleset or a topic
  std::string place;    ///< id of the place or region, empty: the whole area
  std::optional<Time> holds_for;
  std::optional<double> value;  ///< yes = 1, no = 0 for yes/no claims; none for statements
  std::optional<double> value_high;
  Qualifier qualifier = Qualifier::statement;
  std::string unit;  ///< people, families, households, vehicles, killed, injured, t, yes_no, ...
  std::string statement;
  std::string said_by;
  std::string source_type;  ///< party, government, un, ngo, press
  std::string publication;
  std::string url;
  Time published = kNever;
  std::string supersedes;
  double weight = 1.0;
};

struct ObservationRow {
  std::string series;            ///< a series of the model, e.g. `arrivals_cumulative`
  int line = 0;                  ///< of observations.csv, for messages
  std::string place;             ///< id of the place, road or region, empty: total
  Time time;                     ///< what it is for; the latest moment where the hour is unknown
  std::optional<Time> earliest;  ///< the earliest such moment, where the hour is unknown
  std::optional<Time> since;     ///< of a period's count: its beginning, and `time` is its end
  double value = 0.0;
  std::optional<double> value_high;
  Qualifier qualifier = Qualifier::exactly;
  std::string unit;
  Time published = kNever;
  std::string source;
  std::string url;
  std::string note;
  double weight = 1.0;  ///< how far it is believed, 0 (as if never counted) to 1
};

struct Scenario;
/// Whether a fleet carries those whom one safe place has received on to another.
bool is_relocation(const Scenario& scenario, const Event& event);
/// Its counts of moments and of periods.
std::vector<ObservationRow> all_counts(const Scenario& scenario);

/// Whether a count says that there were so many or more: all but `at_most` and statements.
bool says_at_least(Qualifier qualifier);
/// Whether it says that there were so many or fewer: all but `at_least` and statements.
bool says_at_most(Qualifier qualifier);

/// An amount of arrivals that planners ask about.
struct AskedAmount {
  double amount = 0.0;
  bool in_families = false;  ///< else in people
};

struct Scenario {
  std::string id;  ///< the folder's name
  std::string title;
  std::string ruleset = "corridor";
  Duration utc_offset{0};
  Time start;
  Time end;
  Duration step{3600};
  /// A step is cut into equal ticks no longer than this; a setting of the program, not of the
  /// files.
  Duration longest_tick{1800};
  /// Of a scenario as it was known: before when; of a whole one never.
  Time known_before = kNever;
  std::optional<Time> default_as_of;  ///< when the main forecast is made, if the scenario says so
  std::vector<AskedAmount> amounts;   ///< the report says how likely more arrive
  ParameterRegistry parameters;
  std::vector<Topic> topics;  ///< sorted by name: the ruleset's series and the scenario's own
  std::vector<Place> places;
  std::vector<Region> regions;
  std::vector<Road> roads;
  std::vector<Group> groups;
  std::vector<OnwardShare> onward;
  std::vector<Kin> kin;
  std::vector<Event> events;
  std::vector<Claim> claims;
  std::vector<ObservationRow> observations;   ///< how many there were at a moment, or so far
  std::vector<ObservationRow> period_counts;  ///< how many came from `since` to `time`
  /// Ruleset `flee`: the tables of Flee, from which places and roads come; otherwise nothing.
  std::shared_ptr<const FleeInstance> flee;
  /// The tables of Flee steer the whole run, also with what was registered after the as-of time:
  /// a hindcast as Flee makes it.
  bool flee_tables_given = false;

  [[nodiscard]] PlaceId find_place(const std::string& id_text) const;
  [[nodiscard]] RoadId find_road(const std::string& id_text) const;
  /// Null where there is none.
  [[nodiscard]] const Region* find_region(const std::string& id_text) const;
  /// Whether there is such a place, road or region.
  [[nodiscard]] bool has_location(const std::string& id_text) const;
  /// Of a place or region; of anything else its id.
  [[nodiscard]] Names names_of(const std::string& id_text) const;
  /// A topic or series by name; null when there is none.
  [[nodiscard]] const Topic* find_topic(const std::string& name) const;
  /// The unit of a subject of claims: the parameter's, else the topic's; empty: none is declared.
  [[nodiscard]] std::string unit_of(const std::string& subject) const;
  [[nodiscard]] const Place& place(PlaceId id_value) const { return places[id_value.index]; }
  [[nodiscard]] const Road& road(RoadId id_value) const { return roads[id_value.index]; }
};

/// Whether what is said of a place or region (empty: the whole area) and a moment (none: the
/// present) is about what a parameter stands for: the whole area, as long as the scenario lasts.
/// Claims about anything else are shown and inform no parameter.
bool is_about_a_parameters_matter(const Scenario& scenario, const std::string& place,
                                  const std::optional<Time>& holds_for);

/// Whether nobody passes without stopping to be registered: the place is a safe desk.
bool stops_everybody(const Place& place);

/// Whether people stay without being registered first: a safe reception or destination.
bool receives_people(const Place& place);
/// Whether people of earlier flights may be there at the start (`present_before`).
bool may_have_people_before(const Place& place);

/// Where journeys end: safe desks; safe receptions and destinations that a road leads to without
/// passing a desk; safe crossings from which none of these can be reached without leaving safety.
/// In the order of places.
std::vector<PlaceId> journey_destinations(const Scenario& scenario);

/// Great-circle distance on a sphere of 6371 km.
double distance_km(const Place& a, const Place& b);

}  // namespace corridor
