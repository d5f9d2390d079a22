// Before anybody moves in a tick: the checkpoints' rates wander about their mean, together: ln of
// the factor is an autoregressive process with knots every twelve hours, linear between them, x_0 =
// s e_0, x_k = r x_(k-1) + s sqrt(1 - r^2) e_k, r = exp(-12 h / memory).
#include "rules/corridor/crossing.h"

#include <algorithm>
#include <cmath>

#include "scenario/shocks.h"

namespace corridor {
namespace {

constexpr double kHoursBetweenKnots = 12.0;

double shock(const CorridorState& state, std::size_t index) {
  const std::size_t parameters = state.values.size() - state.given_shocks;
  if (index < state.given_shocks) return state.values[parameters + index];
  return draw_shock(state.streams, index);
}

}  // namespace

std::size_t crossing_shocks(const World& world, double hours) {
  const bool any_checkpoint =
      std::any_of(world.scenario.roads.begin(), world.scenario.roads.end(),
                  [](const Road& road) { return road.checkpoint.has_value(); });
  const Parameter& spread =
      world.scenario.parameters[world.scenario.parameters.require("road.checkpoint_spread")];
  const bool wanders = spread.prior.family != PriorFamily::fixed || spread.prior.a > 0.0;
  if (!any_checkpoint || !wanders) return 0;
  return static_cast<std::size_t>(std::ceil(hours / kHoursBetweenKnots)) + 1;
}

void wander(TickContext& context) {
  CorridorState& state = context.state;
  const double spread = state.settings.checkpoint_spread;
  if (spread <= 0.0) return;
  const double knots =
      static_cast<double>(state.now) * context.world.tick_hours / kHoursBetweenKnots;
  while (static_cast<double>(state.crossing_knots) < std::floor(knots) + 2.0) {
    const double kept = std::exp(-kHoursBetweenKnots / state.settings.checkpoint_memory_hours);
    const double fresh = state.crossing_knots == 0 ? spread : spread * std::sqrt(1.0 - kept * kept);
    state.crossing_before = state.crossing_after;
    state.crossing_after = (state.crossing_knots == 0 ? 0.0 : kept * state.crossing_before) +
                           fresh * shock(state, state.crossing_knots);
    ++state.crossing_knots;
  }
  const double share = knots - (static_cast<double>(state.crossing_knots) - 2.0);
  state.crossing_factor =
      std::exp(state.crossing_before + share * (state.crossing_after - state.crossing_before));
}

}  // namespace corridor
