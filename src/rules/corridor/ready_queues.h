#pragma once
// Step 5. Those who are ready to leave a place, and who of them has gone.
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "rules/corridor/state.h"

namespace corridor {

/// The queues at one place in one tick, each with the longest waiting first. Those whom the rules
/// of exit hold back stand in them without anybody: nothing and nobody fetches them.
class ReadyQueues {
 public:
  ReadyQueues(const World& world, CorridorState& state, PlaceId place)
      : state_(state),
        place_(place),
        bins_(world.place_bins[place.index].ready()),
        gone_(state.means_scratch.gone) {
    for (std::vector<Count>& gone : gone_) gone.clear();
    for (std::size_t q = 0; q < kQueues; ++q) {
      cohorts_[q] = state.population.bin(bins_[q]).cohorts();
      households_[q] = state.population.bin(bins_[q]).households();
      if (state.somebody_must_stay && households_[q] > 0) hold_back(q);
    }
  }

  [[nodiscard]] PlaceId place() const { return place_; }
  /// Who waits in a queue and may leave, at the beginning of the tick.
  [[nodiscard]] std::span<const Cohort> cohorts(Queue queue) const {
    return cohorts_[number(queue)];
  }
  [[nodiscard]] Count households(Queue queue) const { return households_[number(queue)]; }
  /// Whether somebody waits in a queue who may leave now.
  [[nodiscard]] bool may_leave(Queue queue) const {
    return !closed_[number(queue)] && households(queue) > 0;
  }
  /// Nobody else of a queue leaves in this tick.
  void close(Queue queue) { closed_[number(queue)] = true; }

  /// Whoever leaves next comes from this queue; its cohorts.
  std::span<const Cohort> serve(Queue queue) {
    served_ = queue;
    state_.flows.from(bins_[number(queue)]);
    return cohorts(queue);
  }
  [[nodiscard]] Queue served() const { return served_; }

  /// Households of cohort `i` of the queue being served that have not gone yet, as far as noted.
  [[nodiscard]] Count not_gone(std::size_t i) const {
    const std::vector<Count>& gone = gone_[number(served_)];
    const Count households = cohorts(served_)[i].households;
    return i < gone.size() ? households - gone[i] : households;
  }
  void note_gone(std::size_t i, Count households) {
    std::vector<Count>& gone = gone_[number(served_)];
    if (i >= gone.size()) gone.resize(i + 1, 0);
    gone[i] += households;
  }

 private:
  static constexpr std::size_t number(Queue queue) { return static_cast<std::size_t>(queue); }

  /// Of cohorts that may not leave nobody is left; the others keep their positions.
  void hold_back(std::size_t queue) {
    std::vector<Cohort>& allowed = state_.means_scratch.allowed[queue];
    allowed.assign(cohorts_[queue].begin(), cohorts_[queue].end());
    households_[queue] = 0;
    for (Cohort& cohort : allowed) {
      if (!may_leave_by_rule(state_, cohort.group)) cohort.households = 0;
      households_[queue] += cohort.households;
    }
    cohorts_[queue] = allowed;
  }

  CorridorState& state_;
  PlaceId place_;
  std::array<BinId, kQueues> bins_;
  std::array<std::span<const Cohort>, kQueues> cohorts_;
  std::array<Count, kQueues> households_{};
  std::array<std::vector<Count>, kQueues>& gone_;  ///< households by queue and cohort
  std::array<bool, kQueues> closed_{};
  Queue served_ = Queue::fuelled;
};

}  // namespace corridor
