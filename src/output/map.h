#pragma once
#include <string>
#include <vector>

#include "scenario/scenario.h"

namespace corridor {

struct MapPlace {
  PlaceId place;
  double people = 0.0;  ///< sizes the circle
  std::string label;    ///< under the names
};

struct MapRoad {
  RoadId road;
  double flow_vehicles_per_hour = 0.0;  ///< sets the width, with
  double flow_on_foot_per_hour = 0.0;   ///< people
  double queue_vehicles = 0.0;          ///< sets the colour, with
  double queue_on_foot = 0.0;           ///< people
  bool open = true;                     ///< dotted where it is not
};

/// A map of the given places and the roads between them, drawn from the scenario alone: equal scale
/// in both directions, scale bar, both names of a place.
std::string draw_map(const Scenario& scenario, const std::vector<MapPlace>& places,
                     const std::vector<MapRoad>& roads, const std::string& caption);

}  // namespace corridor
