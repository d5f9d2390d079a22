#pragma once
// What a folder of Flee inputs describes, immutable after reading. Days count from 0, the first day
// of the period. docs/flee.md says what is reproduced of Flee and what is corrected.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/count.h"
#include "base/time.h"

namespace corridor {

using FleeLocationIndex = std::uint32_t;

enum class FleeLocationKind {
  untyped,
  camp,
  idp_camp,
  conflict_zone,
  forwarding_hub,
  marker,
  flood_zone,
  town
};

/// A row of `locations.csv`.
struct FleeLocation {
  std::string name;
  int line = 0;  ///< of the file, for messages
  std::string region = "unknown";
  std::string country = "unknown";
  double latitude_deg = 0.0;   ///< the first coordinate column of the file
  double longitude_deg = 0.0;  ///< the second one
  FleeLocationKind kind = FleeLocationKind::town;
  int conflict_day = 0;  ///< conflict zones only; above 0: starts as a town
  Count population = 0;  ///< after division by `hasten`; 0 for camps
  Count capacity = -1;   ///< camps, after division by `hasten`; -1: none
  double conflict_intensity = 1.0;
  Count initial_idps = 0;      ///< people in the camp on day 0 besides the data
  Count capacity_per_day = 0;  ///< added to the capacity before the decisions of every day
  std::map<std::string, double> attributes;  ///< the further columns; not a number: no number there
  std::optional<double> leave_chance;        ///< instead of the kind's own

  /// What stands in a further column; 0 where there is no such column or no number.
  [[nodiscard]] double attribute(const std::string& column) const;
};

/// A row of `routes.csv`; makes one link each way.
struct FleeRoute {
  FleeLocationIndex from = 0;
  FleeLocationIndex to = 0;
  double length_km = 0.0;
  std::optional<double> max_move_speed_km_per_day;  ///< instead of the settings' own
  double walk_probability = 0.0;  ///< chance a day and person of moving at walking speed
  int line = 0;                   ///< of the file, for messages
};

enum class FleeClosureKind { country, location, link, camp, idp_camp };

/// A row of `closures.csv`. The action of the start day comes before that of the end day.
struct FleeClosure {
  FleeClosureKind kind = FleeClosureKind::location;
  std::string country1;  ///< closures of kind country
  std::string country2;
  FleeLocationIndex location1 = 0;  ///< all other kinds
  FleeLocationIndex location2 = 0;  ///< closures of kind link
  int start_day = 0;
  int end_day = 0;
};

/// A change of kind on a day, from `location_changes.csv`.
struct FleeKindChange {
  FleeLocationIndex location = 0;
  FleeLocationKind kind = FleeLocationKind::town;
  int day = 0;
};

/// One column of `conflicts.csv` or `flood_level.csv`: the value of each day from day 0.
struct FleeDailyColumn {
  FleeLocationIndex location = 0;
  std::vector<double> by_day;
};

/// The registrations of one label of `data_layout.csv`, in file order.
struct FleeTable {
  std::string label;
  std::vector<double> days;
  std::vector<double> people;
  std::vector<double> largest = {};  ///< the largest count of each file that was read or summed

  /// Whole people on `day`: constant outside the rows, linear between them, cut to whole people.
  [[nodiscard]] Count at(int day) const;
};

/// Where something stands, for messages.
struct FleeOrigin {
  std::string file;
  int line = 0;
};

/// A characteristic of the simulated people, from `demographics_<name>.csv` or `agents.csv`.
struct FleeAttribute {
  std::string name;
  std::vector<std::string> values;                           ///< as Flee prints them
  std::vector<double> default_weights;                       ///< by value; empty: drawn for nobody
  std::map<FleeLocationIndex, std::vector<double>> weights;  ///< instead, for people of a place
  std::vector<FleeOrigin> origins;                           ///< of the values
  std::vector<double> numbers = {};  ///< that the values are; not a number: none

