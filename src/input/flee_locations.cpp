// `locations.csv` and `location_changes.csv`.
#include <algorithm>
#include <cctype>
#include <limits>

#include "input/flee_csv.h"
#include "input/flee_readers.h"

namespace corridor {
namespace {

enum Column : std::size_t {
  kName,
  kRegion,
  kCountry,
  kLatitude,
  kLongitude,
  kKind,
  kConflictDay,
  kPeople,
  kFirstAttribute
};

/// Flee's floor division by `hasten`.
Count floor_divided(Count value, Count divisor) {
  const Count quotient = value / divisor;
  return quotient - (value % divisor != 0 && (value < 0) != (divisor < 0) ? 1 : 0);
}

bool is_camp_kind(FleeLocationKind kind) {
  return kind == FleeLocationKind::camp || kind == FleeLocationKind::idp_camp;
}

/// Turns rows of one file into locations.
class LocationReader {
 public:
  LocationReader(const FleeCsv& csv, const FleeInstance& instance, Diagnostics& diagnostics)
      : file_(csv.file),
        attribute_names_(flee_extra_columns(csv, kFirstAttribute)),
        hasten_(instance.settings.hasten),
        for_daily_(instance.for_daily),
        diagnostics_(diagnostics) {}

  FleeLocation read(const FleeCsvRow& row) {
    FleeLocation location;
    location.name = row.field(kName);
    location.line = row.line;
    if (!row.field(kRegion).empty()) location.region = row.field(kRegion);
    if (!row.field(kCountry).empty()) location.country = row.field(kCountry);
    location.latitude_deg = number(row, kLatitude, "latitude");
    location.longitude_deg = number(row, kLongitude, "longitude");
    location.kind = kind(row);
    if (location.kind == FleeLocationKind::conflict_zone) {
      location.conflict_day = static_cast<int>(required_integer(row, kConflictDay));
    }
    read_people(row, location);
    read_attributes(row, location);
    return location;
  }

 private:
  double number(const FleeCsvRow& row, std::size_t column, const char* name) {
    const std::string& text = row.field(column);
    if (text.empty()) return 0.0;
    const auto value = flee_number(text);
    if (!value) {
      flee_error(diagnostics_, file_, row.line, name, '"' + text + '"', "a number",
                 "write degrees, or leave the field empty");
    }
    return value.value_or(0.0);
  }

  Count required_integer(const FleeCsvRow& row, std::size_t column) {
    const auto value =
        flee_whole(row.field(column), file_, row.line, "conflict date", diagnostics_);
    if (!value) {
      flee_error(diagnostics_, file_, row.line, "conflict date", '"' + row.field(column) + '"',
                 "a whole day number for a conflict zone",
                 "write 0 for a zone in conflict from the start");
    }
    return value.value_or(0);
  }

  FleeLocationKind kind(const FleeCsvRow& row) {
    const FleeLocationKind found = flee_location_kind(row.field(kKind));
    if (found == FleeLocationKind::untyped) {
      flee_warning(diagnostics_, file_, row.line, "location type", '"' + row.field(kKind) + '"',
                   "camp, idpcamp, conflict_zone, forwarding_hub, marker, flood_zone or town",
                   for_daily_ ? "it is a place without a camp"
                              : "everybody leaves this place at once, as in Flee");
    }
    return found;
  }

  void read_people(const FleeCsvRow& row, FleeLocation& location) {
    const std::string& text = row.field(kPeople);
    const auto value = text.empty()
                           ? std::optional<long long>(0)
                           : flee_whole(text, file_, row.line, "population/capacity", diagnostics_);
    if (!value) {
      flee_error(diagnostics_, file_, row.line, "population/capacity", '"' + text + '"',
                 "a whole number without separators", "write it with digits only");
    }
    const Count people = floor_divided(value.value_or(0), hasten_);
    (is_camp_kind(location.kind) ? location.capacity : location.population) = people;
  }

  void read_attributes(const FleeCsvRow& row, FleeLocation& location) {
    if (row.fields.size() > kFirstAttribute && attribute_names_.empty()) {
      flee_error(diagnostics_, file_, row.line, "", std::to_string(row.fields.size()) + " fields",
                 "at most 8 without a header",
                 "name the further columns in a first row that starts with #");
      return;
    }
    for (std::size_t i = kFirstAttribute; i < row.fields.size(); ++i) {
      const std::size_t index = i - kFirstAttribute;
      if (index < attribute_names_.size()) {
        location.attributes[attribute_names_[index]] =
            flee_number(row.fields[i]).value_or(std::numeric_limits<double>::quiet_NaN());
      }
    }
    location.conflict_intensity = attribute(row, "conflict_intensity", location.conflict_intensity);
    location.initial_idps = static_cast<Count>(attribute(row, "initial_idps", 0.0));
    location.capacity_per_day = static_cast<Count>(attribute(row, "capacity_per_day", 0.0));
  }

  /// The number in the last column of that name; `fallback` where there is none or nothing in it.
  double attribute(const FleeCsvRow& row, const char* name, double fallback) {
    std::string text;
    for (std::size_t i = 0; i < attribute_names_.size(); ++i) {
      if (attribute_names_[i] == name && kFirstAttribute + i < row.fields.size())
        text = row.fields[kFirstAttribute + i];
    }
    if (text.empty()) return fallback;
    const auto value = flee_number(text);
    if (!value) flee_error(diagnostics_, file_, row.line, name, '"' + text + '"', "a number", "");
    return value.value_or(fallback);
  }

