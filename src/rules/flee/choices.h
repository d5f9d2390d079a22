#pragma once
// Where people may go from each place, and with which weight: tables that are built when they are
// first needed and rebuilt only after a link, a score or a capacity in their reach has changed.
#include <cstdint>
#include <map>
#include <vector>

#include "random/alias_table.h"
#include "rules/flee/traits.h"

namespace corridor {

/// Position in the arena of paths; 0: no route left.
using FleeRouteIndex = std::uint32_t;

struct FleeCandidate {
  FleeLinkIndex first_link = 0;  ///< the link that is taken
  FleeLocationIndex end = 0;     ///< where the path ends
  FleeRouteIndex rest = 0;       ///< the path behind the first link
  std::int32_t length = 0;       ///< units, of the whole path
  double base_weight = 0.0;      ///< without capacity
};

class FleeChoices {
 public:
  FleeChoices(const FleeInstance& instance, const FleeNetwork& network);

  /// Tells that scores changed, for decisions of that day.
  void scores_changed(int day) {
    ++score_version_;
    day_ = day;
  }
  /// Makes further traits known; the first is always number 0.
  void know(const FleeTraits& traits);
  /// Shares of ethnicities and religions, for rules that match them.
  [[nodiscard]] FleeShares& ethnicities() { return ethnicities_; }
  [[nodiscard]] FleeShares& religions() { return religions_; }
  /// Tells that the capacity factor of a place changed.
  void capacity_changed(FleeLocationIndex place);

  struct Table {
    std::vector<FleeCandidate> candidates;
    std::vector<double> cumulative;    ///< of the weights, in the order of the candidates
    std::vector<AliasColumn> columns;  ///< the same weights as an alias table
    std::uint32_t topology_version = 0;
    std::uint32_t score_version = 0;
    std::uint32_t version = 0;  ///< the sum of both when last brought up to date; 0: stale

    /// The candidate that 32 random bits mean. There must be one.
    [[nodiscard]] const FleeCandidate& choose(std::uint32_t random) const {
      return candidates[alias_choose(columns.data(), columns.size(), random)];
    }
  };
  /// The table of a place for people of a trait, brought up to date.
  const Table& table(FleeLocationIndex place, const FleeNetwork& network,
                     FleeTraitIndex trait = 0) {
    const std::size_t index = trait * dependents_.size() + place;
    if (tables_[index].version != network.topology_version() + score_version_) {
      refresh(index, network);
    }
    return tables_[index];
  }

  /// The next place of a route.
  [[nodiscard]] FleeLocationIndex next_place(FleeRouteIndex route) const { return paths_[route]; }
  /// The last place of a route.
  [[nodiscard]] FleeLocationIndex last_place(FleeRouteIndex route) const;
  /// The route without its next place; 0 when nothing is left.
  [[nodiscard]] FleeRouteIndex rest_of(FleeRouteIndex route) const {
    return paths_[route + 1] == kPathEnd ? 0 : route + 1;
  }

 private:
  static constexpr FleeLocationIndex kPathEnd = UINT32_MAX;

  struct Search;

  void refresh(std::size_t index, const FleeNetwork& network);
  void find_candidates(std::size_t index, const FleeNetwork& network);
  void search(Search& found, FleeLinkIndex link, std::int32_t prior_length, int step);
  void add_major_routes(Search& found, std::int32_t prior_length);
  FleeRouteIndex intern(const std::vector<FleeLocationIndex>& path);
  void weigh(std::size_t index, const FleeNetwork& network);
  [[nodiscard]] double attraction(FleeLocationIndex from, FleeLocationIndex to,
                                  const FleeTrait& trait, const FleeNetwork& network) const;
  [[nodiscard]] double matching(FleeLocationIndex to, const FleeTrait& trait,
                                const FleePlace& end) const;
  void accumulate(Table& table, const FleeNetwork& network) const;

  const FleeInstance* instance_;
  std::vector<FleeTrait> traits_;
  FleeShares ethnicities_;
  FleeShares religions_;
  std::vector<Table> tables_;                               ///< by trait and place
  std::vector<std::vector<FleeLocationIndex>> dependents_;  ///< by end: places that may choose it
  std::vector<FleeLocationIndex> paths_;                    ///< arena; each path ends with kPathEnd
  std::map<std::vector<FleeLocationIndex>, FleeRouteIndex> interned_;
  std::uint32_t score_version_ = 1;
  int day_ = 0;
};

/// Removes candidates below the greatest weight divided by `threshold` (1.001 or more).
void flee_prune(std::vector<double>& weights, double threshold);

}  // namespace corridor
