#pragma once
// Step 5. Those who are ready to leave a place, and who of them has gone.
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "rules/corridor/state.h"

namespace corridor {

/// The class of those who wait in a queue.
inline HouseholdClass class_of(Queue queue) {
  if (queue == Queue::without_vehicle) return HouseholdClass::no_vehicle;
  return queue == Queue::needing_help ? HouseholdClass::needs_help : HouseholdClass::vehicle;
}

/// The queues at one place in one tick, each with the longest waiting first.
class ReadyQueues {
 public:
  ReadyQueues(const World& world, CorridorState& state, PlaceId place)
      : state_(state),
        place_(place),
        bins_(world.place_bins[place.index].ready()),
        gone_(state.means_scratch.gone) {
    for (std::vector<Count>& gone : gone_) gone.clear();
  }

  [[nodiscard]] PlaceId place() const { return place_; }
  [[nodiscard]] const Bin& waiting(Queue queue) const {
    return state_.population.bin(bins_[number(queue)]);
  }
  /// Whether somebody waits in a queue who may leave now.
  [[nodiscard]] bool may_leave(Queue queue) const {
    return !closed_[number(queue)] && !waiting(queue).empty() &&
           state_.may_leave[static_cast<std::size_t>(class_of(queue))] != 0;
  }
  /// Nobody else of a queue leaves in this tick.
  void close(Queue queue) { closed_[number(queue)] = true; }

  /// Whoever leaves next comes from this queue; its cohorts.
  std::span<const Cohort> serve(Queue queue) {
    served_ = queue;
    state_.flows.from(bins_[number(queue)]);
    return waiting(queue).cohorts();
  }
  [[nodiscard]] Queue served() const { return served_; }

  /// Households of cohort `i` of the queue being served that have not gone yet, as far as noted.
  [[nodiscard]] Count not_gone(std::size_t i) const {
    const std::vector<Count>& gone = gone_[number(served_)];
    const Count households = waiting(served_).cohorts()[i].households;
    return i < gone.size() ? households - gone[i] : households;
  }
  void note_gone(std::size_t i, Count households) {
    std::vector<Count>& gone = gone_[number(served_)];
    if (i >= gone.size()) gone.resize(i + 1, 0);
    gone[i] += households;
  }

 private:
  static constexpr std::size_t number(Queue queue) { return static_cast<std::size_t>(queue); }

  CorridorState& state_;
  PlaceId place_;
  std::array<BinId, kQueues> bins_;
  std::array<std::vector<Count>, kQueues>& gone_;  ///< households by queue and cohort
  std::array<bool, kQueues> closed_{};
  Queue served_ = Queue::fuelled;
};

}  // namespace corridor
