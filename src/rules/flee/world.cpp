#include "rules/flee/world.h"

#include <algorithm>

#include "base/ids.h"
#include "rules/flee/environment.h"

namespace corridor {
namespace {

/// What random numbers are for.
enum Process : std::uint32_t { kSpawning = 0xF1EE0001, kDeparting, kTravelling };

constexpr const char kRuleset[] = "flee";
constexpr std::uint64_t kRulesetKey = name_key(kRuleset, sizeof kRuleset - 1);

}  // namespace

FleeWorld::FleeWorld(std::shared_ptr<const FleeSetting> setting, const MemberStreams& streams,
                     FleeCapacityRule capacity_rule)
    : setting_(std::move(setting)),
      streams_(streams),
      capacity_rule_(capacity_rule),
      network_(setting_->instance),
      choices_(setting_->instance, network_),
      travellers_(network_.places().size()) {
  for (const FleeCamp& camp : setting_->data.camps()) {
    add_people(camp.location, flee_people_on_day0(setting_->instance, setting_->data, camp));
  }
  flee_spawn_weights(setting_->instance, 0, network_, spawn_weights_);
}

FleeDay FleeWorld::today() {
  return {setting_->instance.settings, network_, choices_, capacity_rule_, day_};
}

void FleeWorld::add_people(FleeLocationIndex place, Count people) {
  FleeDay day = today();
  for (Count i = 0; i < people; ++i) travellers_.add(place, day);
}

void FleeWorld::take_from_population(FleeLocationIndex place) {
  Count& population = network_.places()[place].population;
  if (setting_->instance.settings.take_from_population && population > 0) --population;
}

void FleeWorld::spawn() {
  Stream stream(streams_, static_cast<std::uint32_t>(day_), kSpawning, kRulesetKey);
  std::vector<double> cumulative;
  double total = 0.0;
  for (const double weight : spawn_weights_) cumulative.push_back(total += weight);
  const FleeNewcomers newcomers = flee_newcomers(setting_->instance, setting_->data, day_,
                                                 total > 0.0, network_, ledger_, stream);
  FleeDay day = today();
  const auto add = [&](std::size_t place) {
    take_from_population(static_cast<FleeLocationIndex>(place));
    travellers_.add(static_cast<FleeLocationIndex>(place), day);
  };
  for (Count i = 0; i < newcomers.by_weight; ++i) {
    const double at = stream.uniform() * total;
    add(std::upper_bound(cumulative.begin(), cumulative.end(), at) - cumulative.begin());
  }
  for (std::size_t place = 0; place < newcomers.by_place.size(); ++place) {
    for (Count i = 0; i < newcomers.by_place[place]; ++i) add(place);
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
  if (flee_update_scores(instance, day_, network_)) choices_.scores_changed();
  FleeDay day = today();
  const auto place_count = static_cast<FleeLocationIndex>(network_.places().size());
  for (FleeLocationIndex i = 0; i < place_count; ++i) day.refresh_factor(i);
  const auto tick = static_cast<std::uint32_t>(day_);
  BufferedStream departing(streams_, tick, kDeparting, kRulesetKey);
  travellers_.depart(day, departing);
  if (capacity_rule_ == FleeCapacityRule::frozen) day.refresh_seen();
  BufferedStream travelling(streams_, tick, kTravelling, kRulesetKey);
  travellers_.travel(day, travelling);
  if (capacity_rule_ == FleeCapacityRule::frozen) day.refresh_seen();
  ++day_;
}

}  // namespace corridor
