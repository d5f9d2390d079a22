#pragma once
// What happens around the camps: threat, and the ways that lead there, before and after the
// present.
#include <vector>

#include "rules/daily/growth.h"
#include "scenario/scenario.h"

namespace corridor {

/// Threat and ways as a scenario's events tell them. What is at or after the present is foreseen
/// and acts from its own time on.
class Surroundings {
 public:
  Surroundings(const Scenario& known, Time present);

  /// For a series last counted at `counted`, of a place (invalid: of all places together).
  [[nodiscard]] Conditions present(Time counted, PlaceId place) const;
  /// How that changes from the present on, in order of time.
  [[nodiscard]] std::vector<Conditions> foreseen(Time counted, PlaceId place) const;

 private:
  /// A moment from which on something is otherwise.
  struct Change {
    Time time;
    double added_threat = 0.0;    ///< by all that is foreseen up to then
    std::vector<char> reachable;  ///< by place
  };
  [[nodiscard]] Conditions conditions(const Change& change, Time counted, PlaceId place) const;

  Time start_;
  std::vector<const Event*> threats_;
  Change present_;
  std::vector<Change> foreseen_;
};

}  // namespace corridor
