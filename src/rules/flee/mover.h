#pragma once
// How one person decides and travels: the innermost loop of the rules of Flee. `Rules` says what is
// known of persons: nothing (`FleeAllAlike`) or all (`FleeByPerson`).
#include <algorithm>
#include <vector>

#include "random/buffered_stream.h"
#include "rules/flee/travellers.h"

namespace corridor {

/// Everybody follows the same rules and nothing is logged: costs nothing.
class FleeAllAlike {
 public:
  explicit FleeAllAlike(FleeDay& /*day*/) {}
  static constexpr bool kMayStay = false;
  [[nodiscard]] static FleeTraitIndex trait(const FleeTraveller& /*traveller*/) { return 0; }
  static bool before_day(const FleeTraveller& /*traveller*/) { return true; }
  static bool before_decision(const FleeTraveller& /*traveller*/) { return false; }
  static void entered(const FleeTraveller& /*traveller*/, const FleeLink& /*link*/) {}
  static void completed(const FleeTraveller& /*traveller*/, const FleeLink& /*link*/) {}
  static void goes_on(const FleeTraveller& /*traveller*/, FleeLinkIndex /*link*/) {}
  static void finished(const FleeTraveller& /*traveller*/, std::int32_t /*moved*/) {}
};

/// Rules on persons, and what the logs tell of them.
class FleeByPerson {
 public:
  explicit FleeByPerson(FleeDay& day);
  static constexpr bool kMayStay = true;
  [[nodiscard]] FleeTraitIndex trait(const FleeTraveller& traveller) const {
    return (*day_.persons)[traveller.id].trait;
  }
  /// Before the decision of the morning; false: the person does nothing today (harvest).
  bool before_day(const FleeTraveller& traveller);
  /// Before every decision without a route; true: the person leaves surely (second system).
  bool before_decision(const FleeTraveller& traveller);
  void entered(const FleeTraveller& traveller, const FleeLink& link);
  void completed(const FleeTraveller& traveller, const FleeLink& link);
  void goes_on(const FleeTraveller& traveller, FleeLinkIndex link);
  void finished(const FleeTraveller& traveller, std::int32_t moved);

 private:
  FleeDay& day_;
  bool is_harvest_;
};

template <class Rules>
class FleeMover {
 public:
  FleeMover(FleeDay& day, const std::vector<FleeStop>& stops, BufferedStream& stream)
      : day_(day),
        rules_(day),
        stops_(stops.data()),
        places_(day.network.places().data()),
        place_count_(day.network.places().size()),
        stream_(stream),
        max_speed_(day.network.max_speed()),
        first_speed_(day.settings.start_on_foot ? day.network.walk_speed() : 0),
        avoids_short_stints_(day.settings.avoid_short_stints) {}

  /// Lets a person in a place decide in the morning.
  void begin(FleeTraveller& traveller) {
    if (rules_.before_day(traveller)) decide(traveller, false);
  }

  /// Moves a person on a link through the day.
  void travel(FleeTraveller& traveller) {
    std::int32_t moved = 0;
    for (int hops = 1; advance(traveller, moved) && hops < kMaxHopsADay; ++hops) {
    }
    traveller.average = (traveller.average + moved) >> 1;
    rules_.finished(traveller, moved);
  }

 private:
  /// Only roads without length lead so far: Flee stops at Python's recursion limit.
  static constexpr int kMaxHopsADay = 1000;

  /// Lets a person in a place decide; true when they entered a link. `forced`: short stint.
  bool decide(FleeTraveller& traveller, bool forced) {
    return traveller.route != 0 ? continue_route(traveller) : start_route(traveller, forced);
  }

  bool start_route(FleeTraveller& traveller, bool forced) {
    const FleeLocationIndex here = traveller.position;
    const FleeTraitIndex trait = rules_.trait(traveller);
    const FleeStop& stop = stops_[trait * place_count_ + here];
    const bool got_up = (traveller.flags & FleeTraveller::kLeaving) != 0;
    traveller.flags &= ~FleeTraveller::kLeaving;
    const bool leaves = rules_.before_decision(traveller) || got_up ||
                        stream_.below(forced ? stop.forced_below : stop.leave_below);
    if (!leaves) return false;
    const FleeChoices::Table& table = day_.choices.table(here, day_.network, trait);
    if (table.candidates.empty()) return false;
    const FleeCandidate& chosen =
        table.candidates.size() == 1 ? table.candidates.front() : table.choose(stream_.next32());
    if (day_.is_full_camp(chosen.end)) return false;
    if (Rules::kMayStay && chosen.first_link == kFleeNoLink) return false;
    enter(traveller, chosen.first_link, chosen.rest);
    return true;
  }

  bool continue_route(FleeTraveller& traveller) {
    const FleeRouteIndex route = traveller.route;
    const FleeLinkIndex link =
        day_.network.first_link(traveller.position, day_.choices.next_place(route));
    traveller.route = 0;
    if (link == kFleeNoLink || day_.is_full_camp(day_.choices.last_place(route))) return false;
    enter(traveller, link, day_.choices.rest_of(route));
    return true;
  }

  void enter(FleeTraveller& traveller, FleeLinkIndex link, FleeRouteIndex rest) {
    day_.count(traveller.position, -1);
    traveller.position = link | FleeTraveller::kOnLink;
    traveller.covered = 0;
    traveller.route = rest;
    rules_.entered(traveller, day_.network.link(link));
  }

  [[nodiscard]] std::int32_t speed_of(const FleeTraveller& traveller, const FleeLink& link) {
    std::int32_t speed = link.speed;
    if (first_speed_ > 0 && (traveller.flags & FleeTraveller::kFirstLink) != 0) {
      speed = first_speed_;
    }
    if (link.walk_probability > 0.0 && stream_.below(threshold_of(link.walk_probability))) {
      speed = day_.network.walk_speed();
    }
    return speed;
  }

  /// One link, or the rest of the day on it; true when the person is on a further link.
  bool advance(FleeTraveller& traveller, std::int32_t& moved) {
    const FleeLinkIndex index = traveller.link();
    const FleeLink& link = day_.network.link(index);
    const std::int32_t speed = speed_of(traveller, link);
    traveller.covered += speed;
    moved += speed;
    if (traveller.covered <= link.length) return false;
    moved += link.length - traveller.covered;
    traveller.flags &= ~FleeTraveller::kFirstLink;
    traveller.position = link.closed ? link.from : link.to;
    day_.count(traveller.position, 1);
    rules_.completed(traveller, link);
    if (link.closed || moved >= speed) return false;
    rules_.goes_on(traveller, index);
    return decide(traveller, avoids_short_stints_ && traveller.average + moved < max_speed_);
  }

  FleeDay& day_;
  Rules rules_;
  const FleeStop* stops_;
  const FleePlace* places_;
  std::size_t place_count_;
  BufferedStream& stream_;
  std::int32_t max_speed_;
  std::int32_t first_speed_;  ///< on the first link; 0: as on any other
  bool avoids_short_stints_;
};

}  // namespace corridor
