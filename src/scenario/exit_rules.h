#pragma once
// Rules of exit: who may leave.
#include <vector>

#include "scenario/scenario.h"

namespace corridor {

/// Whether an exit rule is about the people of a group: those whose home is at its place, of any
/// where it has none.
bool is_about(const Event& rule, const Group& group);

/// Whether it names them among these: by their class or as a group; one that names nobody means
/// all.
bool names(const Event& rule, const Group& group);

/// What a rule makes of who may leave, by group of the scenario: the latest rule about a group
/// holds.
void apply_exit_rule(const Scenario& scenario, const Event& rule, const ParameterValues& values,
                     std::vector<char>& may_leave);

/// Who may leave at a moment by the rules so far, by group. The luck of open events is read behind
/// the parameters of `values` (`event_hours`).
std::vector<char> who_may_leave(const Scenario& scenario, Time moment,
                                const ParameterValues& values);

}  // namespace corridor
