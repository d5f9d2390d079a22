#pragma once
// A Flee instance as the outputs and the inference know scenarios: places, roads, observations.
#include <string>
#include <vector>

#include "scenario/flee_instance.h"
#include "scenario/scenario.h"

namespace corridor {

/// Where journeys end.
bool is_camp(FleeLocationKind kind);
PlaceKind place_kind(FleeLocationKind kind);

/// A name as a cell of a table: without blanks at the ends, commas, quotes and line ends as
/// underscores.
std::string plain_cell(std::string text);

/// The id of each location as a place: its name as a plain cell; a number follows where names
/// repeat.
std::vector<std::string> flee_place_ids(const FleeInstance& instance);

/// Fills places and roads (one each way a route), start, end and step of a day. Camps are safe
/// destinations. Both lists are sorted by id.
void add_flee_network(const FleeInstance& instance, Scenario& scenario);

/// The counts of the camps as `in_camp` rows, one a reported date within the period, for the end of
/// that day. A count that a correction changed stands corrected and is published with it.
std::vector<ObservationRow> flee_observations(const FleeInstance& instance,
                                              const std::string& source);

}  // namespace corridor
