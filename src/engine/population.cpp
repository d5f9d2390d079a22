#include "engine/population.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "base/check.h"

namespace corridor {
namespace {

/// Whether those who come by `flow` cannot be told apart from a cohort of the bin.
bool continues(const Cohort& cohort, const Flow& flow, Tick now) {
  return cohort.plan == flow.plan && cohort.due == flow.due && cohort.since == now &&
         cohort.group == flow.group;
}

/// Out of the way of the loop that takes flows.
[[noreturn, gnu::cold, gnu::noinline]] void refuse(BinId source, const Flow& flow,
                                                   const Cohort& cohort) {
  fail_check("a flow takes what is there", __FILE__, __LINE__,
             "bin " + std::to_string(source) + ", moved " + std::to_string(flow.households) +
                 " of " + std::to_string(cohort.households));
}

/// A number for a key, well spread in its low bits (multiplication by odd constants, Knuth 6.4).
std::uint64_t spread(const Flow& flow) {
  constexpr std::uint64_t kOdd1 = 0x9E3779B97F4A7C15ULL;
  constexpr std::uint64_t kOdd2 = 0xC2B2AE3D27D4EB4FULL;
  const auto due = static_cast<std::uint32_t>(flow.due);
  return (flow.plan.bits() * kOdd1 + (std::uint64_t{due} << 32 | flow.group.index) * kOdd2) >> 40;
}

}  // namespace

void Flows::open_run() {
  run_is_open_ = true;
  const auto begin = static_cast<std::uint32_t>(flows_.size());
  if (!runs_.empty()) runs_.back().end = begin;
  runs_.push_back({source_, begin, begin});
}

std::span<const Flows::Run> Flows::by_source() {
  if (!runs_.empty()) runs_.back().end = static_cast<std::uint32_t>(flows_.size());
  std::sort(runs_.begin(), runs_.end(), [](const Run& a, const Run& b) {
    return a.source != b.source ? a.source < b.source : a.begin < b.begin;
  });
  return runs_;
}

void Flows::clear() {
  run_is_open_ = false;
  flows_.clear();
  runs_.clear();
}

Population::Population(std::vector<BinKind> bins, const std::vector<Count>& people_per_household)
    : kinds_(std::move(bins)), bins_(kinds_.size()), people_(kinds_.size(), 0) {
  for (const Count size : people_per_household) {
    CORRIDOR_CHECK(size > 0 && size <= std::numeric_limits<std::uint8_t>::max(),
                   std::to_string(size) + " people in a household");
    people_per_household_.push_back(static_cast<std::uint8_t>(size));
  }
}

void Population::enter_pool(Bin& bin, GroupId group, Count households) {
  const auto at = std::lower_bound(bin.cohorts_.begin(), bin.cohorts_.end(), group,
                                   [](const Cohort& have, GroupId g) { return have.group < g; });
  if (at != bin.cohorts_.end() && at->group == group) {
    at->households += households;
  } else {
    bin.cohorts_.insert(at, {group, 0, 0, Plan{}, households});
  }
}

/// Equal newcomers of one tick are merged where the last one with this spread was equal: merging
/// saves work and changes no law. What is merged depends on the bin alone.
inline void Population::enter_queue(Bin& bin, const Flow& flow, Tick now) {
  std::uint32_t& last = newcomers_[flow.to][spread(flow) % kNewcomers];
  const auto end = static_cast<std::uint32_t>(bin.cohorts_.size());
  if (bin.newest_ != now) {
    bin.newest_ = now;
    bin.newcomers_at_ = end;
  } else if (last >= std::max(bin.newcomers_at_, bin.head_) && last < end &&
             continues(bin.cohorts_[last], flow, now)) {
    Cohort& have = bin.cohorts_[last];
    if (have.households == 0) --bin.emptied_;
    have.households += flow.households;
    return;
  }
  last = end;
  bin.cohorts_.push_back({flow.group, now, flow.due, flow.plan, flow.households});
}

inline Count Population::enter(const Flow& flow, Tick now) {
  const Count people = flow.households * household_size(flow.group);
  Bin& bin = bins_[flow.to];
  bin.households_ += flow.households;
  people_[flow.to] += people;
  if (kinds_[flow.to] == BinKind::pool) {
    enter_pool(bin, flow.group, flow.households);
  } else {
    enter_queue(bin, flow, now);
  }
  return people;
}

void Population::place_initially(BinId bin, const Cohort& cohort) {
  if (cohort.households == 0) return;
  if (newcomers_.empty()) newcomers_.resize(bins_.size());
  total_people_ +=
      enter({0, bin, cohort.plan, cohort.due, cohort.group, cohort.households}, cohort.since);
}

/// Takes the flows of a run out of their bin and counts their dead. Returns the people taken.
Count Population::take(BinId source, std::span<const Flow> run) {
  Bin& bin = bins_[source];
  Cohort* const cohorts = bin.cohorts_.data() + bin.head_;
  const std::size_t count = bin.cohorts_.size() - bin.head_;
  Count households = 0;
  Count people = 0;
  for (const Flow& flow : run) {
    CORRIDOR_CHECK(flow.cohort < count, "no such cohort");
    Cohort& cohort = cohorts[flow.cohort];
    if (flow.households <= 0 || flow.households > cohort.households) refuse(source, flow, cohort);
    const Count size = household_size(cohort.group);
    if (flow.group != cohort.group) {
      const Count size_afterwards = flow.group.valid() ? household_size(flow.group) : 0;
      CORRIDOR_CHECK(size_afterwards == size || size_afterwards == size - 1,
                     "only one person of a household can be moved to the dead");
      if (size_afterwards != size) dead_ += flow.households;
    }
    households += flow.households;
    people += flow.households * size;
    cohort.households -= flow.households;
    bin.emptied_ += cohort.households == 0 ? 1 : 0;
  }
  bin.households_ -= households;
  people_[source] -= people;
  return people;
}

void Population::apply(Flows& flows, Tick now) {
  if (flows.empty()) return;
  const Count dead_before = dead_;
  // Everybody leaves before anybody enters: a newcomer must not shift those whom a flow still
  // means.
  Count left = 0;
  const std::span<const Flows::Run> runs = flows.by_source();
  for (const Flows::Run& run : runs) left += take(run.source, flows.of(run));
  if (newcomers_.empty()) newcomers_.resize(bins_.size());
  Count entered = 0;
  for (const Flows::Run& run : runs) {
    for (const Flow& flow : flows.of(run)) {
      if (flow.group.valid()) entered += enter(flow, now);
    }
    compact(run.source);
  }
  CORRIDOR_CHECK(left == entered + dead_ - dead_before,
                 "people who left bins: " + std::to_string(left) +
                     ", who entered: " + std::to_string(entered));
  flows.clear();
}

void Population::compact(BinId id) {
  Bin& bin = bins_[id];
  if (kinds_[id] == BinKind::pool || bin.emptied_ == 0) return;
  std::vector<Cohort>& cohorts = bin.cohorts_;
  while (bin.head_ < cohorts.size() && cohorts[bin.head_].households == 0) {
    ++bin.head_;
    --bin.emptied_;
  }
  const std::size_t live = cohorts.size() - bin.head_;
  if (bin.emptied_ * std::size_t{2} > live) {
    const auto dead_tail =
        std::remove_if(cohorts.begin() + static_cast<std::ptrdiff_t>(bin.head_), cohorts.end(),
                       [](const Cohort& cohort) { return cohort.households == 0; });
    cohorts.erase(dead_tail, cohorts.end());
    bin.emptied_ = 0;
    bin.newcomers_at_ = 0;
  }
  if (bin.head_ == cohorts.size()) {
    cohorts.clear();
    bin.head_ = 0;
    bin.newcomers_at_ = 0;
  } else if (bin.head_ * std::size_t{2} > cohorts.size()) {
    cohorts.erase(cohorts.begin(), cohorts.begin() + static_cast<std::ptrdiff_t>(bin.head_));
    bin.head_ = 0;
    bin.newcomers_at_ = 0;
  }
}

void Population::check_books() const {
  Count people = dead_;
  for (const Count here : people_) people += here;
  CORRIDOR_CHECK(people == total_people_, std::to_string(people) + " people in the books, " +
                                              std::to_string(total_people_) + " at the start");
}

void Population::check_conservation() const {
  for (std::size_t id = 0; id < bins_.size(); ++id) {
    Count in_bin = 0;
    for (const Cohort& cohort : bins_[id].cohorts()) {
      CORRIDOR_CHECK(cohort.households >= 0, "bin " + std::to_string(id));
      in_bin += cohort.households * household_size(cohort.group);
    }
    CORRIDOR_CHECK(in_bin == people_[id], "bin " + std::to_string(id) + ": counted " +
                                              std::to_string(in_bin) + ", in the books " +
                                              std::to_string(people_[id]));
  }
  check_books();
}

}  // namespace corridor
