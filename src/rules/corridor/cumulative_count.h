#pragma once
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/population.h"

namespace corridor {

/// N(t): vehicles that have passed one end of a road by time t (Newell 1993). Kept at whole ticks
/// as far back as needed, straight in between: vehicles pass evenly within a tick. Times are in
/// ticks; tick k lasts from k to k + 1; nobody has passed before 0.
class CumulativeCount {
 public:
  CumulativeCount() = default;
  /// Keeps the last `ticks` ticks at least.
  explicit CumulativeCount(double ticks) {
    std::size_t size = 4;
    while (static_cast<double>(size) < ticks + 3.0) size *= 2;
    ring_.assign(size, 0);
  }
  [[nodiscard]] Count total() const { return total_; }
  void add(Count vehicles) { total_ += vehicles; }
  /// Remembers the total at the end of tick `now`.
  void end_tick(Tick now) { ring_[slot(now + 1)] = total_; }
  /// N at `ago` >= 1 ticks before the end of tick `now`, to the nearest whole vehicle.
  [[nodiscard]] Count before_end_of(Tick now, double ago) const {
    const auto whole = static_cast<Tick>(ago);
    const double part = ago - static_cast<double>(whole);
    const Count later = ring_[slot(now + 1 - whole)];
    const Count earlier = ring_[slot(now - whole)];
    if (part == 0.0 || earlier == later) return later;
    return later - static_cast<Count>(std::llround(part * static_cast<double>(later - earlier)));
  }
  /// The longest `ago` it can answer.
  [[nodiscard]] double memory_ticks() const { return static_cast<double>(ring_.size()) - 3.0; }

 private:
  [[nodiscard]] std::size_t slot(Tick time) const {
    return static_cast<std::size_t>(time) & (ring_.size() - 1);
  }
  Count total_ = 0;
  std::vector<Count> ring_;  ///< by time, a power of two
};

}  // namespace corridor
