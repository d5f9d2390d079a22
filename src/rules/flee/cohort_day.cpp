#include "rules/flee/cohort_day.h"

#include <cmath>

#include "random/buffered_draws.h"

namespace corridor {
namespace {

/// Up to this many people are taken one by one: cheaper than one draw for all.
constexpr Count kOneByOne = 16;
/// Where people leave more rarely than this, the leavers are found by the gaps between them.
constexpr double kRareProbability = 0.05;
/// So many averages with so many people each on average are drawn for from tables.
constexpr std::size_t kTablesFromWidth = 32;
constexpr Count kTablesFromDensity = 4;

double probability_of(std::uint64_t threshold) {
  return static_cast<double>(threshold) / static_cast<double>(BufferedStream::kAlways);
}

}  // namespace

FleeCohortDay::FleeCohortDay(FleeCohorts& cohorts, FleeDay& day, BufferedStream& stream)
    : cohorts_(cohorts), day_(day), stream_(stream) {
  for (const FleePlace& place : day.network.places()) {
    stops_.push_back(flee_stop(place));
  }
}

/// What so many numbers of people, so many all told, are drawn with.
FleeCohortDay::Lot FleeCohortDay::lot(std::uint64_t threshold, std::size_t numbers, Count people) {
  const bool is_drawn = threshold > 0 && threshold < BufferedStream::kAlways;
  const bool pays =
      numbers >= kTablesFromWidth && people >= kTablesFromDensity * static_cast<Count>(numbers);
  return {threshold, is_drawn && pays ? &cohorts_.laws_.of(probability_of(threshold)) : nullptr};
}

Count FleeCohortDay::draw_without_tables(std::uint64_t threshold, Count people) {
  if (threshold == BufferedStream::kAlways) return people;
  if (threshold == 0) return 0;
  if (people > kOneByOne) return draw_binomial(stream_, people, probability_of(threshold));
  Count hits = 0;
  for (Count i = 0; i < people; ++i) hits += stream_.below(threshold) ? 1 : 0;
  return hits;
}

FleeBand& FleeCohortDay::in_place(FleeLocationIndex place, FleeRouteIndex route, bool first_link) {
  return cohorts_.bands_[cohorts_.band_of(cohorts_.in_places_[place], route, 0, first_link)];
}

FleeBand& FleeCohortDay::on_link(FleeLinkIndex link, FleeRouteIndex route, std::int32_t covered,
                                 bool first_link) {
  if (link >= cohorts_.on_links_.size()) cohorts_.on_links_.resize(link + 1);
  return cohorts_.bands_[cohorts_.band_of(cohorts_.on_links_[link], route, covered, first_link)];
}

FleeBand& FleeCohortDay::event(std::int32_t moved, FleeLocationIndex place, FleeRouteIndex route) {
  const auto at = static_cast<std::size_t>(moved);
  if (at >= arrivals_.size()) arrivals_.resize(at + 1);
  for (const Arrival& arrival : arrivals_[at]) {
    if (arrival.place == place && arrival.route == route) return cohorts_.bands_[arrival.band];
  }
  const FleeBandIndex band = cohorts_.bands_.lend();
  arrivals_[at].push_back({place, route, band});
  return cohorts_.bands_[band];
}

FleeCohortDay::Target FleeCohortDay::onward(FleeLinkIndex index, const Leg& leg,
                                            std::int32_t speed) {
  const FleeLink& link = day_.network.link(index);
  Target target;
  if (leg.covered + speed <= link.length) {
    target.ends_day = true;
    target.moved = leg.moved + speed;
    target.band = &on_link(index, leg.rest, leg.covered + speed, leg.first_link);
  } else {
    target.arrives = true;
    target.place = link.closed ? link.from : link.to;
    target.moved = leg.moved + link.length - leg.covered;
    target.ends_day = link.closed || target.moved >= speed;
    target.band = target.ends_day ? &in_place(target.place, leg.rest, false)
                                  : &event(target.moved, target.place, leg.rest);
  }
  if (!cohorts_.keeps_averages_) target.moved = 0;
  return target;
}

void FleeCohortDay::settle(Target& target, std::int32_t low, std::int32_t high) {
  if (target.people == 0) return;
  target.band->widen(target.average_after(low), target.average_after(high));
  if (target.arrives) day_.count(target.place, target.people);
  target.people = 0;
}

/// Sends everybody in `from` to the target.
void FleeCohortDay::pass_on(Target target, const FleeBand& from) {
  for (std::int32_t average = from.low; average <= from.high; ++average) {
    const Count people = from.counts[static_cast<std::size_t>(average)];
    if (people > 0) target.add(average, people);
  }
  settle(target, from.low, from.high);
}

void FleeCohortDay::use(Way& way, FleeLinkIndex link, FleeRouteIndex rest,
                        const Decision& decision) {
  way.is_used = true;
  way.walk_below = 0;
  if (decision.is_morning) {
    way.target = {};
    way.target.band = &on_link(link, rest, 0, decision.first_link);
    return;
  }
  const FleeLink& taken = day_.network.link(link);
  const Leg leg{rest, decision.moved, 0, false};
  way.target = onward(link, leg, taken.speed);
  way.walk_below = threshold_of(taken.walk_probability);
  if (way.walk_below > 0) way.walking = onward(link, leg, day_.network.walk_speed());
}

/// Everybody for himself, by average.
void FleeCohortDay::find_leavers(const FleeStop& stop, std::int32_t forced_below_average,
                                 Count people_in_band, const FleeBand& band) {
  const Lot forced = lot(stop.forced_below, leavers_.size(), people_in_band);
  const Lot free = lot(stop.leave_below, leavers_.size(), people_in_band);
  for (std::int32_t average = band.low; average <= band.high; ++average) {
    const Count people = band.counts[static_cast<std::size_t>(average)];
    if (people == 0) continue;
    const Count leavers = draw(average < forced_below_average ? forced : free, people);
    leavers_[static_cast<std::size_t>(average - band.low)] = leavers;
    all_leavers_ += leavers;
  }
}

/// Jumps from leaver to leaver, each the next after a geometric number of people who stay.
void FleeCohortDay::find_rare_leavers(double probability, const FleeBand& band) {
  const double log_of_staying = std::log1p(-probability);
  const auto gap = [&] { return std::floor(std::log(stream_.uniform()) / log_of_staying); };
  double next = gap();  // so many people before the next leaver
  for (std::int32_t average = band.low; average <= band.high; ++average) {
    const auto people = static_cast<double>(band.counts[static_cast<std::size_t>(average)]);
    Count leavers = 0;
    double passed = next;
    while (passed < people) {
      ++leavers;
      passed += 1.0 + gap();
    }
    next = passed - people;
    leavers_[static_cast<std::size_t>(average - band.low)] = leavers;
    all_leavers_ += leavers;
  }
}

/// Those of the leavers who take a candidate, each with probability `share`.
void FleeCohortDay::spread(const Decision& decision, const FleeCandidate& candidate, double share,
                           FleeBand& band) {
  const bool stays = candidate.first_link == kFleeNoLink || day_.is_full_camp(candidate.end);
  Way way;
  const Lot takes = lot(threshold_of(share), leavers_.size(), all_leavers_);
  for (std::size_t i = 0; i < leavers_.size(); ++i) {
    if (leavers_[i] == 0) continue;
    const Count takers = draw(takes, leavers_[i]);
    if (takers == 0) continue;
    leavers_[i] -= takers;
    all_leavers_ -= takers;
    if (stays) continue;
    if (!way.is_used) use(way, candidate.first_link, candidate.rest, decision);
    const std::int32_t average = band.low + static_cast<std::int32_t>(i);
    take(way, average, takers);
    band.counts[static_cast<std::size_t>(average)] -= takers;
    gone_ += takers;
  }
  settle(way.target, band.low, band.high);
  settle(way.walking, band.low, band.high);
}

void FleeCohortDay::decide(const Decision& decision, FleeBand& band) {
  const FleeStop& stop = stops_[decision.place];
  if (band.empty() || (stop.leave_below == 0 && stop.forced_below == 0)) return;
  const FleeChoices::Table& table = day_.choices.table(decision.place, day_.network);
  if (table.candidates.empty()) return;
  leavers_.assign(static_cast<std::size_t>(band.high - band.low) + 1, 0);
  all_leavers_ = 0;
  const double chance = probability_of(stop.leave_below);
  const Count people = band.total();
  const bool is_rare = decision.is_morning && chance > 0.0 && chance < kRareProbability &&
                       chance * static_cast<double>(people) < kMostGaps;
  if (is_rare) {
    find_rare_leavers(chance, band);
  } else {
    const bool may_be_forced = !decision.is_morning && day_.settings.avoid_short_stints;
    const std::int32_t forced_below_average =
        may_be_forced ? day_.network.max_speed() - decision.moved : 0;
    find_leavers(stop, forced_below_average, people, band);
  }
  gone_ = 0;
  double before = 0.0;
  for (std::size_t i = 0; i < table.candidates.size() && all_leavers_ > 0; ++i) {
    const double share = (table.cumulative[i] - before) / (table.cumulative.back() - before);
    before = table.cumulative[i];
    const bool is_last = i + 1 == table.candidates.size();
    if (share > 0.0 || is_last) {
      spread(decision, table.candidates[i], is_last ? 1.0 : share, band);
    }
  }
  if (gone_ > 0) day_.count(decision.place, -gone_);
}

bool FleeCohortDay::follow(const Decision& decision, FleeRouteIndex route, FleeBand& band) {
  const FleeLinkIndex link =
      day_.network.first_link(decision.place, day_.choices.next_place(route));
  if (link == kFleeNoLink || day_.is_full_camp(day_.choices.last_place(route))) return false;
  Way way;
  use(way, link, day_.choices.rest_of(route), decision);
  Count all = 0;
  for (std::int32_t average = band.low; average <= band.high; ++average) {
    const Count people = band.counts[static_cast<std::size_t>(average)];
    if (people == 0) continue;
    take(way, average, people);
    band.counts[static_cast<std::size_t>(average)] = 0;
    all += people;
  }
  settle(way.target, band.low, band.high);
  settle(way.walking, band.low, band.high);
  day_.count(decision.place, -all);
  return true;
}

void FleeCohortDay::depart() {
  for (std::size_t i = 0; i < cohorts_.in_places_.size(); ++i) {
    FleeCohorts::Groups groups;
    groups.swap(cohorts_.in_places_[i]);
    for (const Group& group : groups) {
      FleeBand& band = cohorts_.bands_[group.band];
      Decision decision;
      decision.place = static_cast<FleeLocationIndex>(i);
      decision.is_morning = true;
      decision.first_link = group.first_link;
      if (group.route == 0) {
        decide(decision, band);
      } else {
        follow(decision, group.route, band);
      }
      // Those who stay: without a route, also where it could not be followed.
      Target stayers;
      if (band.total() > 0) {
        stayers.band = &in_place(decision.place, 0, group.first_link);
        pass_on(stayers, band);
      }
      cohorts_.bands_.give_back(group.band);
    }
  }
}

void FleeCohortDay::advance(FleeLinkIndex index, const Group& group) {
  const FleeLink& link = day_.network.link(index);
  FleeBand& band = cohorts_.bands_[group.band];
  const Leg leg{group.route, 0, group.covered, group.first_link};
  const bool on_foot = day_.settings.start_on_foot && group.first_link;
  const std::int32_t speed = on_foot ? day_.network.walk_speed() : link.speed;
  const std::uint64_t walk_below = threshold_of(link.walk_probability);
  if (walk_below > 0 && !on_foot) {
    Target walking = onward(index, leg, day_.network.walk_speed());
    for (std::int32_t average = band.low; average <= band.high; ++average) {
      Count& people = band.counts[static_cast<std::size_t>(average)];
      const Count walkers = draw_without_tables(walk_below, people);
      if (walkers > 0) walking.add(average, walkers);
      people -= walkers;
    }
    settle(walking, band.low, band.high);
  }
  pass_on(onward(index, leg, speed), band);
}

void FleeCohortDay::meet(std::int32_t moved, const Arrival& arrival) {
  FleeBand& band = cohorts_.bands_[arrival.band];
  Decision decision;
  decision.place = arrival.place;
  decision.moved = moved;
  if (arrival.route == 0) {
    decide(decision, band);
  } else {
    follow(decision, arrival.route, band);
  }
  Target stayers;
  stayers.ends_day = true;
  stayers.moved = cohorts_.keeps_averages_ ? moved : 0;
  if (band.total() > 0) {
    stayers.band = &in_place(arrival.place, 0, false);
    pass_on(stayers, band);
  }
  cohorts_.bands_.give_back(arrival.band);
}

void FleeCohortDay::travel() {
  for (FleeCohorts::Groups& groups : cohorts_.in_places_) {
    for (const Group& group : groups) cohorts_.bands_[group.band].halve();
  }
  std::vector<FleeCohorts::Groups> under_way;
  under_way.swap(cohorts_.on_links_);
  cohorts_.on_links_.resize(under_way.size());
  for (std::size_t i = 0; i < under_way.size(); ++i) {
    for (const Group& group : under_way[i]) {
      advance(static_cast<FleeLinkIndex>(i), group);
      cohorts_.bands_.give_back(group.band);
    }
  }
  // In the order of what they have moved: nobody arrives who moved less than those before.
  for (std::size_t moved = 0; moved < arrivals_.size(); ++moved) {
    for (std::size_t i = 0; i < arrivals_[moved].size(); ++i) {
      const Arrival arrival = arrivals_[moved][i];
      arrivals_[moved][i].place = kNowhere;  // who comes back here at once is a new arrival
      meet(static_cast<std::int32_t>(moved), arrival);
    }
  }
}

}  // namespace corridor
