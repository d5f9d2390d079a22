#include "input/cells.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <locale>
#include <sstream>

#include "input/thousands.h"

namespace corridor {
namespace {

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

std::string range(double lower, double upper) {
  return fmt::format("a number from {:g} to {:g}", lower, upper);
}

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// The largest share.
constexpr double kAll = 1.0;

/// Between which numbers something lies.
struct Reach {
  double low = 1.0;
  double high = 1.0;
};

Reach reach_of(const Value::Factor& factor, const ParameterRegistry& registry) {
  Reach reach{factor.number, factor.number};
  if (factor.parameter.valid()) {
    const Parameter& parameter = registry[factor.parameter];
    reach = {parameter.lower, parameter.upper};
  }
  return factor.complement ? Reach{1.0 - reach.high, 1.0 - reach.low} : reach;
}

/// What a product may be within the bounds of its parameters.
Reach reach_of(const Value& value, const ParameterRegistry& registry) {
  Reach product;
  for (const Value::Factor& factor : value.factors) {
    const Reach next = reach_of(factor, registry);
    const auto [low, high] = std::minmax({product.low * next.low, product.low * next.high,
                                          product.high * next.low, product.high * next.high});
    product = {low, high};
  }
  return product;
}

/// `0,4` with a point; nothing where the comma may separate thousands.
std::optional<double> with_a_point(std::string text) {
  constexpr std::size_t kThousands = 3;  // digits behind their separator
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos || text.size() - comma - 1 == kThousands) return std::nullopt;
  text[comma] = '.';
  return parse_number(text);
}

/// `40%` as a share.
std::optional<double> as_share(const std::string& text) {
  constexpr double kPercent = 0.01;
  if (text.empty() || text.back() != '%') return std::nullopt;
  const std::string number = trimmed(text.substr(0, text.size() - 1));
  const auto parsed = parse_number(number);
  const auto percent = parsed ? parsed : with_a_point(number);
  return percent ? std::optional(*percent * kPercent) : std::nullopt;
}

std::string found_words(const std::string& text) {
  return text.empty() ? "an empty cell" : quoted(text);
}

}  // namespace

std::string how_to_write(const std::string& text) {
  if (const auto share = as_share(text)) return fmt::format("write a share: {:g}", *share);
  if (const auto number = with_a_point(text))
    return fmt::format("write it with a point: {:g}", *number);
  if (read_with_thousands(text)) return without_separators(text);
  if (text.find(',') != std::string::npos || text.find(' ') != std::string::npos) {
    return "write digits without separators, with a point for decimals";
  }
  return "write a plain number such as 12.5";
}

std::string moment_words(const Scenario& scenario) {
  const bool has_start = scenario.start != Time{};
  const auto example = has_start ? scenario.start : parse_time("2023-09-22", scenario.utc_offset);
  return "a moment such as " + format_time(*example, scenario.utc_offset);
}

