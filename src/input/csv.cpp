#include "input/csv.h"

#include <algorithm>
#include <set>

namespace corridor {

std::size_t first_invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80           ? 1
                               : (byte >> 5) == 0x6  ? 2
                               : (byte >> 4) == 0xE  ? 3
                               : (byte >> 3) == 0x1E ? 4
                                                     : 0;
    if (length == 0 || i + length > text.size()) return i;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) >> 6) != 0x2) return i;
    }
    i += length;
  }
  return std::string_view::npos;
}

namespace {

int line_of(std::string_view text, std::size_t offset) {
  return 1 + static_cast<int>(std::count(text.begin(),
                                         text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

/// Splits text into rows of cells.
class Splitter {
 public:
  Splitter(std::string_view text, const std::string& file, Diagnostics& diagnostics)
      : text_(text), file_(file), diagnostics_(diagnostics) {}

  std::vector<CsvRow> split() {
    while (at_ < text_.size()) {
      const CsvRow row = read_row();
      // Spreadsheets leave rows of commas behind the last.
      const bool blank = std::all_of(row.cells.begin(), row.cells.end(),
                                     [](const std::string& cell) { return cell.empty(); });
      if (!blank) rows_.push_back(row);
    }
    return rows_;
  }

 private:
  CsvRow read_row() {
    CsvRow row;
    row.line = line_;
    for (;;) {
      row.cells.push_back(at_ < text_.size() && text_[at_] == '"' ? read_quoted() : read_plain());
      if (at_ >= text_.size()) return row;
      const char end = text_[at_++];
      if (end == ',') continue;
      ++line_;
      return row;
    }
  }

  std::string read_plain() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') ++at_;
    std::string cell(text_.substr(begin, at_ - begin));
    if (!cell.empty() && cell.back() == '\r') cell.pop_back();
    return cell;
  }

  std::string read_quoted() {
    const int opened_on = line_;
    std::string cell;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') {
        cell += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell += text_[at_++];
      } else {
        ++at_;
        skip_to_separator(opened_on);
        return cell;
      }
    }
    diagnostics_.add({Severity::error, file_, opened_on, "", "a quote that is never closed",
                      "a closing \"", "close the quote at the end of the cell"});
    return cell;
  }

  void skip_to_separator(int opened_on) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') ++at_;
    const std::string_view stray = text_.substr(begin, at_ - begin);
    if (!stray.empty() && stray != "\r") {
      diagnostics_.add({Severity::error, file_, opened_on, "",
                        "\"" + std::string(stray) + "\" behind a closing quote",
                        "a comma or the end of the line",
                        "double the quotes inside a quoted cell"});
    }
  }

  std::string_view text_;
  const std::string& file_;
  Diagnostics& diagnostics_;
  std::vector<CsvRow> rows_;
  std::size_t at_ = 0;
  int line_ = 1;
};

/// A file that a spreadsheet has written for a country where commas stand in numbers.
bool check_separator(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  const std::string_view header = text.substr(0, text.find('\n'));
  const std::size_t other = header.find_first_of(";\t");
  if (other == std::string_view::npos || header.find(',') != std::string_view::npos) return true;
  diagnostics.add({Severity::error, file, 1, "",
                   header[other] == ';' ? "semicolons between the cells" : "tabs between the cells",
                   "commas",
                   "save the file as comma-separated values; decimals are written with a point"});
  return false;
}

bool check_encoding(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  if (text.find('\0') != std::string_view::npos) {
    diagnostics.add({Severity::error, file, line_of(text, text.find('\0')), "", "a NUL byte",
                     "UTF-8 text", "save the file as UTF-8 (it looks like UTF-16 or binary)"});
    return false;
  }
  const std::size_t invalid = first_invalid_utf8(text);
  if (invalid != std::string_view::npos) {
    diagnostics.add({Severity::error, file, line_of(text, invalid), "", "a byte that is not UTF-8",
                     "UTF-8 text",
                     "save the file as UTF-8 (it looks like a Windows or Latin encoding)"});
    return false;
  }
  if (text.find("\r\n") != std::string_view::npos) {
    diagnostics.add({Severity::warning, file, line_of(text, text.find("\r\n")), "",
                     "Windows line ends (CRLF)", "line ends LF",
                     "harmless; convert to LF to keep digests equal everywhere"});
  }
  return true;
}

/// What to do about a column that is not there.
std::string remedy_for_lack_of(const std::string& column) {
  if (column != "published") return "add it to the header";
  return "add it to the header: a forecast uses only rows published before its as-of time; a cell "
         "may be empty, and its row is then never used";
}

/// Whether the columns that the table must have are there.
bool check_header(const CsvTable& table, int line, const CsvSchema& schema,
                  Diagnostics& diagnostics) {
  std::vector<std::string> known = schema.required;
  known.insert(known.end(), schema.optional.begin(), schema.optional.end());
  std::set<std::string> seen;
  for (const std::string& column : table.columns) {
    if (!seen.insert(column).second) {
      diagnostics.add({Severity::error, table.file, line, column, "the column twice",
                       "each column once", "remove one"});
    }
    if (std::find(known.begin(), known.end(), column) == known.end()) {
      const std::string near = nearest_name(column, known);
      diagnostics.add({Severity::error, table.file, line, column, "an unknown column",
                       "one of the documented columns",
                       near.empty() ? "remove it" : "did you mean \"" + near + "\"?"});
    }
  }
  bool has_all = true;
  for (const std::string& column : schema.required) {
    if (!seen.contains(column)) {
      has_all = false;
      diagnostics.add({Severity::error, table.file, line, column, "no such column", "the column",
                       remedy_for_lack_of(column)});
    }
  }
  return has_all;
}

}  // namespace

std::size_t CsvTable::column(std::string_view name) const {
  const auto at = std::find(columns.begin(), columns.end(), name);
  return at == columns.end() ? npos : static_cast<std::size_t>(at - columns.begin());
}

CsvTable parse_csv(std::string_view text, const std::string& file, const CsvSchema& schema,
                   Diagnostics& diagnostics) {
  CsvTable table;
  table.file = file;
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  table.is_readable =
      check_encoding(text, file, diagnostics) && check_separator(text, file, diagnostics);
  if (!table.is_readable) return table;
  std::vector<CsvRow> rows = Splitter(text, file, diagnostics).split();
  table.is_readable = !rows.empty();
  if (rows.empty()) {
    diagnostics.add({Severity::error, file, 0, "", "an empty file", "a header line",
                     "write the header, or remove the file"});
    return table;
  }
  table.columns = rows.front().cells;
  table.is_readable = check_header(table, rows.front().line, schema, diagnostics);
  if (!table.is_readable) return table;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].cells.size() != table.columns.size()) {
      diagnostics.add({Severity::error, file, rows[i].line, "",
                       std::to_string(rows[i].cells.size()) + " cells",
                       std::to_string(table.columns.size()) + " as in the header",
                       "quote cells that contain a comma, or add the missing ones"});
      continue;
    }
    table.rows.push_back(std::move(rows[i]));
  }
  return table;
}

}  // namespace corridor
