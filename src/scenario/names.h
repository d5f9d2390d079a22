#pragma once
// The words that tables and outputs use for the kinds of things: one list for both directions.
#include <string>
#include <utility>
#include <vector>

#include "scenario/scenario.h"
#include "scenario/series.h"

namespace corridor {

/// What hub.csv has for `location` where a series is of all places: the id of none.
inline constexpr const char* kWholeInHub = "total";

const std::vector<std::pair<std::string, Qualifier>>& qualifier_names();
const std::vector<std::pair<std::string, PlaceKind>>& place_kind_names();
const std::vector<std::pair<std::string, HouseholdClass>>& household_class_names();
/// Each beside itself, as tables choose among them.
const std::vector<std::pair<std::string, std::string>>& source_type_names();

const std::string& name_of(Qualifier qualifier);
const std::string& name_of(PlaceKind kind);

/// Both names, where there are two. Here and below names from right to left are set apart
/// (U+2068, U+2069): they move nothing beside them.
std::string in_words(const Names& names);
/// What a reader is shown of a place: both its names, `Stepanakert / Khankendi`; its id where it
/// has none.
std::string names_of(const Place& place);
/// And of a road: the names of where it begins and ends.
std::string names_of(const Scenario& scenario, const Road& road);
/// And of the place, road or region with that id; what is none as it stands.
std::string names_of_location(const Scenario& scenario, const std::string& id);
/// And of a series: what it counts, and where; its name where nothing is said of it.
std::string names_of(const Scenario& scenario, const SeriesInfo& series);

}  // namespace corridor
