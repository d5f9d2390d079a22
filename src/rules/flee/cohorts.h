#pragma once
// People in counted cohorts: all who are in the same place or on the same link, have covered the
// same distance, have the same route left and the same running average. While capacity factors
// stand still, which they do within a phase under frozen capacities, cohorts split by binomial and
// multinomial draws with the same law as people one by one, at a cost that does not depend on how
// many they are.
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "random/binomial_tables.h"
#include "rules/flee/bands.h"
#include "rules/flee/travellers.h"

namespace corridor {

/// Tables of binomial laws by their probability, made when they are first asked for. A copy begins
/// anew: what is drawn does not depend on which tables are there.
class FleeLaws {
 public:
  FleeLaws() = default;
  FleeLaws(const FleeLaws& /*other*/) {}
  FleeLaws(FleeLaws&& other) = default;
  FleeLaws& operator=(const FleeLaws& /*other*/) { return *this; }
  FleeLaws& operator=(FleeLaws&& other) = default;
  ~FleeLaws() = default;

  /// Good until the next call with another probability. 0 < p < 1.
  [[nodiscard]] BinomialTables& of(double p) {
    const auto found = laws_.find(p);
    if (found != laws_.end()) return found->second;
    if (laws_.size() >= kMost) laws_.clear();
    return laws_.try_emplace(p, p).first->second;
  }

 private:
  static constexpr std::size_t kMost = 2000;  ///< of 5 to 20 kB each

  std::unordered_map<double, BinomialTables> laws_;
};

class FleeCohorts {
 public:
  /// Nobody yet. The averages of the network stay below `flee_averages(...)`.
  FleeCohorts(const FleeSettings& settings, const FleeNetwork& network);

  void add(FleeLocationIndex place, Count people, FleeDay& day);
  /// Phase A: everyone in a place decides whether and where to go.
  void depart(FleeDay& day, BufferedStream& stream);
  /// Phase B: everyone on a link travels, deciding again after arrivals with time left. Under
  /// running capacities people are taken one by one, in random order, on days on which a camp may
  /// come into its buffer.
  void travel(FleeDay& day, BufferedStream& stream);
  [[nodiscard]] Count people() const { return people_; }
  /// Everybody counted again, for the tests.
  [[nodiscard]] Count recount() const;

 private:
  friend class FleeCohortDay;

  /// People in one place (covered 0) or on one link who differ only in their average.
  struct Group {
    FleeRouteIndex route = 0;
    std::int32_t covered = 0;
    bool first_link = false;  ///< no link completed yet; false for all where it makes no difference
    FleeBandIndex band = 0;
  };
  using Groups = std::vector<Group>;

  [[nodiscard]] bool may_enter_a_buffer(const FleeDay& day) const;
  [[nodiscard]] std::vector<FleeTraveller> take_all_from_links();
  void travel_one_by_one(FleeDay& day, BufferedStream& stream);
  void put_back(const FleeTraveller& traveller);

  FleeBandIndex band_of(Groups& groups, FleeRouteIndex route, std::int32_t covered,
                        bool first_link);

  bool keeps_averages_;
  bool keeps_first_link_;
  FleeBands bands_;
  FleeLaws laws_;
  std::vector<Groups> in_places_;  ///< by place
  std::vector<Groups> on_links_;   ///< by link, closed ones included
  Count people_ = 0;
};

/// How many averages there are: one where no rule asks for them.
std::size_t flee_averages(const FleeSettings& settings, const FleeNetwork& network);

}  // namespace corridor
