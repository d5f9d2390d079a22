#include "rules/flee/world.h"

#include <algorithm>

#include "base/ids.h"
#include "random/draws.h"
#include "rules/flee/environment.h"
#include "rules/flee/representation.h"

namespace corridor {
namespace {

/// What random numbers are for.
enum Process : std::uint32_t { kSpawning = 0xF1EE0001, kDeparting, kTravelling, kPersons, kSinks };

constexpr const char kRuleset[] = "flee";
constexpr std::uint64_t kRulesetKey = name_key(kRuleset, sizeof kRuleset - 1);

std::vector<double> sinks_of(const FleeInstance& instance) {
  std::vector<double> sinks;
  if (!instance.settings.camps_are_sinks) return sinks;
  for (const FleeLocation& location : instance.locations) {
    sinks.push_back(location.attribute("deactivation_probability"));
  }
  return sinks;
}

/// Streams for what happens before the first day are those of a day that never comes.
constexpr std::uint32_t kBeforeTheFirstDay = UINT32_MAX;

}  // namespace

FleeWorld::FleeWorld(std::shared_ptr<const FleeSetting> setting, const MemberStreams& streams,
                     FleeCapacityRule capacity_rule, FleeRepresentation representation)
    : setting_(std::move(setting)),
      streams_(streams),
      capacity_rule_(capacity_rule),
      network_(setting_->instance),
      choices_(setting_->instance, network_),
      travellers_(network_.places().size()),
      sinks_(sinks_of(setting_->instance)) {
  const FleeInstance& instance = setting_->instance;
  if (FleePersons::are_needed(instance)) persons_.emplace(instance);
  if (flee_representation(*setting_, capacity_rule, representation) == FleeRepresentation::cohort) {
    cohorts_.emplace(instance.settings, network_);
  }
  BufferedStream stream(streams_, kBeforeTheFirstDay, kPersons, kRulesetKey);
  for (const FleeCamp& camp : setting_->data.camps()) {
    add(camp.location, flee_people_on_day0(instance, setting_->data, camp), stream);
  }
  FleeDay day = today();
  for (const FleeInitialPerson& person : instance.initial_people) {
    if (persons_) persons_->add(person.location, person.values, stream);
    travellers_.add(person.location, day);
  }
  flee_spawn_weights(instance, 0, network_, spawn_weights_);
}

FleeDay FleeWorld::today() {
  return {
      setting_->instance.settings,    network_, choices_, capacity_rule_, day_, &setting_->instance,
      persons_ ? &*persons_ : nullptr};
}

void FleeWorld::add_people(FleeLocationIndex place, Count people) {
  BufferedStream stream(streams_, static_cast<std::uint32_t>(day_), kPersons,
                        kRulesetKey + place + 1);
  add(place, people, stream);
}

void FleeWorld::add(FleeLocationIndex place, Count people, BufferedStream& stream) {
  FleeDay day = today();
  if (cohorts_) {
    cohorts_->add(place, people, day);
    return;
  }
  for (Count i = 0; i < people; ++i) {
    if (persons_) persons_->add(place, stream);
    travellers_.add(place, day);
  }
}

void FleeWorld::displace(FleeLocationIndex place, Count people, BufferedStream& stream) {
  if (setting_->instance.settings.take_from_population) {
    Count& population = network_.places()[place].population;
    population -= std::clamp<Count>(people, 0, std::max<Count>(population, 0));
  }
  add(place, people, stream);
}

void FleeWorld::spawn() {
  Stream stream(streams_, static_cast<std::uint32_t>(day_), kSpawning, kRulesetKey);
  std::vector<double> cumulative;
  double total = 0.0;
  for (const double weight : spawn_weights_) cumulative.push_back(total += weight);
  FleeNewcomers newcomers = flee_newcomers(setting_->instance, setting_->data, day_, total > 0.0,
                                           network_, ledger_, stream);
  BufferedStream persons(streams_, static_cast<std::uint32_t>(day_), kPersons, kRulesetKey);
  if (cohorts_ && newcomers.by_weight > 0) {
    newcomers.by_place.resize(spawn_weights_.size(), 0);
    draw_multinomial(stream, newcomers.by_weight, spawn_weights_, newcomers.by_place);
    newcomers.by_weight = 0;
  }
  for (Count i = 0; i < newcomers.by_weight; ++i) {
    const double at = stream.uniform() * total;
    const auto place = std::upper_bound(cumulative.begin(), cumulative.end(), at);
    displace(static_cast<FleeLocationIndex>(place - cumulative.begin()), 1, persons);
  }
  for (std::size_t place = 0; place < newcomers.by_place.size(); ++place) {
    displace(static_cast<FleeLocationIndex>(place), newcomers.by_place[place], persons);
  }
}

template <class People>
void FleeWorld::move(People& people, FleeDay& day) {
  const auto tick = static_cast<std::uint32_t>(day_);
  BufferedStream departing(streams_, tick, kDeparting, kRulesetKey);
  people.depart(day, departing);
  if (capacity_rule_ == FleeCapacityRule::frozen) day.refresh_seen();
  BufferedStream travelling(streams_, tick, kTravelling, kRulesetKey);
  people.travel(day, travelling);
  if (capacity_rule_ == FleeCapacityRule::frozen) day.refresh_seen();
}

void FleeWorld::count_groups() {
  for (FleeShares* shares : {&choices_.ethnicities(), &choices_.religions()}) {
    if (!shares->is_used()) continue;
    shares->clear();
    for (const FleeTraveller& traveller : travellers_.active()) {
      if (traveller.is_on_link()) continue;
      shares->add(traveller.position, persons_->value(traveller.id, shares->attribute()));
    }
    shares->finish(setting_->instance, network_);
  }
}

void FleeWorld::step() {
  const FleeInstance& instance = setting_->instance;
  if (flee_change_environment(instance, day_, network_)) {
    flee_spawn_weights(instance, day_, network_, spawn_weights_);
  }
  spawn();
  flee_enact_closures(instance, day_, network_);
  flee_spawn_weights(instance, day_, network_, spawn_weights_);
  if (flee_update_scores(instance, day_, network_)) choices_.scores_changed(day_);
  if (persons_) {
    persons_->forget_today();
    choices_.know(persons_->traits());
    count_groups();
  }
  FleeDay day = today();
  const auto place_count = static_cast<FleeLocationIndex>(network_.places().size());
  for (FleeLocationIndex i = 0; i < place_count; ++i) day.refresh_factor(i);
  if (cohorts_) {
    move(*cohorts_, day);
  } else {
    move(travellers_, day);
  }
  if (!sinks_.empty()) {
    BufferedStream vanishing(streams_, static_cast<std::uint32_t>(day_), kSinks, kRulesetKey);
    travellers_.retire(day, sinks_, vanishing);
  }
  ++day_;
}

}  // namespace corridor
