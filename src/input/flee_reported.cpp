#include "input/flee_reported.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>

#include "input/flee_count_file.h"
#include "input/flee_csv.h"
#include "scenario/flee_scenario.h"

namespace corridor {
namespace {

constexpr const char* kLayout = "data_layout.csv";

/// A row of `data_layout.csv` with the counts of its files.
struct Label {
  std::string name;
  int line = 0;
  std::vector<std::string> files;
  std::vector<FleeCounts> counts;  ///< by file
};

/// The sum at every date of any of them: each with its last count by then.
FleeCounts sum_of(const std::vector<FleeCounts>& series) {
  FleeCounts sum;
  for (const FleeCounts& dates : series) {
    for (const auto& [day, people] : dates) sum[day] = 0.0;
  }
  for (auto& [day, people] : sum) {
    for (const FleeCounts& counts : series) {
      const auto after = counts.upper_bound(day);
      if (after != counts.begin()) people += std::prev(after)->second;
    }
  }
  return sum;
}

FleeTable table_of(const std::string& label, const std::vector<FleeCounts>& series) {
  FleeTable table{label, {}, {}};
  for (const auto& [day, people] : sum_of(series)) {
    table.days.push_back(day);
    table.people.push_back(people);
  }
  for (const FleeCounts& counts : series) {
    double largest = 0.0;
    for (const auto& [day, people] : counts) largest = std::max(largest, people);
    table.largest.push_back(largest);
  }
  return table;
}

bool is_total(const std::string& label) {
  std::string lower = flee_stripped(label);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower == "total";
}

/// The location that other files mean by the name, the last one, or nothing.
const FleeLocation* find_location(const FleeInstance& instance, const std::string& name) {
  const auto found =
      std::find_if(instance.locations.rbegin(), instance.locations.rend(),
                   [&](const FleeLocation& location) { return location.name == name; });
  return found == instance.locations.rend() ? nullptr : &*found;
}

/// Reads the labels, and turns them into tables.
class Layout {
 public:
  Layout(const std::filesystem::path& folder, const FleeInstance& instance,
         Diagnostics& diagnostics)
      : folder_(folder), instance_(instance), diagnostics_(diagnostics) {}

  std::vector<FleeTable> read(const FleeCsv& csv) {
    for (const FleeCsvRow& row : flee_data_rows(csv, diagnostics_)) read_row(row);
    if (labels_.empty()) {
      flee_error(diagnostics_, kLayout, 1, "", "no label with counts",
                 "total,file and one row a camp");
      return {};
    }
    const std::size_t total = find_total();
    std::vector<FleeTable> tables = camps_without(total);
    check_camps_have_counts(tables);
    tables.insert(tables.begin(), total < labels_.size() ? table_of("total", labels_[total].counts)
                                                         : sum_of_camps(tables));
    return tables;
  }

 private:
  void warn(int line, const std::string& label, const std::string& found,
            const std::string& expected, const std::string& remedy) {
    flee_warning(diagnostics_, kLayout, line, label, found, expected, remedy);
  }
  [[nodiscard]] std::string date(int day) const {
    return format_date(instance_.start + day * kDay, kUtc);
  }

  void read_row(const FleeCsvRow& row) {
    if (row.fields.size() < 2 || row.field(1).empty()) {
      flee_error(diagnostics_, kLayout, row.line, row.field(0), "no file", "label,file");
      return;
    }
    Label label{row.field(0), row.line, {}, {}};
    for (std::size_t i = 1; i < row.fields.size(); ++i) {
      if (!row.field(i).empty()) read_file(row, row.field(i), label);
    }
    if (label.counts.empty()) return;
    warn_of_other_dates(label);
    keep(std::move(label));
  }

  void read_file(const FleeCsvRow& row, const std::string& name, Label& label) {
    if (!std::filesystem::exists(folder_ / name)) {
      flee_error(diagnostics_, kLayout, row.line, row.field(0),
                 '"' + name + "\", which is not there",
                 "a file of counts beside " + std::string(kLayout),
                 labels_.empty() ? "put it there; a row that names the columns begins with #"
                                 : "put it there");
      return;
    }
    FleeCounts counts = read_flee_count_file(folder_ / name, instance_.start, diagnostics_);
    if (counts.empty()) return;
    label.files.push_back(name);
    label.counts.push_back(std::move(counts));
  }

