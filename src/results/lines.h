#pragma once
// Who stands in line at the ends of the roads.
#include <string>
#include <vector>

#include "results/ensemble_results.h"

namespace corridor {

/// The longest line at the end of one road in one member.
struct LongestLine {
  double vehicles = 0.0;
  double people = 0.0;  ///< in these vehicles, as full as all on the road, and on foot
  double hours = 0.0;   ///< until the last of them has passed; at least so many where not
  bool passes = true;   ///< whether the last of them has passed by the end of the run
};

/// The series of one road that speak of its line.
class LineOnRoad {
 public:
  /// Takes series that the results have not as 0 throughout.
  LineOnRoad(const EnsembleResults& results, const std::string& road);

  /// The line with the most people at any step from `first` on.
  [[nodiscard]] LongestLine longest(std::size_t member, std::size_t first) const;

 private:
  using Row = std::size_t;  ///< of the results; their number where there is none
  [[nodiscard]] double at(Row series, std::size_t step, std::size_t member) const;
  [[nodiscard]] double people(std::size_t step, std::size_t member) const;
  /// Steps from `step` on until `standing` have left, and whether they have by the end.
  [[nodiscard]] std::pair<double, bool> steps_to_pass(double standing, Row outflow,
                                                      std::size_t step, std::size_t member) const;

  const EnsembleResults& results_;
  Row vehicles_, people_in_vehicles_, queue_vehicles_, outflow_vehicles_, queue_on_foot_,
      outflow_on_foot_;
};

}  // namespace corridor
