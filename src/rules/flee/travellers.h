#pragma once
// People one by one, in the order in which they were displaced, as Flee moves them. Those who rest
// where hardly anyone leaves lie in the pool of their place: one draw a day says who gets up.
#include <cstdint>
#include <vector>

#include "random/stream.h"
#include "rules/flee/choices.h"
#include "rules/flee/network.h"

namespace corridor {

/// Which occupancy the capacity rules see.
enum class FleeCapacityRule {
  running,  ///< the present one, changing person by person: serial Flee
  frozen    ///< that of the beginning of each phase: parallel Flee
};

/// What the phases of a day work on.
struct FleeDay {
  const FleeSettings& settings;
  FleeNetwork& network;
  FleeChoices& choices;
  FleeCapacityRule capacity_rule;
  int day;

  /// People come to or leave a place.
  void count(FleeLocationIndex place, Count change);
  /// Brings what capacity rules see up to date with those present.
  void refresh_seen();
  /// Brings the capacity factor of a place up to date.
  void refresh_factor(FleeLocationIndex place);
  /// True when nobody starts towards a camp that is more than half-way through its buffer.
  [[nodiscard]] bool is_full_camp(FleeLocationIndex place) const;
};

/// A person. Lengths in units of the network.
struct FleeTraveller {
  std::uint32_t id = 0;        ///< order of displacement
  std::uint32_t position = 0;  ///< place, or link with `kOnLink`
  FleeRouteIndex route = 0;    ///< what is left of a route of several links
  std::int32_t covered = 0;    ///< on the link; in a pool: the day from which they rest
  std::int32_t average = 0;    ///< running average of daily travel, halved every day
  std::uint32_t flags = 0;     ///< `kFirstLink`, `kLeaving`

  static constexpr std::uint32_t kOnLink = 1U << 31;
  static constexpr std::uint32_t kFirstLink = 1;  ///< no link completed yet
  static constexpr std::uint32_t kLeaving = 2;    ///< got up from a pool today

  [[nodiscard]] bool is_on_link() const { return (position & kOnLink) != 0; }
  [[nodiscard]] FleeLinkIndex link() const { return position & ~kOnLink; }
};

class FleeTravellers {
 public:
  explicit FleeTravellers(std::size_t places) : pools_(places) {}

  void add(FleeLocationIndex place, FleeDay& day);
  /// Phase A: everyone in a place decides whether and where to go.
  void depart(FleeDay& day, Stream& stream);
  /// Phase B: everyone on a link travels, deciding again after arrivals with time left.
  void travel(FleeDay& day, Stream& stream);
  [[nodiscard]] std::uint32_t people() const { return next_id_; }

 private:
  void wake(FleeDay& day, Stream& stream);
  void wake_all(FleeLocationIndex place, const FleeDay& day);
  void wake_some(FleeLocationIndex place, double probability, const FleeDay& day, Stream& stream);
  void merge_woken();
  void rest(const FleeTraveller& traveller, const FleeDay& day);

  std::uint32_t next_id_ = 0;
  std::vector<FleeTraveller> active_;  ///< by id
  std::vector<FleeTraveller> woken_;
  std::vector<std::vector<FleeTraveller>> pools_;  ///< by place, in no order
};

}  // namespace corridor
