#include "input/flee_for_daily.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "input/bounds.h"
#include "input/csv.h"
#include "input/flee_csv.h"
#include "input/flee_folder.h"
#include "input/flee_readers.h"
#include "input/flee_reported.h"
#include "scenario/flee_scenario.h"

namespace corridor {
namespace {

constexpr const char* kLocations = "locations.csv";
constexpr const char* kClosures = "closures.csv";
constexpr const char* kPeriod = "sim_period.csv";

void check_degrees(const FleeLocation& location, const char* column, double degrees, double most,
                   Diagnostics& diagnostics) {
  if (std::abs(degrees) <= most) return;
  flee_error(diagnostics, kLocations, location.line, column, fmt::format("{:g}", degrees),
             fmt::format("degrees from -{0:g} to {0:g}", most),
             "the latitude stands in the fourth column, the longitude in the fifth");
}

void check_text(const FleeLocation& location, const char* column, const std::string& text,
                Diagnostics& diagnostics) {
  if (first_invalid_utf8(text) == std::string::npos) return;
  flee_error(diagnostics, kLocations, location.line, column, "a byte that is not UTF-8",
             "UTF-8 text",
             "save all files of the folder as UTF-8 (they look like a Windows or Latin encoding)");
}

void check_locations(const FleeInstance& instance, Diagnostics& diagnostics) {
  constexpr double kPole = 90.0;
  constexpr double kDateLine = 180.0;
  for (const FleeLocation& location : instance.locations) {
    check_degrees(location, "latitude", location.latitude_deg, kPole, diagnostics);
    check_degrees(location, "longitude", location.longitude_deg, kDateLine, diagnostics);
    check_text(location, "name", location.name, diagnostics);
    check_text(location, "country", location.country, diagnostics);
    if (static_cast<double>(location.population) <= kMostPeople) continue;
    flee_error(diagnostics, kLocations, location.line, "population",
               std::to_string(location.population), fmt::format("at most {:.0f}", kMostPeople));
  }
  const bool has_camps =
      std::any_of(instance.locations.begin(), instance.locations.end(),
                  [](const FleeLocation& location) { return is_camp(location.kind); });
  if (has_camps || instance.locations.empty()) return;
  flee_error(diagnostics, kLocations, 0, "location type", "no camp",
             "at least one place of type camp", "ruleset daily forecasts people in camps");
}

void check_routes(FleeInstance& instance, Diagnostics& diagnostics) {
  for (const FleeRoute& route : instance.routes) {
    if (route.from == route.to) {
      flee_warning(diagnostics, "routes.csv", route.line, "",
                   "a route from " + instance.locations[route.from].name + " to itself",
                   "two places", "it is left out");
    }
    if (route.length_km <= kLongestRoad_km) continue;
    flee_error(diagnostics, "routes.csv", route.line, "distance",
               fmt::format("{:g}", route.length_km),
               fmt::format("at most {:g} km", kLongestRoad_km), "the unit is the kilometre");
  }
  const auto leads_nowhere = [](const FleeRoute& route) { return route.from == route.to; };
  instance.routes.erase(
      std::remove_if(instance.routes.begin(), instance.routes.end(), leads_nowhere),
      instance.routes.end());
}

/// That the counts lie in the period, or how many do not.
class PeriodCheck {
 public:
  PeriodCheck(const FleeInstance& instance, Diagnostics& diagnostics)
      : instance_(instance), diagnostics_(diagnostics) {
    for (const FleeTable& table : instance.tables) {
      for (const double day : table.days) add(day);
    }
  }

  void check() {
    if (all_ == 0 || instance_.days <= 0) return;
    if (outside_ == all_) {
      flee_error(diagnostics_, kPeriod, 0, "", "a period without any count, " + period(),
                 "one that meets the counts, which are from " + dates(first_, last_),
                 "mend StartDate or Length, or the dates of the counts");
      return;
    }
    if (outside_ == 0) return;
    flee_warning(diagnostics_, kPeriod, 0, "",
                 fmt::format("{} of {} counts outside the period, {}", outside_, all_, period()),
                 "counts inside it", "they are left out");
    warn_of_empty_series();
  }

 private:
  void add(double day) {
    first_ = all_ == 0 ? day : std::min(first_, day);
    last_ = all_ == 0 ? day : std::max(last_, day);
    ++all_;
    if (!is_inside(day)) ++outside_;
  }
  [[nodiscard]] bool is_inside(double day) const { return day >= 0 && day < instance_.days; }
  [[nodiscard]] std::string dates(double from, double to) const {
    const auto date = [&](double day) {
      return format_date(instance_.start + static_cast<int>(day) * kDay, kUtc);
    };
    return date(from) + " to " + date(to);
  }
  [[nodiscard]] std::string period() const { return dates(0, instance_.days - 1); }

  void warn_of_empty_series() {
    for (const FleeTable& table : instance_.tables) {
      if (std::any_of(table.days.begin(), table.days.end(),
                      [&](double day) { return is_inside(day); }))
        continue;
      flee_warning(diagnostics_, "data_layout.csv", 0, table.label, "no count inside the period",
                   "at least one", "nothing is known of it");
    }
  }

  const FleeInstance& instance_;
  Diagnostics& diagnostics_;
  std::size_t all_ = 0;
  std::size_t outside_ = 0;
  double first_ = 0.0;
  double last_ = 0.0;
};

void warn_of_corrections(const std::filesystem::path& input_folder, Diagnostics& diagnostics) {
  constexpr const char* kCorrections = "registration_corrections.csv";
  std::error_code unreadable;
  const auto bytes = std::filesystem::file_size(input_folder / kCorrections, unreadable);
  if (unreadable || bytes == 0) return;
  flee_warning(diagnostics, kCorrections, 0, "", "corrections of counts",
               "counts as they were reported",
               "it is neither checked nor applied: nobody knew a correction before its day");
}

}  // namespace

std::optional<FleeInstance> read_flee_for_daily(const std::filesystem::path& input_folder,
                                                const std::filesystem::path& data_folder, int days,
                                                Diagnostics& diagnostics) {
  FleeInstance instance;
  instance.for_daily = true;
  instance.name = flee_instance_name(input_folder);
  read_flee_period(input_folder, days, instance, diagnostics);
  read_flee_locations(input_folder, instance, diagnostics);
  check_locations(instance, diagnostics);
  read_flee_routes(input_folder, instance, diagnostics);
  check_routes(instance, diagnostics);
  if (std::filesystem::exists(input_folder / kClosures)) {
    read_flee_closures(input_folder, instance, diagnostics);
  } else {
    flee_warning(diagnostics, kClosures, 0, "", "no such file", "the closures of roads and borders",
                 "none is taken to have been closed");
  }
  read_flee_daily_columns(input_folder, instance, diagnostics);
  instance.tables = read_flee_reported_counts(data_folder, instance, diagnostics);
  PeriodCheck(instance, diagnostics).check();
  warn_of_corrections(input_folder, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return instance;
}

}  // namespace corridor
