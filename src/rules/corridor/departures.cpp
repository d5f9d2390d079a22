#include "rules/corridor/departures.h"

#include <algorithm>
#include <iterator>

#include "random/draws.h"
#include "rules/corridor/route_choice.h"
#include "rules/corridor/walk.h"

namespace corridor {

void Departures::walk_from_now_on() {
  std::vector<RouteId>& walkable = state_.means_scratch.walkable;
  walkable.clear();
  std::copy_if(routes_.begin(), routes_.end(), std::back_inserter(walkable), [&](RouteId route) {
    return is_walkable(world_.scenario, world_.routes[route], state_.settings.walking_limit_km);
  });
  routes_ = walkable;
  on_foot_ = true;
  weights_known_ = false;
}

void Departures::set_out(const Leaving& leaving) {
  if (leaving.households == 0) return;
  if (routes_.size() == 1 && !world_.any_can_revise) {
    set_out_by(routes_[0], leaving, leaving.households, 0);
  } else {
    choose_routes(leaving);
  }
}

void Departures::choose_routes(const Leaving& leaving) {
  MeansScratch& lists = state_.means_scratch;
  const PlaceId place = queues_.place();
  if (!weights_known_) {
    route_probabilities(context_, place, routes_, on_foot_, lists.informed, lists.uninformed);
  }
  weights_known_ = true;
  Stream stream =
      context_.stream(Process::route, world_.place_key[place.index], ordinal_of(leaving));
  const Count all = leaving.households / leaving.party;
  const Count informed = draw_binomial(stream, all, state_.settings.informed_share);
  const auto split = [&](Count count, const std::vector<double>& weights, std::uint8_t flags) {
    lists.parties.assign(routes_.size(), 0);
    draw_multinomial(stream, count, weights, lists.parties);
    for (std::size_t i = 0; i < routes_.size(); ++i) {
      const Count parties = lists.parties[i];
      if (parties > 0) set_out_by(routes_[i], leaving, parties * leaving.party, flags);
    }
  };
  split(informed, lists.informed, world_.any_can_revise ? kInformed : std::uint8_t{0});
  split(all - informed, lists.uninformed, 0);
}

/// A number of its own for the parties of one size that one cohort of a queue sends one way of
/// travelling in this tick.
std::uint64_t Departures::ordinal_of(const Leaving& leaving) const {
  constexpr std::uint64_t kModes = static_cast<std::uint64_t>(Mode::train) + 1;
  std::uint64_t ordinal =
      leaving.cohort * (kLargestParty + 1) + static_cast<std::uint64_t>(leaving.party);
  ordinal = ordinal * kModes + static_cast<std::uint64_t>(leaving.mode);
  ordinal = ordinal * (state_.fleets.size() + 1) + leaving.fleet;
  return ordinal * kQueues + static_cast<std::uint64_t>(queues_.served());
}

void Departures::set_out_by(RouteId route, const Leaving& leaving, Count households,
                            std::uint8_t flags) {
  const bool on_foot = leaving.mode == Mode::foot;
  const RoadId first = world_.routes[route].roads.front();
  const RoadBins& bins = world_.road_bins[first.index];
  const Plan plan(route, static_cast<std::uint8_t>(leaving.mode),
                  static_cast<std::uint8_t>(leaving.party), leaving.fleet, flags);
  const Tick free = on_foot ? walking_ticks(world_, state_, world_.routes[route])
                            : state_.route_free_ticks[route];
  state_.flows.add({static_cast<std::uint32_t>(leaving.cohort),
                    on_foot ? bins.walking : bins.loading, plan, state_.now + free,
                    World::traveller(leaving.group, state_.home_matters), households});
  const Count people = households * state_.population.household_size(leaving.group);
  state_.departures += people;
  state_.places[queues_.place().index].departed += people;
  state_.departed_by_route[route] += people;
  if (!on_foot && leaving.mode != Mode::lift) {
    state_.roads[first.index].loading_vehicles += households / leaving.party;
  }
}

}  // namespace corridor
