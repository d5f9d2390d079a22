#include "rules/corridor/new_fleet.h"

#include <cmath>
#include <limits>
#include <utility>

namespace corridor {
namespace {

/// Hours that a fleet takes to where it is bound for: those that need no road go straight.
double transfer_hours(const TickContext& context, const Fleet& fleet) {
  const Settings& s = context.state.settings;
  const double straight_km = context.world.distance(fleet.home, fleet.to);
  switch (fleet.mode) {
    case Mode::helicopter:
      return straight_km / s.flight_speed_km_per_hour;
    case Mode::boat:
      return straight_km / s.boat_speed_km_per_hour;
    case Mode::train:
      return straight_km / s.train_speed_km_per_hour;
    default:
      return context.world.transfer_way(fleet.home, fleet.to).hours(s.onward_speed_km_per_hour);
  }
}

/// A ship or a train is as many parts of some 50 seats, which leave as they fill: what it carries
/// in a day hangs on its seats and its way, not on who is ready in one tick.
void divide(Fleet& fleet) {
  constexpr Count kSeatsOfAPart = 50;
  const Count parts = (fleet.seats + kSeatsOfAPart - 1) / kSeatsOfAPart;
  fleet.idle *= parts;
  fleet.seats = (fleet.seats + parts - 1) / parts;
}

}  // namespace

void add_fleet(TickContext& context, const Event& event, Mode mode, double vehicles) {
  Fleet fleet;
  fleet.mode = mode;
  fleet.home = event.place;
  fleet.to = event.to;
  if (fleet.to.valid()) fleet.transfer_hours = transfer_hours(context, fleet);
  fleet.relocates = is_relocation(context.world.scenario, event);
  fleet.seats = static_cast<Count>(event.seats);
  fleet.idle = static_cast<Count>(std::floor(vehicles));
  if (is_shared(mode)) divide(fleet);
  fleet.until = std::numeric_limits<Tick>::max();
  if (event.until) {
    constexpr double kSecondsPerHour = 3600.0;
    const double seconds =
        static_cast<double>((*event.until - context.world.scenario.start).count());
    fleet.until = static_cast<Tick>(seconds / kSecondsPerHour / context.world.tick_hours);
  }
  context.state.fleets.push_back(std::move(fleet));
}

}  // namespace corridor
