#include "output/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "output/files.h"
#include "output/html.h"

namespace corridor {
namespace {

using MemberValue = std::function<double(const EnsembleResults&, std::size_t member)>;

struct Quantity {
  std::string name;
  std::string unit;
  MemberValue of;
};

double last_value(const EnsembleResults& r, const char* target, std::size_t member) {
  return static_cast<double>(r.row(r.find(target, ""), r.steps - 1)[member]);
}

double peak(const EnsembleResults& r, const char* target, std::size_t member) {
  const std::size_t series = r.find(target, "");
  float highest = 0.0F;
  for (std::size_t step = 0; step < r.steps; ++step)
    highest = std::max(highest, r.row(series, step)[member]);
  return static_cast<double>(highest);
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

std::vector<Quantity> corridor_quantities() {
  return {{"arrivals by the end", "people",
           [](const EnsembleResults& r, std::size_t m) {
             return last_value(r, "arrivals_cumulative", m);
           }},
          {"longest queue", "vehicles",
           [](const EnsembleResults& r, std::size_t m) { return peak(r, "queue_vehicles", m); }},
          {"longest wait of one in ten", "h",
           [](const EnsembleResults& r, std::size_t m) { return peak(r, "waiting_hours_p90", m); }},
          {"hours until 90 % had arrived", "h",
           [](const EnsembleResults& r, std::size_t m) { return hours_until_share(r, 0.9, m); }},
          {"most people without a place", "people",
           [](const EnsembleResults& r, std::size_t m) { return peak(r, "without_shelter", m); }}};
}

/// For rulesets that say who is in which camp: each camp at the end.
std::vector<Quantity> camp_quantities(const EnsembleResults& results) {
  std::vector<Quantity> list = {
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

std::vector<Quantity> quantities(const EnsembleResults& results) {
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

ComparedQuantity compare_quantity(const Quantity& quantity, const EnsembleResults& base,
                                  const EnsembleResults& changed) {
  std::vector<double> before;
  std::vector<double> after;
  std::vector<double> difference;
  double sum = 0.0;
  for (std::size_t m = 0; m < changed.members; ++m) {
    before.push_back(quantity.of(base, m));
    after.push_back(quantity.of(changed, m));
    difference.push_back(after.back() - before.back());
    sum += difference.back();
  }
  return {quantity.name,   quantity.unit,        range_of(before),
          range_of(after), range_of(difference), sum / static_cast<double>(changed.members)};
}

struct Row {
  std::string what_if;
  ComparedQuantity quantity;
};

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

std::string as_html(const Scenario& scenario, const std::vector<Row>& rows,
                    const std::vector<ComparisonEntry>& entries) {
  std::string body = "<h1>What if?</h1><p>" + escape_html(scenario.title) +
                     ". Each change was run with the same members and the same luck as the base; "
                     "medians, in brackets "
                     "90 % of the members.</p>";
  for (const ComparisonEntry& entry : entries) {
    body += "<h2>" + escape_html(entry.name) + "</h2><p class=\"note\">" +
            escape_html(entry.description) +
            "</p><div class=\"scroll\"><table><thead><tr><th>Quantity</th><th>Base</th><th>What "
            "if</th><th>Difference</th>"
            "</tr></thead><tbody>";
    for (const Row& row : rows) {
      if (row.what_if != entry.name) continue;
      const ComparedQuantity& r = row.quantity;
      const auto cell = [](const ComparedRange& x) {
        return fmt::format("<td>{} <span class=\"note\">({} to {})</span></td>", grouped(x.median),
                           grouped(x.low), grouped(x.high));
      };
      body += fmt::format("<tr><td>{}, {}</td>", escape_html(r.name), r.unit) + cell(r.base) +
              cell(r.value) + cell(r.difference) + "</tr>";
    }
    body += "</tbody></table></div>";
  }
  return html_page("What if? " + scenario.title, body);
}

}  // namespace

std::vector<ComparedQuantity> compare_quantities(const EnsembleResults& base,
                                                 const EnsembleResults& changed) {
  std::vector<ComparedQuantity> compared;
  for (const Quantity& quantity : quantities(changed)) {
    compared.push_back(compare_quantity(quantity, base, changed));
  }
  return compared;
}

std::vector<std::string> write_comparison(const Scenario& scenario, const EnsembleResults& base,
                                          const std::vector<ComparisonEntry>& entries,
                                          const std::filesystem::path& directory) {
  std::vector<Row> rows;
  std::vector<std::string> sentences;
  for (const ComparisonEntry& entry : entries) {
    std::string sentence = entry.name + ":";
    for (const ComparedQuantity& r : compare_quantities(base, entry.results)) {
      rows.push_back({entry.name, r});
      sentence +=
          fmt::format("\n  {}: {} {} ({} to {}), mean {}", r.name,
                      signed_grouped(r.difference.median), r.unit, signed_grouped(r.difference.low),
                      signed_grouped(r.difference.high), signed_grouped(r.mean_difference));
    }
    sentences.push_back(sentence);
  }
  std::filesystem::create_directories(directory);
  write_file(directory / "comparison.csv", as_csv(rows));
  write_file(directory / "comparison.html", as_html(scenario, rows, entries));
  return sentences;
}

}  // namespace corridor
