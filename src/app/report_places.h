#pragma once
// The places that a report may name: from a scenario, or from a small table.
#include <filesystem>
#include <map>
#include <string>

#include "base/diagnostics.h"
#include "reading/places.h"
#include "scenario/scenario.h"

namespace corridor {

struct ReportPlaces {
  reading::Gazetteer gazetteer;
  std::map<std::string, std::string> names;  ///< by id, both names where a place has two
};

/// Every place and region under both its names. Districts are known as districts: "Martuni
/// district" is not the town.
ReportPlaces places_of(const Scenario& scenario);

/// A table with the columns `id`, `name` and, as places.csv has, `other_name`; further rows of an
/// id are further names. Problems go to `diagnostics`.
ReportPlaces places_in_file(const std::filesystem::path& path, Diagnostics& diagnostics);

}  // namespace corridor
