#include "results/lines.h"

#include <algorithm>
#include <utility>

namespace corridor {

LineOnRoad::LineOnRoad(const EnsembleResults& results, const std::string& road)
    : results_(results),
      vehicles_(results.find("road_vehicles", road)),
      people_in_vehicles_(results.find("road_people_in_vehicles", road)),
      queue_vehicles_(results.find("road_queue_vehicles", road)),
      outflow_vehicles_(results.find("road_outflow_vehicles", road)),
      queue_on_foot_(results.find("road_queue_on_foot", road)),
      outflow_on_foot_(results.find("road_outflow_on_foot", road)) {}

double LineOnRoad::at(Row series, std::size_t step, std::size_t member) const {
  if (series == results_.series.size()) return 0.0;
  return static_cast<double>(results_.row(series, step)[member]);
}

double LineOnRoad::people(std::size_t step, std::size_t member) const {
  const double vehicles = at(vehicles_, step, member);
  const double standing = at(queue_vehicles_, step, member);
  const double per_vehicle =
      vehicles > 0.0 ? at(people_in_vehicles_, step, member) / vehicles : 0.0;
  return standing * per_vehicle + at(queue_on_foot_, step, member);
}

std::pair<double, bool> LineOnRoad::steps_to_pass(double standing, Row outflow, std::size_t step,
                                                  std::size_t member) const {
  double steps = 0.0;
  for (std::size_t next = step + 1; next < results_.steps && standing > 0.0; ++next) {
    const double left = at(outflow, next, member);
    steps += left > standing ? standing / left : 1.0;
    standing -= left;
  }
  return {steps, standing <= 0.0};
}

LongestLine LineOnRoad::longest(std::size_t member, std::size_t first) const {
  std::size_t when = first;
  double most = 0.0;
  for (std::size_t step = first; step < results_.steps; ++step) {
    const double here = people(step, member);
    if (here <= most) continue;
    most = here;
    when = step;
  }
  if (most <= 0.0) return {};
  const double vehicles = at(queue_vehicles_, when, member);
  const auto driving = steps_to_pass(vehicles, outflow_vehicles_, when, member);
  const auto walking =
      steps_to_pass(at(queue_on_foot_, when, member), outflow_on_foot_, when, member);
  const double step_hours = in_hours(results_.step);
  return {vehicles, most, std::max(driving.first, walking.first) * step_hours,
          driving.second && walking.second};
}

}  // namespace corridor
