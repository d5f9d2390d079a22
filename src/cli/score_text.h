#pragma once
// What `corridor score` says of a back-test on a terminal and to machines.
#include <string>

#include "app/score.h"

namespace corridor::cli {

/// The methods in order of their mean WIS (leaks apart), and how the series ended by the model.
std::string score_text(const ScoreOutcome& outcome);

/// The series whose counts were scored.
std::string scored_series(const ScoreOutcome& outcome);

std::string score_json(const ScoreOutcome& outcome);

}  // namespace corridor::cli
