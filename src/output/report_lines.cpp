// Who stands in line on the way, how long it takes them to pass, and what they need meanwhile.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/html.h"
#include "output/needs_cells.h"
#include "output/report_sections.h"
#include "results/lines.h"
#include "results/needs.h"

namespace corridor {
namespace {

/// The line at the end of a road at its longest, over the members told of.
struct LineAtEnd {
  const Road* road = nullptr;
  Estimate vehicles;
  Estimate people;
  Estimate hours;
  double passing = 1.0;  ///< share of the members in which the last of them has passed by the end
};

LineAtEnd line_at_end(const ReportReader& reader, const Road& road) {
  const LineOnRoad line(reader.results(), road.id);
  std::vector<double> people;
  std::vector<double> hours;
  std::size_t passing = 0;
  const std::vector<double> vehicles = reader.over_members([&](std::size_t m) {
    const LongestLine longest = line.longest(m, reader.now());
    people.push_back(longest.people);
    hours.push_back(longest.hours);
    passing += longest.passes ? 1 : 0;
    return longest.vehicles;
  });
  const double share = static_cast<double>(passing) / static_cast<double>(hours.size());
  return {&road, estimate_of(vehicles), estimate_of(people), estimate_of(hours), share};
}

/// Those worth a word, the longest first.
std::vector<LineAtEnd> lines_at_ends(const ReportReader& reader) {
  constexpr double kWorthAWord = 50.0;  // people; the Sphere standard's users of one toilet
  std::vector<LineAtEnd> lines;
  for (const Road& road : reader.known().roads) {
    if (!reader.has("road_queue_vehicles", road.id)) continue;
    const LineAtEnd line = line_at_end(reader, road);
    if (line.people.high >= kWorthAWord) lines.push_back(line);
  }
  std::stable_sort(lines.begin(), lines.end(), [](const LineAtEnd& a, const LineAtEnd& b) {
    return a.people.high > b.people.high;
  });
  return lines;
}

std::string hours_cell(const LineAtEnd& line) {
  constexpr double kNearlyAll = 0.95;
  const std::string note =
      line.passing >= kNearlyAll ? "" : "not by the end in " + percent(1.0 - line.passing);
  return needs_cell("Hours to pass", line.hours, 1.0, true, note);
}

std::string line_row(const ReportReader& reader, const LineAtEnd& line,
                     const NeedStandards& standards) {
  constexpr double kLitresPerCubicMetre = 1000.0;
  const Scenario& known = reader.known();
  return "<tr><th scope=\"row\">" + place_html(known.place(line.road->to)) +
         "<span class=\"other\">from " + place_html(known.place(line.road->from)) + "</span></th>" +
         needs_cell("Vehicles", line.vehicles) + needs_cell("People", line.people) +
         hours_cell(line) +
         needs_cell("Water, m&sup3; a day", line.people,
                    standards.water_litres_per_person_day / kLitresPerCubicMetre, false) +
         needs_cell("Toilets", line.people, 1.0 / standards.people_per_toilet_first_phase) +
         "</tr>";
}

}  // namespace

std::string report_lines(const ReportReader& reader) {
  const std::vector<LineAtEnd> lines = lines_at_ends(reader);
  if (lines.empty()) return "";
  const NeedStandards standards = need_standards(reader.known().parameters, reader.medians());
  std::string out =
      "<h2 id=\"lines\">Who stands in line on the way</h2><p>Line by line at its longest from now "
      "on, which is not the same moment everywhere: medians, with the range that holds 90 % of " +
      reader.runs_told() +
      ". The hours are those until the last of the line has passed. These people are at no place "
      "of reception yet, and what they need is in no table above.</p><table "
      "class=\"needs\"><thead><tr><th>Before</th>";
  for (const char* head :
       {"Vehicles", "People", "Hours to pass", "Water, m&sup3; a day", "Toilets"})
    out += std::string("<th class=\"n\">") + head + "</th>";
  out += "</tr></thead><tbody>";
  constexpr std::size_t kShown = 8;
  for (std::size_t i = 0; i < std::min(kShown, lines.size()); ++i)
    out += line_row(reader, lines[i], standards);
  return out + "</tbody></table>";
}

}  // namespace corridor
