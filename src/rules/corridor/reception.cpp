// Step 8, once an hour, in its last tick. Desks register people in the order of their arrival, as
// many as their rate and hours allowed; those registered go on by stated shares or stay; who stays
// finds hosts, own means, or needs a place in a centre, which is allotted after a while and given
// in the order of allotment while there are beds.
#include "rules/corridor/reception.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/short_list.h"
#include "random/draws.h"
#include "rules/corridor/lots.h"
#include "rules/corridor/opening_hours.h"

namespace corridor {
namespace {

/// Splits those who come to stay at a place over hosts, own means and need of a centre.
void settle(TickContext& context, PlaceId place, std::uint32_t index, const Cohort& cohort,
            Count households, std::uint64_t ordinal) {
  CorridorState& state = context.state;
  const PlaceState& here = state.places[place.index];
  const PlaceBins& bins = context.world.place_bins[place.index];
  const double host = std::clamp(here.host_share, 0.0, 1.0);
  const double own = std::clamp(here.own_means_share, 0.0, 1.0 - host);
  const double need = 1.0 - host - own;
  const double weights[] = {host, own + need * (1.0 - state.settings.centre_acceptance),
                            need * state.settings.centre_acceptance};
  Count counts[3] = {};
  Stream stream = context.stream(Process::shelter, context.world.place_key[place.index], ordinal);
  draw_multinomial(stream, households, weights, counts);
  const bool at_once = state.settings.placement_hours <= 0.0;
  const BinId to[] = {bins.hosted, bins.own_means, at_once ? bins.unsheltered : bins.placing};
  for (std::size_t i = 0; i < 3; ++i) {
    if (counts[i] > 0) state.flows.add({index, to[i], Plan{}, 0, cohort.group, counts[i]});
  }
}

/// Those registered at a desk: onward by the stated shares, the rest settle there.
void send_onward(TickContext& context, PlaceId desk, std::uint32_t index, const Cohort& cohort,
                 Count households, std::uint64_t ordinal) {
  const World& world = context.world;
  CorridorState& state = context.state;
  const std::vector<std::size_t>& pairs = world.onward_from[desk.index];
  if (pairs.empty()) {
    settle(context, desk, index, cohort, households, ordinal);
    return;
  }
  ShortList<double, 16> weights;
  double total = 0.0;
  for (const std::size_t pair : pairs) {
    const bool goes = state.now >= world.onward[pair].begins;
    weights.push_back(goes ? state.onward_share[pair] : 0.0);
    total += weights.back();
  }
  weights.push_back(std::max(0.0, 1.0 - total));
  ShortList<Count, 16> counts(weights.size());
  Stream stream = context.stream(Process::onward, world.place_key[desk.index], ordinal);
  draw_multinomial(stream, households, weights, counts);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (counts[i] > 0) {
      state.flows.add({index, world.onward[pairs[i]].inbound, Plan{}, 0, cohort.group, counts[i]});
    }
  }
  if (counts.back() > 0) settle(context, desk, index, cohort, counts.back(), ordinal);
}

/// Whole households at the head of a queue for which places for so many people are enough.
Count households_for(const Population& population, std::span<const Cohort> queue, double people) {
  Count households = 0;
  for (const Cohort& cohort : queue) {
    const Count size = population.household_size(cohort.group);
    const Count fit = static_cast<Count>(people / static_cast<double>(size));
    const Count take = std::min(fit, cohort.households);
    households += take;
    people -= static_cast<double>(take * size);
    if (take < cohort.households) break;
  }
  return households;
}

/// What the desks could register in this tick, where they are open. What a desk that closed had
/// left at the end of the hour is lost.
void keep_desks(TickContext& context) {
  const int minute = local_minute(context.world, context.state);
  for (const PlaceId place : context.world.receptions) {
    PlaceState& here = context.state.places[place.index];
    if (here.registration_people_per_hour <= 0.0 && here.registration_credit <= 0.0) continue;
    const Place& desk = context.world.scenario.place(place);
    if (here.registration_people_per_hour > 0.0 &&
        is_open_at(desk.desk_opens_minute, desk.desk_closes_minute, minute)) {
      here.registration_credit += here.registration_people_per_hour * context.world.tick_hours;
    } else if (context.hour_begins()) {
      here.registration_credit = std::min(here.registration_credit, 0.0);
    }
  }
}

/// The queue as far as the desk got in the hour; without a desk everybody goes on at once.
void register_arrivals(TickContext& context, PlaceId place) {
  const World& world = context.world;
  CorridorState& state = context.state;
  const BinId bin_id = world.place_bins[place.index].arrived;
  const Bin& bin = state.population.bin(bin_id);
  if (bin.empty()) return;
  PlaceState& here = state.places[place.index];
  const Count budget =
      here.has_desk ? households_for(state.population, bin.cohorts(), here.registration_credit)
                    : bin.households();
  state.flows.from(bin_id);
  serve_in_order(
      bin.cohorts(), budget, context.stream(Process::register_lot, world.place_key[place.index]),
      [&](std::size_t i, Count households) {
        const Cohort& cohort = bin.cohorts()[i];
        const Count people = households * state.population.household_size(cohort.group);
        here.registered += people;
        state.registered += people;
        if (here.has_desk) here.registration_credit -= static_cast<double>(people);
        send_onward(context, place, static_cast<std::uint32_t>(i), cohort, households, i);
      });
}

/// An idle hour is lost, but for the part of a household.
void lose_idle_hour(PlaceState& desk) {
  desk.registration_credit =
      std::min(desk.registration_credit, static_cast<double>(kMaxHouseholdSize));
}

/// Ticks of an onward journey, rounded up.
Tick onward_ticks(const TickContext& context, const OnwardPair& onward) {
  const double hours = onward.way.hours(context.state.settings.onward_speed_km_per_hour);
  return static_cast<Tick>(std::max(1.0, std::ceil(hours / context.world.tick_hours)));
}

void finish_onward_journeys(TickContext& context) {
  const World& world = context.world;
  CorridorState& state = context.state;
  for (std::size_t pair = 0; pair < world.onward.size(); ++pair) {
    const OnwardPair& onward = world.onward[pair];
    const Bin& bin = state.population.bin(onward.inbound);
    if (bin.empty()) continue;
    const Tick ticks = onward_ticks(context, onward);
    state.flows.from(onward.inbound);
    const std::span<const Cohort> cohorts = bin.cohorts();
    for (std::size_t i = 0; i < cohorts.size() && cohorts[i].since + ticks <= state.now; ++i) {
      if (cohorts[i].households == 0) continue;
      send_onward(context, onward.to, static_cast<std::uint32_t>(i), cohorts[i],
                  cohorts[i].households, (pair + 1) * kOrdinalsPerBin + i);
    }
  }
}

/// Who was moved on comes like those of onward journeys.
void finish_relocations(TickContext& context) {
  const World& world = context.world;
  CorridorState& state = context.state;
  for (const PlaceId place : world.receptions) {
    const BinId bin = world.place_bins[place.index].relocating;
    const std::span<const Cohort> cohorts = state.population.bin(bin).cohorts();
    state.flows.from(bin);
    for (std::size_t i = 0; i < cohorts.size(); ++i) {
      if (cohorts[i].households == 0 || cohorts[i].due > state.now) continue;
      send_onward(context, place, static_cast<std::uint32_t>(i), cohorts[i], cohorts[i].households,
                  (world.onward.size() + 1) * kOrdinalsPerBin + i);
    }
  }
}

/// Free beds of a place, in people.
double free_beds(const TickContext& context, PlaceId place) {
  const CorridorState& state = context.state;
  const BinId centre = context.world.place_bins[place.index].centre;
  return state.places[place.index].shelter_people -
         static_cast<double>(state.population.people(centre));
}

/// Beds go to those without shelter, the longest first. Returns the beds that are left.
double give_beds(TickContext& context, PlaceId place, double beds) {
  CorridorState& state = context.state;
  const PlaceBins& bins = context.world.place_bins[place.index];
  const Bin& waiting = state.population.bin(bins.unsheltered);
  if (waiting.empty() || beds < 1.0) return beds;
  const Count households = households_for(state.population, waiting.cohorts(), beds);
  if (households == 0) return beds;
  state.flows.from(bins.unsheltered);
  serve_in_order(
      waiting.cohorts(), households,
      context.stream(Process::bed_lot, context.world.place_key[place.index]),
      [&](std::size_t i, Count lucky) {
        const Cohort& cohort = waiting.cohorts()[i];
        const auto size = static_cast<double>(state.population.household_size(cohort.group));
        const Count fit = std::min(lucky, static_cast<Count>(beds / size));
        if (fit == 0) return;
        beds -= static_cast<double>(fit) * size;
        state.flows.add({static_cast<std::uint32_t>(i), bins.centre, Plan{}, 0, cohort.group, fit});
      });
  return beds;
}

/// Who needs a place is allotted one at a constant rate, however long the wait so far; where no bed
/// is left they are without shelter.
void allot_places(TickContext& context, PlaceId place, double probability, double beds) {
  CorridorState& state = context.state;
  const PlaceBins& bins = context.world.place_bins[place.index];
  const Bin& waiting = state.population.bin(bins.placing);
  if (waiting.empty()) return;
  Stream stream = context.stream(Process::placement, context.world.place_key[place.index]);
  state.flows.from(bins.placing);
  const std::span<const Cohort> cohorts = waiting.cohorts();
  for (std::uint32_t i = 0; i < cohorts.size(); ++i) {
    const auto size = static_cast<double>(state.population.household_size(cohorts[i].group));
    const Count allotted = draw_binomial(stream, cohorts[i].households, probability);
    const Count fit = std::min(allotted, static_cast<Count>(std::max(0.0, beds) / size));
    beds -= static_cast<double>(fit) * size;
    const auto move = [&](BinId to, Count households) {
      if (households > 0) state.flows.add({i, to, Plan{}, 0, cohorts[i].group, households});
    };
    move(bins.centre, fit);
    move(bins.unsheltered, allotted - fit);
  }
}

}  // namespace

void set_desk_rate(PlaceState& place, double people_per_hour) {
  place.registration_people_per_hour = people_per_hour;
  place.has_desk = place.has_desk || people_per_hour > 0.0;
}

void receive(TickContext& context) {
  keep_desks(context);
  if (!context.hour_ends()) return;
  for (const PlaceId place : context.world.receptions) {
    register_arrivals(context, place);
    lose_idle_hour(context.state.places[place.index]);
  }
  finish_onward_journeys(context);
  finish_relocations(context);
}

void shelter(TickContext& context) {
  if (!context.hour_ends()) return;
  const double hours = context.world.tick_hours * context.world.ticks_per_hour;
  const double allotment = -std::expm1(-hours / context.state.settings.placement_hours);
  for (const PlaceId place : context.world.receptions) {
    const double beds = give_beds(context, place, free_beds(context, place));
    allot_places(context, place, allotment, beds);
  }
}

}  // namespace corridor
