#pragma once
// The stages of a tick, in the order in which `step` runs them. Each reads the state and proposes
// flows; only Population::apply moves people, at the end of the stage. Stocks, rates and carried
// fractions belong to the stage that uses them.
//   1. events       what falls due
//   2. supplies     what is eaten, and what people lack then
//   3. threat       fades
//   4. decision     who decides to leave
//      crossing     the checkpoints' rates wander
//   5. means        who can set out: own_vehicles, lifts, fleets, setting_out_on_foot
//   6. route_choice by which way; departures sends them
//   7. travel       on the roads and past them, walk, on foot, and turn_back, who has had enough
//   8. reception    desks, onward journeys, beds; and relocation, who is moved on
//   9. return       who goes home
#include "rules/corridor/crossing.h"
#include "rules/corridor/decision.h"
#include "rules/corridor/events.h"
#include "rules/corridor/means.h"
#include "rules/corridor/opening_hours.h"
#include "rules/corridor/reception.h"
#include "rules/corridor/relocation.h"
#include "rules/corridor/return.h"
#include "rules/corridor/route_choice.h"
#include "rules/corridor/supplies.h"
#include "rules/corridor/threat.h"
#include "rules/corridor/travel.h"
#include "rules/corridor/turn_back.h"
#include "rules/corridor/walk.h"
