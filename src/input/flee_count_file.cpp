#include "input/flee_count_file.h"

#include <fmt/format.h>

#include <optional>

#include "input/bounds.h"
#include "input/flee_csv.h"

namespace corridor {
namespace {

/// Rows of one kind that is told once a file: where it was met first, and how often.
struct Met {
  int rows = 0;
  int line = 0;
  std::string text;

  void meet(const FleeCsvRow& row, const std::string& found) {
    if (rows++ > 0) return;
    line = row.line;
    text = found;
  }
  [[nodiscard]] std::string found() const {
    return rows == 1 ? text : fmt::format("{} (and {} more such rows)", text, rows - 1);
  }
};

class Reader {
 public:
  Reader(const FleeCsv& csv, Time start, Diagnostics& diagnostics)
      : csv_(csv), start_(start), diagnostics_(diagnostics) {}

  FleeCounts read() {
    bool is_first = true;
    for (const FleeCsvRow& row : csv_.rows) {
      if (!(is_first && is_heading(row))) read_row(row);
      is_first = false;
    }
    tell();
    return std::move(counts_);
  }

 private:
  static std::optional<Time> date_of(const FleeCsvRow& row) {
    return parse_time(flee_stripped(row.field(0)), Duration{0});
  }
  static bool is_heading(const FleeCsvRow& row) {
    return !date_of(row) && !flee_number(row.field(1));
  }

  void read_row(const FleeCsvRow& row) {
    if (row.is_comment() || flee_stripped(row.field(1)).empty()) return;
    const auto time = date_of(row);
    const auto people = flee_whole(row.field(1));
    if (!time)
      flee_error(diagnostics_, csv_.file, row.line, "date", '"' + row.field(0) + '"', "YYYY-MM-DD");
    const bool is_count = people && *people >= 0 && static_cast<double>(*people) <= kMostPeople;
    if (!is_count) {
      flee_error(diagnostics_, csv_.file, row.line, "count", '"' + row.field(1) + '"',
                 fmt::format("a whole number of people from 0 to {:.0f}", kMostPeople),
                 "write it with digits only, or leave the cell empty where nobody counted");
    }
    if (!time || !is_count) return;
    if (!flee_integer(row.field(1))) broken_.meet(row, '"' + row.field(1) + '"');
    add(row, static_cast<int>(std::chrono::floor<std::chrono::days>(*time - start_).count()),
        static_cast<double>(*people));
  }

  void add(const FleeCsvRow& row, int day, double people) {
    if (last_day_ && day < *last_day_) unsorted_.meet(row, row.field(0));
    last_day_ = day;
    if (!counts_.insert_or_assign(day, people).second) repeated_.meet(row, row.field(0) + " again");
  }

  void tell() {
    if (broken_.rows > 0)
      flee_warning(diagnostics_, csv_.file, broken_.line, "count", broken_.found(),
                   "a whole number", "it is taken as one");
    if (unsorted_.rows > 0)
      flee_warning(diagnostics_, csv_.file, unsorted_.line, "date", unsorted_.found(),
                   "a date after that of the row before", "the rows are sorted by date");
    if (repeated_.rows > 0)
      flee_warning(diagnostics_, csv_.file, repeated_.line, "date", repeated_.found(),
                   "one row a date", "the last row of a date counts");
  }

  const FleeCsv& csv_;
  Time start_;
  Diagnostics& diagnostics_;
  FleeCounts counts_;
  std::optional<int> last_day_;
  Met broken_;
  Met unsorted_;
  Met repeated_;
};

}  // namespace

FleeCounts read_flee_count_file(const std::filesystem::path& path, Time start,
                                Diagnostics& diagnostics) {
  const auto csv = read_flee_csv(path, diagnostics);
  if (!csv) return {};
  const std::size_t faults = diagnostics.items().size();
  FleeCounts counts = Reader(*csv, start, diagnostics).read();
  if (counts.empty() && diagnostics.items().size() == faults)
    flee_error(diagnostics, csv->file, 1, "", "no counts", "rows YYYY-MM-DD,people");
  return counts;
}

}  // namespace corridor
