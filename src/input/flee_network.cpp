// `sim_period.csv`, `routes.csv` and `closures.csv`.
#include <algorithm>
#include <cctype>
#include <map>

#include "input/flee_csv.h"
#include "input/flee_readers.h"

namespace corridor {
namespace {

constexpr std::size_t kRouteAttributes = 4;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Turns rows of `routes.csv` into routes.
class RouteReader {
 public:
  RouteReader(const FleeCsv& csv, FleeInstance& instance, Diagnostics& diagnostics)
      : file_(csv.file),
        attribute_names_(flee_extra_columns(csv, kRouteAttributes)),
        instance_(instance),
        diagnostics_(diagnostics) {}

  void read(const FleeCsvRow& row) {
    const auto from = flee_find_location(instance_, row.field(0), file_, row.line, diagnostics_);
    const auto to = flee_find_location(instance_, row.field(1), file_, row.line, diagnostics_);
    const auto length = flee_number(row.field(2));
    if (!length || *length < 0.0) {
      flee_error(diagnostics_, file_, row.line, "distance", '"' + row.field(2) + '"',
                 "a distance in km, 0 or more");
    }
    FleeRoute route;
    read_attributes(row, route);
    const long long forced = forced_redirection(row);
    if (!from || !to || !length || *length < 0.0) return;
    if (*length == 0.0 && !instance_.for_daily) {
      flee_warning(diagnostics_, file_, row.line, "distance", "0", "a distance above 0 km",
                   "people cross it in no time; Flee may stop there");
    }
    if (!instance_.for_daily) warn_of_shape(row, *from, *to);
    route.from = *from;
    route.to = *to;
    route.length_km = *length;
    route.line = row.line;
    instance_.routes.push_back(route);
    // Flee's quirk Q6: the value 1 makes the pair of links twice.
    if (forced == 1 && instance_.settings.strict) instance_.routes.push_back(route);
  }

 private:
  void warn_of_shape(const FleeCsvRow& row, FleeLocationIndex from, FleeLocationIndex to) {
    if (from == to) {
      flee_warning(diagnostics_, file_, row.line, "", "a route from a place to itself",
                   "two places", "people may walk in a circle, as in Flee");
    }
    const auto [first, is_new] =
        line_of_.emplace(std::pair(std::min(from, to), std::max(from, to)), row.line);
    if (is_new) return;
    flee_warning(diagnostics_, file_, row.line, "", "the same two places again",
                 "one row (the first is on line " + std::to_string(first->second) + ")",
                 "both count as a choice, as in Flee; all who choose either take the first");
  }

  long long forced_redirection(const FleeCsvRow& row) {
    const std::string& text = row.field(3);
    const auto value = text.empty() ? std::optional<long long>(0) : flee_integer(text);
    if (!value || *value < 0 || *value > 2) {
      flee_error(diagnostics_, file_, row.line, "forced_redirection", '"' + text + '"',
                 "0, 1, 2 or empty");
      return 0;
    }
    if (*value != 0) {
      flee_warning(diagnostics_, file_, row.line, "forced_redirection", text, "0",
                   "it has no effect on movement in Flee, nor here (quirk Q3)");
    }
    return *value;
  }

  void read_attributes(const FleeCsvRow& row, FleeRoute& route) {
    if (row.fields.size() > kRouteAttributes && attribute_names_.empty()) {
      flee_error(diagnostics_, file_, row.line, "", std::to_string(row.fields.size()) + " fields",
                 "at most 4 without a header",
                 "name the further columns in a first row that starts with #");
      return;
    }
    for (std::size_t i = kRouteAttributes; i < row.fields.size(); ++i) {
      const std::size_t index = i - kRouteAttributes;
      if (index < attribute_names_.size()) read_attribute(row, attribute_names_[index], i, route);
    }
  }

