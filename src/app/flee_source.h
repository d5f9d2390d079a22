#pragma once
#include "input/flee_folder.h"

namespace corridor {

constexpr const char* kFleeSettingsFile = "simsetting.yml";
constexpr const char* kFleeLocationChangesFile = "location_changes.csv";

/// Adds what Flee takes from the working directory unasked: its settings, where none are named, and
/// changes of kind.
void add_files_of_working_directory(FleeSource& source);

}  // namespace corridor
