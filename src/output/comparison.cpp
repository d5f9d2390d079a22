#include "output/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <utility>

#include "base/check.h"
#include "base/writing.h"
#include "output/files.h"
#include "output/html.h"
#include "output/report_reader.h"
#include "results/ahead.h"
#include "results/away.h"
#include "results/quantiles.h"
#include "scenario/names.h"

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

constexpr const char* kArrivals = "arrivals by the end";
constexpr const char* kAway = "away from home at the end";
constexpr const char* kOnTheWay = "still on the way at the end";
constexpr const char* kHours = "hours from the as-of time to 90 % of the base's arrivals";
constexpr const char* kInCamps = "in camps by the end";
constexpr const char* kBeforeDesk = "most people before a desk";
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
      {kArrivals, "", "people", last_value("arrivals_cumulative")},
      {kAway, "", "people", away_at_the_end(results)},
      {kOnTheWay, "", "people", last_value("on_road")},
      {"longest queue", "", "vehicles", peak_of({"queue_vehicles"}, first)},
      {"most hours lost on the way by one in ten", "", "h", peak_of({"waiting_hours_p90"}, first)}};
  add_waiting_to_leave(first, list);
  list.push_back({kBeforeDesk, "", "people", peak_of({"awaiting_registration"}, first)});
  list.push_back({"most people without a place", "", "people",
                  peak_of({"awaiting_placement", "without_shelter"}, first)});
  add_by_place(
      results, "arrivals_cumulative", kArrivals,
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

/// The members of a quantity of a run; nothing where it has no such quantity.
const MemberQuantity* find_quantity(const MemberQuantities& run, const std::string& name,
                                    const std::string& location) {
  const auto at = std::find_if(run.begin(), run.end(), [&](const MemberQuantity& quantity) {
    return quantity.name == name && quantity.location == location;
  });
  return at == run.end() ? nullptr : &*at;
}

/// Hours from the as-of time until as many have arrived as nine tenths of all who do in the base:
/// the same people whatever a change adds, so that what is sooner shows as sooner. Nothing where
/// nobody arrives in the base.
MemberQuantity hours_until_most(const EnsembleResults& results, Time as_of,
                                const std::vector<double>& base_arrivals) {
  constexpr double kMost = 0.9;
  const std::size_t series = results.find("arrivals_cumulative", "");
  MemberQuantity hours{kHours, "", "h", {}};
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

ComparedRange range_of(std::vector<double> values) {
  const Estimate estimate = estimate_of(std::move(values));
  return {estimate.low, estimate.median, estimate.high};
}

/// A what-if with what came of it.
struct Compared {
  const ComparisonEntry& entry;
  std::vector<ComparedQuantity> quantities;
};

/// The quantity in another run; zeros where that run lacks the place.
MemberQuantity in_run(const MemberQuantities& run, const MemberQuantity& quantity) {
  const MemberQuantity* found = find_quantity(run, quantity.name, quantity.location);
  if (found != nullptr) return *found;
  CORRIDOR_CHECK(!quantity.location.empty(), quantity.name);
  return {quantity.name, quantity.location, quantity.unit,
          std::vector<double>(quantity.members.size(), 0.0)};
}

/// Leaves out members in which there is nothing to compare; nothing where that is all of them.
std::optional<ComparedQuantity> compare_quantity(const MemberQuantity& quantity,
                                                 const MemberQuantities& base,
                                                 const MemberQuantities& changed) {
  const MemberQuantity in_base = in_run(base, quantity);
  const MemberQuantity in_changed = in_run(changed, quantity);
  std::vector<double> before;
  std::vector<double> after;
  std::vector<double> difference;
  for (std::size_t m = 0; m < in_changed.members.size(); ++m) {
    const double change = in_changed.members[m] - in_base.members[m];
    if (std::isnan(change)) continue;
    before.push_back(in_base.members[m]);
    after.push_back(in_changed.members[m]);
    difference.push_back(change);
  }
  if (difference.empty()) return std::nullopt;
  const std::size_t members = difference.size();
  const double sum = std::accumulate(difference.begin(), difference.end(), 0.0);
  return ComparedQuantity{quantity.name,
                          quantity.location,
                          quantity.unit,
                          range_of(std::move(before)),
                          range_of(std::move(after)),
                          range_of(std::move(difference)),
                          sum / static_cast<double>(members),
                          members,
                          in_base.not_reached,
                          in_changed.not_reached,
                          quantity.is_of_region};
}

/// Whether somebody comes to the place, with the change or without it.
bool is_of_people(const ComparedQuantity& q) { return q.base.high > 0.0 || q.value.high > 0.0; }

bool is_part_of_waiting(const ComparedQuantity& q) {
  return q.name.starts_with(kAtTheEnd) || q.name.starts_with(kAtMost);
}

/// Places that nobody comes to are not spoken of, nor the only one that people come to, nor its
/// regions: the total says the same; nor what nobody waits for.
void leave_out_idle_ones(std::vector<ComparedQuantity>& compared) {
  std::map<std::string, int> places;
  for (const ComparedQuantity& q : compared)
    places[q.name] += !q.location.empty() && !q.is_of_region && is_of_people(q) ? 1 : 0;
  std::erase_if(compared, [&](const ComparedQuantity& q) {
    if (q.location.empty())
      return (is_part_of_waiting(q) || q.name == kOnTheWay) && !is_of_people(q);
    return !is_of_people(q) || places[q.name] < 2;
  });
}

std::string as_csv(const std::vector<Compared>& all) {
  std::string out =
      "what_if,quantity,location,unit,base_q05,base_q50,base_q95,value_q05,value_q50,value_q95,"
      "difference_q05,difference_q50,difference_q95,difference_mean\n";
  for (const Compared& compared : all) {
    for (const ComparedQuantity& q : compared.quantities) {
      out += csv_cell(compared.entry.name) + "," + q.name + "," + q.location + "," + q.unit;
      for (const ComparedRange& range : {q.base, q.value, q.difference})
        out += fmt::format(",{:.10g},{:.10g},{:.10g}", range.low, range.median, range.high);
      out += fmt::format(",{:.10g}\n", q.mean_difference);
    }
  }
  return out;
}

/// A median with the range below it.
std::string range_cell(const ComparedRange& range, const char* name) {
  return fmt::format("<td class=\"n\" data-name=\"{}\"><b>{}</b><span>{} to {}</span></td>", name,
                     rounded(range.median), rounded(range.low), rounded(range.high));
}

/// `-20 to +3,000`, and that the mean beside it comes from few members where it lies outside and is
/// not shown as 0.
std::string difference_range(const ComparedQuantity& compared) {
  const ComparedRange& range = compared.difference;
  const double mean = compared.mean_difference;
  const bool is_of_few = (mean < range.low || mean > range.high) && signed_grouped(mean) != "0";
  return signed_grouped(range.low) + " to " + signed_grouped(range.high) +
         (is_of_few ? ", in few runs" : "");
}

/// What a change does: the difference on average, and the range over the members.
std::string difference_cell(const ComparedQuantity& compared) {
  return fmt::format("<td class=\"n\" data-name=\"Difference\"><b>{}</b><span>{}</span></td>",
                     signed_grouped(compared.mean_difference), difference_range(compared));
}

/// `not by the end in 12 of 150 runs (base: 3)`; nothing where all reach it.
std::string not_reached_words(const ComparedQuantity& q) {
  if (q.base_not_reached + q.value_not_reached == 0) return "";
  return fmt::format("not by the end in {} of {} runs (base: {})", q.value_not_reached, q.members,
                     q.base_not_reached);
}

std::string name_of(const Scenario& scenario, const ComparedQuantity& q) {
  return q.location.empty() ? q.name : q.name + ", " + names_of_location(scenario, q.location);
}

std::string table_of(const Scenario& scenario, const Compared& compared) {
  std::string out =
      "<table class=\"needs compared\"><thead><tr><th>Quantity</th><th class=\"n\">Base</th><th "
      "class=\"n\">What if</th><th class=\"n\">Difference</th></tr></thead><tbody>";
  for (const ComparedQuantity& q : compared.quantities) {
    const std::string missed = not_reached_words(q);
    out += fmt::format("<tr><th scope=\"row\">{} <span class=\"other\">{}{}</span></th>",
                       escape_html(name_of(scenario, q)), q.unit,
                       missed.empty() ? "" : ", " + missed) +
           range_cell(q.base, "Base") + range_cell(q.value, "What if") + difference_cell(q) +
           "</tr>";
  }
  return out + "</tbody></table>";
}

/// From when on a change holds.
std::string holds_from(const ComparisonEntry& entry) {
  return entry.changes_the_past ? "Holds also before the forecast was made: from the scenario's "
                                  "start on, or from the time given for an event."
                                : "Nothing changes before the forecast was made.";
}

std::string as_html(const Scenario& scenario, Time as_of, const std::vector<Compared>& all) {
  std::string body =
      "<p class=\"kicker\">What if? &middot; as of " + long_time(as_of, scenario.utc_offset) +
      "</p><h1>" + escape_html(scenario.title) +
      "</h1><p class=\"lead\">Each change was run with the same members and the same luck as the "
      "base, so that a difference is the change's doing.</p><p class=\"note\">Base and what if: "
      "medians; difference: the mean over the members. Below each the range that holds 90 % of the "
      "members. Queues, hours lost on the way, people before a desk and without a place: the most "
      "from the as-of time on. Hours to 90 % of the base's arrivals: until as many have arrived as "
      "nine tenths of all who do in the base, below 0 before the as-of time; where they never do, "
      "to the end; runs of the base in which nobody arrives are left out. Waiting to leave: who "
      "has decided and waits for a seat, fuel, help or "
      "an open way. Arrivals are " +
      std::string(kWhoCountAsArrived) + "; away from home is who is so at the end.</p>";
  for (const Compared& compared : all) {
    const ComparisonEntry& entry = compared.entry;
    body += "<h2 class=\"sentence\">" + escape_html(entry.name) + "</h2><p class=\"note\"><code>" +
            escape_html(entry.description) + "</code>. " + holds_from(entry) + "</p>";
    if (!entry.warning.empty()) body += "<p class=\"note\">" + escape_html(entry.warning) + ".</p>";
    body += table_of(scenario, compared);
  }
  return html_page("What if? " + scenario.title, body);
}

nlohmann::ordered_json as_json(const ComparedRange& range) {
  return {{"q05", range.low}, {"q50", range.median}, {"q95", range.high}};
}

std::string as_json(const std::vector<Compared>& all) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Compared& compared : all) {
    nlohmann::ordered_json quantities = nlohmann::ordered_json::array();
    for (const ComparedQuantity& q : compared.quantities) {
      nlohmann::ordered_json difference = as_json(q.difference);
      difference["mean"] = q.mean_difference;
      quantities.push_back({{"quantity", q.name},
                            {"location", q.location},
                            {"unit", q.unit},
                            {"base", as_json(q.base)},
                            {"value", as_json(q.value)},
                            {"difference", difference}});
      if (q.name != kHours) continue;
      quantities.back()["not_reached"] = {{"base", q.base_not_reached},
                                          {"value", q.value_not_reached}};
    }
    list.push_back({{"what_if", compared.entry.name},
                    {"changes", compared.entry.description},
                    {"changes_the_past", compared.entry.changes_the_past},
                    {"quantities", quantities}});
  }
  return list.dump(2) + "\n";
}

