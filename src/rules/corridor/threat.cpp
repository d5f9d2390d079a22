// Step 3. T = sum_k w_k 2^(-(t - t_k) / half_life_k) kernel(distance_k), kernel(d) = exp(-d /
// radius), times the factor of a ceasefire while one holds. Impulses with equal half-lives fade
// together, so a place keeps one sum for each half-life.
#include <cmath>

#include "rules/corridor/rules.h"

namespace corridor {

void fade_threat(TickContext& context) {
  for (PlaceState& place : context.state.places) {
    for (std::size_t i = 0; i < place.threat.size(); ++i) {
      place.threat[i] *= context.state.half_life_decay[i];
    }
  }
}

double threat_at(const CorridorState& state, PlaceId place) {
  double sum = 0.0;
  for (const double impulse : state.places[place.index].threat) sum += impulse;
  return sum * state.ceasefire_factor;
}

}  // namespace corridor
