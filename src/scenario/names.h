#pragma once
// The words that tables and outputs use for the kinds of things: one list for both directions.
#include <string>
#include <utility>
#include <vector>

#include "scenario/scenario.h"

namespace corridor {

const std::vector<std::pair<std::string, Qualifier>>& qualifier_names();
const std::vector<std::pair<std::string, PlaceKind>>& place_kind_names();
const std::vector<std::pair<std::string, HouseholdClass>>& household_class_names();
/// Each beside itself, as tables choose among them.
const std::vector<std::pair<std::string, std::string>>& source_type_names();

const std::string& name_of(Qualifier qualifier);
const std::string& name_of(PlaceKind kind);

}  // namespace corridor
