#include "rules/flee/traits.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace corridor {
namespace {

constexpr double kGrownUpAge = 19.0;
constexpr double kBoyAboveAge = 14.0;
constexpr double kOldAboveAge = 59.0;
/// Flee's stand-in for a population below 1.
constexpr double kHugePopulation = 1e8;

/// Which value of an attribute a person has; -1: none.
std::int32_t index_of(const FleeInstance& instance, const char* name, const std::int32_t* values) {
  const FleeAttribute* attribute = instance.find_attribute(name);
  return attribute == nullptr ? -1 : values[attribute - instance.attributes.data()];
}

bool has_value(const FleeInstance& instance, const char* name, const std::int32_t* values,
               const char* wanted) {
  const std::int32_t value = index_of(instance, name, values);
  return value >= 0 &&
         instance.find_attribute(name)->values[static_cast<std::size_t>(value)] == wanted;
}

/// The number that a person's attribute is; `fallback` where the person has none.
double number_of(const FleeInstance& instance, const char* name, const std::int32_t* values,
                 double fallback) {
  const std::int32_t value = index_of(instance, name, values);
  return value < 0 ? fallback
                   : instance.find_attribute(name)->numbers[static_cast<std::size_t>(value)];
}

FleeHazard hazard_of(const FleeInstance& instance, const std::int32_t* values) {
  const FleeSettings& rules = instance.settings;
  constexpr double kNoAge = 30.0;  // neither child nor old
  const double age = number_of(instance, "age", values, kNoAge);
  const bool is_child = age < kGrownUpAge;
  const bool takes_risk = rules.boys_take_risk && has_value(instance, "gender", values, "male") &&
                          age > kBoyAboveAge &&
                          (rules.strict ? rules.children_avoid_hazards : is_child);
  if (takes_risk) return FleeHazard::ignored;
  const bool avoids =
      (rules.children_avoid_hazards && is_child) ||
      (rules.elderly_avoid_hazards && age > kOldAboveAge) ||
      (rules.women_avoid_hazards && has_value(instance, "gender", values, "female"));
  return avoids ? FleeHazard::avoided : FleeHazard::ordinary;
}

double awareness_of(const FleeInstance& instance, const std::int32_t* values) {
  const std::vector<double>& weights = instance.settings.flood_awareness_weights;
  const double level = number_of(instance, "floodawareness", values, 0.0);
  // Flee cuts the level to a whole number and takes it as the position in the list. In its own
  // example levels 0, 0.5 and 1 stand beside three weights: here the levels span the list.
  const double last = static_cast<double>(weights.size() - 1);
  const double at = instance.settings.strict ? std::trunc(level) : std::round(level * last);
  return weights[static_cast<std::size_t>(std::min(std::max(at, 0.0), last))];
}

}  // namespace

FleeTraitIndex FleeTraits::index_of(const FleeTrait& trait) {
  const auto [found, is_new] =
      indices_.emplace(trait.key(), static_cast<FleeTraitIndex>(traits_.size()));
  if (is_new) traits_.push_back(trait);
  return found->second;
}

FleeTrait flee_trait_of(const FleeInstance& instance, FleeLocationIndex home,
                        const std::int32_t* values) {
  const FleeSettings& rules = instance.settings;
  FleeTrait trait;
  trait.hazard = hazard_of(instance, values);
  if (rules.match_camp_ethnicity || rules.match_town_ethnicity || rules.match_conflict_ethnicity) {
    trait.ethnicity = index_of(instance, "ethnicity", values);
  }
  if (rules.match_camp_religion) trait.religion = index_of(instance, "religion", values);
  if (rules.stay_close_to_home && !rules.strict) trait.home = static_cast<std::int32_t>(home);
  if (rules.flood_forecaster) trait.flood_awareness = awareness_of(instance, values);
  return trait;
}

FleeShares::FleeShares(const FleeInstance& instance, const std::string& name) {
  const FleeAttribute* attribute = instance.find_attribute(name);
  if (attribute == nullptr) return;
  attribute_ = static_cast<std::size_t>(attribute - instance.attributes.data());
  values_ = attribute->values.size();
  present_.assign(instance.locations.size() * values_, 0);
  shares_.assign(present_.size(), -1.0);
  for (const FleeLocation& location : instance.locations) {
    for (const std::string& value : attribute->values) {
      residents_.push_back(location.attribute(value));
    }
  }
}

void FleeShares::clear() { present_.assign(present_.size(), 0); }

void FleeShares::finish(const FleeInstance& instance, const FleeNetwork& network) {
  for (std::size_t place = 0; place < network.places().size(); ++place) {
    const auto population = static_cast<double>(network.places()[place].population);
    const auto present = static_cast<double>(network.places()[place].present);
    for (std::size_t v = place * values_; v < (place + 1) * values_; ++v) {
      const auto displaced = static_cast<double>(present_[v]);
      if (instance.settings.strict) {
        shares_[v] = displaced / (population < 1.0 ? kHugePopulation : population);
      } else {
        const double people = std::max(0.0, population) + present;
        shares_[v] = people < 1.0 ? -1.0 : (residents_[v] + displaced) / people;
      }
    }
  }
}

}  // namespace corridor
