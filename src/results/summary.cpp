// Mean and quantiles of every row. Half a million sorted rows are the slowest part of writing a
// forecast, so rows are sorted by digits, and rows that need no sorting are not sorted.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <span>

#include "base/check.h"
#include "base/parallel.h"
#include "results/ensemble_results.h"

namespace corridor {
namespace {

constexpr std::size_t kLevelCount = std::size(kHubLevels);
constexpr unsigned kDigitBits = 9;  // two digits for counts up to 262,143
constexpr std::size_t kDigitValues = std::size_t{1} << kDigitBits;
constexpr std::size_t kDigits = 4;
static_assert(kDigits * kDigitBits >= 32);
constexpr std::uint32_t kSignBit = 0x80000000U;

/// Unsigned numbers in the order of the floats.
std::uint32_t ordered_bits(float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return (bits & kSignBit) != 0 ? ~bits : bits | kSignBit;
}

float from_ordered_bits(std::uint32_t ordered) {
  const std::uint32_t bits = (ordered & kSignBit) != 0 ? ordered ^ kSignBit : ~ordered;
  float value = 0.0F;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

/// Sorts rows of one length again and again without allocating (radix sort, least digit first).
/// Counts, as most rows are, need as few digits as the largest of them has; members in which
/// nothing has happened yet, which are many, are only counted.
class RowSorter {
 public:
  explicit RowSorter(std::size_t size) : size_(size), used_(size), keys_(size), other_(size) {}

  void sort(const float* row) {
    counts_ = read_counts(row);
    if (counts_) {
      leave_out_zeros();
    } else {
      std::transform(row, row + size_, keys_.begin(), ordered_bits);
      used_ = size_;
    }
    std::uint32_t all_bits = 0;
    for (const std::uint32_t key : keys()) all_bits |= key;
    for (std::size_t digit = 0; digit < kDigits && all_bits >> (digit * kDigitBits) != 0; ++digit) {
      sort_by(digit);
    }
  }
  /// Sums of counts are exact in any order; other values are added in the order of the members.
  [[nodiscard]] double mean(const float* row) const {
    double sum = 0.0;
    if (counts_) {
      sum = static_cast<double>(std::accumulate(keys().begin(), keys().end(), std::uint64_t{0}));
    } else {
      for (std::size_t m = 0; m < size_; ++m) sum += static_cast<double>(row[m]);
    }
    return sum / static_cast<double>(size_);
  }
  [[nodiscard]] double at(std::size_t rank) const {
    if (!counts_) return static_cast<double>(from_ordered_bits(keys_[rank]));
    const std::size_t zeros = size_ - used_;
    return rank < zeros ? 0.0 : static_cast<double>(keys_[rank - zeros]);
  }

 private:
  [[nodiscard]] std::span<const std::uint32_t> keys() const { return {keys_.data(), used_}; }
  static std::size_t digit_of(std::uint32_t key, std::size_t digit) {
    return (key >> (digit * kDigitBits)) & (kDigitValues - 1);
  }
  /// Lists the whole parts in `other_`; whether all are whole numbers that a float holds exactly.
  [[nodiscard]] bool read_counts(const float* row) {
    constexpr float kFirstInexact = 16777216.0F;
    unsigned others = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      const float value = row[i];
      const bool fits = value >= 0.0F && value < kFirstInexact;
      const auto whole = static_cast<std::int32_t>(fits ? value : 0.0F);
      others |= static_cast<unsigned>(static_cast<float>(whole) != value);
      other_[i] = static_cast<std::uint32_t>(whole);
    }
    return others == 0;
  }
  /// Makes the counts above zero the keys.
  void leave_out_zeros() {
    used_ = 0;
    for (const std::uint32_t count : other_) {
      keys_[used_] = count;
      used_ += count != 0 ? 1 : 0;
    }
  }
  void sort_by(std::size_t digit) {
    first_.fill(0);
    for (const std::uint32_t key : keys()) ++first_[digit_of(key, digit)];
    if (first_[digit_of(keys_.front(), digit)] == used_) return;
    std::uint32_t next = 0;
    for (std::uint32_t& count : first_) {
      const std::uint32_t here = count;
      count = next;
      next += here;
    }
    for (const std::uint32_t key : keys()) other_[first_[digit_of(key, digit)]++] = key;
    keys_.swap(other_);
  }

  std::size_t size_;
  std::size_t used_;                 ///< keys that are sorted
  std::vector<std::uint32_t> keys_;  ///< of counts those above zero
  std::vector<std::uint32_t> other_;
  std::array<std::uint32_t, kDigitValues> first_{};
  bool counts_ = false;
};

bool is_constant(const float* row, std::size_t members) {
  return std::all_of(row, row + members, [&](float value) { return value == row[0]; });
}

bool is_same_row(const float* a, const float* b, std::size_t members) {
  return std::equal(a, a + members, b);
}

double quantile_of(const RowSorter& sorted, std::size_t members, double probability) {
  const double rank = static_cast<double>(members - 1) * probability;
  const auto below = static_cast<std::size_t>(std::floor(rank));
  const std::size_t above = std::min(below + 1, members - 1);
  const double low = sorted.at(below);
  return low + (rank - static_cast<double>(below)) * (sorted.at(above) - low);
}

void quantiles_of(const RowSorter& sorted, std::size_t members, double* out) {
  for (std::size_t level = 0; level < kLevelCount; ++level) {
    out[level] = quantile_of(sorted, members, kHubLevels[level]);
  }
}

void summarise_series(const EnsembleResults& results, std::size_t series, Summary& summary) {
  RowSorter sorter(results.members);
  for (std::size_t step = 0; step < results.steps; ++step) {
    const float* row = results.row(series, step);
    const std::size_t index = series * results.steps + step;
    double* out = summary.quantiles.data() + index * kLevelCount;
    if (is_constant(row, results.members)) {
      summary.mean[index] = static_cast<double>(row[0]);
      std::fill(out, out + kLevelCount, static_cast<double>(row[0]));
    } else if (step > 0 && is_same_row(row, results.row(series, step - 1), results.members)) {
      summary.mean[index] = summary.mean[index - 1];
      std::copy(out - kLevelCount, out, out);
    } else {
      sorter.sort(row);
      summary.mean[index] = sorter.mean(row);
      quantiles_of(sorter, results.members, out);
    }
  }
}

}  // namespace

std::size_t EnsembleResults::find(const std::string& target, const std::string& location) const {
  const auto found = std::find_if(series.begin(), series.end(), [&](const SeriesInfo& info) {
    return info.target == target && info.location == location;
  });
  return static_cast<std::size_t>(found - series.begin());
}

double peak(const EnsembleResults& results, const std::vector<std::size_t>& series,
            std::size_t member, std::size_t first) {
  double most = 0.0;
  for (std::size_t step = first; step < results.steps; ++step) {
    double sum = 0.0;
    for (const std::size_t s : series) sum += static_cast<double>(results.row(s, step)[member]);
    most = std::max(most, sum);
  }
  return most;
}

std::vector<double> hub_quantiles(const std::vector<float>& values) {
  CORRIDOR_CHECK(!values.empty(), "no values");
  RowSorter sorter(values.size());
  sorter.sort(values.data());
  std::vector<double> quantiles(kLevelCount);
  quantiles_of(sorter, values.size(), quantiles.data());
  return quantiles;
}

std::vector<float> fan_lines(const EnsembleResults& results) {
  const std::size_t rows = results.series.size() * results.steps;
  const std::size_t members = results.members;
  constexpr std::size_t kLines = std::size(kFanLevels) + 1;
  std::vector<float> lines(rows * kLines);
  RowSorter sorter(members);
  for (std::size_t row = 0; row < rows; ++row) {
    const float* values = results.values.data() + row * members;
    if (is_constant(values, members)) {
      for (std::size_t line = 0; line < kLines; ++line) lines[line * rows + row] = values[0];
      continue;
    }
    sorter.sort(values);
    for (std::size_t level = 0; level < std::size(kFanLevels); ++level) {
      lines[level * rows + row] =
          static_cast<float>(quantile_of(sorter, members, kFanLevels[level]));
    }
    lines[std::size(kFanLevels) * rows + row] = static_cast<float>(sorter.mean(values));
  }
  return lines;
}

Summary summarise(const EnsembleResults& results, unsigned threads) {
  CORRIDOR_CHECK(results.members > 0, "an ensemble without members");
  CORRIDOR_CHECK(results.values.size() == results.series.size() * results.steps * results.members,
                 std::to_string(results.values.size()));
  Summary summary;
  summary.mean.resize(results.series.size() * results.steps);
  summary.quantiles.resize(summary.mean.size() * kLevelCount);
  parallel_for(results.series.size(), threads,
               [&](std::size_t series) { summarise_series(results, series, summary); });
  return summary;
}

}  // namespace corridor
