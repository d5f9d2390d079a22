// The one place in the program that decides what is known at a time. Nothing reads a scenario's
// rows around it.
#include "scenario/known.h"

#include <algorithm>
#include <set>

#include "scenario/flee_instance.h"
#include "scenario/hypotheses.h"
#include "scenario/table_values.h"

namespace corridor {
namespace {

template <class Row>
void keep_published(std::vector<Row>& rows, Time as_of) {
  std::erase_if(rows, [&](const Row& row) { return row.published >= as_of; });
}

/// Rows that a known row names in `supersedes` give way to it.
template <class Row>
void drop_superseded(std::vector<Row>& rows) {
  std::set<std::string> replaced;
  for (const Row& row : rows) {
    if (!row.supersedes.empty()) replaced.insert(row.supersedes);
  }
  std::erase_if(rows, [&](const Row& row) { return replaced.contains(row.id); });
}

/// A later claim of the same speaker about the same thing replaces the earlier one.
void keep_latest_of_each_speaker(std::vector<Claim>& claims) {
  const auto same_matter = [](const Claim& a, const Claim& b) {
    return a.said_by == b.said_by && a.subject == b.subject && a.place == b.place &&
           a.holds_for == b.holds_for && a.unit == b.unit;
  };
  const std::vector<Claim> all = claims;
  std::erase_if(claims, [&](const Claim& claim) {
    return std::any_of(all.begin(), all.end(), [&](const Claim& other) {
      return same_matter(claim, other) && other.published > claim.published;
    });
  });
}

/// Old index -> new index (or invalid) after rows have been dropped; both lists are sorted by id.
template <class IdType, class Row>
std::vector<IdType> renumbering(const std::vector<Row>& before, const std::vector<Row>& after) {
  std::vector<IdType> map(before.size());
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (next < after.size() && after[next].id == before[i].id) map[i] = IdType{next++};
  }
  return map;
}

template <class IdType>
IdType renumbered(IdType id, const std::vector<IdType>& map) {
  return id.valid() ? map[id.index] : IdType{};
}

/// A region is made of those of its places that are known; without any it is not known either.
void keep_known_regions(Scenario& known) {
  for (Region& region : known.regions) {
    std::erase_if(region.places,
                  [&](const std::string& place) { return !known.find_place(place).valid(); });
  }
  std::erase_if(known.regions, [](const Region& region) { return region.places.empty(); });
}

/// A claim about a place that is not known yet is about nothing that is known.
void keep_claims_of_known_places(std::vector<Claim>& claims, const Scenario& known) {
  std::erase_if(claims, [&](const Claim& claim) {
    return !claim.place.empty() && !known.has_location(claim.place);
  });
}

void renumber_places(Scenario& known, const std::vector<PlaceId>& map) {
  for (Road& road : known.roads) {
    road.from = renumbered(road.from, map);
    road.to = renumbered(road.to, map);
  }
  std::erase_if(known.roads,
                [](const Road& road) { return !road.from.valid() || !road.to.valid(); });
  for (Group& group : known.groups) group.place = renumbered(group.place, map);
  std::erase_if(known.groups, [](const Group& group) { return !group.place.valid(); });
  for (OnwardShare& share : known.onward) {
    share.from = renumbered(share.from, map);
    share.to = renumbered(share.to, map);
  }
  std::erase_if(known.onward,
                [](const OnwardShare& share) { return !share.from.valid() || !share.to.valid(); });
}

/// Kin of or at a place that is not known yet are not known either.
void renumber_kin(Scenario& known, const std::vector<PlaceId>& map) {
  std::erase_if(known.kin, [&](Kin& kin) {
    const bool is_of_a_place = kin.from.valid();
    kin.from = renumbered(kin.from, map);
    kin.to = renumbered(kin.to, map);
    return is_of_a_place != kin.from.valid() || !kin.to.valid();
  });
}

/// An event about a place or road that is not known yet cannot be applied and is dropped.
void renumber_events(Scenario& known, const std::vector<PlaceId>& places,
                     const std::vector<RoadId>& roads) {
  std::erase_if(known.events, [&](Event& event) {
    const bool had_place = event.place.valid();
    const bool had_road = event.road.valid();
    const bool had_to = event.to.valid();
    event.place = renumbered(event.place, places);
    event.road = renumbered(event.road, roads);
    event.to = renumbered(event.to, places);
    return had_place != event.place.valid() || had_road != event.road.valid() ||
           had_to != event.to.valid();
  });
}

/// A prior published at or after the as-of time gives way to the ruleset's own. Of a parameter that
/// only the scenario has nothing is left: not its prior, not its bounds.
void forget_later_priors(ParameterRegistry& parameters, Time as_of) {
  for (std::uint32_t i = 0; i < parameters.all().size(); ++i) {
    Parameter parameter = parameters.all()[i];
    if (parameter.published < as_of) continue;
    const RulesetPrior earlier = parameter.ruleset_prior.value_or(
        RulesetPrior{Prior{}, 0.0, 0.0, "nothing was published about it yet"});
    parameter.prior = earlier.prior;
    parameter.lower = earlier.lower;
    parameter.upper = earlier.upper;
    parameter.source = earlier.source;
    parameter.uses_claims = false;
    if (parameter.ruleset_prior) parameter.published = kAlways;
    parameters.replace(ParameterId{i}, parameter);
  }
}

/// What Flee's tables say of a day is known once the day is over.
void keep_known_days(Scenario& known, Time as_of) {
  if (known.flee == nullptr || known.flee_tables_given) return;
  // A day that ends at the as-of time itself is not known yet, as with any row.
  const auto days = (as_of - known.flee->start - Duration{1}) / kDay;
  known.flee = std::make_shared<const FleeInstance>(
      flee_known_after(*known.flee, static_cast<int>(std::max<long long>(days, 0))));
}

/// A certain change of a road or of the rules of exit that replaces its own hypothesis tells how
/// long the hypothesis' delay was: other hypotheses that wait for the same delay then know it. A
/// hypothesis in another's place tells nothing.
void learn_delays(const Scenario& scenario, Scenario& known) {
  for (const Event& event : known.events) {
    if (event.kind != EventKind::road_opens && event.kind != EventKind::road_closes &&
        event.kind != EventKind::exit_rule) {
      continue;
    }
    if (is_hypothesis(event)) continue;
    const auto hypothesis =
        std::find_if(scenario.events.begin(), scenario.events.end(),
                     [&](const Event& before) { return before.id == event.supersedes; });
    if (hypothesis == scenario.events.end() || hypothesis->delay_hours.factors.size() != 1)
      continue;
    const Value::Factor& delay = hypothesis->delay_hours.factors.front();
    if (!delay.parameter.valid() || delay.complement) continue;
    Parameter parameter = known.parameters[delay.parameter];
    const double hours = in_hours(event.time - hypothesis->time) + event.delay_hours.of({});
    parameter.prior =
        Prior{PriorFamily::fixed, std::clamp(hours, parameter.lower, parameter.upper), 0.0, 0.0};
    parameter.uses_claims = false;
    parameter.published = event.published;
    parameter.source =
        "known since it was published: " + (event.source.empty() ? event.id : event.source);
    known.parameters.replace(delay.parameter, parameter);
  }
}

}  // namespace

