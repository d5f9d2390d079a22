#include <fmt/format.h>

#include "output/comparison_formats.h"
#include "output/html.h"
#include "output/report_reader.h"

namespace corridor {
namespace {

/// A median with the range below it.
std::string range_cell(const ComparedRange& range, const char* name) {
  return fmt::format("<td class=\"n\" data-name=\"{}\"><b>{}</b><span>{} to {}</span></td>", name,
                     rounded(range.median), rounded(range.low), rounded(range.high));
}

/// What a change does: the difference on average, and the range over the members.
std::string difference_cell(const ComparedQuantity& compared) {
  return fmt::format("<td class=\"n\" data-name=\"Difference\"><b>{}</b><span>{}</span></td>",
                     signed_grouped(compared.mean_difference), difference_range(compared));
}

std::string table_of(const Scenario& scenario, const ComparedWhatIf& compared) {
  std::string out =
      "<table class=\"needs compared\"><thead><tr><th>Quantity</th><th class=\"n\">Base</th><th "
      "class=\"n\">What if</th><th class=\"n\">Difference</th></tr></thead><tbody>";
  for (const ComparedQuantity& q : compared.quantities) {
    const std::string missed = not_reached_words(q);
    out += fmt::format("<tr><th scope=\"row\">{} <span class=\"other\">{}{}</span></th>",
                       escape_html(compared_name(scenario, q)), q.unit,
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

}  // namespace

std::string comparison_html(const Scenario& scenario, Time as_of,
                            const std::vector<ComparedWhatIf>& what_ifs) {
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
  for (const ComparedWhatIf& compared : what_ifs) {
    const ComparisonEntry& entry = compared.entry;
    body += "<h2 class=\"sentence\">" + escape_html(entry.name) + "</h2><p class=\"note\"><code>" +
            escape_html(entry.description) + "</code>. " + holds_from(entry) + "</p>";
    if (!entry.warning.empty()) body += "<p class=\"note\">" + escape_html(entry.warning) + ".</p>";
    body += table_of(scenario, compared);
  }
  return html_page("What if? " + scenario.title, body);
}

}  // namespace corridor
