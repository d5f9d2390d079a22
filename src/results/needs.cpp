#include "results/needs.h"

#include <algorithm>

namespace corridor {
namespace {

const char* const kSphere = "Sphere Handbook 2018";

std::vector<double> members_of(const EnsembleResults& results, const std::string& target,
                               const std::string& place, std::size_t step,
                               const std::vector<std::size_t>& among) {
  const std::size_t members = among.empty() ? results.members : among.size();
  const std::size_t series = results.find(target, place);
  if (series == results.series.size()) return std::vector<double>(members, 0.0);
  const float* row = results.row(series, step);
  if (among.empty()) return {row, row + members};
  std::vector<double> values;
  for (const std::size_t member : among) values.push_back(static_cast<double>(row[member]));
  return values;
}

std::vector<double> in_need_of_beds(const EnsembleResults& results, const std::string& place,
                                    std::size_t step, const std::vector<std::size_t>& among) {
  std::vector<double> people;
  for (const char* series : kInNeedOfBeds) {
    const std::vector<double> values = members_of(results, series, place, step, among);
    people.resize(values.size(), 0.0);
    for (std::size_t m = 0; m < values.size(); ++m) people[m] += values[m];
  }
  return people;
}

/// Sums over all places where people are received.
std::vector<double> present_in_all(const EnsembleResults& results, std::size_t step,
                                   const std::vector<std::size_t>& among) {
  std::vector<double> people(among.empty() ? results.members : among.size(), 0.0);
  for (const SeriesInfo& series : results.series) {
    if (series.target != "present" || !is_of_one_place(series)) continue;
    const std::vector<double> here = members_of(results, "present", series.location, step, among);
    for (std::size_t m = 0; m < people.size(); ++m) people[m] += here[m];
  }
  return people;
}

/// The needs of those present at a place, or in all (an empty `place`).
PlaceNeeds needs_of(const EnsembleResults& results, std::size_t step, const std::string& place,
                    const std::vector<double>& present, const std::vector<std::size_t>& among) {
  PlaceNeeds needs;
  needs.place = place;
  needs.step = step;
  needs.people = estimate_of(present);
  needs.before_desk = estimate_of(members_of(results, "awaiting_registration", place, step, among));
  needs.beds = estimate_of(in_need_of_beds(results, place, step, among));
  const std::vector<double> without = members_of(results, "without_shelter", place, step, among);
  needs.without_shelter = estimate_of(without);
  const auto short_of_beds =
      std::count_if(without.begin(), without.end(), [](double people) { return people > 0.0; });
  needs.shortage_probability =
      static_cast<double>(short_of_beds) / static_cast<double>(without.size());
  return needs;
}

}  // namespace

std::vector<Parameter> needs_parameters() {
  // At least 1 where people are divided by it.
  return {
      fixed_parameter("needs.water_litres_per_person_day", "l/d", 15.0, 0.0, 200.0,
                      "water a person needs in a day", kSphere),
      fixed_parameter("needs.food_kcal_per_person_day", "kcal/d", 2100.0, 0.0, 5000.0,
                      "food a person needs in a day", kSphere),
      fixed_parameter("needs.people_per_toilet_first_phase", "people", 50.0, 1.0, 1000.0,
                      "people to a toilet in the first phase", kSphere),
      fixed_parameter("needs.people_per_toilet_later", "people", 20.0, 1.0, 1000.0,
                      "people to a toilet later", kSphere),
      fixed_parameter("needs.covered_space_m2_per_person", "m2", 3.5, 0.0, 50.0,
                      "covered living space for a person",
                      std::string(kSphere) + "; 4.5 to 5.5 in the cold"),
      fixed_parameter(
          "needs.children_share", "1", 0.28, 0.0, 1.0, "share of people under 18",
          "planning figure of the authors, near what was counted in Nagorno-Karabakh in 2022 "
          "(30,000 of 120,000, de-facto authorities)"),
      fixed_parameter("needs.older_share", "1", 0.15, 0.0, 1.0, "share of people of 60 and more",
                      "planning figure of the authors"),
      fixed_parameter("needs.disability_share", "1", 0.16, 0.0, 1.0,
                      "share of people with a disability", "WHO global estimate, 16 % (2022)"),
      fixed_parameter("needs.seats_per_bus", "people", 45.0, 1.0, 200.0,
                      "people a bus takes at once", "a coach of the usual size; judgement"),
      fixed_parameter("needs.shortage_cost_ratio", "1", 4.0, 0.0, 1000.0,
                      "cost of preparing for one person too few, in costs of one too many",
                      "judgement: somebody without a bed against a bed that stays empty"),
  };
}

NeedStandards need_standards(const ParameterRegistry& registry, const ParameterValues& values) {
  const auto value = [&](const char* name) { return values[registry.require(name).index]; };
  return {value("needs.water_litres_per_person_day"),
          value("needs.food_kcal_per_person_day"),
          value("needs.people_per_toilet_first_phase"),
          value("needs.people_per_toilet_later"),
          value("needs.covered_space_m2_per_person"),
          value("needs.children_share"),
          value("needs.older_share"),
          value("needs.disability_share"),
          value("needs.seats_per_bus")};
}

std::vector<PlaceNeeds> needs_at(const EnsembleResults& results, std::size_t step,
                                 const std::vector<std::size_t>& among) {
  std::vector<PlaceNeeds> needs;
  for (const SeriesInfo& series : results.series) {
    if (series.target != "present" || !is_of_one_place(series)) continue;
    const std::vector<double> present =
        members_of(results, "present", series.location, step, among);
    PlaceNeeds place = needs_of(results, step, series.location, present, among);
    if (place.people.high <= 0.0) continue;
    needs.push_back(place);
  }
  return needs;
}

std::vector<PlaceNeeds> needs_in_regions(const EnsembleResults& results,
                                         const std::vector<Region>& regions, std::size_t step,
                                         const std::vector<std::size_t>& among) {
  const std::vector<PlaceNeeds> places = needs_at(results, step, among);
  std::vector<PlaceNeeds> needs;
  for (const Region& region : regions) {
    const auto with_people = std::count_if(places.begin(), places.end(), [&](const auto& need) {
      return std::find(region.places.begin(), region.places.end(), need.place) !=
             region.places.end();
    });
    if (with_people < 2 || results.find("present", region.id) == results.series.size()) continue;
    needs.push_back(needs_of(results, step, region.id,
                             members_of(results, "present", region.id, step, among), among));
  }
  return needs;
}

PlaceNeeds needs_in_all(const EnsembleResults& results, std::size_t step,
                        const std::vector<std::size_t>& among) {
  return needs_of(results, step, "", present_in_all(results, step, among), among);
}

}  // namespace corridor
