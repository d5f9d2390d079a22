#include "rules/flee/network.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"

namespace corridor {
namespace {

constexpr std::array<double, 6> kUnitsKm = {1.0, 0.1, 0.01, 0.001, 0.0001, 0.00001};
constexpr double kWholeTolerance = 1e-6;

bool is_whole(double value) {
  return std::abs(value - std::round(value)) < kWholeTolerance * std::max(1.0, value);
}

std::vector<double> all_lengths_km(const FleeInstance& instance) {
  std::vector<double> lengths = {instance.settings.max_move_speed_km_per_day,
                                 instance.settings.max_walk_speed_km_per_day};
  for (const FleeRoute& route : instance.routes) {
    lengths.push_back(route.length_km);
    if (route.max_move_speed_km_per_day) lengths.push_back(*route.max_move_speed_km_per_day);
  }
  return lengths;
}

std::int32_t in_units(double km, double unit_km) {
  return static_cast<std::int32_t>(std::llround(km / unit_km));
}

FleePlace place_of(const FleeLocation& location, const std::string& home_country) {
  FleePlace place;
  place.is_foreign = location.country != home_country;
  place.population = location.population;
  place.capacity = location.capacity;
  return place;
}

void start_in_conflict(FleePlace& place, const FleeLocation& location,
                       const FleeSettings& settings) {
  if (location.kind != FleeLocationKind::conflict_zone) return;
  if (location.conflict_day > 0) {
    place.is_conflict = false;
    place.is_town = true;
    place.chance = settings.default_movechance;
  } else {
    place.intensity = location.conflict_intensity;
  }
}

}  // namespace

double flee_unit_km(const FleeInstance& instance) {
  const std::vector<double> lengths = all_lengths_km(instance);
  for (const double unit : kUnitsKm) {
    if (std::all_of(lengths.begin(), lengths.end(),
                    [&](double km) { return is_whole(km / unit); })) {
      return unit;
    }
  }
  return kUnitsKm.back();
}

FleeNetwork::FleeNetwork(const FleeInstance& instance)
    : unit_km_(flee_unit_km(instance)),
      max_speed_(in_units(instance.settings.max_move_speed_km_per_day, unit_km_)),
      walk_speed_(in_units(instance.settings.max_walk_speed_km_per_day, unit_km_)) {
  for (const FleeLocation& location : instance.locations) {
    places_.push_back(place_of(location, instance.locations.front().country));
    const auto index = static_cast<FleeLocationIndex>(places_.size() - 1);
    set_kind(index, location.kind, instance.settings);
    FleePlace& place = places_.back();
    start_in_conflict(place, location, instance.settings);
    if (location.leave_chance) place.chance = *location.leave_chance;
    if (!place.is_camp && flee_starts_as_camp(location, instance.settings)) {
      place.is_camp = true;
      place.is_town = false;
    }
  }
  add_links(instance);
}

void FleeNetwork::add_links(const FleeInstance& instance) {
  for (const FleeRoute& route : instance.routes) {
    FleeLink link;
    link.from = route.from;
    link.to = route.to;
    link.length = in_units(route.length_km, unit_km_);
    link.speed = route.max_move_speed_km_per_day
                     ? in_units(*route.max_move_speed_km_per_day, unit_km_)
                     : max_speed_;
    link.walk_probability = route.walk_probability;
    for (int way = 0; way < 2; ++way) {
      link.lineage = static_cast<FleeLinkIndex>(links_.size());
      places_[link.from].links.push_back(link.lineage);
      links_.push_back(link);
      std::swap(link.from, link.to);
    }
  }
}

FleeLinkIndex FleeNetwork::first_link(FleeLocationIndex from, FleeLocationIndex to) const {
  const std::vector<FleeLinkIndex>& links = places_[from].links;
  const auto found = std::find_if(links.begin(), links.end(), [&](FleeLinkIndex candidate) {
    return links_[candidate].to == to;
  });
  return found == links.end() ? kFleeNoLink : *found;
}

std::int64_t FleeNetwork::path_length(std::span<const FleeLocationIndex> path) const {
  std::int64_t length = 0;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const FleeLinkIndex link = first_link(path[i - 1], path[i]);
    if (link == kFleeNoLink) return -1;
    length += links_[link].length;
  }
  return length;
}

void FleeNetwork::set_kind(FleeLocationIndex index, FleeLocationKind kind,
                           const FleeSettings& settings) {
  FleePlace& place = places_[index];
  place.is_camp = kind == FleeLocationKind::camp || kind == FleeLocationKind::idp_camp;
  place.is_idp_camp = kind == FleeLocationKind::idp_camp;
  place.is_conflict = kind == FleeLocationKind::conflict_zone;
  place.is_hub = kind == FleeLocationKind::forwarding_hub;
  place.is_marker = kind == FleeLocationKind::marker;
  place.is_flood_zone = kind == FleeLocationKind::flood_zone;
  place.is_town = kind == FleeLocationKind::town;
  ++topology_version_;
  place.chance = flee_chance_of(kind, settings);
}

template <class Concerned>
void FleeNetwork::set_open(const Concerned& concerned, bool open) {
  for (FleePlace& place : places_) {
    std::vector<FleeLinkIndex>& source = open ? place.closed_links : place.links;
    std::vector<FleeLinkIndex>& target = open ? place.links : place.closed_links;
    const auto moved =
        std::stable_partition(source.begin(), source.end(),
                              [&](FleeLinkIndex index) { return !concerned(links_[index]); });
    for (auto it = moved; it != source.end(); ++it) {
      if (open) {
        // Those still on the closed link are turned back at its end: the open one is new.
        FleeLink link = links_[*it];
        link.closed = false;
        target.push_back(static_cast<FleeLinkIndex>(links_.size()));
        links_.push_back(link);
      } else {
        links_[*it].closed = true;
        target.push_back(*it);
      }
      ++topology_version_;
    }
    source.erase(moved, source.end());
  }
}

void FleeNetwork::set_link_open(FleeLocationIndex a, FleeLocationIndex b, bool open) {
  set_open(
      [&](const FleeLink& link) {
        return (link.from == a && link.to == b) || (link.from == b && link.to == a);
      },
      open);
}

void FleeNetwork::set_place_open(FleeLocationIndex place, bool open) {
  set_open([&](const FleeLink& link) { return link.from == place || link.to == place; }, open);
}

void FleeNetwork::set_border_open(std::span<const std::uint8_t> in_first,
                                  std::span<const std::uint8_t> in_second, bool open) {
  set_open(
      [&](const FleeLink& link) {
        return (in_first[link.from] != 0 && in_second[link.to] != 0) ||
               (in_second[link.from] != 0 && in_first[link.to] != 0);
      },
      open);
}

double flee_capacity_factor(const FleePlace& place, const FleeSettings& settings) {
  const double limit = static_cast<double>(place.capacity) * settings.capacity_scaling;
  const auto people = static_cast<double>(place.seen);
  const double buffer = settings.capacity_buffer * limit;
  if (limit < 1.0 || people <= buffer) return 1.0;
  if (people >= limit) return 0.0;
  return 1.0 - (people - buffer) / (limit * (1.0 - settings.capacity_buffer));
}

}  // namespace corridor
