#pragma once
// People one by one, in the order in which they were displaced, as Flee moves them. Those who rest
// where hardly anyone leaves lie in the pool of their place: one draw a day says who gets up.
#include <cstdint>
#include <vector>

#include "random/buffered_stream.h"
#include "rules/flee/choices.h"
#include "rules/flee/network.h"
#include "rules/flee/persons.h"

namespace corridor {

/// Which occupancy the capacity rules see.
enum class FleeCapacityRule {
  running,  ///< the present one, changing person by person: serial Flee
  frozen    ///< that of the beginning of each phase: parallel Flee
};

/// How people are kept: the law of what they do is the same.
enum class FleeRepresentation {
  automatic,  ///< whichever is cheaper where both are equal in law
  agent,      ///< one by one
  cohort      ///< counted, all who are alike together
};

/// What the phases of a day work on.
struct FleeDay {
  const FleeSettings& settings;
  FleeNetwork& network;
  FleeChoices& choices;
  FleeCapacityRule capacity_rule;
  int day;
  const FleeInstance* instance = nullptr;  ///< where `persons` are known
  FleePersons* persons = nullptr;          ///< what rules on persons and logs know; may be nothing

  /// People come to or leave a place.
  void count(FleeLocationIndex place, Count change) {
    FleePlace& changed = network.places()[place];
    changed.present += change;
    if (capacity_rule == FleeCapacityRule::frozen) return;
    changed.seen += change;
    if (changed.capacity > 0) refresh_factor(place);
  }
  /// Brings what capacity rules see up to date with those present.
  void refresh_seen();
  /// Brings the capacity factor of a place up to date.
  void refresh_factor(FleeLocationIndex place) {
    FleePlace& changed = network.places()[place];
    const double factor = flee_capacity_factor(changed, settings);
    if (factor == changed.capacity_factor) return;
    changed.capacity_factor = factor;
    choices.capacity_changed(place);
  }
  /// True when nobody starts towards a camp that is more than half-way through its buffer.
  [[nodiscard]] bool is_full_camp(FleeLocationIndex place) const {
    const FleePlace& end = network.places()[place];
    return end.capacity_factor < kFullCampFactor && end.is_camp;
  }

  static constexpr double kFullCampFactor = 0.5;
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

/// What a decision looks up about a place, all day long, for people of a trait.
struct FleeStop {
  std::uint64_t leave_below = 0;   ///< chance of leaving, of 2^32
  std::uint64_t forced_below = 0;  ///< the same after a short stint
  bool is_pooled = false;          ///< one draw a day finds those who leave
};

/// What to look up where people leave with that chance; `is_pooled` where hardly anyone does.
FleeStop flee_stop(const FleePlace& place, double leave_probability);
inline FleeStop flee_stop(const FleePlace& place) {
  return flee_stop(place, place.leave_probability);
}

class FleeTravellers {
 public:
  explicit FleeTravellers(std::size_t places) : stops_(places), pools_(places) {}

  /// A newly displaced person. What is known of persons is added by the caller.
  void add(FleeLocationIndex place, FleeDay& day);
  /// Phase A: everyone in a place decides whether and where to go.
  void depart(FleeDay& day, BufferedStream& stream);
  /// Phase B: everyone on a link travels, deciding again after arrivals with time left.
  void travel(FleeDay& day, BufferedStream& stream);
  /// People in camps that are sinks vanish from all further days; they stay counted.
  void retire(const FleeDay& day, std::span<const double> probabilities, BufferedStream& stream);
  [[nodiscard]] std::uint32_t people() const { return next_id_; }
  /// Everybody who is not in a pool, by id; all people where persons are known.
  [[nodiscard]] const std::vector<FleeTraveller>& active() const { return active_; }

 private:
  void look_up(const FleeDay& day);
  template <class Rules>
  void depart_by(FleeDay& day, BufferedStream& stream);
  template <class Rules>
  void travel_by(FleeDay& day, BufferedStream& stream);
  void wake(FleeDay& day, BufferedStream& stream);
  void wake_all(FleeLocationIndex place, const FleeDay& day);
  void wake_some(FleeLocationIndex place, double probability, const FleeDay& day,
                 BufferedStream& stream);
  void merge_woken();
  void rest(const FleeTraveller& traveller, const FleeDay& day);

  std::uint32_t next_id_ = 0;
  std::vector<FleeStop> stops_;        ///< by trait and place
  std::vector<FleeTraveller> active_;  ///< by id
  std::vector<FleeTraveller> woken_;
  std::vector<std::vector<FleeTraveller>> pools_;  ///< by place, in no order
};

}  // namespace corridor
