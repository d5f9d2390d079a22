// `demographics_<attribute>.csv` and `agents.csv`: what the simulated people differ in.
#include <algorithm>
#include <limits>

#include "input/flee_csv.h"
#include "input/flee_readers.h"

namespace corridor {
namespace {

constexpr const char* kDefaultColumn = "Default";

std::vector<FleeCsvRow> filled_rows(const FleeCsv& csv) {
  std::vector<FleeCsvRow> rows;
  for (const FleeCsvRow& row : csv.rows) {
    if (!row.fields.empty()) rows.push_back(row);
  }
  return rows;
}

void add_value(FleeAttribute& attribute, const std::string& text, const FleeOrigin& origin) {
  attribute.values.push_back(text);
  attribute.numbers.push_back(flee_number(text).value_or(std::numeric_limits<double>::quiet_NaN()));
  attribute.origins.push_back(origin);
}

/// Reads one table of weights; the attribute is the name of its first column.
class DemographicsReader {
 public:
  DemographicsReader(const FleeCsv& csv, std::string attribute, const FleeInstance& instance,
                     Diagnostics& diagnostics)
      : csv_(csv),
        rows_(filled_rows(csv)),
        attribute_{std::move(attribute), {}, {}, {}, {}},
        instance_(instance),
        diagnostics_(diagnostics) {}

  std::optional<FleeAttribute> read() {
    if (!check_header()) return std::nullopt;
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      add_value(attribute_, flee_stripped(rows_[r].field(0)), {csv_.file, rows_[r].line});
    }
    const FleeCsvRow& header = rows_.front();
    for (std::size_t c = 1; c < header.fields.size(); ++c) {
      if (!header.fields[c].empty()) read_column(c, header.fields[c]);
    }
    return attribute_;
  }

 private:
  bool check_header() {
    if (rows_.size() < 2) {
      flee_error(diagnostics_, csv_.file, 1, "", "no values", "a header and one row a value");
      return false;
    }
    const FleeCsvRow& header = rows_.front();
    if (header.field(0) != attribute_.name) {
      flee_error(diagnostics_, csv_.file, header.line, "1", '"' + header.field(0) + '"',
                 '"' + attribute_.name + "\", the name in the file's name", "rename one of them");
      return false;
    }
    if (std::find(header.fields.begin(), header.fields.end(), kDefaultColumn) ==
        header.fields.end()) {
      flee_error(diagnostics_, csv_.file, header.line, "", "no column Default",
                 "the weights of places without a column of their own");
      return false;
    }
    return true;
  }

  void read_column(std::size_t column, const std::string& label) {
    std::vector<double> weights;
    double total = 0.0;
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      const std::string& text = rows_[r].field(column);
      const auto weight = text.empty() ? std::optional<double>(0.0) : flee_number(text);
      if (!weight || *weight < 0.0) {
        flee_error(diagnostics_, csv_.file, rows_[r].line, label, '"' + text + '"',
                   "a weight of 0 or more");
      }
      weights.push_back(std::max(0.0, weight.value_or(0.0)));
      total += weights.back();
    }
    if (!(total > 0.0)) {
      flee_error(diagnostics_, csv_.file, rows_.front().line, label, "weights that add up to 0",
                 "a weight above 0");
    }
    if (label == kDefaultColumn) {
      attribute_.default_weights = std::move(weights);
      return;
    }
    bool known = false;
    for (std::size_t i = 0; i < instance_.locations.size(); ++i) {
      if (instance_.locations[i].name != label) continue;
      attribute_.weights[static_cast<FleeLocationIndex>(i)] = weights;
      known = true;
    }
    if (!known) {
      flee_warning(diagnostics_, csv_.file, rows_.front().line, label, "a column of that name",
                   "a name of locations.csv", "the column is ignored, as in Flee");
    }
  }

  const FleeCsv& csv_;
  std::vector<FleeCsvRow> rows_;
  FleeAttribute attribute_;
  const FleeInstance& instance_;
  Diagnostics& diagnostics_;
};

/// The text between the first and the second underscore of the file's name.
std::string attribute_of(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  const std::string stem = name.substr(0, name.find('.'));
  const std::size_t from = stem.find('_') + 1;
  return stem.substr(from, stem.find('_', from) - from);
}

std::vector<std::filesystem::path> demographics_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::is_directory(folder)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.rfind("demographics_", 0) == 0 && entry.path().extension() == ".csv") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::size_t attribute_index(FleeInstance& instance, const std::string& name) {
  const FleeAttribute* found = instance.find_attribute(name);
  if (found != nullptr) return static_cast<std::size_t>(found - instance.attributes.data());
  instance.attributes.push_back({name, {}, {}, {}, {}});
  return instance.attributes.size() - 1;
}

std::int32_t value_index(FleeAttribute& attribute, const std::string& text,
                         const FleeOrigin& origin) {
  const auto found = std::find(attribute.values.begin(), attribute.values.end(), text);
  const auto index = static_cast<std::int32_t>(found - attribute.values.begin());
  if (found == attribute.values.end()) {
    add_value(attribute, text, origin);
    const auto add = [](std::vector<double>& weights) {
      if (!weights.empty()) weights.push_back(0.0);
    };
    add(attribute.default_weights);
    for (auto& [place, weights] : attribute.weights) add(weights);
  }
  return index;
}

}  // namespace

void read_flee_demographics(const std::filesystem::path& folder, FleeInstance& instance,
                            Diagnostics& diagnostics) {
  for (const std::filesystem::path& file : demographics_in(folder)) {
    const auto csv = read_flee_csv(file, diagnostics);
    if (!csv) continue;
    auto attribute = DemographicsReader(*csv, attribute_of(file), instance, diagnostics).read();
    if (attribute) instance.attributes.push_back(std::move(*attribute));
  }
}

void read_flee_agents(const std::filesystem::path& folder, FleeInstance& instance,
                      Diagnostics& diagnostics) {
  const auto csv = read_flee_csv(folder / "agents.csv", diagnostics);
  if (!csv) return;
  const std::vector<FleeCsvRow> rows = filled_rows(*csv);
  if (rows.empty() || rows.front().field(0) != "location") {
    flee_error(diagnostics, csv->file, rows.empty() ? 1 : rows.front().line, "1",
               rows.empty() ? "an empty file" : '"' + rows.front().field(0) + '"',
               "a header that starts with location", "no comment may stand above it");
    return;
  }
  std::vector<std::size_t> columns;
  for (std::size_t c = 1; c < rows.front().fields.size(); ++c) {
    columns.push_back(attribute_index(instance, flee_stripped(rows.front().fields[c])));
  }
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const FleeCsvRow& row = rows[r];
    Diagnostics unknown;
    const auto place = flee_find_location(instance, row.field(0), csv->file, row.line, unknown);
    if (!place) {
      flee_warning(diagnostics, csv->file, row.line, "location", '"' + row.field(0) + '"',
                   "a name of locations.csv", "the row is skipped, as in Flee");
      continue;
    }
    FleeInitialPerson person{*place, std::vector<std::int32_t>(instance.attributes.size(), -1)};
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string text = flee_stripped(row.field(c + 1));
      if (text.empty()) continue;
      person.values[columns[c]] =
          value_index(instance.attributes[columns[c]], text, {csv->file, row.line});
    }
    instance.initial_people.push_back(std::move(person));
  }
}

}  // namespace corridor
