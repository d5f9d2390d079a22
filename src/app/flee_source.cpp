#include "app/flee_source.h"

#include <filesystem>

namespace corridor {

void add_files_of_working_directory(FleeSource& source) {
  if (source.settings_file.empty() && std::filesystem::exists(kFleeSettingsFile)) {
    source.settings_file = kFleeSettingsFile;
  }
  if (std::filesystem::exists(kFleeLocationChangesFile)) {
    source.location_changes_file = kFleeLocationChangesFile;
  }
}

}  // namespace corridor
