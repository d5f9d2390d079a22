// What those present at each place need on a day, and how likely capacity falls short.
#include "results/needs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "output/contradictions.h"
#include "output/html.h"
#include "output/needs_cells.h"
#include "output/report_sections.h"

namespace corridor {
namespace {

/// The columns: what, and how much of it a person needs; beds are not by person.
struct Column {
  const char* name;
  double per_person;
  bool is_whole;  ///< people and toilets come whole
};

/// `, now`; `, 7 days after the as-of time`; `, the end of the forecast`.
std::string how_far_ahead(const ReportReader& reader, std::size_t step) {
  if (step == reader.now()) return ", now";
  if (step == reader.last()) return ", the end of the forecast";
  const auto days =
      std::chrono::round<std::chrono::days>(reader.results().time(step) - reader.run().as_of)
          .count();
  return fmt::format(", {} day{} after the as-of time", days, days == 1 ? "" : "s");
}

/// Beside the name of a place where counts contradict the forecast.
std::string contradiction_mark(const ReportReader& reader, const std::string& place) {
  const std::vector<ContradictedCount>& all = reader.run().contradicted;
  const bool is_contradicted = std::any_of(all.begin(), all.end(), [&](const auto& contradicted) {
    return contradicted.count.place == place;
  });
  return is_contradicted ? " <span class=\"other\">counted otherwise</span>" : "";
}

/// The contradictions at places, above the tables.
std::string contradictions_at_places(const ReportReader& reader) {
  std::string items;
  for (const ContradictedCount& contradicted : reader.run().contradicted) {
    const std::string& place = contradicted.count.place;
    if (place.empty() || reader.known().find_road(place).valid()) continue;
    items += "<li><b>Careful:</b> " +
             escape_html(contradiction_words(reader.known(), contradicted)) + ".</li>";
  }
  return items.empty() ? "" : "<ul class=\"cautions\">" + items + "</ul>";
}

void most_first(std::vector<PlaceNeeds>& needs) {
  std::sort(needs.begin(), needs.end(),
            [](const PlaceNeeds& a, const PlaceNeeds& b) { return a.people.high > b.people.high; });
}

/// All places together, then the regions, then the places, the most people first.
std::vector<PlaceNeeds> rows_of(const ReportReader& reader, std::size_t step) {
  std::vector<PlaceNeeds> places = needs_at(reader.results(), step, reader.open_members());
  most_first(places);
  if (places.size() < 2) return places;
  std::vector<PlaceNeeds> rows =
      needs_in_regions(reader.results(), reader.known().regions, step, reader.open_members());
  most_first(rows);
  rows.insert(rows.begin(), needs_in_all(reader.results(), step, reader.open_members()));
  rows.insert(rows.end(), places.begin(), places.end());
  return rows;
}

/// Of the first column: empty is all places together; a region is said to be its places.
std::string row_name(const ReportReader& reader, const std::string& location) {
  if (location.empty()) return "All places together";
  const std::string name =
      names_html(reader.known().names_of(location)) + contradiction_mark(reader, location);
  if (reader.known().find_place(location).valid()) return name;
  return name + " <span class=\"other\">the places below that are in it</span>";
}

/// Nothing where nobody is at any place.
std::string needs_table(const ReportReader& reader, std::size_t step,
                        const NeedStandards& standards) {
  constexpr double kLitresPerCubicMetre = 1000.0;
  constexpr double kMillion = 1.0e6;
  const Column columns[] = {
      {"Water, m&sup3; a day", standards.water_litres_per_person_day / kLitresPerCubicMetre, false},
      {"Toilets", 1.0 / standards.people_per_toilet_first_phase, true},
      {"Food, million kcal a day", standards.food_kcal_per_person_day / kMillion, false},
      {"Children", standards.children_share, true},
      {"60 and over", standards.older_share, true},
      {"With a disability", standards.disability_share, true}};
  const Scenario& known = reader.known();
  std::string out = "<h3>" + long_time(reader.results().time(step), known.utc_offset) +
                    how_far_ahead(reader, step) +
                    "</h3><table class=\"needs\"><thead><tr><th>Place</th><th "
                    "class=\"n\">People</th><th class=\"n\">Before a desk</th><th "
                    "class=\"n\">Beds in centres</th><th "
                    "class=\"n\">Risk of too few beds</th>";
  for (const Column& column : columns)
    out += std::string("<th class=\"n\">") + column.name + "</th>";
  out += "</tr></thead><tbody>";
  const std::vector<PlaceNeeds> needs = rows_of(reader, step);
  if (needs.empty()) return "";
  for (const PlaceNeeds& need : needs) {
    out += "<tr><th scope=\"row\">" + row_name(reader, need.place) + "</th>" +
           needs_cell("People", need.people) + needs_cell("Before a desk", need.before_desk) +
           needs_cell("Beds in centres", need.beds) +
           "<td class=\"n risk\" data-name=\"Risk of too few beds\"><b>" +
           percent(need.shortage_probability) + "</b></td>";
    for (const Column& column : columns)
      out += needs_cell(column.name, need.people, column.per_person, column.is_whole);
    out += "</tr>";
  }
  return out + "</tbody></table>";
}

/// Now, in a day and in a week; other days folded away.
std::string tables_by_day(const ReportReader& reader, const NeedStandards& standards) {
  constexpr int kShownDays[] = {1, 7};
  constexpr int kOtherDays[] = {3, 5, 10};
  std::set<std::size_t> shown{reader.now()};
  for (const int days : kShownDays) shown.insert(reader.step_after(days));
  std::set<std::size_t> others{reader.last()};
  for (const int days : kOtherDays) others.insert(reader.step_after(days));
  std::string out;
  for (const std::size_t step : shown) out += needs_table(reader, step, standards);
  std::string folded;
  for (const std::size_t step : others) {
    if (!shown.contains(step)) folded += needs_table(reader, step, standards);
  }
  if (folded.empty()) return out;
  return out + "<details><summary>Other days</summary>" + folded + "</details>";
}

/// Which shares of people stand as they are shipped, for any crisis; nothing where the scenario
/// sets them all.
std::string general_shares(const ReportReader& reader) {
  std::vector<std::string> general;
  for (const auto& [name, words] : {std::pair{"needs.children_share", "children"},
                                    {"needs.older_share", "older people"},
                                    {"needs.disability_share", "people with a disability"}}) {
    const ParameterRegistry& registry = reader.known().parameters;
    if (!registry[registry.require(name)].from_scenario)
      general.push_back(std::string(words) + " (<code>" + name + "</code>)");
  }
  if (general.empty()) return "";
  return fmt::format(
      "<p class=\"note\">{} of {} {} general: put this crisis's own in their place.</p>",
      general.size() == 1 ? "The share" : "The shares", fmt::join(general, ", "),
      general.size() == 1 ? "is" : "are");
}

}  // namespace

std::string report_needs(const ReportReader& reader) {
  const NeedStandards standards = need_standards(reader.known().parameters, reader.medians());
  std::string out = fmt::format(
      "<h2 id=\"needs\">What each place needs</h2><p>Of those who are there at one moment, no "
      "peaks: medians, with the range that holds 90 % of {}. Beds are for those in centres and "
      "those who wait for a place there; who stands before a desk and is not registered yet has "
      "none of them and needs a roof meanwhile. A person and day: {:g} l of water and {} kcal; a "
      "toilet for {:g} people in the first phase, then for {:g}; {:g} m&sup2; of covered space "
      "(Sphere 2018; every standard is a parameter).</p>",
      reader.runs_told(), standards.water_litres_per_person_day,
      grouped(standards.food_kcal_per_person_day), standards.people_per_toilet_first_phase,
      standards.people_per_toilet_later, standards.covered_space_m2_per_person);
  out += general_shares(reader) + contradictions_at_places(reader);
  return out + tables_by_day(reader, standards);
}

}  // namespace corridor
