#pragma once
// Where people may go from each place, and with which weight: tables that are built when they are
// first needed and rebuilt only after a link, a score or a capacity in their reach has changed.
#include <cstdint>
#include <map>
#include <vector>

#include "rules/flee/network.h"

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

  /// Tells that scores changed.
  void scores_changed() { ++score_version_; }
  /// Tells that the capacity factor of a place changed.
  void capacity_changed(FleeLocationIndex place);

  /// One column of an alias table (Walker 1974, doi 10.1049/el:19740097).
  struct Column {
    std::uint32_t keep_below = 0;  ///< of 2^32: the share of the column that is its own candidate's
    std::uint32_t other = 0;       ///< the candidate of the rest
  };
  struct Table {
    std::vector<FleeCandidate> candidates;
    std::vector<double> cumulative;  ///< of the weights, in the order of the candidates
    std::vector<Column> columns;     ///< the same weights as an alias table
    std::uint32_t topology_version = 0;
    std::uint32_t score_version = 0;
    std::uint32_t version = 0;  ///< the sum of both when last brought up to date; 0: stale

    /// The candidate that 32 random bits mean. There must be one.
    [[nodiscard]] const FleeCandidate& choose(std::uint32_t random) const {
      const std::uint64_t at = static_cast<std::uint64_t>(random) * columns.size();
      const auto index = static_cast<std::uint32_t>(at >> 32);
      const Column& column = columns[index];
      // Without a branch, since no processor can foresee it.
      const auto moves =
          static_cast<std::uint32_t>(static_cast<std::uint32_t>(at) >= column.keep_below);
      return candidates[index ^ ((index ^ column.other) & (0U - moves))];
    }
  };
  /// The table of a place, brought up to date.
  const Table& table(FleeLocationIndex place, const FleeNetwork& network) {
    Table& found = tables_[place];
    if (found.version != network.topology_version() + score_version_) refresh(place, network);
    return found;
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

  void refresh(FleeLocationIndex place, const FleeNetwork& network);
  void find_candidates(FleeLocationIndex place, const FleeNetwork& network);
  void search(const FleeNetwork& network, FleeLinkIndex link, std::int32_t prior_length, int step,
              std::vector<FleeLocationIndex>& path, std::vector<FleeCandidate>& candidates);
  FleeRouteIndex intern(const std::vector<FleeLocationIndex>& path);
  void weigh(FleeLocationIndex place, const FleeNetwork& network);
  [[nodiscard]] double attraction(FleeLocationIndex from, FleeLocationIndex to,
                                  const FleeNetwork& network) const;
  void accumulate(Table& table, const FleeNetwork& network) const;

  const FleeInstance* instance_;
  std::vector<Table> tables_;
  std::vector<std::vector<FleeLocationIndex>> dependents_;  ///< by end: places that may choose it
  std::vector<FleeLocationIndex> paths_;                    ///< arena; each path ends with kPathEnd
  std::map<std::vector<FleeLocationIndex>, FleeRouteIndex> interned_;
  std::uint32_t score_version_ = 1;
};

/// Removes candidates below the greatest weight divided by `threshold` (1.001 or more).
void flee_prune(std::vector<double>& weights, double threshold);
/// The alias table of weights that add up to more than 0 (Vose 1991, doi 10.1109/32.92917).
void flee_fill_columns(const std::vector<double>& weights, double total,
                       std::vector<FleeChoices::Column>& columns);

}  // namespace corridor
