#include <fmt/format.h>

#include "output/comparison_formats.h"
#include "output/html.h"
#include "scenario/names.h"

namespace corridor {

std::string difference_range(const ComparedQuantity& compared) {
  const ComparedRange& range = compared.difference;
  const double mean = compared.mean_difference;
  const bool is_of_few = (mean < range.low || mean > range.high) && signed_grouped(mean) != "0";
  return signed_grouped(range.low) + " to " + signed_grouped(range.high) +
         (is_of_few ? ", in few runs" : "");
}

std::string not_reached_words(const ComparedQuantity& compared) {
  if (compared.base_not_reached + compared.value_not_reached == 0) return "";
  return fmt::format("not by the end in {} of {} runs (base: {})", compared.value_not_reached,
                     compared.members, compared.base_not_reached);
}

std::string compared_name(const Scenario& scenario, const ComparedQuantity& compared) {
  return compared.location.empty()
             ? compared.name
             : compared.name + ", " + names_of_location(scenario, compared.location);
}

std::string comparison_sentence(const Scenario& scenario, const ComparedWhatIf& what_if) {
  std::string sentence = what_if.entry.name + ":";
  for (const ComparedQuantity& q : what_if.quantities) {
    const std::string missed = not_reached_words(q);
    sentence += fmt::format("\n  {}: {} {} on average ({}){}", compared_name(scenario, q),
                            signed_grouped(q.mean_difference), q.unit, difference_range(q),
                            missed.empty() ? "" : "; " + missed);
  }
  return sentence;
}

}  // namespace corridor
