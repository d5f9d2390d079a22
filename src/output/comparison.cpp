#include "output/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/check.h"
#include "output/files.h"
#include "output/html.h"

namespace corridor {
namespace {

using MemberValue = std::function<double(const EnsembleResults&, std::size_t member)>;

struct MeasuredQuantity {
  std::string name;
  std::string unit;
  MemberValue of;
};

double last_value(const EnsembleResults& r, const char* target, std::size_t member) {
  return static_cast<double>(r.row(r.find(target, ""), r.steps - 1)[member]);
}

/// The peak of a sum of totals.
double peak_of(const EnsembleResults& r, std::initializer_list<const char*> targets,
               std::size_t member) {
  std::vector<std::size_t> series;
  for (const char* target : targets) series.push_back(r.find(target, ""));
  return peak(r, series, member);
}

/// Hours since the start at which a share of the final arrivals had arrived; the end where nobody
/// does.
double hours_until_share(const EnsembleResults& r, double share, std::size_t member) {
  const std::size_t series = r.find("arrivals_cumulative", "");
  const double wanted = share * static_cast<double>(r.row(series, r.steps - 1)[member]);
  const double step_hours = static_cast<double>(r.step.count()) / 3600.0;
  for (std::size_t step = 0; step < r.steps; ++step) {
    const auto arrived = static_cast<double>(r.row(series, step)[member]);
    if (arrived > 0.0 && arrived >= wanted) return static_cast<double>(step + 1) * step_hours;
  }
  return static_cast<double>(r.steps) * step_hours;
}

std::vector<MeasuredQuantity> corridor_quantities() {
  return {
      {"arrivals by the end", "people",
       [](const EnsembleResults& r, std::size_t m) {
         return last_value(r, "arrivals_cumulative", m);
       }},
      {"longest queue", "vehicles",
       [](const EnsembleResults& r, std::size_t m) { return peak_of(r, {"queue_vehicles"}, m); }},
      {"longest wait of one in ten", "h",
       [](const EnsembleResults& r, std::size_t m) {
         return peak_of(r, {"waiting_hours_p90"}, m);
       }},
      {"hours until 90 % had arrived", "h",
       [](const EnsembleResults& r, std::size_t m) { return hours_until_share(r, 0.9, m); }},
      {"most people without a place", "people", [](const EnsembleResults& r, std::size_t m) {
         return peak_of(r, {"awaiting_placement", "without_shelter"}, m);
       }}};
}

/// For rulesets that say who is in which camp: each camp at the end.
std::vector<MeasuredQuantity> camp_quantities(const EnsembleResults& results) {
  std::vector<MeasuredQuantity> list = {
      {"in camps by the end", "people",
       [](const EnsembleResults& r, std::size_t m) { return last_value(r, "in_camps", m); }}};
  for (std::size_t s = 0; s < results.series.size(); ++s) {
    if (results.series[s].target != "in_camp") continue;
    list.push_back({"in " + results.series[s].location + " by the end", "people",
                    [s](const EnsembleResults& r, std::size_t m) {
                      return static_cast<double>(r.row(s, r.steps - 1)[m]);
                    }});
  }
  return list;
}

std::vector<MeasuredQuantity> quantities(const EnsembleResults& results) {
  const bool about_camps = results.find("in_camps", "") < results.series.size();
  return about_camps ? camp_quantities(results) : corridor_quantities();
}

ComparedRange range_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto at = [&](double level) {
    return values[static_cast<std::size_t>(
        std::llround(level * static_cast<double>(values.size() - 1)))];
  };
  return {at(0.05), at(0.5), at(0.95)};
}

struct Row {
  std::string what_if;
  ComparedQuantity quantity;
};

/// The quantity of the same name in a what-if.
const MemberQuantity& same_quantity(const MemberQuantity& base, const MemberQuantities& others) {
  const auto at = std::find_if(others.begin(), others.end(), [&](const MemberQuantity& other) {
    return other.name == base.name;
  });
  CORRIDOR_CHECK(at != others.end(), base.name);
  return *at;
}

ComparedQuantity compare_quantity(const MemberQuantity& base, const MemberQuantities& changed) {
  const std::vector<double>& after = same_quantity(base, changed).members;
  std::vector<double> difference;
  for (std::size_t m = 0; m < after.size(); ++m) difference.push_back(after[m] - base.members[m]);
  const double sum = std::accumulate(difference.begin(), difference.end(), 0.0);
  return {base.name,
          base.unit,
          range_of(base.members),
          range_of(after),
          range_of(difference),
          sum / static_cast<double>(after.size())};
}

std::string as_csv(const std::vector<Row>& rows) {
  std::string out =
      "what_if,quantity,unit,base_q05,base_q50,base_q95,value_q05,value_q50,value_q95,difference_"
      "q05,difference_q50,"
      "difference_q95,difference_mean\n";
  for (const Row& row : rows) {
    const ComparedQuantity& r = row.quantity;
    out += fmt::format("\"{}\",{},{},{:g},{:g},{:g},{:g},{:g},{:g},{:g},{:g},{:g},{:.6g}\n",
                       row.what_if, r.name, r.unit, r.base.low, r.base.median, r.base.high,
                       r.value.low, r.value.median, r.value.high, r.difference.low,
                       r.difference.median, r.difference.high, r.mean_difference);
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

std::string as_html(const Scenario& scenario, const std::vector<Row>& rows,
                    const std::vector<ComparisonEntry>& entries) {
  std::string body =
      "<p class=\"kicker\">What if?</p><h1>" + escape_html(scenario.title) +
      "</h1><p class=\"lead\">Each change was run with the same members and the same luck as the "
      "base, so that a difference is the change's doing.</p><p class=\"note\">Base and what if: "
      "medians; difference: the mean over the members. Below each the range that holds 90 % of the "
      "members.</p>";
  for (const ComparisonEntry& entry : entries) {
    body += "<h2 class=\"sentence\">" + escape_html(entry.name) + "</h2><p class=\"note\"><code>" +
            escape_html(entry.description) +
            "</code></p><table class=\"needs compared\"><thead><tr><th>Quantity</th><th "
            "class=\"n\">Base</th><th class=\"n\">What if</th><th class=\"n\">Difference</th>"
            "</tr></thead><tbody>";
    for (const Row& row : rows) {
      if (row.what_if != entry.name) continue;
      const ComparedQuantity& r = row.quantity;
      body += fmt::format("<tr><th scope=\"row\">{} <span class=\"other\">{}</span></th>",
                          escape_html(r.name), r.unit) +
              range_cell(r.base, "Base") + range_cell(r.value, "What if") + difference_cell(r) +
              "</tr>";
    }
    body += "</tbody></table>";
  }
  return html_page("What if? " + scenario.title, body);
}

nlohmann::ordered_json as_json(const ComparedRange& range) {
  return {{"q05", range.low}, {"q50", range.median}, {"q95", range.high}};
}

std::string as_json(const std::vector<Row>& rows, const std::vector<ComparisonEntry>& entries) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const ComparisonEntry& entry : entries) {
    nlohmann::ordered_json compared = nlohmann::ordered_json::array();
    for (const Row& row : rows) {
      if (row.what_if != entry.name) continue;
      const ComparedQuantity& r = row.quantity;
      nlohmann::ordered_json difference = as_json(r.difference);
      difference["mean"] = r.mean_difference;
      compared.push_back({{"quantity", r.name},
                          {"unit", r.unit},
                          {"base", as_json(r.base)},
                          {"value", as_json(r.value)},
                          {"difference", difference}});
    }
    list.push_back(
        {{"what_if", entry.name}, {"changes", entry.description}, {"quantities", compared}});
  }
  return list.dump(2) + "\n";
}

std::string members_csv(const MemberQuantities& base, const std::vector<ComparisonEntry>& entries) {
  std::string out = "what_if,quantity,unit,member,value\n";
  const auto add = [&](const std::string& what_if, const MemberQuantities& quantities) {
    for (const MemberQuantity& q : quantities) {
      for (std::size_t m = 0; m < q.members.size(); ++m) {
        out += fmt::format("\"{}\",{},{},{},{:g}\n", what_if, q.name, q.unit, m, q.members[m]);
      }
    }
  };
  add("base", base);
  for (const ComparisonEntry& entry : entries) add(entry.name, entry.quantities);
  return out;
}

}  // namespace

