// Rules that look at a person, and what the logs tell of persons.
#include <chrono>

#include "rules/flee/mover.h"

namespace corridor {
namespace {

constexpr double kSecondSystemFromIntensity = 0.6;
constexpr int kSecondSystemAfterDays = 10;
constexpr int kSecondSystemFromConnections = 3;

bool is_harvest(const FleeInstance& instance, int day) {
  const auto date = std::chrono::floor<std::chrono::days>(instance.start) + std::chrono::days(day);
  const auto month = static_cast<unsigned>(std::chrono::year_month_day(date).month());
  const std::vector<double>& months = instance.settings.harvest_months;
  return std::find(months.begin(), months.end(), static_cast<double>(month)) != months.end();
}

}  // namespace

FleeByPerson::FleeByPerson(FleeDay& day)
    : day_(day), is_harvest_(is_harvest(*day.instance, day.day)) {}

bool FleeByPerson::before_day(const FleeTraveller& traveller) {
  FleePerson& person = (*day_.persons)[traveller.id];
  ++person.days_here;
  // In Flee everybody harvests, not only farmers (quirk Q32).
  const bool harvests = is_harvest_ && (person.is_farmer || day_.settings.strict);
  if (harvests != person.is_harvesting) {
    day_.count(harvests ? traveller.position : person.home, -1);
    day_.count(harvests ? person.home : traveller.position, 1);
    person.is_harvesting = harvests;
  }
  return !harvests;
}

bool FleeByPerson::before_decision(const FleeTraveller& traveller) {
  FleePerson& person = (*day_.persons)[traveller.id];
  const FleePlace& place = day_.network.places()[traveller.position];
  person.connections = static_cast<std::uint8_t>(FleePersons::connections_after(
      person.connections, place.present, place.is_camp, person.days_here, place.intensity,
      !person.has_decided, day_.day));
  person.has_decided = true;
  ++person.days_here;
  return day_.settings.two_systems && place.intensity > kSecondSystemFromIntensity &&
         place.conflict_since_day >= 0 &&
         day_.day >= place.conflict_since_day + kSecondSystemAfterDays &&
         person.connections >= kSecondSystemFromConnections;
}

void FleeByPerson::entered(const FleeTraveller& traveller, const FleeLink& link) {
  day_.persons->count_entry(traveller.id, link.lineage);
}

void FleeByPerson::completed(const FleeTraveller& traveller, const FleeLink& link) {
  FleePerson& person = (*day_.persons)[traveller.id];
  person.travelled += link.length;
  ++person.places;
  person.days_here = 0;
}

void FleeByPerson::goes_on(const FleeTraveller& traveller, FleeLinkIndex link) {
  if (day_.settings.agent_log_level > 1) day_.persons->hops().push_back({traveller.id, link});
}

void FleeByPerson::finished(const FleeTraveller& traveller, std::int32_t moved) {
  (*day_.persons)[traveller.id].moved_today = moved;
}

}  // namespace corridor
