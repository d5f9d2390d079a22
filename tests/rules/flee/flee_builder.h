#pragma once
// Flee instances built in code, as the incumbent's own tests build theirs.
#include <fmt/format.h>

#include <memory>
#include <string>

#include "rules/flee/world.h"

namespace corridor::test {

/// An attribute of people whose values are numbers; everybody has one of them by its weight.
inline FleeAttribute numbers_attribute(const std::string& name, const std::vector<double>& numbers,
                                       const std::vector<double>& weights) {
  FleeAttribute attribute{name, {}, weights, {}, {}, numbers};
  for (const double number : numbers) attribute.values.push_back(fmt::format("{:g}", number));
  return attribute;
}

class FleeBuilder {
 public:
  FleeInstance instance;

  explicit FleeBuilder(int days = 100) {
    instance.name = "built";
    instance.start = Time{std::chrono::sys_days{std::chrono::year{2010} / 1 / 1}};
    instance.days = days;
  }

  /// A place with a chance of leaving of its own; below 0.005 it becomes a camp.
  FleeLocationIndex place(const std::string& name, double chance,
                          const std::string& country = "home") {
    FleeLocation location;
    location.name = name;
    location.country = country;
    location.kind = FleeLocationKind::untyped;
    location.leave_chance = chance;
    return add(location);
  }
  FleeLocationIndex typed(const std::string& name, FleeLocationKind kind, Count people = 0,
                          const std::string& country = "home") {
    FleeLocation location;
    location.name = name;
    location.country = country;
    location.kind = kind;
    const bool is_camp = kind == FleeLocationKind::camp || kind == FleeLocationKind::idp_camp;
    (is_camp ? location.capacity : location.population) = people;
    return add(location);
  }
  FleeBuilder& road(FleeLocationIndex a, FleeLocationIndex b, double km) {
    FleeRoute route;
    route.from = a;
    route.to = b;
    route.length_km = km;
    instance.routes.push_back(route);
    return *this;
  }
  FleeBuilder& speed(double km_per_day) {
    instance.settings.max_move_speed_km_per_day = km_per_day;
    instance.settings.max_walk_speed_km_per_day = km_per_day;
    return *this;
  }
  FleeBuilder& conflict(FleeLocationIndex place, std::vector<double> by_day) {
    by_day.resize(static_cast<std::size_t>(instance.days), by_day.back());
    instance.conflicts.push_back({place, std::move(by_day)});
    return *this;
  }
  /// A table from pairs of day and people.
  FleeBuilder& table(const std::string& label, std::vector<double> days,
                     std::vector<double> people) {
    instance.tables.push_back({label, std::move(days), std::move(people)});
    return *this;
  }

  [[nodiscard]] FleeWorld world(std::uint64_t seed = 1) const {
    return {std::make_shared<const FleeSetting>(instance), MemberStreams{seed, 0},
            FleeCapacityRule::running};
  }

 private:
  FleeLocationIndex add(const FleeLocation& location) {
    instance.locations.push_back(location);
    return static_cast<FleeLocationIndex>(instance.locations.size() - 1);
  }
};

}  // namespace corridor::test