  [[nodiscard]] const std::vector<double>& weights_at(FleeLocationIndex place) const {
    const auto found = weights.find(place);
    return found == weights.end() ? default_weights : found->second;
  }
};

/// A row of `agents.csv`: a person who is there before the first day.
struct FleeInitialPerson {
  FleeLocationIndex location = 0;
  std::vector<std::int32_t> values;  ///< by attribute of the instance; -1: none
};

/// A column of `region_attributes_IPC.csv`: hunger of a region, in percent, linear between days.
struct FleeHunger {
  std::string region;
  std::vector<double> days;
  std::vector<double> percent;
};

/// The registrations of a label before the day of one row are scaled so that this row continues
/// them.
struct FleeCorrection {
  std::string label;
  int day = 0;
};

enum class FleeSpawnMode { data_driven, conflict_driven, flood_driven };
enum class FleeSpawnRate { constant, poisson, pop_ratio };

/// Sections `spawn_rules`, `move_rules`, `log_levels` and `optimisations` of the settings file.
struct FleeSettings {
  // spawn_rules
  bool take_from_population = false;
  bool insert_day0 = true;
  bool empty_camps_on_day0 = false;
  bool sum_from_camps = true;
  FleeSpawnMode spawn_mode = FleeSpawnMode::data_driven;
  FleeSpawnRate spawn_rate = FleeSpawnRate::constant;
  double displaced_per_conflict_day = 500.0;    ///< people, or share for pop_ratio
  std::vector<double> displaced_per_flood_day;  ///< by flood level
  std::vector<double> conflict_decay;           ///< empty: none
  int conflict_decay_interval_days = 30;
  bool conflict_zone_spawning_only = true;
  bool starvation_driven_spawning = false;
  bool camps_are_sinks = false;
  bool read_agents = false;
  double average_social_connectivity = 3.0;
  double default_conflict_intensity = 1.0;  ///< of places that `location_changes.csv` makes zones
  // move_rules
  double max_move_speed_km_per_day = 360.0;
  double max_walk_speed_km_per_day = 35.0;
  double foreign_weight = 1.0;
  double camp_weight = 1.0;
  double conflict_weight = 0.31622776601683794;  // 1/sqrt(10)
  double conflict_movechance = 1.0;
  double camp_movechance = 0.001;
  double idpcamp_movechance = 0.1;
  double default_movechance = 0.3;
  int awareness_level = 1;
  double capacity_buffer = 0.9;
  double capacity_scaling = 1.0;
  bool avoid_short_stints = false;
  bool start_on_foot = false;
  double softening = 10.0;
  double weight_softening = 0.0;
  double weight_power = 1.0;
  double distance_power = 1.0;
  double pruning_threshold = 1.0;
  bool use_pop_for_loc_weight = false;
  double pop_power_for_loc_weight = 0.1;
  double movechance_pop_base = 10000.0;
  double movechance_pop_scale_factor = 0.0;
  bool stay_close_to_home = false;
  double home_distance_power = 0.5;
  bool use_economic_pull = false;
  bool flood_rules = false;
  std::vector<double> flood_movechances;  ///< by flood level
  std::vector<double> flood_loc_weights;  ///< by flood level
  bool flood_forecaster = false;
  int flood_forecast_days = 0;                  ///< how far people look ahead
  int flood_forecast_end_day = 0;               ///< no forecast reaches beyond this day
  std::vector<double> flood_forecast_weights;   ///< confidence (see `strict`: by absolute day)
  std::vector<double> flood_awareness_weights;  ///< by level of the attribute floodawareness
  // rules on persons; they need attributes of those names
  bool women_avoid_hazards = false;
  bool children_avoid_hazards = false;
  bool elderly_avoid_hazards = false;
  bool boys_take_risk = false;
  bool match_camp_religion = false;
  bool match_camp_ethnicity = false;
  bool match_town_ethnicity = false;
  bool match_conflict_ethnicity = false;
  double average_religion_fraction = 0.25;
  bool fixed_routes = false;
  bool two_systems = false;
  std::vector<double> harvest_months;  ///< of the calendar, 1 to 12
  bool flee_when_starving = false;
  bool avoid_food_deprived_locations = false;
  // log_levels, optimisations
  int agent_log_level = 0;
  int link_log_level = 0;
  bool logs_by_region = false;
  int idp_totals_log_level = 0;
  Count hasten = 1;
  /// Reproduce also those rules of Flee that are corrected by default (`--strict-flee`).
  bool strict = false;
  /// Capacities see people once a phase (parallel Flee), not one by one (serial Flee).
  bool frozen_capacity = false;
  /// A conflict's intensity changes with its column, not only when it begins (quirk Q7 corrected).
  bool follow_intensity = false;
  /// People in a camp on day 0 take up its capacity once, not twice (quirk Q13 corrected).
  bool keep_capacity = false;

