#pragma once
// A strict reader of comma-separated tables (RFC 4180 quotes) that remembers where every cell
// stands.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace corridor {

/// Where a table's header stands, for what is wrong with a column as a whole.
inline constexpr int kHeaderLine = 1;

/// The offset of the first byte that is not valid UTF-8, or npos.
std::size_t first_invalid_utf8(std::string_view text);

struct CsvRow {
  int line = 0;  ///< 1-based line where the row begins
  std::vector<std::string> cells;
};

/// A table whose header has been checked: every row has a cell for every column.
struct CsvTable {
  std::string file;
  std::vector<std::string> columns;
  std::vector<CsvRow> rows;
  bool is_readable = true;  ///< false: its encoding, separator or header is at fault; no rows

  /// The position of a column; npos when the file does not have it.
  [[nodiscard]] std::size_t column(std::string_view name) const;
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

/// Columns that a table must have and those it may have.
struct CsvSchema {
  std::vector<std::string> required;
  std::vector<std::string> optional;
};

/// Parses text; a byte-order mark and rows of empty cells are read over. Problems of encoding
/// (invalid UTF-8, NUL), of the separator, of quotes, of the header and of the number of cells are
/// added to `diagnostics`; rows with the wrong number of cells are left out.
CsvTable parse_csv(std::string_view text, const std::string& file, const CsvSchema& schema,
                   Diagnostics& diagnostics);

}  // namespace corridor
