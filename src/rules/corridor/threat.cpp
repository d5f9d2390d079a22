// Step 3. T = sum_k w_k 2^(-(t - t_k) / half_life_k) kernel(distance_k), kernel(d) = exp(-d /
// radius), times the factor of a ceasefire while one holds; t_k is when threat k ended, and until
// then it does not fade. Weights with equal half-lives fade together, so a place keeps one sum for
// each half-life, and what goes on has an endless one. They fade hour by hour, but not behind the
// as-of time as long as violence goes on: (t - as of) < g (as of - t_1), t_1 the first threat.
#include "rules/corridor/threat.h"

#include <cmath>
#include <numeric>

#include "scenario/hypotheses.h"

namespace corridor {
namespace {

/// Adds to the sums of one half-life around an event.
void add_around(TickContext& context, const Event& event, std::size_t half_life, double weight) {
  const World& world = context.world;
  CorridorState& state = context.state;
  const double radius_km =
      event.radius_km > 0.0 ? event.radius_km : state.settings.default_radius_km;
  for (std::uint32_t p = 0; p < state.places.size(); ++p) {
    const double kernel =
        event.place.valid() ? std::exp(-world.distance(event.place, PlaceId{p}) / radius_km) : 1.0;
    state.threat[p * state.half_life_decay.size() + half_life] += weight * kernel;
  }
}

/// Adds what fades since `hours`, faded to the present: as it will be when all fades next, at a
/// full hour.
void add_fading(TickContext& context, const ScheduledEvent& since) {
  const World& world = context.world;
  const CorridorState& state = context.state;
  const Event& event = world.scenario.events[since.event];
  const std::size_t half_life = world.half_life_of_event[since.event];
  const double half_life_hours =
      half_life == 0 ? state.settings.default_half_life_hours : world.half_lives_hours[half_life];
  const Tick next_fade = (state.now + world.ticks_per_hour - 1) / world.ticks_per_hour;
  const double now_hours = next_fade * world.ticks_per_hour * world.tick_hours;
  const double weight = event.amount.of(state.values) *
                        std::exp2(-std::max(0.0, now_hours - since.hours) / half_life_hours);
  add_around(context, event, half_life, weight);
}

/// Adds to what goes on around an event, or takes from it.
void add_standing(TickContext& context, const Event& event, double sign) {
  add_around(context, event, context.world.endless_half_life,
             sign * event.amount.of(context.state.values));
}

/// Whether violence goes on as it was known last.
bool goes_on(const TickContext& context) {
  const World& world = context.world;
  const double hours = static_cast<double>(context.state.now) * world.tick_hours;
  return hours >= world.as_of_hours &&
         hours < world.as_of_hours + context.state.settings.goes_on_times * world.violence_hours;
}

}  // namespace

void begin_threat(TickContext& context, const ScheduledEvent& begin) {
  const Scenario& scenario = context.world.scenario;
  const Event& event = scenario.events[begin.event];
  if (end_hours(scenario, event, begin.hours, context.state.values) > begin.hours) {
    add_standing(context, event, 1.0);
  } else {
    add_fading(context, begin);
  }
}

void end_threat(TickContext& context, const ScheduledEvent& end) {
  add_standing(context, context.world.scenario.events[end.event], -1.0);
  add_fading(context, end);
}

void fade_threat(TickContext& context) {
  if (goes_on(context)) return;
  const std::vector<double>& decay = context.state.half_life_decay;
  double* sum = context.state.threat.data();
  for (std::size_t place = 0; place < context.state.places.size(); ++place) {
    for (const double factor : decay) *sum++ *= factor;
  }
}

double threat_at(const CorridorState& state, PlaceId place) {
  const std::size_t half_lives = state.half_life_decay.size();
  const double* sum = state.threat.data() + place.index * half_lives;
  return std::accumulate(sum, sum + half_lives, 0.0) * state.ceasefire_factor;
}

}  // namespace corridor
