#pragma once
// Step 4. Who decides to leave, and upon what.
#include "rules/corridor/state.h"

namespace corridor {

/// People of a place who have not set out: at home, displaced there, or ready.
Count people_who_have_not_left(const World& world, const CorridorState& state, PlaceId place);

/// Households decide to leave: staying -> ready. The hazard of each place is assessed every hour
/// (or tick, if longer) and when something happens.
void assess_hazards(TickContext& context);
void decide(TickContext& context);

/// Whether people of a settlement may decide to leave: it is not safe, and somebody lived there at
/// the start.
bool people_decide_at(const World& world, const CorridorState& state, PlaceId place);
/// Whether there is a way out of a place for everybody who may leave: a route of open roads, or a
/// fleet that fetches people here and goes past the roads (not for those who need help alone).
bool has_way_out(const CorridorState& state, PlaceId place);
/// What those at a place decide upon.
struct Circumstances {
  double threat = 0.0;            ///< T
  double deprivation = 0.0;       ///< D
  double share_gone = 0.0;        ///< S, of those who lived there at the start
  bool way_out = false;           ///< O
  bool ordered_to_leave = false;  ///< E
};
/// Those of a settlement where people decide.
Circumstances circumstances(const World& world, const CorridorState& state, PlaceId place);
/// R in [0, 1], the share who see a reason to leave: 1 where people are told to; else T + D counts,
/// from none at `decision.reason_begins` to all at `decision.reason_full`.
double reason_to_leave(const Settings& settings, const Circumstances& here);
/// The hazard of the decision: lambda_max R logistic(a0 + aT T + aD D + aS S + aO O + aE E), 1/h.
double decision_hazard_per_hour(const Settings& settings, const Circumstances& here);
/// The mean hazard of those left over a time, where households differ in readiness by `variety`: of
/// a household of mean readiness it is `hazard` (per unit of `time`), and was `hazard_so_far` in
/// all. Vaupel, Manton & Stallard 1979, eq. 5.
double hazard_of_those_left(double variety, double hazard_so_far, double hazard, double time);

}  // namespace corridor
