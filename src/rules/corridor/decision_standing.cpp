#include "rules/corridor/decision_standing.h"

#include <cmath>

#include "rules/corridor/decision.h"

namespace corridor {

std::vector<DecisionStanding> decision_standings(const World& world, const CorridorState& state) {
  std::vector<DecisionStanding> standings;
  for (const PlaceId place : world.settlements) {
    if (!people_decide_at(world, state, place)) continue;
    const PlaceBins& bins = world.place_bins[place.index];
    DecisionStanding standing;
    standing.place = place;
    standing.at_home = state.population.people(bins.staying);
    standing.displaced = state.population.people(bins.displaced);
    standing.stayers = state.population.people(bins.stayers);
    Circumstances here = circumstances(world, state, place);
    standing.way_out = here.way_out;
    standing.hazard_per_hour = decision_hazard_per_hour(state.settings, here);
    here.way_out = true;
    standing.hazard_if_open_per_hour = decision_hazard_per_hour(state.settings, here);
    standing.displaced_factor = state.settings.displaced_factor;
    standing.variety = state.settings.variety;
    standing.hazard_so_far = state.places[place.index].hazard_so_far;
    standings.push_back(standing);
  }
  return standings;
}

double people_decided_after(const DecisionStanding& standing, double hours, bool if_open) {
  const double hazard = if_open ? standing.hazard_if_open_per_hour : standing.hazard_per_hour;
  const auto decided = [&](Count people, double factor) {
    const double of_those_left = hazard_of_those_left(
        standing.variety, factor * standing.hazard_so_far, factor * hazard, hours);
    return static_cast<double>(people) * -std::expm1(-of_those_left * hours);
  };
  return decided(standing.at_home, 1.0) + decided(standing.displaced, standing.displaced_factor);
}

}  // namespace corridor
