#pragma once
// The registrations of an instance by day: what steers spawning and what the output is compared
// with.
#include <vector>

#include "scenario/flee_instance.h"

namespace corridor {

/// A place that counts as a camp in the output, and its registrations.
struct FleeCamp {
  FleeLocationIndex location = 0;
  std::size_t table = 0;
  bool has_data = false;
};

class FleeData {
 public:
  explicit FleeData(const FleeInstance& instance);

  /// Camps at the start, in file order (every location where floods steer the spawning).
  [[nodiscard]] const std::vector<FleeCamp>& camps() const { return camps_; }
  /// Registered people of a camp after `day`; 0 without data.
  [[nodiscard]] Count registered(const FleeCamp& camp, int day) const {
    return camp.has_data ? by_day_[camp.table][static_cast<std::size_t>(day)] : 0;
  }
  /// The growth of registrations on a day as Flee counts it (day 0: total and camps together).
  [[nodiscard]] Count growth(int day) const;
  /// The registrations of day 0, of all camps once.
  [[nodiscard]] Count at_start() const;

 private:
  [[nodiscard]] Count sum(int day, std::size_t first, std::size_t end) const;

  bool sum_from_camps_;
  bool empty_on_day0_;
  std::vector<std::vector<Count>> by_day_;  ///< by table
  std::vector<FleeCamp> camps_;
};

}  // namespace corridor