/// Whether clearly more arrive in the base than are away from home at its end.
bool arrivals_exceed_away(const MemberQuantities& base) {
  const MemberQuantity* arrivals = find_quantity(base, kArrivals, "");
  const MemberQuantity* away = find_quantity(base, kAway, "");
  return arrivals != nullptr && away != nullptr &&
         corridor::arrivals_exceed_away(arrivals->members, away->members);
}

std::string members_csv(const MemberQuantities& base, const std::vector<ComparisonEntry>& entries) {
  std::string out = "what_if,quantity,location,unit,member,value\n";
  const auto add = [&](const std::string& what_if, const MemberQuantities& quantities) {
    for (const MemberQuantity& q : quantities) {
      for (std::size_t m = 0; m < q.members.size(); ++m) {
        if (std::isnan(q.members[m])) continue;
        out += csv_cell(what_if) +
               fmt::format(",{},{},{},{},{:.10g}\n", q.name, q.location, q.unit, m, q.members[m]);
      }
    }
  };
  add(kBaseName, base);
  for (const ComparisonEntry& entry : entries) add(entry.name, entry.quantities);
  return out;
}

}  // namespace

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
  const MemberQuantity* arrivals = find_quantity(base.empty() ? members : base, kArrivals, "");
  if (arrivals == nullptr) return members;
  const auto first_of_a_place =
      std::find_if(members.begin(), members.end(),
                   [](const MemberQuantity& quantity) { return !quantity.location.empty(); });
  members.insert(first_of_a_place, hours_until_most(results, as_of, arrivals->members));
  return members;
}

