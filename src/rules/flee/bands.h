#pragma once
// Counts of people by their running average of daily travel: dense arrays that are lent and given
// back, so that a day allocates nothing.
#include <algorithm>
#include <cstdint>
#include <deque>
#include <vector>

#include "base/count.h"

namespace corridor {

/// Number of a band in its store.
using FleeBandIndex = std::uint32_t;

/// People who differ only in their average: `counts[average]`, zero outside [low, high].
struct FleeBand {
  std::vector<Count> counts;
  std::int32_t low = 0;
  std::int32_t high = -1;

  [[nodiscard]] bool empty() const { return high < low; }
  /// Makes sure that averages from `from` to `to` lie within the bounds.
  void widen(std::int32_t from, std::int32_t to) {
    low = empty() ? from : std::min(low, from);
    high = std::max(high, to);
  }
  void add(std::int32_t average, Count people) {
    widen(average, average);
    counts[static_cast<std::size_t>(average)] += people;
  }
  /// A day without travel: the averages are halved.
  void halve() {
    for (std::int32_t average = low; average <= high; ++average) {
      const Count people = counts[static_cast<std::size_t>(average)];
      counts[static_cast<std::size_t>(average)] = 0;
      counts[static_cast<std::size_t>(average >> 1)] += people;
    }
    low >>= 1;
    high >>= 1;
  }
  [[nodiscard]] Count total() const {
    Count sum = 0;
    for (std::int32_t average = low; average <= high; ++average) {
      sum += counts[static_cast<std::size_t>(average)];
    }
    return sum;
  }
};

class FleeBands {
 public:
  /// Averages from 0 to `size` - 1.
  explicit FleeBands(std::size_t size) : size_(size) {}

  [[nodiscard]] FleeBand& operator[](FleeBandIndex index) { return bands_[index]; }
  [[nodiscard]] const FleeBand& operator[](FleeBandIndex index) const { return bands_[index]; }

  /// An empty band.
  FleeBandIndex lend() {
    if (free_.empty()) {
      bands_.push_back({std::vector<Count>(size_, 0), 0, -1});
      return static_cast<FleeBandIndex>(bands_.size() - 1);
    }
    const FleeBandIndex index = free_.back();
    free_.pop_back();
    return index;
  }

  void give_back(FleeBandIndex index) {
    FleeBand& band = bands_[index];
    if (!band.empty()) {
      std::fill(band.counts.begin() + band.low, band.counts.begin() + band.high + 1, 0);
    }
    band.low = 0;
    band.high = -1;
    free_.push_back(index);
  }

 private:
  std::size_t size_;
  std::deque<FleeBand> bands_;  ///< references to bands stay good
  std::vector<FleeBandIndex> free_;
};

}  // namespace corridor
