#include "app/validate.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "app/rulesets.h"
#include "input/capacity_leaks.h"

namespace corridor {
namespace {

/// The series that the rules have of a place or road (empty: in total).
std::string series_of(const std::string& location, const std::vector<SeriesInfo>& all) {
  std::set<std::string> names;
  for (const SeriesInfo& series : all) {
    if (series.location == location) names.insert(series.target);
  }
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

void warn_of_counts_without_series(const Scenario& full, Diagnostics& diagnostics) {
  const std::vector<ObservationRow> counts = all_counts(full);
  if (counts.empty()) return;
  const std::unique_ptr<Model> model = make_model(full);
  const std::vector<SeriesInfo>& all = model->series();
  for (const ObservationRow& row : counts) {
    const bool has_series = std::any_of(all.begin(), all.end(), [&](const SeriesInfo& series) {
      return series.target == row.series && series.location == row.place;
    });
    if (has_series) continue;
    const std::string where = row.place.empty() ? "in total" : "at " + row.place;
    diagnostics.add({Severity::warning, "observations.csv", row.line, "series",
                     row.series + " " + where + ", which the rules have not",
                     "a series that they have " + where + ": " + series_of(row.place, all),
                     "the count is shown and not learned from"});
  }
}

/// Places that add nothing to their region.
void warn_of_places_without_series(const Scenario& full, Diagnostics& diagnostics) {
  if (full.regions.empty()) return;
  const std::unique_ptr<Model> model = make_model(full);
  std::set<std::string> with_series;
  for (const SeriesInfo& series : model->series()) with_series.insert(series.location);
  for (const Region& region : full.regions) {
    for (const std::string& place : region.places) {
      if (with_series.contains(place)) continue;
      diagnostics.add({Severity::warning, "scenario.yaml", region.line,
                       "regions." + region.id + ".places",
                       "\"" + place + "\", of which the rules have no series",
                       "places where people live, arrive or stay",
                       "it adds nothing to the region: name the places next to it"});
    }
  }
}

/// Numbers without their sources cannot be checked.
void warn_of_no_readme(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  if (std::filesystem::exists(folder / "README.md")) return;
  diagnostics.add({Severity::warning, "README.md", 0, "", "no such file",
                   "what the scenario is about, and its sources",
                   "write it, so that others can check the numbers"});
}

}  // namespace

std::optional<Scenario> validate(const ScenarioSource& source, Diagnostics& diagnostics) {
  auto scenario = read_scenario(source, diagnostics);
  if (!scenario) return scenario;
  warn_of_no_readme(source.folder, diagnostics);
  warn_of_capacity_leaks(*scenario, diagnostics);
  warn_of_counts_without_series(*scenario, diagnostics);
  warn_of_places_without_series(*scenario, diagnostics);
  return scenario;
}

}  // namespace corridor
