#include "results/comparison_measures.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

#include "results/ahead.h"
#include "results/away.h"

namespace corridor {
namespace {

using MemberValue = std::function<double(const EnsembleResults&, std::size_t member)>;

struct MeasuredQuantity {
  std::string name;
  std::string location;
  std::string unit;
  MemberValue of;
  bool is_of_region = false;
};

MemberValue last_value(const char* target, const std::string& location = "") {
  return [target, location](const EnsembleResults& r, std::size_t member) {
    return static_cast<double>(r.row(r.find(target, location), r.steps - 1)[member]);
  };
}

/// The peak of a sum of series from step `first` on.
MemberValue peak_of(std::initializer_list<const char*> targets, std::size_t first,
                    const std::string& location = "") {
  return [names = std::vector<std::string>(targets.begin(), targets.end()), first, location](
             const EnsembleResults& r, std::size_t member) {
    std::vector<std::size_t> series;
    for (const std::string& name : names) series.push_back(r.find(name, location));
    return peak(r, series, member, first);
  };
}

/// The value of a member in which there is nothing to compare.
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// When a running tally reaches what is wanted: the end of that step, or nothing.
std::optional<Time> time_reached(const EnsembleResults& r, std::size_t series, double wanted,
                                 std::size_t member) {
  for (std::size_t step = 0; step < r.steps; ++step) {
    if (static_cast<double>(r.row(series, step)[member]) >= wanted) return r.time(step);
  }
  return std::nullopt;
}

/// What is measured of a series at its places and regions.
void add_by_place(const EnsembleResults& results, const char* target, const char* name,
                  const std::function<MemberValue(const std::string& location)>& value,
                  std::vector<MeasuredQuantity>& list) {
  for (const SeriesInfo& series : results.series) {
    if (series.target != target || series.location.empty()) continue;
    list.push_back({name, series.location, "people", value(series.location), series.is_of_region});
  }
}

constexpr const char* kOnTheWay = "still on the way at the end";
constexpr const char* kInCamps = "in camps by the end";
constexpr const char* kBeforeDesk = "most people before a desk";
constexpr const char* kLineOnFoot = "longest line on foot";
constexpr const char* kAtTheEnd = "still waiting for ";
constexpr const char* kAtMost = "most people waiting for ";

/// Those who have decided to leave and cannot: for what they wait, and the series of who does.
constexpr std::pair<const char*, const char*> kWaitingFor[] = {
    {"a seat", "waiting_for_seat"}, {"fuel", "waiting_for_fuel"}, {"help", "waiting_for_help"}};

MemberValue away_at_the_end(const EnsembleResults& results) {
  return [away = away_from_home(results, results.steps - 1)](
             const EnsembleResults&, std::size_t member) { return away[member]; };
}

void add_waiting_to_leave(std::size_t first, std::vector<MeasuredQuantity>& list) {
  list.push_back(
      {"still waiting to leave at the end", "", "people", last_value("waiting_to_leave")});
  for (const auto& [what, series] : kWaitingFor)
    list.push_back(
        {std::string(kAtTheEnd) + what + " at the end", "", "people", last_value(series)});
  list.push_back(
      {"most people waiting to leave", "", "people", peak_of({"waiting_to_leave"}, first)});
  for (const auto& [what, series] : kWaitingFor)
    list.push_back({std::string(kAtMost) + what, "", "people", peak_of({series}, first)});
}

std::vector<MeasuredQuantity> corridor_quantities(const EnsembleResults& results,
                                                  std::size_t first) {
  std::vector<MeasuredQuantity> list = {
      {kArrivalsByTheEnd, "", "people", last_value("arrivals_cumulative")},
      {kAwayAtTheEnd, "", "people", away_at_the_end(results)},
      {kOnTheWay, "", "people", last_value("on_road")},
      {"longest queue", "", "vehicles", peak_of({"queue_vehicles"}, first)},
      {"most hours lost on the way by one in ten of those who arrive", "", "h",
       peak_of({"waiting_hours_p90"}, first)}};
  if (results.find("queue_on_foot", "") < results.series.size())
    list.push_back({kLineOnFoot, "", "people", peak_of({"queue_on_foot"}, first)});
  add_waiting_to_leave(first, list);
  list.push_back({kBeforeDesk, "", "people", peak_of({"awaiting_registration"}, first)});
  list.push_back({"most people without a place", "", "people",
                  peak_of({"awaiting_placement", "without_shelter"}, first)});
  add_by_place(
      results, "arrivals_cumulative", kArrivalsByTheEnd,
      [](const std::string& place) { return last_value("arrivals_cumulative", place); }, list);
  add_by_place(
      results, "awaiting_registration", kBeforeDesk,
      [&](const std::string& place) { return peak_of({"awaiting_registration"}, first, place); },
      list);
  return list;
}

/// For rulesets that say who is in which camp: each camp at the end.
std::vector<MeasuredQuantity> camp_quantities(const EnsembleResults& results) {
  std::vector<MeasuredQuantity> list = {{kInCamps, "", "people", last_value("in_camps")}};
  add_by_place(
      results, "in_camp", kInCamps,
      [](const std::string& camp) { return last_value("in_camp", camp); }, list);
  return list;
}

std::vector<MeasuredQuantity> quantities(const EnsembleResults& results, std::size_t first) {
  const bool about_camps = results.find("in_camps", "") < results.series.size();
  return about_camps ? camp_quantities(results) : corridor_quantities(results, first);
}

/// Hours from the as-of time until as many have arrived as nine tenths of all who do in the base:
/// the same people whatever a change adds, so that what is sooner shows as sooner. Nothing where
/// nobody arrives in the base.
MemberQuantity hours_until_most(const EnsembleResults& results, Time as_of,
                                const std::vector<double>& base_arrivals) {
  constexpr double kMost = 0.9;
  const std::size_t series = results.find("arrivals_cumulative", "");
  MemberQuantity hours{kHoursToMostArrivals, "", "h", {}};
  for (std::size_t m = 0; m < results.members; ++m) {
    if (base_arrivals[m] <= 0.0) {
      hours.members.push_back(kNothing);
      continue;
    }
    const std::optional<Time> reached = time_reached(results, series, kMost * base_arrivals[m], m);
    hours.not_reached += reached ? 0 : 1;
    hours.members.push_back(in_hours(reached.value_or(results.time(results.steps - 1)) - as_of));
  }
  return hours;
}

}  // namespace

const MemberQuantity* find_quantity(const MemberQuantities& run, const std::string& name,
                                    const std::string& location) {
  const auto at = std::find_if(run.begin(), run.end(), [&](const MemberQuantity& quantity) {
    return quantity.name == name && quantity.location == location;
  });
  return at == run.end() ? nullptr : &*at;
}

bool is_told_only_of_people(const std::string& name) {
  return name == kOnTheWay || name == kLineOnFoot || name.starts_with(kAtTheEnd) ||
         name.starts_with(kAtMost);
}

bool arrivals_exceed_away(const MemberQuantities& run) {
  const MemberQuantity* arrivals = find_quantity(run, kArrivalsByTheEnd, "");
  const MemberQuantity* away = find_quantity(run, kAwayAtTheEnd, "");
  return arrivals != nullptr && away != nullptr &&
         arrivals_exceed_away(arrivals->members, away->members);
}

MemberQuantities comparison_quantities(const EnsembleResults& results, Time as_of,
                                       const MemberQuantities& base) {
  MemberQuantities members;
  for (const MeasuredQuantity& quantity : quantities(results, first_step_ahead(results, as_of))) {
    members.push_back(
        {quantity.name, quantity.location, quantity.unit, {}, 0, quantity.is_of_region});
    for (std::size_t m = 0; m < results.members; ++m) {
      members.back().members.push_back(quantity.of(results, m));
    }
  }
  const MemberQuantity* arrivals =
      find_quantity(base.empty() ? members : base, kArrivalsByTheEnd, "");
  if (arrivals == nullptr) return members;
  const auto first_of_a_place =
      std::find_if(members.begin(), members.end(),
                   [](const MemberQuantity& quantity) { return !quantity.location.empty(); });
  members.insert(first_of_a_place, hours_until_most(results, as_of, arrivals->members));
  return members;
}

}  // namespace corridor
