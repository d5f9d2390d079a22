#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/population.h"

namespace corridor {

/// N(t): vehicles that have passed one end of a road by time t, and how many of them are felt at
/// the other end, a lag later (Newell 1993). Kept at whole ticks as far back as the lag reaches,
/// straight in between: vehicles pass evenly within a tick. Times are in ticks; tick k lasts from k
/// to k + 1; nobody has passed before 0.
class CumulativeCount {
 public:
  [[nodiscard]] Count total() const { return total_; }
  void add(Count vehicles) { total_ += vehicles; }

  /// From now on the whole way takes `ticks` >= 1. What is on its way keeps the part that it has
  /// covered: the lag moves evenly from the old time to the new, and is there when what sets out
  /// now arrives.
  void set_lag(double ticks) {
    if (ticks == goal_ticks_) return;
    goal_ticks_ = ticks;
    pace_ = 1.0 - lag_ticks_ / ticks;
    if (total_ == 0) lag_ticks_ = ticks;
    settled_ = false;
  }
  /// How long ago, at the end of the present tick, that passed which is felt now.
  [[nodiscard]] double lag_ticks() const { return lag_ticks_; }

  void begin_tick(Tick now) {
    if (!settled_) settle(now);
  }
  /// Remembers the total at the end of tick `now`.
  void end_tick(Tick now) { ring_[slot(now + 1)] = total_; }

  /// N a lag before the end of tick `now`, to the nearest whole vehicle.
  [[nodiscard]] Count felt_by_end_of(Tick now) const {
    const double ago = ago_at_end_of(now);
    const auto whole = static_cast<Tick>(ago);
    const double part = ago - static_cast<double>(whole);
    const Count later = ring_[slot(now + 1 - whole)];
    const Count earlier = ring_[slot(now - whole)];
    if (part == 0.0 || earlier == later) return later;
    return later - static_cast<Count>(std::llround(part * static_cast<double>(later - earlier)));
  }
  /// It forgets what is longer ago.
  [[nodiscard]] Tick memory_ticks() const { return static_cast<Tick>(ring_.size()); }

 private:
  /// The ends of the tick that a lag falls into, and of the tick just over.
  static constexpr double kSlotsBesideLag = 3.0;

  /// Moves the lag towards its goal and makes room for it.
  void settle(Tick now) {
    if (lag_ticks_ != goal_ticks_) {
      const double moved = lag_ticks_ + pace_;
      lag_ticks_ = pace_ < 0.0 ? std::max(moved, goal_ticks_) : std::min(moved, goal_ticks_);
    }
    const double slots = ago_at_end_of(now) + kSlotsBesideLag;
    while (static_cast<double>(ring_.size()) < slots) double_memory(now);
    settled_ = lag_ticks_ == goal_ticks_ && slots == lag_ticks_ + kSlotsBesideLag;
  }

  /// The lag, but not beyond 0.
  [[nodiscard]] double ago_at_end_of(Tick now) const {
    return std::min(lag_ticks_, static_cast<double>(now) + 1.0);
  }
  [[nodiscard]] std::size_t slot(Tick time) const {
    return static_cast<std::size_t>(time) & (ring_.size() - 1);
  }
  void double_memory(Tick now) {
    const std::vector<Count> before = ring_;
    const Count oldest = before[slot(now + 1)];
    ring_.assign(2 * before.size(), oldest);
    for (Tick ago = 0; ago < static_cast<Tick>(before.size()); ++ago) {
      ring_[slot(now - ago)] = before[static_cast<std::size_t>(now - ago) & (before.size() - 1)];
    }
  }

  Count total_ = 0;
  double lag_ticks_ = 1.0;
  double goal_ticks_ = 1.0;
  double pace_ = 0.0;                                ///< of the lag, a tick
  bool settled_ = false;                             ///< the lag stays, and there is room for it
  std::vector<Count> ring_ = std::vector<Count>(4);  ///< by time, a power of two
};

}  // namespace corridor
