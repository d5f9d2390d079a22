#pragma once
// Small Flee instances written to a temporary folder and read through the real door.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include "input/flee_folder.h"
#include "rules/flee/output.h"

namespace corridor::test {

class FleeFolder {
 public:
  FleeFolder() {
    static int number = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("corridor-flee-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    std::filesystem::create_directories(path_ / "in");
    std::filesystem::create_directories(path_ / "data");
    write("in/closures.csv", "#closure_type,name1,name2,closure_start,closure_end\n");
    write("in/routes.csv", "#name1,name2,distance,forced_redirection\n");
    write("in/sim_period.csv", "StartDate,2010-01-01\nLength,30\n");
    write("settings.yml", "");
  }
  ~FleeFolder() { std::filesystem::remove_all(path_); }
  FleeFolder(const FleeFolder&) = delete;
  FleeFolder& operator=(const FleeFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  FleeFolder& write(const std::string& file, const std::string& text) {
    std::ofstream(path_ / file) << text;
    return *this;
  }
  FleeFolder& locations(const std::string& rows) {
    return write("in/locations.csv",
                 "#name,region,country,lat,lon,type,conflict_date,pop\n" + rows);
  }
  FleeFolder& routes(const std::string& rows) {
    return write("in/routes.csv", "#name1,name2,distance,forced_redirection\n" + rows);
  }
  /// One camp's registrations; the total is the same file.
  FleeFolder& camp_data(const std::string& camp, const std::string& rows) {
    write("data/camp.csv", rows);
    return write("data/data_layout.csv", "total,camp.csv\n" + camp + ",camp.csv\n");
  }
  /// Column of a place in conflict on every day.
  FleeFolder& always_in_conflict(const std::string& place, int days) {
    std::string text = "#Day," + place + "\n";
    for (int day = 0; day < days; ++day) text += std::to_string(day) + ",1\n";
    return write("in/conflicts.csv", text);
  }

  [[nodiscard]] std::optional<FleeInstance> read(Diagnostics& diagnostics, int days = 0,
                                                 bool strict = false,
                                                 const std::string& changes = "") const {
    FleeSource source;
    source.input_folder = path_ / "in";
    source.data_folder = path_ / "data";
    source.settings_file = path_ / "settings.yml";
    source.days = days;
    source.strict = strict;
    if (!changes.empty()) source.location_changes_file = path_ / changes;
    return read_flee_folder(source, diagnostics);
  }
  [[nodiscard]] std::shared_ptr<const FleeSetting> setting(int days = 0) const {
    Diagnostics diagnostics;
    auto instance = read(diagnostics, days);
    if (!instance) {
      std::string text;
      for (const Diagnostic& item : diagnostics.items()) text += to_string(item) + "\n";
      throw std::runtime_error(text);
    }
    return std::make_shared<const FleeSetting>(std::move(*instance));
  }

 private:
  std::filesystem::path path_;
};

}  // namespace corridor::test
