#pragma once
// Those who came into a queue in the same tick: they are mixed evenly, so they go together or each
// cohort sends its share.
#include <span>

#include "engine/population.h"

namespace corridor {

/// Neighbours in a queue who came in the same tick.
struct Platoon {
  std::size_t begin = 0;  ///< position of the first cohort in the queue
  std::span<const Cohort> cohorts;
  /// Where the next platoon begins.
  [[nodiscard]] std::size_t end() const { return begin + cohorts.size(); }
};

/// The platoon whose first cohort has this position.
inline Platoon platoon_at(std::span<const Cohort> queue, std::size_t begin) {
  std::size_t end = begin;
  while (end < queue.size() && queue[end].since == queue[begin].since) ++end;
  return {begin, queue.subspan(begin, end - begin)};
}

}  // namespace corridor
