#pragma once
// What the people present need, by named standards that a scenario may override.
#include <string>
#include <vector>

#include "results/ensemble_results.h"
#include "results/quantiles.h"
#include "scenario/parameter.h"
#include "scenario/scenario.h"

namespace corridor {

/// The standards and shares as registered parameters (`needs.*`), numbers with their sources.
std::vector<Parameter> needs_parameters();

/// The series of those who need a bed in a centre: in one, or waiting for one.
inline constexpr const char* kInNeedOfBeds[] = {"sheltered_centre", "awaiting_placement",
                                                "without_shelter"};

/// The needs of one place, or of all places together, at one moment.
struct PlaceNeeds {
  std::string place;  ///< id; empty: all
  std::size_t step = 0;
  Estimate people;                    ///< present
  Estimate before_desk;               ///< of them those not yet registered: not in `beds`
  Estimate beds;                      ///< in centres or waiting for a place there
  Estimate without_shelter;           ///< people
  double shortage_probability = 0.0;  ///< that anybody is without a place
};

/// Standards resolved for one scenario; units in the names.
struct NeedStandards {
  double water_litres_per_person_day = 0.0;
  double food_kcal_per_person_day = 0.0;
  double people_per_toilet_first_phase = 0.0;
  double people_per_toilet_later = 0.0;
  double covered_space_m2_per_person = 0.0;
  double children_share = 0.0;
  double older_share = 0.0;
  double disability_share = 0.0;
  double seats_per_bus = 0.0;
};

NeedStandards need_standards(const ParameterRegistry& registry, const ParameterValues& values);

/// Needs at the places where people are, at one step; places without people are left out. `among`:
/// the members that count; empty: all.
std::vector<PlaceNeeds> needs_at(const EnsembleResults& results, std::size_t step,
                                 const std::vector<std::size_t>& among = {});
/// The same of the regions of which two places have people.
std::vector<PlaceNeeds> needs_in_regions(const EnsembleResults& results,
                                         const std::vector<Region>& regions, std::size_t step,
                                         const std::vector<std::size_t>& among = {});
/// Those of all places together, whose ranges are no sums of theirs.
PlaceNeeds needs_in_all(const EnsembleResults& results, std::size_t step,
                        const std::vector<std::size_t>& among = {});

}  // namespace corridor
