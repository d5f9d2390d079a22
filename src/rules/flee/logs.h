#pragma once
// Flee's own logs of simulated people and of roads, line by line as Flee writes them.
#include <functional>
#include <string>

#include "rules/flee/world.h"

namespace corridor {

using FleeLogSink = std::function<void(const std::string&)>;

/// The first line of `agents.out.0` and of `links.out.0`.
std::string flee_agent_log_header(const FleeInstance& instance);
std::string flee_link_log_header();

/// The lines of a day that has just been stepped: one a person, and at level 2 one for every link
/// completed on the way to a further one (at level 3 with the number of the hop).
void write_flee_agent_log(const FleeWorld& world, const FleeLogSink& sink);
/// The lines of a day: how many have entered each open link so far, at level 2 also by attribute.
void write_flee_link_log(const FleeWorld& world, const FleeLogSink& sink);

}  // namespace corridor