  /// Registrations in several files are added day by day (quirk Q18 corrected).
  bool whole_sums = false;

  friend bool operator==(const FleeSettings&, const FleeSettings&) = default;
};

/// The chance a day of leaving a place of that kind, floods and people's routes aside.
double flee_chance_of(FleeLocationKind kind, const FleeSettings& settings);

/// True for camps and for places that people leave so rarely that Flee turns them into camps.
bool flee_starts_as_camp(const FleeLocation& location, const FleeSettings& settings);

struct FleeInstance {
  std::string name;
  std::string settings_file = "simsetting.yml";  ///< as messages call it
  std::map<std::string, int> setting_lines;      ///< where `section.key` stands in it
  bool for_daily = false;  ///< read for ruleset `daily`: nobody will walk by Flee's rules
  Time start;              ///< midnight of day 0
  int days = 0;            ///< days simulated
  FleeSettings settings;
  std::vector<FleeLocation> locations;  ///< file order
  std::vector<FleeRoute> routes;        ///< file order
  std::vector<FleeClosure> closures;    ///< file order
  std::vector<FleeKindChange> kind_changes;
  std::vector<FleeDailyColumn> conflicts;
  std::vector<FleeDailyColumn> flood_levels;
  std::vector<FleeTable> tables;            ///< the first is the total; as reported
  std::vector<FleeCorrection> corrections;  ///< file order
  std::vector<FleeAttribute> attributes;
  std::vector<FleeInitialPerson> initial_people;
  std::vector<FleeHunger> hunger;
  /// Rows of `major_routes.csv`: the places of a route, which may be taken either way.
  std::vector<std::vector<FleeLocationIndex>> major_routes;

  /// The line of `section.key` in the settings file; 0: it is not there.
  [[nodiscard]] int setting_line(const std::string& key) const;
  /// The attribute of that name, or nothing.
  [[nodiscard]] const FleeAttribute* find_attribute(const std::string& wanted) const;
  /// The table of that label, or nothing.
  [[nodiscard]] const FleeTable* find_table(const std::string& label) const;
  /// True where hunger steers who leaves, goes where or is displaced.
  [[nodiscard]] bool needs_hunger() const {
    return settings.flee_when_starving || settings.avoid_food_deprived_locations ||
           settings.starvation_driven_spawning;
  }
  /// True where flood levels steer who is spawned or how people move.
  [[nodiscard]] bool has_floods() const {
    return settings.flood_rules || settings.spawn_mode == FleeSpawnMode::flood_driven;
  }
};

/// The sum of two tables as Flee builds it (quirks included): a walk along the rows of `second`.
FleeTable flee_sum_as_flee(const FleeTable& first, const FleeTable& second);
/// The sum of two tables at every day that either has, each constant outside its rows.
FleeTable flee_sum(const FleeTable& first, const FleeTable& second);
/// Multiplies the registrations before `day` by the ratio of the row of that day to the row before.
/// False when no such pair of rows exists (or the row before is below one person).
bool flee_correct_registrations(FleeTable& table, int day);
/// The tables of an instance after its corrections.
std::vector<FleeTable> flee_corrected_tables(const FleeInstance& instance);
/// The instance without what happened on `days_known` or later: registrations, corrections,
/// closures and changes of kind of those days are not there, conflicts and floods stay as they
/// were.
FleeInstance flee_known_after(const FleeInstance& instance, int days_known);

}  // namespace corridor
