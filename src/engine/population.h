#pragma once
// Counts of people: cohorts, flows, and the one function that applies flows to cohorts. Knows no
// rule.
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/count.h"
#include "base/ids.h"
#include "base/scratch.h"

namespace corridor {

using Tick = std::int32_t;

/// A situation cohorts can be in (phase at a place, phase on a road); numbered by the rules.
using BinId = std::uint32_t;

/// The number of a route in the rules' route table, below kMostRoutes.
using RouteId = std::uint32_t;
inline constexpr RouteId kMostRoutes = RouteId{1} << 24;

/// What later steps depend on besides group, bin and times. One word, so that plans are made,
/// copied and compared at once.
class Plan {
 public:
  Plan() = default;
  Plan(RouteId route, std::uint8_t mode, std::uint8_t party, std::uint16_t target,
       std::uint8_t flags)
      : bits_(of_route(route) | std::uint64_t{mode} << kMode | std::uint64_t{party} << kParty |
              std::uint64_t{target} << kTarget | std::uint64_t{flags} << kFlags) {}

  /// Index into the rules' route table.
  [[nodiscard]] RouteId route() const {
    return static_cast<RouteId>((bits_ & kLowRoute) | (bits_ & kHighRoute) >> kHighShift);
  }
  /// How they travel.
  [[nodiscard]] std::uint8_t mode() const { return static_cast<std::uint8_t>(bits_ >> kMode); }
  /// Households in one vehicle.
  [[nodiscard]] std::uint8_t party() const { return static_cast<std::uint8_t>(bits_ >> kParty); }
  /// Where they are heading after registration, or what carries them.
  [[nodiscard]] std::uint16_t target() const {
    return static_cast<std::uint16_t>(bits_ >> kTarget);
  }
  /// Informed or not.
  [[nodiscard]] std::uint8_t flags() const { return static_cast<std::uint8_t>(bits_ >> kFlags); }
  /// The same by another route.
  [[nodiscard]] Plan by(RouteId route) const {
    Plan plan;
    plan.bits_ = (bits_ & ~(kLowRoute | kHighRoute)) | of_route(route);
    return plan;
  }
  /// All of it as one number.
  [[nodiscard]] std::uint64_t bits() const { return bits_; }
  friend bool operator==(const Plan&, const Plan&) = default;

 private:
  // Which newcomers are merged, and hence the luck of a run, goes by the word: the numbers of the
  // first 65,536 routes stand at its end and leave the rest of it as it would be without more.
  static constexpr std::uint64_t kLowRoute = 0xFFFF;
  static constexpr std::uint64_t kHighRoute = std::uint64_t{0xFF} << 56;
  static constexpr unsigned kHighShift = 40;  ///< from bit 16 of a route to bit 56 of the word
  static constexpr unsigned kMode = 16;
  static constexpr unsigned kParty = 24;
  static constexpr unsigned kTarget = 32;
  static constexpr unsigned kFlags = 48;
  static constexpr std::uint64_t of_route(RouteId route) {
    return (route & kLowRoute) | (route & ~kLowRoute) << kHighShift;
  }
  std::uint64_t bits_ = std::uint64_t{1} << kParty;  ///< a household of its own
};

/// Households that no rule can tell apart: (group, bin, since, plan, due) -> count.
/// An agent is a cohort of one.
struct Cohort {
  GroupId group;
  Tick since = 0;  ///< tick in which they came into this bin
  Tick due = 0;    ///< tick in which their journey would end had they lost no time
  Plan plan;
  Count households = 0;
};

/// Moves `households` of cohort `cohort` (position in the source bin) to bin `to` with a new plan
/// and due tick.
struct Flow {
  std::uint32_t cohort = 0;
  BinId to = 0;
  Plan plan;
  Tick due = 0;
  GroupId group;  ///< the group afterwards: the same, unless a death moves a household to the next
                  ///< smaller size
  Count households = 0;
};

/// How a bin keeps its cohorts.
enum class BinKind : std::uint8_t {
  pool,   ///< only the group matters: when and how they came is forgotten, one cohort a group,
          ///< sorted by group
  queue,  ///< oldest first; the time of entry and the plan are kept
};

/// The cohorts of one bin.
class Bin {
 public:
  [[nodiscard]] std::span<const Cohort> cohorts() const {
    return {cohorts_.data() + head_, cohorts_.size() - head_};
  }
  [[nodiscard]] Count households() const { return households_; }
  [[nodiscard]] bool empty() const { return households_ == 0; }

