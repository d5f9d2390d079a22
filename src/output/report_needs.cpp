// What those present at each place need on a day, and how likely capacity falls short.
#include "results/needs.h"

#include <fmt/format.h>

#include <algorithm>

#include "output/html.h"
#include "output/report_sections.h"

namespace corridor {
namespace {

std::string range_words(const Estimate& estimate, double factor) {
  return rounded(estimate.median * factor) + " <span class=\"note\">(" +
         rounded(estimate.low * factor) + " to " + rounded(estimate.high * factor) + ")</span>";
}

std::string needs_table(const ReportReader& reader, std::size_t step,
                        const NeedStandards& standards) {
  const Scenario& known = reader.known();
  std::string out = "<h3>" + long_time(reader.results().time(step), known.utc_offset) +
                    "</h3><div class=\"scroll\"><table><thead><tr><th>Place</th><th "
                    "class=\"n\">People</th><th class=\"n\">Beds in centres</th>"
                    "<th class=\"n\">Water, m&sup3; a day</th><th class=\"n\">Food, million kcal a "
                    "day</th><th class=\"n\">Toilets</th>"
                    "<th class=\"n\">Children</th><th class=\"n\">60 and over</th><th "
                    "class=\"n\">With disability</th><th class=\"n\">Risk of too few beds</th>"
                    "</tr></thead><tbody>";
  std::vector<PlaceNeeds> needs = needs_at(reader.results(), step);
  std::sort(needs.begin(), needs.end(),
            [](const PlaceNeeds& a, const PlaceNeeds& b) { return a.people.high > b.people.high; });
  constexpr double kLitresPerCubicMetre = 1000.0;
  constexpr double kMillion = 1.0e6;
  for (const PlaceNeeds& need : needs) {
    const Place& place = known.place(known.find_place(need.place));
    out += "<tr><td>" + escape_html(place.name) +
           (place.other_name.empty()
                ? ""
                : " <span class=\"note\">" + escape_html(place.other_name) + "</span>") +
           "</td>";
    for (const auto& [estimate, factor] :
         {std::pair{need.people, 1.0}, std::pair{need.beds, 1.0},
          std::pair{need.people, standards.water_litres_per_person_day / kLitresPerCubicMetre},
          std::pair{need.people, standards.food_kcal_per_person_day / kMillion},
          std::pair{need.people, 1.0 / standards.people_per_toilet_first_phase}}) {
      out += "<td class=\"n\">" + range_words(estimate, factor) + "</td>";
    }
    for (const double share :
         {standards.children_share, standards.older_share, standards.disability_share}) {
      out += "<td class=\"n\">" + rounded(need.people.median * share) + "</td>";
    }
    out += "<td class=\"n\">" + percent(need.shortage_probability) + "</td></tr>";
  }
  return out + "</tbody></table></div>";
}

}  // namespace

std::string report_needs(const ReportReader& reader) {
  const NeedStandards standards = need_standards(reader.known().parameters, reader.medians());
  std::string out = fmt::format(
      "<h2>What reception must provide</h2><p>For those present in each place: {:g} l of water and "
      "{:g} kcal a person and day, a toilet "
      "for {:g} people in the first phase (then {:g}), {:g} m&sup2; of covered space each (Sphere "
      "2018). Medians, in brackets 90 % of the "
      "members; every standard is a parameter.</p>",
      standards.water_litres_per_person_day, standards.food_kcal_per_person_day,
      standards.people_per_toilet_first_phase, standards.people_per_toilet_later,
      standards.covered_space_m2_per_person);
  out += needs_table(reader, reader.step_after(7), standards);
  out += "<details><summary>Other days</summary>";
  for (const int days : {3, 5, 10}) out += needs_table(reader, reader.step_after(days), standards);
  return out + needs_table(reader, reader.last(), standards) + "</details>";
}

}  // namespace corridor
