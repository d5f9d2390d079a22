#include "rules/flee/data.h"

#include <algorithm>

#include "rules/flee/network.h"

namespace corridor {

FleeData::FleeData(const FleeInstance& instance)
    : sum_from_camps_(instance.settings.sum_from_camps),
      // Flee shifts the data on day 0 of data-driven spawning only.
      empty_on_day0_(instance.settings.empty_camps_on_day0 &&
                     instance.settings.spawn_mode == FleeSpawnMode::data_driven) {
  for (const FleeTable& table : flee_corrected_tables(instance)) {
    std::vector<Count> by_day;
    const Count offset = empty_on_day0_ ? table.at(0) : 0;
    for (int day = 0; day < instance.days; ++day) by_day.push_back(table.at(day) - offset);
    by_day_.push_back(std::move(by_day));
  }
  const FleeNetwork network(instance);
  const bool everywhere = instance.settings.spawn_mode == FleeSpawnMode::flood_driven;
  for (std::size_t i = 0; i < instance.locations.size(); ++i) {
    if (!everywhere && !network.places()[i].is_camp) continue;
    const FleeTable* table = instance.find_table(instance.locations[i].name);
    const std::size_t index = table == nullptr ? 0 : table - instance.tables.data();
    camps_.push_back({static_cast<FleeLocationIndex>(i), index, table != nullptr});
  }
}

Count FleeData::sum(int day, std::size_t first, std::size_t end) const {
  Count total = 0;
  for (std::size_t i = first; i < std::min(end, by_day_.size()); ++i) {
    total += by_day_[i][static_cast<std::size_t>(day)];
  }
  return total;
}

Count FleeData::growth(int day) const {
  const std::size_t all = by_day_.size();
  if (day == 0) return empty_on_day0_ ? 0 : sum(0, 0, sum_from_camps_ ? all : 1);
  const std::size_t first = sum_from_camps_ ? 1 : 0;
  const std::size_t end = sum_from_camps_ ? all : 1;
  return sum(day, first, end) - sum(day - 1, first, end);
}

Count FleeData::at_start() const {
  if (empty_on_day0_) return 0;
  return sum_from_camps_ ? sum(0, 1, by_day_.size()) : sum(0, 0, 1);
}

}  // namespace corridor
