#include "rules/flee/cohorts.h"

#include <algorithm>

#include "rules/flee/cohort_day.h"
#include "rules/flee/mover.h"

namespace corridor {

std::size_t flee_averages(const FleeSettings& settings, const FleeNetwork& network) {
  if (!settings.avoid_short_stints) return 1;
  std::int32_t fastest = std::max(network.max_speed(), network.walk_speed());
  for (const FleePlace& place : network.places()) {
    for (const FleeLinkIndex link : place.links) {
      fastest = std::max(fastest, network.link(link).speed);
    }
  }
  // Nobody moves two full days' speed in a day, so no average exceeds it.
  return 2 * static_cast<std::size_t>(fastest) + 1;
}

FleeCohorts::FleeCohorts(const FleeSettings& settings, const FleeNetwork& network)
    : keeps_averages_(settings.avoid_short_stints),
      keeps_first_link_(settings.start_on_foot),
      bands_(flee_averages(settings, network)),
      in_places_(network.places().size()) {}

FleeBandIndex FleeCohorts::band_of(Groups& groups, FleeRouteIndex route, std::int32_t covered,
                                   bool first_link) {
  const bool first = first_link && keeps_first_link_;
  for (const Group& group : groups) {
    if (group.route == route && group.covered == covered && group.first_link == first) {
      return group.band;
    }
  }
  groups.push_back({route, covered, first, bands_.lend()});
  return groups.back().band;
}

void FleeCohorts::add(FleeLocationIndex place, Count people, FleeDay& day) {
  if (people <= 0) return;
  bands_[band_of(in_places_[place], 0, 0, true)].add(0, people);
  people_ += people;
  day.count(place, people);
}

void FleeCohorts::depart(FleeDay& day, BufferedStream& stream) {
  FleeCohortDay(*this, day, stream).depart();
}

void FleeCohorts::travel(FleeDay& day, BufferedStream& stream) {
  if (day.capacity_rule == FleeCapacityRule::running && may_enter_a_buffer(day)) {
    travel_one_by_one(day, stream);
  } else {
    FleeCohortDay(*this, day, stream).travel();
  }
}

/// True when the arrivals of the day could move the capacity factor of a camp.
bool FleeCohorts::may_enter_a_buffer(const FleeDay& day) const {
  Count under_way = 0;
  for (const Groups& groups : on_links_) {
    for (const Group& group : groups) under_way += bands_[group.band].total();
  }
  for (const FleePlace& place : day.network.places()) {
    const double limit = static_cast<double>(place.capacity) * day.settings.capacity_scaling;
    const auto people = static_cast<double>(place.seen);
    if (limit < 1.0 || people >= limit) continue;
    if (people + static_cast<double>(under_way) > day.settings.capacity_buffer * limit) return true;
  }
  return false;
}

std::vector<FleeTraveller> FleeCohorts::take_all_from_links() {
  std::vector<FleeTraveller> travellers;
  for (std::size_t link = 0; link < on_links_.size(); ++link) {
    for (const Group& group : on_links_[link]) {
      const FleeBand& band = bands_[group.band];
      FleeTraveller traveller;
      traveller.position = static_cast<std::uint32_t>(link) | FleeTraveller::kOnLink;
      traveller.route = group.route;
      traveller.covered = group.covered;
      traveller.flags = group.first_link ? FleeTraveller::kFirstLink : 0;
      for (std::int32_t average = band.low; average <= band.high; ++average) {
        traveller.average = average;
        travellers.insert(travellers.end(),
                          static_cast<std::size_t>(band.counts[static_cast<std::size_t>(average)]),
                          traveller);
      }
      bands_.give_back(group.band);
    }
    on_links_[link].clear();
  }
  return travellers;
}

void FleeCohorts::put_back(const FleeTraveller& traveller) {
  const std::int32_t average = keeps_averages_ ? traveller.average : 0;
  const bool first_link = (traveller.flags & FleeTraveller::kFirstLink) != 0;
  if (!traveller.is_on_link()) {
    bands_[band_of(in_places_[traveller.position], traveller.route, 0, first_link)].add(average, 1);
    return;
  }
  if (traveller.link() >= on_links_.size()) on_links_.resize(traveller.link() + 1);
  bands_[band_of(on_links_[traveller.link()], traveller.route, traveller.covered, first_link)].add(
      average, 1);
}

void FleeCohorts::travel_one_by_one(FleeDay& day, BufferedStream& stream) {
  for (Groups& groups : in_places_) {
    for (const Group& group : groups) bands_[group.band].halve();
  }
  std::vector<FleeTraveller> travellers = take_all_from_links();
  for (std::size_t left = travellers.size(); left > 1; --left) {
    const auto chosen = static_cast<std::size_t>(stream.uniform() * static_cast<double>(left));
    std::swap(travellers[left - 1], travellers[std::min(chosen, left - 1)]);
  }
  std::vector<FleeStop> stops;
  for (const FleePlace& place : day.network.places()) stops.push_back(flee_stop(place));
  FleeMover<FleeAllAlike> mover(day, stops, stream);
  for (FleeTraveller& traveller : travellers) {
    mover.travel(traveller);
    put_back(traveller);
  }
}

Count FleeCohorts::recount() const {
  Count sum = 0;
  for (const std::vector<Groups>* all : {&in_places_, &on_links_}) {
    for (const Groups& groups : *all) {
      for (const Group& group : groups) sum += bands_[group.band].total();
    }
  }
  return sum;
}

}  // namespace corridor