  void read_attribute(const FleeCsvRow& row, const std::string& name, std::size_t field,
                      FleeRoute& route) {
    if (name != "max_move_speed" && name != "walk_probability") return;
    const auto value = flee_number(row.field(field));
    const bool is_speed = name == "max_move_speed";
    if (!value || *value < 0.0 || (is_speed && *value == 0.0)) {
      flee_error(diagnostics_, file_, row.line, name, '"' + row.field(field) + '"',
                 is_speed ? "km per day above 0" : "a probability",
                 "give it in every row or remove the column");
      return;
    }
    if (name == "max_move_speed") {
      route.max_move_speed_km_per_day = *value;
    } else {
      route.walk_probability = *value;
    }
  }

  std::string file_;
  std::vector<std::string> attribute_names_;
  FleeInstance& instance_;
  Diagnostics& diagnostics_;
  std::map<std::pair<FleeLocationIndex, FleeLocationIndex>, int> line_of_;
};

/// Turns rows of `closures.csv` into closures.
class ClosureReader {
 public:
  ClosureReader(std::string file, FleeInstance& instance, Diagnostics& diagnostics)
      : file_(std::move(file)), instance_(instance), diagnostics_(diagnostics) {}

  void read(const FleeCsvRow& row) {
    const auto start = flee_integer(row.field(3));
    const auto end = flee_integer(row.field(4));
    if (row.fields.size() != 5 || !start || !end) {
      flee_error(diagnostics_, file_, row.line, "", std::to_string(row.fields.size()) + " fields",
                 "type, name1, name2, start day, end day", "days are whole numbers");
      return;
    }
    FleeClosure closure;
    closure.start_day = static_cast<int>(*start);
    closure.end_day = static_cast<int>(*end);
    warn_of_days(row, closure);
    if (read_subject(row, closure)) instance_.closures.push_back(closure);
  }

 private:
  void warn_of_days(const FleeCsvRow& row, const FleeClosure& closure) {
    if (closure.start_day < 0) {
      flee_warning(diagnostics_, file_, row.line, "start", row.field(3), "a day from 0 on",
                   "as in Flee a start before day 0 never happens (quirk Q9)");
    } else if (closure.end_day > 0 && closure.end_day < closure.start_day) {
      flee_warning(diagnostics_, file_, row.line, "end", row.field(4), "a day after the start",
                   "as in Flee the closure then never ends");
    }
    if (closure.end_day != 0) return;
    flee_warning(diagnostics_, file_, row.line, "end", "0",
                 "a day after the start, or -1 for a closure without end",
                 "as in Flee the reopening happens on day 0 and never later (quirk Q9)");
  }

  bool read_subject(const FleeCsvRow& row, FleeClosure& closure) {
    const std::string& type = row.field(0);
    if (type == "country") return read_country(row, closure);
    if (type == "location") {
      if (!row.field(2).empty()) {
        flee_warning(diagnostics_, file_, row.line, "name2", '"' + row.field(2) + '"',
                     "nothing in a closure of a location",
                     "it is ignored: all roads of " + row.field(1) +
                         " close, as in Flee "
                         "(quirk Q9)");
      }
      return read_location(row, FleeClosureKind::location, closure);
    }
    if (type == "camp") return read_location(row, FleeClosureKind::camp, closure);
    if (type == "idpcamp") return read_location(row, FleeClosureKind::idp_camp, closure);
    if (type == "link") return read_link(row, closure);
    const bool is_redirection = type == "remove_forced_redirection";
    flee_warning(diagnostics_, file_, row.line, "type", '"' + type + '"',
                 "country, location, link, camp or idpcamp",
                 is_redirection ? "forced redirection has no effect in Flee, nor here (quirk Q3)"
                                : "the row is ignored, as in Flee");
    return false;
  }