  std::string file_;
  std::vector<std::string> attribute_names_;
  Count hasten_;
  bool for_daily_;
  Diagnostics& diagnostics_;
};

void warn_of_second_header(const FleeCsv& csv, Diagnostics& diagnostics) {
  int first_line = 0;
  for (const FleeCsvRow& row : csv.rows) {
    if (!row.is_comment() || row.fields.size() <= kFirstAttribute) continue;
    if (first_line > 0) {
      flee_warning(diagnostics, csv.file, row.line, "", "a second row of column names",
                   "one (the first is on line " + std::to_string(first_line) + ")",
                   "its names are appended to those of the first, as in Flee");
    }
    first_line = row.line;
  }
}

void warn_of_automatic_camps(const FleeInstance& instance, const std::vector<FleeCsvRow>& rows,
                             const std::string& file, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const FleeLocation& location = instance.locations[i];
    if (is_camp_kind(location.kind) || !flee_starts_as_camp(location, instance.settings)) continue;
    flee_warning(diagnostics, file, rows[i].line, "location type", '"' + rows[i].field(kKind) + '"',
                 "a chance of leaving of 0.005 or more",
                 "it counts as a camp, as in Flee (quirk Q28)");
  }
}

void warn_of_hasten(const FleeInstance& instance, const std::vector<FleeCsvRow>& rows,
                    const std::string& file, Diagnostics& diagnostics) {
  if (instance.settings.hasten <= 1) return;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const FleeLocation& location = instance.locations[i];
    if (location.initial_idps == 0 && location.capacity_per_day == 0) continue;
    flee_warning(diagnostics, file, rows[i].line, "", "initial_idps or capacity_per_day",
                 "numbers already divided by hasten", "hasten does not scale them (quirk Q37)");
  }
}

void warn_of_repeated_names(const std::vector<FleeCsvRow>& rows, const std::string& file,
                            Diagnostics& diagnostics) {
  std::map<std::string, int> line_of;
  for (const FleeCsvRow& row : rows) {
    const auto [first, is_new] = line_of.emplace(row.field(kName), row.line);
    if (is_new) continue;
    flee_warning(diagnostics, file, row.line, "name", '"' + row.field(kName) + "\" again",
                 "a name used once (first on line " + std::to_string(first->second) + ")",
                 "other files mean the last one; rename one of them");
  }
}

}  // namespace

FleeLocationKind flee_location_kind(const std::string& text) {
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto has = [&](const char* part) { return lower.find(part) != std::string::npos; };
  if (has("camp")) return has("idp") ? FleeLocationKind::idp_camp : FleeLocationKind::camp;
  if (has("conflict")) return FleeLocationKind::conflict_zone;
  if (has("forward")) return FleeLocationKind::forwarding_hub;
  if (has("marker")) return FleeLocationKind::marker;
  if (has("flood_zone")) return FleeLocationKind::flood_zone;
  if (has("default") || has("town")) return FleeLocationKind::town;
  return FleeLocationKind::untyped;
}

std::optional<FleeLocationIndex> flee_find_location(const FleeInstance& instance,
                                                    const std::string& name,
                                                    const std::string& file, int line,
                                                    Diagnostics& diagnostics) {
  for (std::size_t i = instance.locations.size(); i-- > 0;) {
    if (instance.locations[i].name == name) return static_cast<FleeLocationIndex>(i);
  }
  std::vector<std::string> names;
  for (const FleeLocation& location : instance.locations) names.push_back(location.name);
  const std::string nearest = nearest_name(name, names);
  flee_error(diagnostics, file, line, "", '"' + name + '"', "a name of locations.csv",
             nearest.empty() ? "" : "did you mean \"" + nearest + "\"?");
  return std::nullopt;
}

void read_flee_locations(const std::filesystem::path& folder, FleeInstance& instance,
                         Diagnostics& diagnostics) {
  const auto csv = read_flee_csv(folder / "locations.csv", diagnostics);
  if (!csv) return;
  LocationReader reader(*csv, instance, diagnostics);
  const std::vector<FleeCsvRow> rows = flee_data_rows(*csv, {kLatitude, kLongitude}, diagnostics);
  for (const FleeCsvRow& row : rows) instance.locations.push_back(reader.read(row));
  warn_of_repeated_names(rows, csv->file, diagnostics);
  warn_of_second_header(*csv, diagnostics);
  warn_of_automatic_camps(instance, rows, csv->file, diagnostics);
  warn_of_hasten(instance, rows, csv->file, diagnostics);
  if (instance.locations.empty()) {
    flee_error(diagnostics, csv->file, 1, "", "no locations", "one row a location");
  } else if (is_camp_kind(instance.locations.front().kind) && !instance.for_daily) {
    flee_warning(diagnostics, csv->file, rows.front().line, "country", "a camp in the first row",
                 "a place of the home country", "the country of the first row counts as home");
  }
}

void read_flee_location_changes(const std::filesystem::path& file, FleeInstance& instance,
                                Diagnostics& diagnostics) {
  const auto csv = read_flee_csv(file, diagnostics);
  if (!csv) return;
  for (const FleeCsvRow& row : flee_data_rows(*csv, diagnostics)) {
    const auto location =
        flee_find_location(instance, row.field(0), csv->file, row.line, diagnostics);
    const auto day = flee_integer(row.field(2));
    if (!day) {
      flee_error(diagnostics, csv->file, row.line, "day", '"' + row.field(2) + '"',
                 "a whole day number");
    }
    if (!location || !day) continue;
    instance.kind_changes.push_back(
        {*location, flee_location_kind(row.field(1)), static_cast<int>(*day)});
  }
}

}  // namespace corridor
