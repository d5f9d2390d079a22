#pragma once
// How one person decides and travels: the innermost loop of the rules of Flee.
#include <algorithm>
#include <vector>

#include "random/buffered_stream.h"
#include "rules/flee/travellers.h"

namespace corridor {

class FleeMover {
 public:
  FleeMover(FleeDay& day, const std::vector<FleeStop>& stops, BufferedStream& stream)
      : day_(day),
        stops_(stops.data()),
        places_(day.network.places().data()),
        stream_(stream),
        max_speed_(day.network.max_speed()),
        first_speed_(day.settings.start_on_foot ? day.network.walk_speed() : 0),
        avoids_short_stints_(day.settings.avoid_short_stints) {}

  /// Lets a person in a place decide; true when they entered a link. `forced`: short stint.
  bool decide(FleeTraveller& traveller, bool forced) {
    return traveller.route != 0 ? continue_route(traveller) : start_route(traveller, forced);
  }

  /// Moves a person on a link through the day.
  void travel(FleeTraveller& traveller) {
    std::int32_t moved = 0;
    while (advance(traveller, moved)) {
    }
    traveller.average = (traveller.average + moved) >> 1;
  }

 private:
  bool start_route(FleeTraveller& traveller, bool forced) {
    const FleeLocationIndex here = traveller.position;
    const FleeStop& stop = stops_[here];
    const bool got_up = (traveller.flags & FleeTraveller::kLeaving) != 0;
    traveller.flags &= ~FleeTraveller::kLeaving;
    if (!got_up && !stream_.below(forced ? stop.forced_below : stop.leave_below)) return false;
    const FleeChoices::Table& table = day_.choices.table(here, day_.network);
    if (table.candidates.empty()) return false;
    const FleeCandidate& chosen =
        table.candidates.size() == 1 ? table.candidates.front() : table.choose(stream_.next32());
    if (day_.is_full_camp(chosen.end)) return false;
    enter(traveller, chosen.first_link, chosen.rest);
    return true;
  }

  bool continue_route(FleeTraveller& traveller) {
    const FleeRouteIndex route = traveller.route;
    const FleeLocationIndex next = day_.choices.next_place(route);
    const std::vector<FleeLinkIndex>& links = places_[traveller.position].links;
    const auto link = std::find_if(links.begin(), links.end(), [&](FleeLinkIndex candidate) {
      return day_.network.link(candidate).to == next;
    });
    traveller.route = 0;
    if (link == links.end() || day_.is_full_camp(day_.choices.last_place(route))) return false;
    enter(traveller, *link, day_.choices.rest_of(route));
    return true;
  }

  void enter(FleeTraveller& traveller, FleeLinkIndex link, FleeRouteIndex rest) {
    day_.count(traveller.position, -1);
    traveller.position = link | FleeTraveller::kOnLink;
    traveller.covered = 0;
    traveller.route = rest;
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
    const FleeLink& link = day_.network.link(traveller.link());
    const std::int32_t speed = speed_of(traveller, link);
    traveller.covered += speed;
    moved += speed;
    if (traveller.covered <= link.length) return false;
    moved += link.length - traveller.covered;
    traveller.flags &= ~FleeTraveller::kFirstLink;
    traveller.position = link.closed ? link.from : link.to;
    day_.count(traveller.position, 1);
    if (link.closed || moved >= speed) return false;
    return decide(traveller, avoids_short_stints_ && traveller.average + moved < max_speed_);
  }

  FleeDay& day_;
  const FleeStop* stops_;
  const FleePlace* places_;
  BufferedStream& stream_;
  std::int32_t max_speed_;
  std::int32_t first_speed_;  ///< on the first link; 0: as on any other
  bool avoids_short_stints_;
};

}  // namespace corridor
