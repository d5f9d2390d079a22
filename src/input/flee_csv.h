#pragma once
// Comma-separated files as Flee reads them: quotes only around whole fields, no stripping of
// blanks.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"

namespace corridor {

struct FleeCsvRow {
  int line = 0;  ///< 1-based line on which the row starts
  std::vector<std::string> fields;

  /// The field, or an empty text where the row is shorter.
  [[nodiscard]] const std::string& field(std::size_t index) const;
  /// Flee's comment rule: the first field starts with `#`.
  [[nodiscard]] bool is_comment() const;
};

struct FleeCsv {
  std::string file;  ///< name used in diagnostics
  std::vector<FleeCsvRow> rows;
};

/// Cuts a text into rows; blank rows are kept (without fields). A byte order mark is dropped.
FleeCsv parse_flee_csv(const std::string& file, const std::string& text);
/// Reads a file that must exist and have commas between its fields (an error otherwise).
std::optional<FleeCsv> read_flee_csv(const std::filesystem::path& path, Diagnostics& diagnostics);
/// The rows that hold data, by Flee's rule for tables with comments. Rows whose first field is
/// empty though others are not are errors.
std::vector<FleeCsvRow> flee_data_rows(const FleeCsv& csv, Diagnostics& diagnostics);
/// The same without a first row that has words in all those columns of numbers: a header without
/// the `#` that marks it, which is an error.
std::vector<FleeCsvRow> flee_data_rows(const FleeCsv& csv,
                                       const std::vector<std::size_t>& number_columns,
                                       Diagnostics& diagnostics);
/// Names of the columns from `first` on, from the comment rows that are long enough.
std::vector<std::string> flee_extra_columns(const FleeCsv& csv, std::size_t first);

/// Blanks at both ends removed.
std::string flee_stripped(const std::string& text);
/// A number as Python's float() reads it from plain decimal text; empty when malformed.
std::optional<double> flee_number(const std::string& text);
/// A whole number as Python's int() reads it; empty when malformed.
std::optional<long long> flee_integer(const std::string& text);

/// The same, and `100.0` as 100.
std::optional<long long> flee_whole(const std::string& text);
/// The same, but `100.0` counts as 100, with a warning that Flee stops there.
std::optional<long long> flee_whole(const std::string& text, const std::string& file, int line,
                                    const std::string& column, Diagnostics& diagnostics);

/// Shorthands for a fault of a row.
void flee_error(Diagnostics& diagnostics, const std::string& file, int line, std::string column,
                std::string found, std::string expected, std::string remedy = "");
void flee_warning(Diagnostics& diagnostics, const std::string& file, int line, std::string column,
                  std::string found, std::string expected, std::string remedy = "");

}  // namespace corridor
