#include "rules/corridor/deaths.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "random/draws.h"

namespace corridor {
namespace {

/// Everybody at a place, but for who is in a vehicle, on foot or back to rest.
std::vector<BinId> bins_at(const PlaceBins& bins) {
  std::vector<BinId> here;
  for (const BinId id : bins.not_left()) here.push_back(id);
  for (const BinId id : bins.received()) here.push_back(id);
  return here;
}

/// The person with this number among those in the bin dies: the household becomes one person
/// smaller; where it queues it waits anew.
void record_death(CorridorState& state, BinId id, Count person) {
  const std::span<const Cohort> cohorts = state.population.bin(id).cohorts();
  const auto people_of = [&](const Cohort& cohort) {
    return cohort.households * state.population.household_size(cohort.group);
  };
  std::uint32_t i = 0;
  for (; person >= people_of(cohorts[i]); ++i) person -= people_of(cohorts[i]);
  const GroupId group = cohorts[i].group;
  const bool last_one = state.population.household_size(group) == 1;
  const GroupId smaller = last_one ? GroupId{} : GroupId{group.index - 1};
  state.flows.from(id);
  state.flows.add({i, id, cohorts[i].plan, cohorts[i].due, smaller, 1});
  state.population.apply(state.flows, state.now);
}

}  // namespace

void record_deaths(TickContext& context, PlaceId place, std::size_t event_index, double recorded) {
  CorridorState& state = context.state;
  const std::vector<BinId> here = bins_at(context.world.place_bins[place.index]);
  Count people = state.population.people_in(here);
  const Count deaths = std::min(people, static_cast<Count>(std::floor(recorded)));
  Stream stream =
      context.stream(Process::death_lot, context.world.place_key[place.index], event_index);
  for (const Count survivors = people - deaths; people > survivors; --people) {
    auto person = static_cast<Count>(stream.below(static_cast<std::uint64_t>(people)));
    auto bin = here.begin();
    for (; person >= state.population.people(*bin); ++bin) person -= state.population.people(*bin);
    record_death(state, *bin, person);
  }
}

}  // namespace corridor
