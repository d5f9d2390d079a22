#include "app/import_daily.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "output/files.h"
#include "scenario/flee_scenario.h"
#include "scenario/names.h"

namespace corridor {
namespace {

/// The texts of the tables of one instance.
class Tables {
 public:
  explicit Tables(const FleeInstance& instance)
      : instance_(instance), ids_(flee_place_ids(instance)), road_ids_(ids_.begin(), ids_.end()) {
    for (const FleeRoute& route : instance.routes) {
      add_road(route.from, route.to, route.length_km);
      add_road(route.to, route.from, route.length_km);
    }
    for (const FleeClosure& closure : instance.closures) add_actions(closure);
    act();
  }

  [[nodiscard]] std::string places() const {
    std::string out = "id,name,kind,latitude_deg,longitude_deg,area,safe,source\n";
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      const FleeLocation& location = instance_.locations[i];
      out += fmt::format("{},{},{},{},{},{},{},locations.csv\n", ids_[i], plain_cell(location.name),
                         name_of(place_kind(location.kind)), location.latitude_deg,
                         location.longitude_deg, plain_cell(location.country),
                         is_camp(location.kind) ? "yes" : "no");
    }
    return out;
  }

  [[nodiscard]] std::string roads() const {
    std::string out =
        "id,from,to,length_km,free_speed_km_per_hour,capacity_vehicles_per_hour,open,source\n";
    for (const RoadRow& road : roads_) {
      constexpr double kShortestKm = 0.1;
      constexpr const char* kNote = "routes.csv; speed and capacity are not used by ruleset daily";
      out += fmt::format("{},{},{},{},15,600,{},{}\n", road.id, ids_[road.from], ids_[road.to],
                         std::max(kShortestKm, road.length_km), road.open ? "yes" : "no", kNote);
    }
    return out;
  }

  /// Conflicts where they begin or grow, and roads that open and close.
  [[nodiscard]] std::string events() const {
    std::string out = "id,kind,time,place,road,amount,published,source\n";
    for (const FleeDailyColumn& column : instance_.conflicts) {
      double before = 0.0;
      for (int day = 0; day < static_cast<int>(column.by_day.size()); ++day) {
        const double now = column.by_day[static_cast<std::size_t>(day)];
        const std::string& place = ids_[column.location];
        if (now > before) {
          out += fmt::format("conflict-{0}-{1},attack,{2},{0},,{3},{4},conflicts.csv\n", place, day,
                             moment(day), now - before, moment(day + 1));
        }
        before = now;
      }
    }
    return out + road_events_;
  }

  [[nodiscard]] std::string observations() const {
    std::string out = "series,place,time,value,qualifier,unit,published,source\n";
    for (std::size_t t = 0; t < instance_.tables.size(); ++t) {
      const FleeTable& table = instance_.tables[t];
      const bool is_total = t == 0;
      for (std::size_t i = 0; i < table.days.size(); ++i) {
        const int day = static_cast<int>(table.days[i]);
        if (day < 0 || day >= instance_.days) continue;
        out += fmt::format("{},{},{},{},exactly,people,{},{}\n", is_total ? "in_camps" : "in_camp",
                           is_total ? "" : id_of(table.label), moment(day + 1), table.people[i],
                           moment(day + 1), "UNHCR (source_data)");
      }
    }
    return out;
  }

 private:
  struct RoadRow {
    std::string id;
    FleeLocationIndex from = 0;
    FleeLocationIndex to = 0;
    double length_km = 0.0;
    bool open = true;
  };

  /// What happens to a road on a day.
  struct Action {
    std::size_t road = 0;
    int day = 0;
    bool opens = false;
  };

  /// The place of a location that there is; of several of one name the last, to which its roads
  /// lead.
  [[nodiscard]] const std::string& id_of(const std::string& name) const {
    std::size_t at = ids_.size() - 1;
    while (instance_.locations[at].name != name) --at;
    return ids_[at];
  }
  [[nodiscard]] std::string moment(int day) const {
    return format_time(instance_.start + day * kDay, kUtc);
  }

  void add_road(FleeLocationIndex from, FleeLocationIndex to, double length_km) {
    const std::string base = ids_[from] + "--" + ids_[to];
    std::string id = base;
    for (int number = 2; !road_ids_.insert(id).second; ++number)
      id = base + "-" + std::to_string(number);
    roads_.push_back({id, from, to, length_km, true});
  }

