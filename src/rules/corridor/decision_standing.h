#pragma once
// How the decision to leave stands in a state: what the law of step 4 means by itself, apart from
// means, roads and queues.
#include <vector>

#include "rules/corridor/state.h"

namespace corridor {

/// Who has not decided yet at a place, and the hazard at which they would.
struct DecisionStanding {
  PlaceId place;
  Count at_home = 0;             ///< people
  Count displaced = 0;           ///< people driven here before, who decide at a hazard of their own
  Count stayers = 0;             ///< people who never leave
  double hazard_per_hour = 0.0;  ///< at home, as things stand, of a household of mean readiness
  double hazard_if_open_per_hour = 0.0;  ///< the same were a way out open
  double displaced_factor = 1.0;         ///< on the hazard of the displaced
  double variety = 0.0;                  ///< variance of their readiness at the start
  double hazard_so_far = 0.0;            ///< of a household of mean readiness
  bool way_out = false;                  ///< is open

  [[nodiscard]] Count people() const { return at_home + displaced + stayers; }
};

/// Of every unsafe place where people live, in the order of places.
std::vector<DecisionStanding> decision_standings(const World& world, const CorridorState& state);

/// People of those not decided yet who would have decided after so many hours, were the conditions
/// to stay as they are; with `if_open` as they would be were a way out open.
double people_decided_after(const DecisionStanding& standing, double hours, bool if_open);

}  // namespace corridor
