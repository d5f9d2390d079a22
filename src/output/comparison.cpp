#include "output/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/check.h"
#include "output/files.h"
#include "output/html.h"
#include "output/report_reader.h"
#include "results/ahead.h"
#include "results/needs.h"
#include "scenario/names.h"

namespace corridor {
namespace {

using MemberValue = std::function<double(const EnsembleResults&, std::size_t member)>;

struct MeasuredQuantity {
  std::string name;
  std::string location;
  std::string unit;
  MemberValue of;
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

/// Hours since the start at which a share of the final arrivals had arrived; the end where nobody
/// does.
double hours_until_share(const EnsembleResults& r, double share, std::size_t member) {
  const std::size_t series = r.find("arrivals_cumulative", "");
  const double wanted = share * static_cast<double>(r.row(series, r.steps - 1)[member]);
  const double step_hours = in_hours(r.step);
  for (std::size_t step = 0; step < r.steps; ++step) {
    const auto arrived = static_cast<double>(r.row(series, step)[member]);
    if (arrived > 0.0 && arrived >= wanted) return static_cast<double>(step + 1) * step_hours;
  }
  return static_cast<double>(r.steps) * step_hours;
}

std::vector<std::string> locations_of(const EnsembleResults& results, const char* target) {
  std::vector<std::string> locations;
  for (const SeriesInfo& series : results.series) {
    if (series.target == target && !series.location.empty()) locations.push_back(series.location);
  }
  return locations;
}

constexpr const char* kArrivals = "arrivals by the end";
constexpr const char* kBeforeDesk = "most people before a desk";

std::vector<MeasuredQuantity> corridor_quantities(const EnsembleResults& results,
                                                  std::size_t first) {
  std::vector<MeasuredQuantity> list = {
      {kArrivals, "", "people", last_value("arrivals_cumulative")},
      {"longest queue", "", "vehicles", peak_of({"queue_vehicles"}, first)},
      {"longest wait of one in ten", "", "h", peak_of({"waiting_hours_p90"}, first)},
      {"hours until 90 % had arrived", "", "h",
       [](const EnsembleResults& r, std::size_t m) { return hours_until_share(r, 0.9, m); }},
      {kBeforeDesk, "", "people", peak_of({"awaiting_registration"}, first)},
      {"most people without a place", "", "people",
       peak_of({"awaiting_placement", "without_shelter"}, first)}};
  for (const std::string& place : locations_of(results, "arrivals_cumulative"))
    list.push_back({kArrivals, place, "people", last_value("arrivals_cumulative", place)});
  for (const std::string& place : locations_of(results, "awaiting_registration"))
    list.push_back(
        {kBeforeDesk, place, "people", peak_of({"awaiting_registration"}, first, place)});
  return list;
}

/// For rulesets that say who is in which camp: each camp at the end.
std::vector<MeasuredQuantity> camp_quantities(const EnsembleResults& results) {
  std::vector<MeasuredQuantity> list = {
      {"in camps by the end", "", "people", last_value("in_camps")}};
  for (const SeriesInfo& series : results.series) {
    if (series.target != "in_camp") continue;
    list.push_back({"in " + series.location + " by the end", "", "people",
                    last_value("in_camp", series.location)});
  }
  return list;
}

std::vector<MeasuredQuantity> quantities(const EnsembleResults& results, std::size_t first) {
  const bool about_camps = results.find("in_camps", "") < results.series.size();
  return about_camps ? camp_quantities(results) : corridor_quantities(results, first);
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

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

bool is_same(const MemberQuantity& a, const MemberQuantity& b) {
  return a.name == b.name && a.location == b.location;
}

/// The members of a quantity in another run; zeros where that run lacks the place.
std::vector<double> members_in(const MemberQuantities& run, const MemberQuantity& quantity) {
  const auto at = std::find_if(run.begin(), run.end(), [&](const MemberQuantity& other) {
    return is_same(other, quantity);
  });
  if (at != run.end()) return at->members;
  CORRIDOR_CHECK(!quantity.location.empty(), quantity.name);
  return std::vector<double>(quantity.members.size(), 0.0);
}

ComparedQuantity compare_quantity(const MemberQuantity& quantity, const MemberQuantities& base,
                                  const MemberQuantities& changed) {
  const std::vector<double> before = members_in(base, quantity);
  const std::vector<double> after = members_in(changed, quantity);
  std::vector<double> difference;
  for (std::size_t m = 0; m < after.size(); ++m) difference.push_back(after[m] - before[m]);
  const double sum = std::accumulate(difference.begin(), difference.end(), 0.0);
  return {quantity.name,
          quantity.location,
          quantity.unit,
          range_of(before),
          range_of(after),
          range_of(difference),
          sum / static_cast<double>(after.size())};
}

/// Whether somebody comes to the place, with the change or without it.
bool is_of_people(const ComparedQuantity& q) { return q.base.high > 0.0 || q.value.high > 0.0; }

/// Places that nobody comes to are not spoken of, nor the only one that people come to: the total
/// says the same.
void leave_out_idle_places(std::vector<ComparedQuantity>& compared) {
  std::map<std::string, int> places;
  for (const ComparedQuantity& q : compared)
    places[q.name] += !q.location.empty() && is_of_people(q) ? 1 : 0;
  std::erase_if(compared, [&](const ComparedQuantity& q) {
    return !q.location.empty() && (!is_of_people(q) || places[q.name] < 2);
  });
}

std::string as_csv(const std::vector<Compared>& all) {
  std::string out =
      "what_if,quantity,location,unit,base_q05,base_q50,base_q95,value_q05,value_q50,value_q95,"
      "difference_q05,difference_q50,difference_q95,difference_mean\n";
  for (const Compared& compared : all) {
    for (const ComparedQuantity& q : compared.quantities) {
      out += quoted(compared.entry.name) + "," + q.name + "," + q.location + "," + q.unit;
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

/// What a change does: the difference on average, and the range over the members.
std::string difference_cell(const ComparedQuantity& compared) {
  const ComparedRange& range = compared.difference;
  return fmt::format("<td class=\"n\" data-name=\"Difference\"><b>{}</b><span>{} to {}</span></td>",
                     signed_grouped(compared.mean_difference), signed_grouped(range.low),
                     signed_grouped(range.high));
}

std::string name_of(const Scenario& scenario, const ComparedQuantity& q) {
  return q.location.empty() ? q.name : q.name + ", " + names_of_location(scenario, q.location);
}

std::string table_of(const Scenario& scenario, const Compared& compared) {
  std::string out =
      "<table class=\"needs compared\"><thead><tr><th>Quantity</th><th class=\"n\">Base</th><th "
      "class=\"n\">What if</th><th class=\"n\">Difference</th></tr></thead><tbody>";
  for (const ComparedQuantity& q : compared.quantities) {
    out += fmt::format("<tr><th scope=\"row\">{} <span class=\"other\">{}</span></th>",
                       escape_html(name_of(scenario, q)), q.unit) +
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
      "members. Queues, waits, people before a desk and without a place: the most from the as-of "
      "time on; hours: "
      "since " +
      long_time(scenario.start, scenario.utc_offset) + ", the scenario's start.</p>";
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
    }
    list.push_back({{"what_if", compared.entry.name},
                    {"changes", compared.entry.description},
                    {"changes_the_past", compared.entry.changes_the_past},
                    {"quantities", quantities}});
  }
  return list.dump(2) + "\n";
}

std::string members_csv(const MemberQuantities& base, const std::vector<ComparisonEntry>& entries) {
  std::string out = "what_if,quantity,location,unit,member,value\n";
  const auto add = [&](const std::string& what_if, const MemberQuantities& quantities) {
    for (const MemberQuantity& q : quantities) {
      for (std::size_t m = 0; m < q.members.size(); ++m) {
        out += quoted(what_if) +
               fmt::format(",{},{},{},{},{:.10g}\n", q.name, q.location, q.unit, m, q.members[m]);
      }
    }
  };
  add(kBaseName, base);
  for (const ComparisonEntry& entry : entries) add(entry.name, entry.quantities);
  return out;
}

}  // namespace

MemberQuantities comparison_quantities(const EnsembleResults& results, Time as_of) {
  MemberQuantities members;
  for (const MeasuredQuantity& quantity : quantities(results, first_step_ahead(results, as_of))) {
    members.push_back({quantity.name, quantity.location, quantity.unit, {}});
    for (std::size_t m = 0; m < results.members; ++m) {
      members.back().members.push_back(quantity.of(results, m));
    }
  }
  return members;
}

std::vector<ComparedQuantity> compare_quantities(const MemberQuantities& base,
                                                 const MemberQuantities& changed) {
  std::vector<ComparedQuantity> compared;
  for (const MemberQuantity& quantity : base)
    compared.push_back(compare_quantity(quantity, base, changed));
  for (const MemberQuantity& quantity : changed) {
    const bool is_new = std::none_of(base.begin(), base.end(), [&](const MemberQuantity& other) {
      return is_same(other, quantity);
    });
    if (is_new) compared.push_back(compare_quantity(quantity, base, changed));
  }
  leave_out_idle_places(compared);
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
      sentence +=
          fmt::format("\n  {}: {} {} ({} to {}), mean {}", name_of(scenario, q),
                      signed_grouped(q.difference.median), q.unit, signed_grouped(q.difference.low),
                      signed_grouped(q.difference.high), signed_grouped(q.mean_difference));
    }
    text.sentences.push_back(sentence);
    if (!entry.warning.empty()) text.warnings.push_back(entry.warning);
  }
  text.json = as_json(all);
  write_file(directory / "comparison.csv", as_csv(all));
  write_file(directory / "comparison.html", as_html(scenario, as_of, all));
  if (keep_members) write_file(directory / "comparison-members.csv", members_csv(base, entries));
  return text;
}

}  // namespace corridor