Scenario known_at(const Scenario& scenario, Time as_of) {
  Scenario known = scenario;
  known.known_before = std::min(scenario.known_before, as_of);
  keep_published(known.places, as_of);
  const std::vector<PlaceId> places = renumbering<PlaceId>(scenario.places, known.places);
  keep_published(known.roads, as_of);
  keep_published(known.groups, as_of);
  keep_published(known.onward, as_of);
  renumber_places(known, places);
  keep_known_regions(known);
  keep_published(known.kin, as_of);
  renumber_kin(known, places);
  drop_superseded(known.kin);
  const std::vector<RoadId> roads = renumbering<RoadId>(scenario.roads, known.roads);
  keep_published(known.events, as_of);
  renumber_events(known, places, roads);
  drop_superseded(known.events);
  forget_later_priors(known.parameters, as_of);
  learn_delays(scenario, known);
  keep_published(known.claims, as_of);
  keep_claims_of_known_places(known.claims, known);
  drop_superseded(known.claims);
  keep_latest_of_each_speaker(known.claims);
  keep_published(known.observations, as_of);
  keep_published(known.period_counts, as_of);
  keep_known_days(known, as_of);
  return known;
}

LaterEvidence published_later(const Scenario& scenario, Time as_of) {
  LaterEvidence later;
  Scenario known;
  known.places = scenario.places;
  known.regions = scenario.regions;
  keep_published(known.places, as_of);
  keep_known_regions(known);
  for (const ObservationRow& row : scenario.observations) {
    if (row.published >= as_of) later.counts.push_back(row);
  }
  for (const ObservationRow& row : scenario.period_counts) {
    if (row.published >= as_of) later.period_counts.push_back(row);
  }
  for (const Claim& claim : scenario.claims) {
    if (claim.published >= as_of) later.claims.push_back(claim);
  }
  keep_claims_of_known_places(later.claims, known);
  return later;
}

std::vector<std::string> parameters_used_before_publication(const Scenario& known, Time as_of) {
  std::set<std::string> names;
  for_every_value(known, [&](const Value& value) {
    for (const Value::Factor& factor : value.factors) {
      if (!factor.parameter.valid()) continue;
      const Parameter& parameter = known.parameters[factor.parameter];
      if (parameter.published >= as_of) names.insert(parameter.name);
    }
  });
  return {names.begin(), names.end()};
}

}  // namespace corridor
