#include "engine/population.h"

#include <algorithm>
#include <string>

#include "base/check.h"

namespace corridor {
namespace {

/// How many of the latest arrivals are searched for an equal key. Merging saves work and changes no
/// law, so a bound is free to choose; the situations that people of one place set out in are fewer
/// than this.
constexpr std::size_t kMergeWindow = 16;

bool same_key(const Cohort& a, const Cohort& b) {
  return a.group == b.group && a.journey_start == b.journey_start && a.plan == b.plan;
}

}  // namespace

void Flows::from(BinId source) {
  runs_.push_back({source, static_cast<std::uint32_t>(flows_.size())});
}

void Flows::clear() {
  flows_.clear();
  runs_.clear();
}

Population::Population(std::vector<BinKind> bins, std::vector<Count> people_per_household)
    : kinds_(std::move(bins)),
      bins_(kinds_.size()),
      people_per_household_(std::move(people_per_household)) {}

void Population::place_initially(BinId bin, const Cohort& cohort) {
  if (cohort.households == 0) return;
  enter(bin, cohort);
  total_people_ += cohort.households * household_size(cohort.group);
}

void Population::enter(BinId id, const Cohort& cohort) {
  Bin& bin = bins_[id];
  bin.households_ += cohort.households;
  bin.people_ += cohort.households * household_size(cohort.group);
  if (kinds_[id] == BinKind::pool) {
    Cohort entrant = cohort;
    entrant.since = 0;
    entrant.journey_start = 0;
    entrant.plan = Plan{};
    const auto at =
        std::lower_bound(bin.cohorts_.begin(), bin.cohorts_.end(), entrant.group,
                         [](const Cohort& have, GroupId group) { return have.group < group; });
    if (at != bin.cohorts_.end() && at->group == entrant.group) {
      at->households += entrant.households;
    } else {
      bin.cohorts_.insert(at, entrant);
    }
    return;
  }
  const std::size_t window = std::min(bin.cohorts_.size() - bin.head_, kMergeWindow);
  for (auto have = bin.cohorts_.rbegin();
       have != bin.cohorts_.rbegin() + static_cast<std::ptrdiff_t>(window); ++have) {
    if (have->since != cohort.since) break;
    if (same_key(*have, cohort)) {
      if (have->households == 0) --bin.emptied_;
      have->households += cohort.households;
      return;
    }
  }
  bin.cohorts_.push_back(cohort);
}

Count Population::take(BinId source, const Flow& flow) {
  Bin& bin = bins_[source];
  Cohort& cohort = bin.cohorts_[bin.head_ + flow.cohort];
  CORRIDOR_CHECK(flow.households > 0 && flow.households <= cohort.households,
                 "bin " + std::to_string(source) + ", moved " + std::to_string(flow.households) +
                     " of " + std::to_string(cohort.households));
  const Count people = flow.households * household_size(cohort.group);
  cohort.households -= flow.households;
  bin.households_ -= flow.households;
  bin.people_ -= people;
  if (cohort.households == 0) ++bin.emptied_;
  return people;
}

void Population::apply(Flows& flows, Tick now) {
  if (flows.flows_.empty()) {
    flows.clear();
    return;
  }
  const auto end_of = [&](std::size_t run) {
    return run + 1 < flows.runs_.size() ? flows.runs_[run + 1].begin
                                        : static_cast<std::uint32_t>(flows.flows_.size());
  };
  order_.clear();
  for (std::size_t run = 0; run < flows.runs_.size(); ++run) {
    order_.push_back({flows.runs_[run].source, flows.runs_[run].begin, end_of(run)});
  }
  std::stable_sort(order_.begin(), order_.end(),
                   [](const Segment& a, const Segment& b) { return a.source < b.source; });
  Count left = 0;
  Count entered = 0;
  Count died = 0;
  for (const Segment& segment : order_) {
    for (std::uint32_t i = segment.begin; i < segment.end; ++i) {
      const Flow& flow = flows.flows_[i];
      const Count people = take(segment.source, flow);
      left += people;
      const Count still_alive =
          flow.group.valid() ? flow.households * household_size(flow.group) : 0;
      entered += still_alive;
      if (still_alive != people) {
        CORRIDOR_CHECK(people - still_alive == flow.households,
                       "only one person of a household can be moved to the dead");
        died += people - still_alive;
      }
      if (still_alive > 0) {
        enter(flow.to, {flow.group, now, flow.journey_start, flow.plan, flow.households});
      }
    }
  }
  CORRIDOR_CHECK(left == entered + died, "people who left bins: " + std::to_string(left) +
                                             ", who entered: " + std::to_string(entered));
  dead_ += died;
  for (const Segment& segment : order_) compact(segment.source);
  flows.clear();
}

void Population::compact(BinId id) {
  Bin& bin = bins_[id];
  if (kinds_[id] == BinKind::pool) return;
  std::vector<Cohort>& cohorts = bin.cohorts_;
  while (bin.head_ < cohorts.size() && cohorts[bin.head_].households == 0) {
    ++bin.head_;
    --bin.emptied_;
  }
  const std::size_t live = cohorts.size() - bin.head_;
  if (bin.emptied_ * 2 > live) {
    const auto dead_tail =
        std::remove_if(cohorts.begin() + static_cast<std::ptrdiff_t>(bin.head_), cohorts.end(),
                       [](const Cohort& cohort) { return cohort.households == 0; });
    cohorts.erase(dead_tail, cohorts.end());
    bin.emptied_ = 0;
  }
  if (bin.head_ == cohorts.size()) {
    cohorts.clear();
    bin.head_ = 0;
  } else if (bin.head_ * 2 > cohorts.size()) {
    cohorts.erase(cohorts.begin(), cohorts.begin() + static_cast<std::ptrdiff_t>(bin.head_));
    bin.head_ = 0;
  }
}

void Population::check_books() const {
  Count people = dead_;
  for (const Bin& bin : bins_) people += bin.people_;
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
    CORRIDOR_CHECK(in_bin == bins_[id].people_, "bin " + std::to_string(id) + ": counted " +
                                                    std::to_string(in_bin) + ", in the books " +
                                                    std::to_string(bins_[id].people_));
  }
  check_books();
}

}  // namespace corridor