std::optional<double> parse_number(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789+-.eE") != std::string_view::npos)
    return std::nullopt;
  std::istringstream stream{std::string(text)};
  stream.imbue(std::locale::classic());
  double value = 0.0;
  stream >> value;
  if (stream.fail() || !(stream >> std::ws).eof() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string Cells::text(const std::string& column) const {
  const std::size_t at = table_.column(column);
  return at == CsvTable::npos ? "" : row_.cells[at];
}

void Cells::error(const std::string& column, const std::string& found, const std::string& expected,
                  const std::string& remedy) {
  diagnostics_.add({Severity::error, table_.file, row_.line, column, found, expected, remedy});
}

void Cells::warning(const std::string& column, const std::string& found,
                    const std::string& expected, const std::string& remedy) {
  diagnostics_.add({Severity::warning, table_.file, row_.line, column, found, expected, remedy});
}

std::string Cells::required(const std::string& column) {
  const std::string found = text(column);
  if (trimmed(found).empty()) error(column, "an empty cell", "a value", "fill it in");
  return found;
}

bool is_plain_id(const std::string& text) {
  return !text.empty() && trimmed(text) == text &&
         text.find_first_of(",\"\r\n") == std::string::npos;
}

std::string Cells::id() {
  const std::string found = required("id");
  if (!trimmed(found).empty() && !is_plain_id(found)) {
    error("id", quoted(found), kPlainId, "rename it: outputs write ids as they stand");
  }
  return found;
}

std::string Cells::named_source() {
  const std::string found = text("source");
  if (found.empty()) warning("source", "an empty cell", "where this is from", "name the source");
  return found;
}

double Cells::number(const std::string& column, double lower, double upper,
                     std::optional<double> fallback) {
  const std::string found = text(column);
  if (found.empty() && fallback) return *fallback;
  const auto parsed = parse_number(found);
  if (!parsed) {
    error(column, found_words(found), range(lower, upper), how_to_write(found));
    return lower;
  }
  if (*parsed < lower || *parsed > upper) {
    error(column, quoted(found), range(lower, upper), "check the value and its unit");
    return lower;
  }
  return *parsed;
}

double Cells::whole(const std::string& column, double lower, double upper,
                    std::optional<double> fallback) {
  const std::string found = text(column);
  if (found.empty() && fallback) return *fallback;
  const auto parsed = parse_number(found);
  if (parsed && *parsed == std::floor(*parsed)) return number(column, lower, upper);
  error(column, found_words(found), fmt::format("a whole number from {:g} to {:g}", lower, upper),
        "write digits only, such as 12");
  return lower;
}

std::optional<double> Cells::optional_number(const std::string& column, double lower,
                                             double upper) {
  if (text(column).empty()) return std::nullopt;
  return number(column, lower, upper);
}

std::optional<Value::Factor> Cells::factor(const std::string& column, std::string piece) {
  Value::Factor result;
  if (piece.rfind("(1-", 0) == 0 && piece.back() == ')') {
    result.complement = true;
    piece = piece.substr(3, piece.size() - 4);
  }
  if (piece.empty() || piece.front() != '@') {
    const auto parsed = parse_number(piece);
    if (!parsed) {
      error(column, quoted(piece), "a number, @parameter or (1-@parameter)", how_to_write(piece));
      return std::nullopt;
    }
    result.number = *parsed;
    return result;
  }
  result.parameter = scenario_.parameters.find(piece.substr(1));
  if (!result.parameter.valid()) {
    std::vector<std::string> names;
    for (const Parameter& parameter : scenario_.parameters.all()) names.push_back(parameter.name);
    unknown_name(column, piece.substr(1), names);
    return std::nullopt;
  }
  return result;
}

Value Cells::value(const std::string& column, double lower, double upper,
                   std::optional<double> fallback) {
  const std::string found = text(column);
  if (found.empty() && fallback) return Value::constant(*fallback);
  if (found.find('@') == std::string::npos && found.find('*') == std::string::npos) {
    return Value::constant(number(column, lower, upper));
  }
  Value result;
  bool is_sound = true;
  std::stringstream pieces(found);
  for (std::string piece; std::getline(pieces, piece, '*');) {
    const auto parsed = factor(column, trimmed(piece));
    is_sound = is_sound && parsed.has_value();
    if (parsed) result.factors.push_back(*parsed);
  }
  if (is_sound) check_product(column, result, lower, upper);
  return result;
}

void Cells::check_product(const std::string& column, const Value& product, double lower,
                          double upper) {
  const Reach reach = reach_of(product, scenario_.parameters);
  const std::string found = quoted(text(column));
  if (reach.high < lower || reach.low > upper) {
    error(column, found, range(lower, upper), "check the value and its unit");
  } else if (lower >= 0.0 && reach.low < 0.0) {
    error(column, found + ", which may be negative", range(lower, upper) + " whatever is drawn",
          "check the bounds of its parameters, and its sign");
  } else if (upper == kAll && reach.high > kAll) {
    error(column, found + fmt::format(", which may be {:g}", reach.high),
          range(lower, upper) + " whatever is drawn", "set the bounds of its parameters");
  }
}

void Cells::require_whole_count(const std::string& column) {
  const std::string found = text(column);
  const auto parsed = parse_number(found);
  if (!parsed) return;  // no plain number, of which its reader has spoken
  if (read_with_thousands(found)) {
    error(column, quoted(found) + ", whose point seems to separate thousands", "a whole number",
          without_separators(found));
  } else if (*parsed != std::floor(*parsed)) {
    warning(column, quoted(found) + ", a fraction in a count", "a whole number",
            "check the decimal point, and whether thousands or millions are meant");
  }
}

void Cells::warn_of_thousands(const std::string& column) {
  const std::string found = text(column);
  if (!read_with_thousands(found) || !parse_number(found)) return;
  warning(column, quoted(found) + ", whose point seems to separate thousands",
          "a number without separators", without_separators(found));
}

bool Cells::yes_no(const std::string& column, bool fallback) {
  const std::string found = text(column);
  if (found.empty()) return fallback;
  if (found == "yes" || found == "no") return found == "yes";
  error(column, quoted(found), "yes or no", "write yes or no");
  return fallback;
}

int Cells::clock_minutes(const std::string& column) {
  const std::string found = text(column);
  if (found.empty()) return 0;
  const auto midnight = parse_time("2000-01-01", Duration{0});
  const auto moment = parse_time("2000-01-01T" + found, Duration{0});
  if (found.size() != 5 || !moment) {
    error(column, quoted(found), "a time of day HH:MM", "write for example 08:30");
    return 0;
  }
  return static_cast<int>((*moment - *midnight).count() / 60);
}

std::optional<Time> Cells::time(const std::string& column) {
  const std::string found = text(column);
  if (found.empty()) return std::nullopt;
  const auto parsed = parse_time(found, scenario_.utc_offset);
  if (!parsed)
    error(column, quoted(found), moment_words(scenario_),
          "write year, month, day and hour like that; the offset in digits, from -12:00 to "
          "+14:00, where it is not the scenario's");
  return parsed;
}

Time Cells::required_time(const std::string& column) {
  if (text(column).empty()) error(column, "an empty cell", moment_words(scenario_), "fill it in");
  return time(column).value_or(scenario_.start);
}

Time Cells::published(Time when_empty) {
  if (text("published").empty() && when_empty == kNever) {
    warning("published", "an empty cell", "when this was published",
            "the row is never used; write the latest possible moment");
  }
  return time("published").value_or(when_empty);
}

PlaceId Cells::place(const std::string& column, bool needed) {
  const std::string found = text(column);
  if (found.empty()) {
    if (needed) error(column, "an empty cell", "the id of a place", "name a place of places.csv");
    return PlaceId{};
  }
  const PlaceId id = scenario_.find_place(found);
  if (!id.valid()) unknown_place(column, found, false);
  return id;
}

std::string Cells::place_or_region(const std::string& column) {
  const std::string found = text(column);
  const bool is_known = found.empty() || scenario_.find_place(found).valid() ||
                        scenario_.find_region(found) != nullptr;
  if (!is_known) unknown_place(column, found, true);
  return found;
}

std::string Cells::location(const std::string& column) {
  const std::string found = text(column);
  return scenario_.find_road(found).valid() ? found : place_or_region(column);
}

void Cells::unknown_place(const std::string& column, const std::string& found, bool or_region) {
  if (scenario_.places.empty()) return;  // places.csv has an error of its own
  if (const Region* region = scenario_.find_region(found)) {
    error(column, quoted(found) + ", which is a region", "the id of a place",
          fmt::format("name one of its places: {}", fmt::join(region->places, ", ")));
    return;
  }
  std::vector<std::string> names;
  for (const Place& place : scenario_.places) names.push_back(place.id);
  if (or_region) {
    for (const Region& region : scenario_.regions) names.push_back(region.id);
  }
  unknown_name(column, found, names);
}

void Cells::require_safe(const std::string& column, PlaceId id) {
  if (!id.valid() || scenario_.place(id).safe) return;
  error(column, quoted(scenario_.place(id).id) + ", which is not safe",
        "a place with safe = yes, where people arrive", "name another, or mark it in places.csv");
}

RoadId Cells::road(const std::string& column, bool needed) {
  const std::string found = text(column);
  if (found.empty()) {
    if (needed) error(column, "an empty cell", "the id of a road", "name a road of roads.csv");
    return RoadId{};
  }
  const RoadId id = scenario_.find_road(found);
  if (!id.valid() && !scenario_.roads.empty()) {
    std::vector<std::string> names;
    for (const Road& road : scenario_.roads) names.push_back(road.id);
    unknown_name(column, found, names);
  }
  return id;
}

void Cells::unknown_name(const std::string& column, const std::string& found,
                         const std::vector<std::string>& names) {
  const std::string near = nearest_name(found, names);
  std::string remedy = near.empty() ? "" : "did you mean \"" + near + "\"?";
  if (near.empty()) {
    remedy = "known: ";
    for (std::size_t i = 0; i < names.size() && i < 30; ++i)
      remedy += (i == 0 ? "" : ", ") + names[i];
  }
  error(column, found_words(found), "a known name", remedy);
}

}  // namespace corridor
