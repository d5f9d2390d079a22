#include "input/flee_csv.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace corridor {
namespace {

const std::string kEmpty;
constexpr const char* kBlanks = " \t\r\n\f\v";

/// Cuts one text into rows, character by character.
class Cutter {
 public:
  explicit Cutter(const std::string& text) : text_(text) {
    if (text_.rfind("\xEF\xBB\xBF", 0) == 0) at_ = 3;
  }

  std::vector<FleeCsvRow> cut() {
    while (at_ < text_.size()) rows_.push_back(cut_row());
    return std::move(rows_);
  }

 private:
  [[nodiscard]] bool ends_line() const {
    return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
  }

  void skip_line_end() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  FleeCsvRow cut_row() {
    FleeCsvRow row;
    row.line = line_;
    if (!ends_line()) {
      row.fields.push_back(cut_field());
      while (!ends_line()) {
        ++at_;  // the comma
        row.fields.push_back(cut_field());
      }
    }
    skip_line_end();
    return row;
  }

  std::string cut_field() {
    std::string field;
    if (at_ < text_.size() && text_[at_] == '"') field = cut_quoted();
    while (!ends_line() && text_[at_] != ',') field += text_[at_++];
    return field;
  }

  std::string cut_quoted() {
    std::string field;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        ++at_;  // a doubled quote stands for one
      }
      if (text_[at_] == '\n') ++line_;
      field += text_[at_];
    }
    ++at_;
    return field;
  }

  const std::string& text_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::vector<FleeCsvRow> rows_;
};

}  // namespace

const std::string& FleeCsvRow::field(std::size_t index) const {
  return index < fields.size() ? fields[index] : kEmpty;
}

bool FleeCsvRow::is_comment() const { return !fields.empty() && fields[0].rfind('#', 0) == 0; }

FleeCsv parse_flee_csv(const std::string& file, const std::string& text) {
  return FleeCsv{file, Cutter(text).cut()};
}

namespace {

bool holds_data(const FleeCsvRow& row) { return !row.fields.empty() && !row.is_comment(); }

/// The first row of a table whose fields are separated by semicolons, or none.
const FleeCsvRow* row_with_semicolons(const FleeCsv& csv) {
  const FleeCsvRow* first = nullptr;
  for (const FleeCsvRow& row : csv.rows) {
    if (!holds_data(row)) continue;
    const bool is_one_field = row.fields.size() == 1;
    if (!is_one_field || row.fields[0].find(';') == std::string::npos) return nullptr;
    if (first == nullptr) first = &row;
  }
  return first;
}

}  // namespace

std::optional<FleeCsv> read_flee_csv(const std::filesystem::path& path, Diagnostics& diagnostics) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    flee_error(diagnostics, path.filename().string(), 0, "", "no such file", "a readable file",
               "put the file into " + path.parent_path().filename().string());
    return std::nullopt;
  }
  std::ostringstream text;
  text << stream.rdbuf();
  FleeCsv csv = parse_flee_csv(path.filename().string(), text.str());
  if (const FleeCsvRow* row = row_with_semicolons(csv)) {
    flee_error(diagnostics, csv.file, row->line, "", "semicolons between the fields", "commas",
               "save the table with commas as separators");
    return std::nullopt;
  }
  return csv;
}

std::vector<FleeCsvRow> flee_data_rows(const FleeCsv& csv, Diagnostics& diagnostics) {
  std::vector<FleeCsvRow> rows;
  for (const FleeCsvRow& row : csv.rows) {
    if (row.fields.empty() || row.is_comment()) continue;
    if (row.fields[0].empty()) {
      if (row.fields.size() == 1) continue;
      flee_error(diagnostics, csv.file, row.line, "1", "an empty first field", "a name",
                 "remove the row or start it with #");
      continue;
    }
    rows.push_back(row);
  }
  return rows;
}

std::vector<FleeCsvRow> flee_data_rows(const FleeCsv& csv,
                                       const std::vector<std::size_t>& number_columns,
                                       Diagnostics& diagnostics) {
  std::vector<FleeCsvRow> rows = flee_data_rows(csv, diagnostics);
  const bool is_bare_header =
      !rows.empty() &&
      std::all_of(number_columns.begin(), number_columns.end(), [&](std::size_t column) {
        const std::string text = flee_stripped(rows.front().field(column));
        return !text.empty() && !flee_number(text);
      });
  if (!is_bare_header) return rows;
  const std::size_t column = number_columns.front();
  flee_error(diagnostics, csv.file, rows.front().line, std::to_string(column + 1),
             '"' + rows.front().field(column) + "\" in the first row", "a number",
             "if the row names the columns, begin it with #: that is how a header is known");
  rows.erase(rows.begin());
  return rows;
}

std::vector<std::string> flee_extra_columns(const FleeCsv& csv, std::size_t first) {
  std::vector<std::string> names;
  for (const FleeCsvRow& row : csv.rows) {
    if (!row.is_comment()) continue;
    for (std::size_t i = first; i < row.fields.size(); ++i) names.push_back(row.fields[i]);
  }
  return names;
}

std::string flee_stripped(const std::string& text) {
  const std::size_t from = text.find_first_not_of(kBlanks);
  if (from == std::string::npos) return "";
  return text.substr(from, text.find_last_not_of(kBlanks) - from + 1);
}

std::optional<double> flee_number(const std::string& text) {
  const std::string plain = flee_stripped(text);
  if (plain.empty() || plain.find_first_not_of("+-.0123456789eE") != std::string::npos) {
    return std::nullopt;
  }
  char* end = nullptr;
  const double value = std::strtod(plain.c_str(), &end);
  if (end != plain.c_str() + plain.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<long long> flee_integer(const std::string& text) {
  std::string plain = flee_stripped(text);
  if (plain.rfind('+', 0) == 0) plain.erase(0, 1);
  long long value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (plain.empty() || error != std::errc{} || end != plain.data() + plain.size()) {
    return std::nullopt;
  }
  return value;
}

std::optional<long long> flee_whole(const std::string& text) {
  constexpr double kLargest = 1e15;
  const auto whole = flee_integer(text);
  const auto number = flee_number(text);
  if (whole || !number || *number != std::trunc(*number)) return whole;
  if (std::abs(*number) > kLargest) return std::nullopt;
  return static_cast<long long>(*number);
}

std::optional<long long> flee_whole(const std::string& text, const std::string& file, int line,
                                    const std::string& column, Diagnostics& diagnostics) {
  const auto whole = flee_whole(text);
  if (whole && !flee_integer(text)) {
    flee_warning(diagnostics, file, line, column, '"' + text + '"', "a whole number",
                 "it is taken as one; Flee stops there");
  }
  return whole;
}

void flee_error(Diagnostics& diagnostics, const std::string& file, int line, std::string column,
                std::string found, std::string expected, std::string remedy) {
  diagnostics.add({Severity::error, file, line, std::move(column), std::move(found),
                   std::move(expected), std::move(remedy)});
}

void flee_warning(Diagnostics& diagnostics, const std::string& file, int line, std::string column,
                  std::string found, std::string expected, std::string remedy) {
  diagnostics.add({Severity::warning, file, line, std::move(column), std::move(found),
                   std::move(expected), std::move(remedy)});
}

}  // namespace corridor