MemberQuantities comparison_quantities(const EnsembleResults& results) {
  MemberQuantities members;
  for (const MeasuredQuantity& quantity : quantities(results)) {
    members.push_back({quantity.name, quantity.unit, {}});
    for (std::size_t m = 0; m < results.members; ++m) {
      members.back().members.push_back(quantity.of(results, m));
    }
  }
  return members;
}

std::vector<ComparedQuantity> compare_quantities(const MemberQuantities& base,
                                                 const MemberQuantities& changed) {
  std::vector<ComparedQuantity> compared;
  for (const MemberQuantity& quantity : base) {
    compared.push_back(compare_quantity(quantity, changed));
  }
  return compared;
}

ComparisonText write_comparison(const Scenario& scenario, const MemberQuantities& base,
                                const std::vector<ComparisonEntry>& entries,
                                const std::filesystem::path& directory, bool keep_members) {
  std::vector<Row> rows;
  ComparisonText text;
  for (const ComparisonEntry& entry : entries) {
    std::string sentence = entry.name + ":";
    for (const ComparedQuantity& r : compare_quantities(base, entry.quantities)) {
      rows.push_back({entry.name, r});
      sentence +=
          fmt::format("\n  {}: {} {} ({} to {}), mean {}", r.name,
                      signed_grouped(r.difference.median), r.unit, signed_grouped(r.difference.low),
                      signed_grouped(r.difference.high), signed_grouped(r.mean_difference));
    }
    text.sentences.push_back(sentence);
  }
  text.json = as_json(rows, entries);
  std::filesystem::create_directories(directory);
  write_file(directory / "comparison.csv", as_csv(rows));
  write_file(directory / "comparison.html", as_html(scenario, rows, entries));
  if (keep_members) write_file(directory / "comparison-members.csv", members_csv(base, entries));
  return text;
}

}  // namespace corridor