std::vector<ComparedQuantity> compare_quantities(const MemberQuantities& base,
                                                 const MemberQuantities& changed) {
  std::vector<ComparedQuantity> compared;
  const auto add = [&](const MemberQuantity& quantity) {
    std::optional<ComparedQuantity> found = compare_quantity(quantity, base, changed);
    if (found) compared.push_back(std::move(*found));
  };
  for (const MemberQuantity& quantity : base) add(quantity);
  for (const MemberQuantity& quantity : changed) {
    if (find_quantity(base, quantity.name, quantity.location) == nullptr) add(quantity);
  }
  leave_out_idle_ones(compared);
  return compared;
}

ComparisonText write_comparison(const Scenario& scenario, Time as_of, const MemberQuantities& base,
                                const std::vector<ComparisonEntry>& entries,
                                const std::filesystem::path& directory, bool keep_members) {
  std::vector<Compared> all;
  ComparisonText text;
  for (const ComparisonEntry& entry : entries) {
    all.push_back({entry, compare_quantities(base, entry.quantities)});
    std::string sentence = entry.name + ":";
    for (const ComparedQuantity& q : all.back().quantities) {
      const std::string missed = not_reached_words(q);
      sentence += fmt::format("\n  {}: {} {} on average ({}){}", name_of(scenario, q),
                              signed_grouped(q.mean_difference), q.unit, difference_range(q),
                              missed.empty() ? "" : "; " + missed);
    }
    text.sentences.push_back(sentence);
    if (!entry.warning.empty()) text.warnings.push_back(entry.warning);
  }
  if (arrivals_exceed_away(base)) {
    text.warnings.push_back(std::string("arrivals are ") + kWhoCountAsArrived +
                            "; \"away from home\" is who is so at the end");
  }
  text.json = as_json(all);
  std::vector<FileToWrite> files = {
      {"comparison.csv", [&](const TextSink& sink) { sink(as_csv(all)); }},
      {"comparison.html", [&](const TextSink& sink) { sink(as_html(scenario, as_of, all)); }}};
  if (keep_members) {
    files.push_back({"comparison-members.csv",
                     [&](const TextSink& sink) { sink(members_csv(base, entries)); }});
  }
  write_files(directory, files);
  return text;
}

}  // namespace corridor
