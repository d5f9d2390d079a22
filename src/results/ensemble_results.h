#pragma once
// Results are tables: (series, time, member) -> value, from which every output is written.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/time.h"
#include "base/zeroed_allocator.h"
#include "scenario/parameter.h"
#include "scenario/series.h"

namespace corridor {

/// What an ensemble observed. Times are start + k * step for k = 1..steps (the state after each
/// step).
struct EnsembleResults {
  std::vector<SeriesInfo> series;
  Time start;
  Duration step{3600};
  std::size_t steps = 0;
  std::size_t members = 0;
  /// Index ((series * steps) + step) * members + member.
  std::vector<float, ZeroedAllocator<float>> values;
  std::size_t parameter_count = 0;
  std::vector<double> parameters;  ///< what each member ran with; index member * count + parameter
  /// By member: the draw that it descends from. Those of one start are alike. Empty: no two are.
  std::vector<std::uint32_t> starts;

  [[nodiscard]] float& at(std::size_t series_index, std::size_t step_index, std::size_t member) {
    return values[(series_index * steps + step_index) * members + member];
  }
  [[nodiscard]] const float* row(std::size_t series_index, std::size_t step_index) const {
    return values.data() + (series_index * steps + step_index) * members;
  }
  [[nodiscard]] double parameter(std::size_t member, ParameterId id) const {
    CORRIDOR_CHECK(id.index < parameter_count, "a parameter of another registry");
    return parameters[member * parameter_count + id.index];
  }
  [[nodiscard]] Time time(std::size_t step_index) const {
    return start + step * static_cast<long long>(step_index + 1);
  }
  /// Index of a series, or series.size() when absent.
  [[nodiscard]] std::size_t find(const std::string& target, const std::string& location) const;
};

/// The largest value, at one step from `first` on, of a sum of series in one member; at least 0.
double peak(const EnsembleResults& results, const std::vector<std::size_t>& series,
            std::size_t member, std::size_t first = 0);

/// The 23 quantile levels of the forecast hubs.
inline constexpr double kHubLevels[23] = {0.01, 0.025, 0.05, 0.10, 0.15, 0.20,  0.25, 0.30,
                                          0.35, 0.40,  0.45, 0.50, 0.55, 0.60,  0.65, 0.70,
                                          0.75, 0.80,  0.85, 0.90, 0.95, 0.975, 0.99};

/// The levels of a fan of 50 and 90 % around the median; each is one of the hub's.
inline constexpr double kFanLevels[5] = {0.05, 0.25, 0.50, 0.75, 0.95};

/// The lines of a fan for every series at every time: the five levels one after the other, then the
/// mean, each of them index series * steps + step. The same numbers as `summarise` gives, and
/// several times sooner: for answers while a slider moves.
std::vector<float> fan_lines(const EnsembleResults& results);

/// Mean and hub quantiles of every series at every time.
struct Summary {
  std::vector<double> mean;       ///< index series * steps + step
  std::vector<double> quantiles;  ///< index (series * steps + step) * 23 + level

  [[nodiscard]] double quantile(const EnsembleResults& results, std::size_t series_index,
                                std::size_t step_index, std::size_t level) const {
    return quantiles[(series_index * results.steps + step_index) * 23 + level];
  }
};

/// Quantiles by linear interpolation between order statistics (type 7, Hyndman & Fan 1996).
Summary summarise(const EnsembleResults& results, unsigned threads);

/// The same 23 quantiles of one set of values; none is a bug.
std::vector<double> hub_quantiles(const std::vector<float>& values);

}  // namespace corridor
