#include "rules/flee/persons.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace corridor {
namespace {

constexpr double kUniformStep = 1.0 / static_cast<double>(BufferedStream::kAlways);

double uniform(BufferedStream& stream) {
  return (static_cast<double>(stream.next32()) + 0.5) * kUniformStep;
}

/// A position, with probability proportional to the weights; -1 without weights.
std::int32_t pick(const std::vector<double>& weights, BufferedStream& stream) {
  if (weights.empty()) return -1;
  double left = uniform(stream) * std::accumulate(weights.begin(), weights.end(), 0.0);
  for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
    left -= weights[i];
    if (left < 0.0) return static_cast<std::int32_t>(i);
  }
  return static_cast<std::int32_t>(weights.size() - 1);
}

/// A Poisson number by inversion, cut at the greatest number of connections.
int draw_connections(double mean, BufferedStream& stream) {
  double term = std::exp(-mean);
  double at = uniform(stream);
  int drawn = 0;
  while (at > term && drawn < FleePersons::kMaxConnections) {
    at -= term;
    term *= mean / ++drawn;
  }
  return drawn;
}

}  // namespace

bool FleePersons::are_needed(const FleeInstance& instance) {
  const FleeSettings& rules = instance.settings;
  return rules.agent_log_level > 0 || rules.link_log_level > 0 || rules.women_avoid_hazards ||
         rules.children_avoid_hazards || rules.elderly_avoid_hazards || rules.boys_take_risk ||
         rules.match_camp_religion || rules.match_camp_ethnicity || rules.match_town_ethnicity ||
         rules.match_conflict_ethnicity || (rules.stay_close_to_home && !rules.strict) ||
         rules.flood_forecaster || rules.two_systems || !rules.harvest_months.empty();
}

FleePersons::FleePersons(const FleeInstance& instance)
    : instance_(&instance),
      attributes_(instance.attributes.size()),
      counts_values_(instance.settings.link_log_level > 1) {
  for (const FleeLocation& location : instance.locations) {
    farmer_fraction_.push_back(location.attribute("farmer_fraction"));
  }
  first_values_.push_back(0);
  for (const FleeAttribute& attribute : instance.attributes) {
    first_values_.push_back(first_values_.back() + attribute.values.size());
  }
}

void FleePersons::add(FleeLocationIndex home, BufferedStream& stream) {
  std::vector<std::int32_t> values;
  for (const FleeAttribute& attribute : instance_->attributes) {
    values.push_back(pick(attribute.weights_at(home), stream));
  }
  add(home, std::move(values), stream);
}

void FleePersons::add(FleeLocationIndex home, std::vector<std::int32_t> values,
                      BufferedStream& stream) {
  values.resize(attributes_, -1);
  FleePerson person;
  person.home = home;
  person.trait = traits_.index_of(flee_trait_of(*instance_, home, values.data()));
  person.connections = static_cast<std::uint8_t>(
      draw_connections(instance_->settings.average_social_connectivity, stream));
  person.is_farmer = stream.below(threshold_of(farmer_fraction_[home]));
  persons_.push_back(person);
  values_.insert(values_.end(), values.begin(), values.end());
}

int FleePersons::connections_after(int before, Count people_here, bool is_camp, int days_here,
                                   double intensity, bool is_first, int day) {
  constexpr Count kCrowd = 100;
  constexpr Count kFew = 10;
  constexpr int kSettledDays = 7;
  constexpr int kMaxInCamp = 8;
  constexpr double kFierce = 0.5;
  constexpr int kForgottenDays = 30;
  int after = before;
  if (people_here > kCrowd) {
    after = std::min<int>(kMaxConnections,
                          before + static_cast<int>(std::min<Count>(2, people_here / kCrowd)));
  } else if (people_here < kFew) {
    after = std::max(0, before - 1);
  }
  if (is_camp && days_here > kSettledDays) after = std::min(kMaxInCamp, before + 1);
  if (intensity > kFierce) after = std::max(0, before - 2);
  if (is_first && day > kForgottenDays) after = std::max(0, before - 1);
  return after;
}

const FleePersons::LinkCounts& FleePersons::entries(FleeLinkIndex lineage) const {
  static const LinkCounts kNone;
  return lineage < entries_.size() ? entries_[lineage] : kNone;
}

void FleePersons::count_entry(std::uint32_t id, FleeLinkIndex lineage) {
  if (instance_->settings.link_log_level <= 0) return;
  if (lineage >= entries_.size()) entries_.resize(lineage + 1);
  LinkCounts& counts = entries_[lineage];
  ++counts.total;
  if (!counts_values_) return;
  counts.by_value.resize(first_values_.back() + kMaxConnections + 1, 0);
  for (std::size_t a = 0; a < attributes_; ++a) {
    const std::int32_t value = values_[id * attributes_ + a];
    if (value >= 0) ++counts.by_value[first_values_[a] + static_cast<std::size_t>(value)];
  }
  ++counts.by_value[first_values_.back() + persons_[id].connections];
}

void FleePersons::forget_today() {
  hops_.clear();
  for (FleePerson& person : persons_) person.moved_today = 0;
}

}  // namespace corridor
