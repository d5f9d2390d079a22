#include "inference/score_rows.h"

#include "inference/scores.h"
#include "random/stream.h"
#include "results/ensemble_results.h"

namespace corridor {
namespace {

/// Address of the draws that make PIT values continuous.
constexpr std::uint32_t kPitProcess = 0x70697400;  // "pit"

}  // namespace

ScoreRow score_count(const std::vector<double>& samples, double outcome, std::size_t task,
                     std::uint64_t seed) {
  ScoreRow row;
  row.quantiles = hub_quantiles(std::vector<float>(samples.begin(), samples.end()));
  const IntervalScore wis = weighted_interval_score(kHubLevels, row.quantiles, outcome);
  row.wis = wis.total;
  row.dispersion = wis.dispersion;
  row.overprediction = wis.overprediction;
  row.underprediction = wis.underprediction;
  row.crps = crps_of_samples(samples, outcome);
  row.in_50 = covers(row.quantiles[hub_level::low_50], row.quantiles[hub_level::high_50], outcome);
  row.in_90 = covers(row.quantiles[hub_level::low_90], row.quantiles[hub_level::high_90], outcome);
  Stream stream({seed, 0}, 0, kPitProcess, task);
  row.pit = randomised_pit(samples, outcome, stream.uniform());
  row.bias = bias_of_samples(samples, outcome);
  return row;
}

MilestoneRow score_milestone(const std::vector<double>& samples, double outcome) {
  MilestoneRow row;
  if (samples.empty()) return row;
  row.quantiles = hub_quantiles(std::vector<float>(samples.begin(), samples.end()));
  row.wis = weighted_interval_score(kHubLevels, row.quantiles, outcome).total;
  row.in_50 = covers(row.quantiles[hub_level::low_50], row.quantiles[hub_level::high_50], outcome);
  row.in_90 = covers(row.quantiles[hub_level::low_90], row.quantiles[hub_level::high_90], outcome);
  return row;
}

}  // namespace corridor