  bool read_country(const FleeCsvRow& row, FleeClosure& closure) {
    closure.kind = FleeClosureKind::country;
    closure.country1 = row.field(1);
    closure.country2 = row.field(2);
    for (const std::string& country : {closure.country1, closure.country2}) {
      const bool known =
          std::any_of(instance_.locations.begin(), instance_.locations.end(),
                      [&](const FleeLocation& location) { return location.country == country; });
      if (!known) {
        flee_warning(diagnostics_, file_, row.line, "country", '"' + country + '"',
                     "a country of locations.csv", "the row closes nothing");
      }
    }
    return true;
  }

  bool read_location(const FleeCsvRow& row, FleeClosureKind kind, FleeClosure& closure) {
    closure.kind = kind;
    const auto location =
        flee_find_location(instance_, row.field(1), file_, row.line, diagnostics_);
    closure.location1 = location.value_or(0);
    return location.has_value();
  }

  bool read_link(const FleeCsvRow& row, FleeClosure& closure) {
    if (instance_.settings.strict) {
      flee_warning(diagnostics_, file_, row.line, "type", "link", "country or location",
                   "Flee never closes such links; so it is under --strict-flee (quirk Q4)");
      return false;
    }
    flee_warning(diagnostics_, file_, row.line, "type", "link", "country or location",
                 "Flee never closes such links; Corridor does (quirks Q4 and Q5 corrected)");
    const auto to = flee_find_location(instance_, row.field(2), file_, row.line, diagnostics_);
    closure.location2 = to.value_or(0);
    return read_location(row, FleeClosureKind::link, closure) && to.has_value();
  }

  std::string file_;
  FleeInstance& instance_;
  Diagnostics& diagnostics_;
};

}  // namespace

void read_flee_period(const std::filesystem::path& folder, int days, FleeInstance& instance,
                      Diagnostics& diagnostics) {
  const auto csv = read_flee_csv(folder / "sim_period.csv", diagnostics);
  if (!csv) return;
  std::optional<Time> start;
  std::optional<long long> length;
  int start_line = 1;
  int length_line = 1;
  std::string start_text;
  std::string length_text;
  for (const FleeCsvRow& row : csv->rows) {
    const std::string key = lower(flee_stripped(row.field(0)));
    if (key == "startdate") {
      start_line = row.line;
      start_text = row.field(1);
      start = parse_time(flee_stripped(start_text), Duration{0});
    } else if (key == "length") {
      length_line = row.line;
      length_text = row.field(1);
      length = flee_whole(length_text, csv->file, row.line, "length", diagnostics);
    }
  }
  if (!start) {
    flee_error(diagnostics, csv->file, start_line, "startdate", '"' + start_text + '"',
               "a row startdate,YYYY-MM-DD");
  }
  if (days <= 0 && (!length || *length <= 0)) {
    flee_error(diagnostics, csv->file, length_line, "length", '"' + length_text + '"',
               "a row length,<whole days>", "or give the number of days on the command line");
  }
  instance.start = start.value_or(Time{});
  instance.days = days > 0 ? days : static_cast<int>(length.value_or(0));
}

void read_flee_routes(const std::filesystem::path& folder, FleeInstance& instance,
                      Diagnostics& diagnostics) {
  const auto csv = read_flee_csv(folder / "routes.csv", diagnostics);
  if (!csv) return;
  RouteReader reader(*csv, instance, diagnostics);
  constexpr std::size_t kLength = 2;
  for (const FleeCsvRow& row : flee_data_rows(*csv, {kLength}, diagnostics)) reader.read(row);
}

void read_flee_closures(const std::filesystem::path& folder, FleeInstance& instance,
                        Diagnostics& diagnostics) {
  const auto csv = read_flee_csv(folder / "closures.csv", diagnostics);
  if (!csv) return;
  ClosureReader reader(csv->file, instance, diagnostics);
  constexpr std::size_t kStart = 3;
  constexpr std::size_t kEnd = 4;
  for (const FleeCsvRow& row : flee_data_rows(*csv, {kStart, kEnd}, diagnostics)) reader.read(row);
}

}  // namespace corridor
