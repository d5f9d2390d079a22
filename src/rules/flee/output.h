#pragma once
// Flee's own table of results, and the errors of its papers.
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "rules/flee/world.h"

namespace corridor {

/// What one member gave: people in each camp after each day.
struct FleeRun {
  std::vector<std::vector<Count>> in_camps;  ///< by day, then by camp
  std::vector<Count> people;                 ///< by day: ever displaced
  std::vector<FleeLedger> ledgers;           ///< by day
  std::vector<Count> idps;                   ///< by day: people in IDP camps
};

/// Runs one member through all days; `after_day` sees the world after each.
FleeRun flee_run(const std::shared_ptr<const FleeSetting>& setting, const MemberStreams& streams,
                 FleeCapacityRule capacity_rule,
                 const std::function<void(const FleeWorld&)>& after_day = {},
                 FleeRepresentation representation = FleeRepresentation::automatic);

/// Writes `out.csv`. The date is that of the day (under `strict` the next one, as Flee prints it).
void write_flee_table(const FleeSetting& setting, const FleeRun& run, std::ostream& out);

/// Averaged relative differences (Suleimenova, Bell & Groen 2017, doi 10.1038/s41598-017-13828-9).
struct FleeScore {
  double averaged = 0.0;        ///< mean over days of sum |simulated - data| / max(data, 1)
  double rescaled = 0.0;        ///< the same with simulated numbers scaled to the data's total
  std::vector<double> by_camp;  ///< mean over days of |simulated - data| / max(sum of data, 1)
};
FleeScore flee_score(const FleeSetting& setting, const FleeRun& run);

/// A number as Python prints it: shortest form that reads back the same, with `.0` where whole.
std::string flee_number_text(double value);

}  // namespace corridor