  [[nodiscard]] bool concerns(const FleeClosure& closure, const RoadRow& road) const {
    const std::string& from = instance_.locations[road.from].country;
    const std::string& to = instance_.locations[road.to].country;
    switch (closure.kind) {
      case FleeClosureKind::country:
        return (from == closure.country1 && to == closure.country2) ||
               (from == closure.country2 && to == closure.country1);
      case FleeClosureKind::link:
        return road.from == closure.location1 && road.to == closure.location2;
      default:
        return road.to == closure.location1;
    }
  }

  /// What a closure does to its roads, as in Flee: on its start day it closes them, on its end day
  /// it opens them, whatever closed them, and before day 0 nothing happens.
  void add_actions(const FleeClosure& closure) {
    for (std::size_t r = 0; r < roads_.size(); ++r) {
      if (!concerns(closure, roads_[r])) continue;
      add_action(r, closure.start_day, false);
      add_action(r, closure.end_day, true);
    }
  }

  void add_action(std::size_t road, int day, bool opens) {
    if (day >= 0 && day < instance_.days) actions_.push_back({road, day, opens});
  }

  /// Of the actions those that change something: the last one of a road and day, where the road was
  /// not so before.
  void act() {
    std::map<std::pair<std::size_t, int>, std::size_t> last;  // by road and day, in that order
    for (std::size_t i = 0; i < actions_.size(); ++i) last[{actions_[i].road, actions_[i].day}] = i;
    std::set<std::size_t> changes;
    std::map<std::size_t, bool> is_open;
    for (const auto& [road_and_day, i] : last) {
      const auto before = is_open.emplace(actions_[i].road, true).first;
      if (before->second != actions_[i].opens) changes.insert(i);
      before->second = actions_[i].opens;
    }
    for (const std::size_t i : changes) {
      RoadRow& road = roads_[actions_[i].road];
      if (actions_[i].day == 0) {
        road.open = actions_[i].opens;
      } else {
        add_event(actions_[i].opens ? "opens" : "closes", road, actions_[i].day);
      }
    }
  }

  void add_event(const char* what, const RoadRow& road, int day) {
    road_events_ += fmt::format("{0}-{1}-{2}-{3},road_{0},{4},,{1},,{5},closures.csv\n", what,
                                road.id, day, ++events_, moment(day), moment(day + 1));
  }

  const FleeInstance& instance_;
  std::vector<std::string> ids_;  ///< by location
  std::vector<RoadRow> roads_;
  std::vector<Action> actions_;  ///< in file order
  std::set<std::string> road_ids_;
  std::string road_events_;
  int events_ = 0;
};

std::string daily_scenario_yaml(const FleeInstance& instance, const std::string& name) {
  return fmt::format(
      "title: \"{}: people in camps, day by day\"\n"
      "ruleset: daily\n"
      "utc_offset: \"+00:00\"\n"
      "start: {}\n"
      "end: {}\n"
      "step: 1d\n"
      "as_of: {}\n",
      name, format_time(instance.start, kUtc),
      format_time(instance.start + instance.days * kDay, kUtc),
      format_time(instance.start + instance.days * 2 / 3 * kDay, kUtc));
}

std::string readme(const std::string& name) {
  return fmt::format(
      "# {}\n\n"
      "Written by `corridor import flee --rules daily` from a folder of Flee inputs.\n\n"
      "- Places, roads, conflicts and closures: locations.csv, routes.csv, conflicts.csv, "
      "closures.csv. Conflicts and closures are published at the end of their day.\n"
      "- Counts: the files of data_layout.csv as they were reported, published at the end of their "
      "date. registration_corrections.csv is not applied: nobody knew it before its day.\n"
      "- The capacity column is left out: where it is the largest count of a camp it would tell "
      "the forecast how it ends.\n",
      name);
}

}  // namespace

void write_daily_scenario(const FleeInstance& instance, const std::string& name,
                          const std::filesystem::path& folder) {
  const Tables tables(instance);
  write_file(folder / "scenario.yaml", daily_scenario_yaml(instance, name));
  write_file(folder / "places.csv", tables.places());
  write_file(folder / "roads.csv", tables.roads());
  write_file(folder / "events.csv", tables.events());
  write_file(folder / "observations.csv", tables.observations());
  write_file(folder / "README.md", readme(name));
}

}  // namespace corridor