  /// Of several rows of one label the last counts, as in Flee.
  void keep(Label label) {
    const auto same = std::find_if(labels_.begin(), labels_.end(), [&](const Label& earlier) {
      return earlier.name == label.name;
    });
    if (same == labels_.end()) {
      labels_.push_back(std::move(label));
      return;
    }
    warn(label.line, label.name, "the label again",
         "one row (the first is on line " + std::to_string(same->line) + ")",
         "the last one counts; to add files name them in one row");
    *same = std::move(label);
  }

  void warn_of_other_dates(const Label& label) {
    const FleeCounts sum = sum_of(label.counts);
    for (std::size_t f = 0; f < label.files.size(); ++f) {
      const auto& [day, people] = *label.counts[f].begin();
      if (day == sum.begin()->first || people == 0.0) continue;
      warn(label.line, label.name,
           fmt::format("\"{}\", which begins later than others, on {}", label.files[f], date(day)),
           "files that begin on the same date",
           fmt::format("the sum is without it until then, and its first {:.0f} people look like "
                       "growth: where they were there before, give it the earlier counts",
                       people));
    }
    const auto carried = std::count_if(sum.begin(), sum.end(), [&](const auto& row) {
      return std::any_of(label.counts.begin(), label.counts.end(), [&](const FleeCounts& counts) {
        return counts.begin()->first <= row.first && counts.count(row.first) == 0;
      });
    });
    if (carried == 0) return;
    warn(label.line, label.name,
         fmt::format("{} of {} dates that not all of its files have", carried, sum.size()),
         "files with the same dates",
         "the files without a count of the date stand in the sum with their last one");
  }

  /// The position of the total, or past the end.
  std::size_t find_total() {
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      if (is_total(labels_[i].name)) return i;
    }
    const Label& first = labels_.front();
    if (find_location(instance_, first.name) == nullptr) {
      warn(first.line, first.name, "a first label that names no place and is not `total`", "total",
           "it is taken for the total, as in Flee");
      return 0;
    }
    return labels_.size();
  }

  std::vector<FleeTable> camps_without(std::size_t total) {
    std::vector<FleeTable> camps;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      if (i == total) continue;
      const Label& label = labels_[i];
      const FleeLocation* place = find_location(instance_, label.name);
      if (place == nullptr) {
        warn(label.line, label.name, "counts of a camp that locations.csv lacks",
             "a row for it there", "its counts are left out");
      } else if (!is_camp(place->kind)) {
        warn(label.line, label.name,
             fmt::format("counts of a place that is no camp (line {} of locations.csv)",
                         place->line),
             "counts of camps", "its counts are left out; give it the type camp to forecast them");
      } else {
        camps.push_back(table_of(label.name, label.counts));
      }
    }
    return camps;
  }

  /// A camp may not be counted yet; where none is, nothing can be forecast.
  void check_camps_have_counts(const std::vector<FleeTable>& tables) {
    const auto has_counts = [&](const FleeLocation& location) {
      return std::any_of(tables.begin(), tables.end(),
                         [&](const FleeTable& table) { return table.label == location.name; });
    };
    const bool some_have = std::any_of(
        instance_.locations.begin(), instance_.locations.end(),
        [&](const auto& location) { return is_camp(location.kind) && has_counts(location); });
    for (const FleeLocation& location : instance_.locations) {
      if (!is_camp(location.kind) || has_counts(location)) continue;
      diagnostics_.add({some_have ? Severity::warning : Severity::error, "locations.csv",
                        location.line, location.name, "a camp without counts in data_layout.csv",
                        "a row there for every camp",
                        some_have ? "it is taken for one to which nobody has come so far"
                                  : "add the camp and its file"});
    }
  }

  FleeTable sum_of_camps(const std::vector<FleeTable>& camps) {
    std::vector<FleeCounts> series;
    for (const FleeTable& camp : camps) {
      FleeCounts counts;
      for (std::size_t i = 0; i < camp.days.size(); ++i)
        counts[static_cast<int>(camp.days[i])] = camp.people[i];
      series.push_back(std::move(counts));
    }
    warn(0, "", "no row of the total", "total,file",
         "the camps are added up: on every date of any of them, each with its last count by then");
    return table_of("total", series);
  }

  std::filesystem::path folder_;
  const FleeInstance& instance_;
  Diagnostics& diagnostics_;
  std::vector<Label> labels_;
};

}  // namespace

std::vector<FleeTable> read_flee_reported_counts(const std::filesystem::path& data_folder,
                                                 const FleeInstance& instance,
                                                 Diagnostics& diagnostics) {
  const auto layout = read_flee_csv(data_folder / kLayout, diagnostics);
  if (!layout) return {};
  return Layout(data_folder, instance, diagnostics).read(*layout);
}

}  // namespace corridor
