#pragma once
// One row of a table, read cell by cell: every problem becomes a diagnostic with file, line, column
// and remedy.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "input/csv.h"
#include "scenario/scenario.h"

namespace corridor {

/// Reads a number in plain C notation; the whole text must be one. Empty for anything else, also
/// nan and inf.
std::optional<double> parse_number(std::string_view text);

/// Whether outputs can write it as it stands: a name without commas, quotes, line ends and blanks
/// at its ends.
bool is_plain_id(const std::string& text);
inline constexpr const char* kPlainId =
    "a name without commas, quotes, line ends and blanks at its ends";

/// How to mend a text that should be a number: `0,4` has a comma for a point, `40%` is a share.
std::string how_to_write(const std::string& text);

/// "a moment such as ...": the scenario's start, in its own offset.
std::string moment_words(const Scenario& scenario);

class Cells {
 public:
  Cells(const CsvTable& table, const CsvRow& row, const Scenario& scenario,
        Diagnostics& diagnostics)
      : table_(table), row_(row), scenario_(scenario), diagnostics_(diagnostics) {}

  /// The text of a cell; empty when the file lacks the column.
  [[nodiscard]] std::string text(const std::string& column) const;
  [[nodiscard]] std::string required(const std::string& column);
  /// The cell `id`: a name that outputs can write as it stands.
  [[nodiscard]] std::string id();
  /// The cell `source`; an empty one is warned of.
  [[nodiscard]] std::string named_source();
  /// A number within [lower, upper]; `fallback` for an empty cell (none: the cell is required).
  double number(const std::string& column, double lower, double upper,
                std::optional<double> fallback = std::nullopt);
  std::optional<double> optional_number(const std::string& column, double lower, double upper);
  /// The same, of whole numbers only.
  double whole(const std::string& column, double lower, double upper,
               std::optional<double> fallback = std::nullopt);
  /// A number or a product of numbers and parameters. Within the bounds of its parameters a product
  /// must be able to lie within [lower, upper]; it must not be able to leave it where `lower` is 0
  /// (downwards), nor where `upper` is 1 (a share).
  Value value(const std::string& column, double lower, double upper,
              std::optional<double> fallback = std::nullopt);
  /// Tells of a plain number that is no whole one where people, families or vehicles are counted:
  /// "40.000" may be 40000, an error; any other fraction is a warning.
  void require_whole_count(const std::string& column);
  /// Warns of "1.800" where a fraction may stand: it is likely to be 1800.
  void warn_of_thousands(const std::string& column);
  bool yes_no(const std::string& column, bool fallback);
  int clock_minutes(const std::string& column);
  std::optional<Time> time(const std::string& column);
  Time required_time(const std::string& column);
  Time published(Time when_empty);
  PlaceId place(const std::string& column, bool needed);
  /// The id of a place or region; empty for an empty cell.
  std::string place_or_region(const std::string& column);
  /// The same, of roads too.
  std::string location(const std::string& column);
  RoadId road(const std::string& column, bool needed);

  /// A place that is named must be safe: people arrive at safe places only, and only who has
  /// arrived is registered.
  void require_safe(const std::string& column, PlaceId id);

  /// One of a list of names.
  template <class Enum>
  Enum choice(const std::string& column, const std::vector<std::pair<std::string, Enum>>& choices) {
    return choice_of(column, text(column), choices);
  }
  template <class Enum>
  Enum choice_of(const std::string& column, const std::string& found,
                 const std::vector<std::pair<std::string, Enum>>& choices) {
    std::vector<std::string> names;
    for (const auto& [name, value_of_name] : choices) {
      if (name == found) return value_of_name;
      names.push_back(name);
    }
    unknown_name(column, found, names);
    return choices.front().second;
  }

  void error(const std::string& column, const std::string& found, const std::string& expected,
             const std::string& remedy);
  void warning(const std::string& column, const std::string& found, const std::string& expected,
               const std::string& remedy);
  /// An error: `found` is none of the names; the nearest is offered.
  void unknown_name(const std::string& column, const std::string& found,
                    const std::vector<std::string>& names);
  [[nodiscard]] int line() const { return row_.line; }

 private:
  void unknown_place(const std::string& column, const std::string& found, bool or_region);
  std::optional<Value::Factor> factor(const std::string& column, std::string piece);
  void check_product(const std::string& column, const Value& product, double lower, double upper);

  const CsvTable& table_;
  const CsvRow& row_;
  const Scenario& scenario_;
  Diagnostics& diagnostics_;
};

}  // namespace corridor
