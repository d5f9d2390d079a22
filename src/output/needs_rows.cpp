#include "output/needs_rows.h"

#include <fmt/format.h>

#include "output/belief.h"
#include "results/ahead.h"
#include "results/needs.h"

namespace corridor {
namespace {

/// A quantity in proportion to the people present.
struct PerPerson {
  const char* target;
  double amount;
};

std::vector<PerPerson> per_person(const NeedStandards& standards) {
  return {{"need_water_litres_per_day", standards.water_litres_per_person_day},
          {"need_food_kcal_per_day", standards.food_kcal_per_person_day},
          {"need_toilets_first_phase", 1.0 / standards.people_per_toilet_first_phase},
          {"need_toilets_later", 1.0 / standards.people_per_toilet_later},
          {"need_covered_space_m2", standards.covered_space_m2_per_person},
          {"present_children", standards.children_share},
          {"present_older", standards.older_share},
          {"present_with_disability", standards.disability_share}};
}

ParameterValues medians(const ForecastRun& run) {
  ParameterValues values;
  for (std::uint32_t i = 0; i < run.known->parameters.all().size(); ++i) {
    values.push_back(belief_in(run, ParameterId{i}).median);
  }
  return values;
}

void add_estimate(std::string& out, const std::string& begin, const Estimate& estimate,
                  double factor) {
  for (const auto& [statistic, value] :
       {std::pair{"q05", estimate.low}, {"q50", estimate.median}, {"q95", estimate.high}}) {
    out += fmt::format("{}{},{:.1f}\n", begin, statistic, value * factor);
  }
}

}  // namespace

void needs_rows(const ForecastRun& run, const TextSink& sink) {
  const EnsembleResults& results = *run.results;
  const Duration offset = run.known->utc_offset;
  const std::vector<PerPerson> quantities =
      per_person(need_standards(run.known->parameters, medians(run)));
  for (std::size_t step = 0; step < results.steps; ++step) {
    if (!ends_a_day(results, step, offset)) continue;
    std::string out;
    std::vector<PlaceNeeds> needs = needs_at(results, step);
    if (!needs.empty()) needs.push_back(needs_in_all(results, step));
    for (const PlaceNeeds& need : needs) {
      const auto begin = [&](const char* target) {
        return format_time(results.time(step), offset) + "," + target + "," + need.place + ",";
      };
      add_estimate(out, begin("need_beds"), need.beds, 1.0);
      for (const PerPerson& quantity : quantities) {
        add_estimate(out, begin(quantity.target), need.people, quantity.amount);
      }
      out +=
          fmt::format("{}probability,{:.3f}\n", begin("too_few_beds"), need.shortage_probability);
    }
    sink(out);
  }
}

}  // namespace corridor
