#include "scenario/flee_instance.h"

#include <algorithm>
#include <cmath>

namespace corridor {
namespace {

/// The value of a table at a day without cutting to whole people.
double interpolated(const FleeTable& table, double day) {
  if (day <= table.days.front()) return table.people.front();
  for (std::size_t i = 1; i < table.days.size(); ++i) {
    if (day >= table.days[i]) continue;
    const double share = (day - table.days[i - 1]) / (table.days[i] - table.days[i - 1]);
    return table.people[i - 1] + share * (table.people[i] - table.people[i - 1]);
  }
  return table.people.back();
}

constexpr int kNeverOnAnyDay = -1;

/// Without a row that is known nobody is registered.
void keep_rows_before(FleeTable& table, int day) {
  FleeTable kept{table.label, {}, {}};
  for (std::size_t i = 0; i < table.days.size(); ++i) {
    if (table.days[i] >= static_cast<double>(day)) continue;
    kept.days.push_back(table.days[i]);
    kept.people.push_back(table.people[i]);
  }
  if (kept.days.empty()) kept = {table.label, {0.0}, {0.0}};
  table = std::move(kept);
}

/// Without a row that is known nobody is hungry.
void keep_rows_before(FleeHunger& hunger, int day) {
  FleeHunger kept{hunger.region, {}, {}};
  for (std::size_t i = 0; i < hunger.days.size(); ++i) {
    if (hunger.days[i] >= static_cast<double>(day)) continue;
    kept.days.push_back(hunger.days[i]);
    kept.percent.push_back(hunger.percent[i]);
  }
  if (kept.days.empty()) kept = {hunger.region, {0.0}, {0.0}};
  hunger = std::move(kept);
}

/// What was so on the last known day goes on.
void hold_from(FleeDailyColumn& column, int day) {
  const auto known = static_cast<std::size_t>(std::max(day, 0));
  const double last = known == 0 || column.by_day.empty()
                          ? 0.0
                          : column.by_day[std::min(known, column.by_day.size()) - 1];
  for (std::size_t i = known; i < column.by_day.size(); ++i) column.by_day[i] = last;
}

/// Flee turns places whose people hardly ever leave into camps.
constexpr double kCampBelowChance = 0.005;

}  // namespace

double flee_chance_of(FleeLocationKind kind, const FleeSettings& settings) {
  switch (kind) {
    case FleeLocationKind::camp:
      return settings.camp_movechance;
    case FleeLocationKind::idp_camp:
      return settings.idpcamp_movechance;
    case FleeLocationKind::conflict_zone:
      return settings.conflict_movechance;
    case FleeLocationKind::flood_zone:
    case FleeLocationKind::town:
      return settings.default_movechance;
    case FleeLocationKind::forwarding_hub:
    case FleeLocationKind::marker:
    case FleeLocationKind::untyped:
      return 1.0;
  }
  return 1.0;
}

bool flee_starts_as_camp(const FleeLocation& location, const FleeSettings& settings) {
  const FleeLocationKind kind = location.kind;
  if (kind == FleeLocationKind::camp || kind == FleeLocationKind::idp_camp) return true;
  if (kind == FleeLocationKind::flood_zone) return false;
  const bool is_still_town = kind == FleeLocationKind::conflict_zone && location.conflict_day > 0;
  const double chance = location.leave_chance.value_or(
      flee_chance_of(is_still_town ? FleeLocationKind::town : kind, settings));
  return chance < kCampBelowChance;
}

Count FleeTable::at(int day) const {
  return static_cast<Count>(interpolated(*this, static_cast<double>(day)));
}

const FleeTable* FleeInstance::find_table(const std::string& label) const {
  const auto found = std::find_if(tables.rbegin(), tables.rend(),
                                  [&](const FleeTable& table) { return table.label == label; });
  return found == tables.rend() ? nullptr : &*found;
}

int FleeInstance::setting_line(const std::string& key) const {
  const auto found = setting_lines.find(key);
  return found == setting_lines.end() ? 0 : found->second;
}

double FleeLocation::attribute(const std::string& column) const {
  const auto found = attributes.find(column);
  return found == attributes.end() || std::isnan(found->second) ? 0.0 : found->second;
}

const FleeAttribute* FleeInstance::find_attribute(const std::string& wanted) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const FleeAttribute& one) { return one.name == wanted; });
  return found == attributes.end() ? nullptr : &*found;
}

FleeTable flee_sum_as_flee(const FleeTable& first, const FleeTable& second) {
  FleeTable sum{first.label, {}, {}};
  const std::size_t last = first.days.size() - 1;
  std::size_t i = 0;
  double second_people = second.people.front();
  const auto emit = [&](double day, double people) {
    sum.days.push_back(day);
    sum.people.push_back(people);
  };
  for (std::size_t j = 0; j < second.days.size(); ++j) {
    const double day = second.days[j];
    while (day > first.days[i]) {
      emit(first.days[i], first.people[i] + second_people);
      if (i == last) break;
      ++i;
    }
    if (day == first.days[i]) {
      emit(day, first.people[i] + second.people[j]);
      if (i < last) ++i;
    } else if (day < first.days[i]) {
      emit(day, first.people[i] + second.people[j]);
    }
    second_people = second.people[j];
  }
  return sum;
}

FleeTable flee_sum(const FleeTable& first, const FleeTable& second) {
  FleeTable sum{first.label, first.days, {}};
  sum.days.insert(sum.days.end(), second.days.begin(), second.days.end());
  std::sort(sum.days.begin(), sum.days.end());
  sum.days.erase(std::unique(sum.days.begin(), sum.days.end()), sum.days.end());
  for (const double day : sum.days) {
    sum.people.push_back(interpolated(first, day) + interpolated(second, day));
  }
  return sum;
}

bool flee_correct_registrations(FleeTable& table, int day) {
  bool corrected = false;
  for (std::size_t i = 1; i < table.days.size(); ++i) {
    if (table.days[i] != static_cast<double>(day)) continue;
    if (table.people[i - 1] < 1.0) return false;
    const double ratio = table.people[i] / table.people[i - 1];
    for (std::size_t k = 0; k < i; ++k) table.people[k] *= ratio;
    corrected = true;
  }
  return corrected;
}

std::vector<FleeTable> flee_corrected_tables(const FleeInstance& instance) {
  std::vector<FleeTable> tables = instance.tables;
  for (const FleeCorrection& correction : instance.corrections) {
    const FleeTable* reported = instance.find_table(correction.label);
    if (reported == nullptr) continue;
    flee_correct_registrations(tables[reported - instance.tables.data()], correction.day);
  }
  return tables;
}

FleeInstance flee_known_after(const FleeInstance& instance, int days_known) {
  FleeInstance known = instance;
  for (FleeTable& table : known.tables) keep_rows_before(table, days_known);
  for (FleeDailyColumn& column : known.conflicts) hold_from(column, days_known);
  for (FleeDailyColumn& column : known.flood_levels) hold_from(column, days_known);
  for (FleeHunger& hunger : known.hunger) keep_rows_before(hunger, days_known);
  const auto unknown = [&](int day) { return day >= days_known; };
  std::erase_if(known.corrections, [&](const FleeCorrection& row) { return unknown(row.day); });
  std::erase_if(known.kind_changes, [&](const FleeKindChange& row) { return unknown(row.day); });
  std::erase_if(known.closures, [&](const FleeClosure& row) { return unknown(row.start_day); });
  for (FleeClosure& closure : known.closures) {
    if (unknown(closure.end_day)) closure.end_day = kNeverOnAnyDay;
  }
  return known;
}

}  // namespace corridor
