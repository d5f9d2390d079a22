#pragma once
// The readers behind `read_flee_folder`, one a file. Each adds its faults to the diagnostics and
// fills its part of the instance; the order is settings, period, locations, and then the rest.
#include <filesystem>

#include "base/diagnostics.h"
#include "scenario/flee_instance.h"

namespace corridor {

void read_flee_settings(const std::filesystem::path& file, FleeInstance& instance,
                        Diagnostics& diagnostics);
void read_flee_period(const std::filesystem::path& folder, int days, FleeInstance& instance,
                      Diagnostics& diagnostics);
void read_flee_locations(const std::filesystem::path& folder, FleeInstance& instance,
                         Diagnostics& diagnostics);
void read_flee_routes(const std::filesystem::path& folder, FleeInstance& instance,
                      Diagnostics& diagnostics);
void read_flee_closures(const std::filesystem::path& folder, FleeInstance& instance,
                        Diagnostics& diagnostics);
void read_flee_location_changes(const std::filesystem::path& file, FleeInstance& instance,
                                Diagnostics& diagnostics);
/// `conflicts.csv`, or `flood_level.csv` where floods steer.
void read_flee_daily_columns(const std::filesystem::path& folder, FleeInstance& instance,
                             Diagnostics& diagnostics);
/// The tables of `data_layout.csv` and their corrections.
void read_flee_data(const std::filesystem::path& data_folder,
                    const std::filesystem::path& input_folder, FleeInstance& instance,
                    Diagnostics& diagnostics);

/// The characteristics of people, from all `demographics_*.csv`.
void read_flee_demographics(const std::filesystem::path& folder, FleeInstance& instance,
                            Diagnostics& diagnostics);
/// People who are there before the first day, from `agents.csv`.
void read_flee_agents(const std::filesystem::path& folder, FleeInstance& instance,
                      Diagnostics& diagnostics);
/// Hunger by region, from `region_attributes_IPC.csv`.
void read_flee_hunger(const std::filesystem::path& folder, FleeInstance& instance,
                      Diagnostics& diagnostics);
/// `major_routes.csv`, where it is there.
void read_flee_major_routes(const std::filesystem::path& folder, FleeInstance& instance,
                            Diagnostics& diagnostics);
/// That what the rules need of people and places is there.
void check_flee_rules(const FleeInstance& instance, Diagnostics& diagnostics);

/// The kind that Flee sees in a text of the location type column.
FleeLocationKind flee_location_kind(const std::string& text);
/// The location of that name (the last one where names repeat), or an error with the nearest name.
std::optional<FleeLocationIndex> flee_find_location(const FleeInstance& instance,
                                                    const std::string& name,
                                                    const std::string& file, int line,
                                                    Diagnostics& diagnostics);

}  // namespace corridor