 private:
  friend class Population;
  std::vector<Cohort> cohorts_;
  std::uint32_t head_ = 0;     ///< cohorts before it have left
  std::uint32_t emptied_ = 0;  ///< cohorts from head_ on without anybody left
  Count households_ = 0;
  Tick newest_ = -1;                ///< the tick in which somebody came last
  std::uint32_t newcomers_at_ = 0;  ///< no cohort before it came in that tick
};

/// What the rules propose in one tick: for each source bin one contiguous run of flows.
class Flows {
 public:
  /// Begins the proposals out of a bin; a bin may have several runs, of different stages.
  void from(BinId source) {
    source_ = source;
    run_is_open_ = false;
  }
  void add(const Flow& flow) {
    if (!run_is_open_) open_run();
    flows_.push_back(flow);
  }
  [[nodiscard]] bool empty() const { return flows_.empty(); }
  void clear();

 private:
  friend class Population;
  struct Run {
    BinId source;
    std::uint32_t begin;
    std::uint32_t end;
  };
  void open_run();
  /// Every run, by the number of its source, then by age.
  [[nodiscard]] std::span<const Run> by_source();
  [[nodiscard]] std::span<const Flow> of(const Run& run) const {
    return {flows_.data() + run.begin, flows_.data() + run.end};
  }

  BinId source_ = 0;
  bool run_is_open_ = false;
  std::vector<Flow> flows_;
  std::vector<Run> runs_;
};

/// All cohorts of one member. Only `place_initially` and `apply` change counts.
class Population {
 public:
  /// One bin for each kind in `bins`; `people_per_household[g]` people in each household of group
  /// g.
  Population(std::vector<BinKind> bins, const std::vector<Count>& people_per_household);

  [[nodiscard]] const Bin& bin(BinId id) const { return bins_[id]; }
  [[nodiscard]] std::size_t bins() const { return bins_.size(); }
  [[nodiscard]] Count people(BinId id) const { return people_[id]; }
  [[nodiscard]] Count people_in(std::span<const BinId> ids) const {
    Count people = 0;
    for (const BinId id : ids) people += people_[id];
    return people;
  }
  [[nodiscard]] Count household_size(GroupId group) const {
    return people_per_household_[group.index];
  }
  [[nodiscard]] Count dead() const { return dead_; }

  void place_initially(BinId bin, const Cohort& cohort);

  /// Applies all flows at once and empties `flows`. Sources are taken in the order of their
  /// numbers, so that the order of proposals does not matter; neighbours in a queue with equal keys
  /// are merged. Takes from no cohort more than it holds (else Bug) and checks that nobody is lost:
  /// what leaves bins is what enters bins, people who died being counted apart.
  void apply(Flows& flows, Tick now);

  /// Adds up the books of all bins: everybody is alive in one bin or counted as dead. Throws Bug on
  /// a difference.
  void check_books() const;
  /// Recounts every cohort and compares with the books; throws Bug on a difference.
  void check_conservation() const;

 private:
  /// Returns the people who came.
  [[gnu::always_inline]] Count enter(const Flow& flow, Tick now);
  [[gnu::always_inline]] void enter_queue(Bin& bin, const Flow& flow, Tick now);
  static void enter_pool(Bin& bin, GroupId group, Count households);
  Count take(BinId source, std::span<const Flow> run);
  void compact(BinId bin);

  std::vector<BinKind> kinds_;
  std::vector<Bin> bins_;
  std::vector<Count> people_;  ///< by bin
  /// By bin: where the newcomers of this tick were put, by the spread of their keys; hints, checked
  /// before use.
  static constexpr std::size_t kNewcomers = 16;
  Scratch<std::vector<std::array<std::uint32_t, kNewcomers>>> newcomers_;
  std::vector<std::uint8_t> people_per_household_;
  Count total_people_ = 0;
  Count dead_ = 0;
};

}  // namespace corridor
