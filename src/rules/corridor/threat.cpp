// Step 3. T = sum_k w_k 2^(-(t - t_k) / half_life_k) kernel(distance_k), kernel(d) = exp(-d /
// radius), times the factor of a ceasefire while one holds. Impulses with equal half-lives fade
// together, so a place keeps one sum for each half-life. They fade hour by hour.
#include "rules/corridor/threat.h"

#include <numeric>

namespace corridor {

void fade_threat(TickContext& context) {
  const std::vector<double>& decay = context.state.half_life_decay;
  double* impulse = context.state.threat.data();
  for (std::size_t place = 0; place < context.state.places.size(); ++place) {
    for (const double factor : decay) *impulse++ *= factor;
  }
}

double threat_at(const CorridorState& state, PlaceId place) {
  const std::size_t half_lives = state.half_life_decay.size();
  const double* impulse = state.threat.data() + place.index * half_lives;
  return std::accumulate(impulse, impulse + half_lives, 0.0) * state.ceasefire_factor;
}

}  // namespace corridor
