#include "rules/flee/travellers.h"

#include <algorithm>
#include <cmath>

namespace corridor {
namespace {

/// Places that people leave more often than this are walked through person by person.
constexpr double kPoolBelowProbability = 0.05;
constexpr double kFullCampFactor = 0.5;
constexpr int kIntegerBits = 31;
constexpr double kTwoTo32 = 4294967296.0;

/// True where one draw a day finds those who leave.
bool is_pooled(const FleePlace& place) {
  return place.leave_probability <= kPoolBelowProbability || place.links.empty();
}

/// A uniform number of 32 bits is below p; p >= 1 always, without a draw.
bool happens(double probability, Stream& stream) {
  return probability >= 1.0 || static_cast<double>(stream.next32()) < probability * kTwoTo32;
}

const FleeCandidate& choose(const FleeChoices::Table& table, Stream& stream) {
  if (table.candidates.size() == 1) return table.candidates.front();
  const double at = stream.uniform() * table.cumulative.back();
  constexpr std::size_t kScanUpTo = 16;
  if (table.cumulative.size() > kScanUpTo) {
    const auto found = std::upper_bound(table.cumulative.begin(), table.cumulative.end(), at);
    const auto last = table.cumulative.end() - 1;
    return table.candidates[std::min(found, last) - table.cumulative.begin()];
  }
  std::size_t index = 0;
  while (index + 1 < table.cumulative.size() && table.cumulative[index] <= at) ++index;
  return table.candidates[index];
}

/// Moves one person at a time.
class Mover {
 public:
  Mover(FleeDay& day, Stream& stream)
      : day_(day),
        places_(day.network.places()),
        stream_(stream),
        max_speed_(day.network.max_speed()) {}

  /// Lets a person in a place decide; true when they entered a link. `forced`: short stint.
  bool decide(FleeTraveller& traveller, bool forced) {
    return traveller.route != 0 ? continue_route(traveller) : start_route(traveller, forced);
  }

  /// Moves a person on a link through the day.
  void travel(FleeTraveller& traveller) {
    std::int32_t moved = 0;
    for (bool under_way = true; under_way;) under_way = advance(traveller, moved);
    traveller.average = (traveller.average + moved) >> 1;
  }

 private:
  bool start_route(FleeTraveller& traveller, bool forced) {
    const FleeLocationIndex here = traveller.position;
    const FleePlace& place = places_[here];
    const bool leaving = (traveller.flags & FleeTraveller::kLeaving) != 0;
    traveller.flags &= ~FleeTraveller::kLeaving;
    if (place.links.empty()) return false;
    if (!leaving && !(forced && place.is_town) && !happens(place.leave_probability, stream_)) {
      return false;
    }
    const FleeChoices::Table& table = day_.choices.table(here, day_.network);
    if (table.candidates.empty()) return false;
    const FleeCandidate& chosen = choose(table, stream_);
    if (day_.is_full_camp(chosen.end)) return false;
    enter(traveller, chosen.first_link, chosen.rest);
    return true;
  }

  bool continue_route(FleeTraveller& traveller) {
    const FleeRouteIndex route = traveller.route;
    const FleeLocationIndex next = day_.choices.next_place(route);
    const std::vector<FleeLinkIndex>& links = places_[traveller.position].links;
    const auto link = std::find_if(links.begin(), links.end(), [&](FleeLinkIndex candidate) {
      return day_.network.link(candidate).to == next;
    });
    traveller.route = 0;
    if (link == links.end() || day_.is_full_camp(day_.choices.last_place(route))) return false;
    enter(traveller, *link, day_.choices.rest_of(route));
    return true;
  }

  void enter(FleeTraveller& traveller, FleeLinkIndex link, FleeRouteIndex rest) {
    day_.count(traveller.position, -1);
    traveller.position = link | FleeTraveller::kOnLink;
    traveller.covered = 0;
    traveller.route = rest;
  }

  [[nodiscard]] std::int32_t speed_of(const FleeTraveller& traveller, const FleeLink& link) {
    std::int32_t speed = link.speed;
    if (day_.settings.start_on_foot && (traveller.flags & FleeTraveller::kFirstLink) != 0) {
      speed = day_.network.walk_speed();
    }
    if (link.walk_probability > 0.0 && happens(link.walk_probability, stream_)) {
      speed = day_.network.walk_speed();
    }
    return speed;
  }

  /// One link, or the rest of the day on it; true when the person is on a further link.
  bool advance(FleeTraveller& traveller, std::int32_t& moved) {
    const FleeLink& link = day_.network.link(traveller.link());
    const std::int32_t speed = speed_of(traveller, link);
    traveller.covered += speed;
    moved += speed;
    if (traveller.covered <= link.length) return false;
    moved += link.length - traveller.covered;
    traveller.flags &= ~FleeTraveller::kFirstLink;
    traveller.position = link.closed ? link.from : link.to;
    day_.count(traveller.position, 1);
    if (link.closed || moved >= speed) return false;
    const bool forced = day_.settings.avoid_short_stints && traveller.average + moved < max_speed_;
    return decide(traveller, forced);
  }

  FleeDay& day_;
  const std::vector<FleePlace>& places_;
  Stream& stream_;
  std::int32_t max_speed_;
};

}  // namespace

void FleeDay::count(FleeLocationIndex place, Count change) {
  FleePlace& changed = network.places()[place];
  changed.present += change;
  if (capacity_rule == FleeCapacityRule::frozen) return;
  changed.seen += change;
  if (changed.capacity > 0) refresh_factor(place);
}

void FleeDay::refresh_factor(FleeLocationIndex place) {
  FleePlace& changed = network.places()[place];
  const double factor = flee_capacity_factor(changed, settings);
  if (factor == changed.capacity_factor) return;
  changed.capacity_factor = factor;
  choices.capacity_changed(place);
}

void FleeDay::refresh_seen() {
  for (std::size_t i = 0; i < network.places().size(); ++i) {
    FleePlace& place = network.places()[i];
    place.seen = place.present;
    refresh_factor(static_cast<FleeLocationIndex>(i));
  }
}

bool FleeDay::is_full_camp(FleeLocationIndex place) const {
  const FleePlace& end = network.places()[place];
  return end.is_camp && end.capacity_factor < kFullCampFactor;
}

void FleeTravellers::add(FleeLocationIndex place, FleeDay& day) {
  FleeTraveller traveller;
  traveller.id = next_id_++;
  traveller.position = place;
  traveller.flags = FleeTraveller::kFirstLink;
  day.count(place, 1);
  active_.push_back(traveller);
}

void FleeTravellers::wake_all(FleeLocationIndex place, const FleeDay& day) {
  for (FleeTraveller& sleeper : pools_[place]) {
    sleeper.average >>= std::min(kIntegerBits, day.day - sleeper.covered);
    woken_.push_back(sleeper);
  }
  pools_[place].clear();
}

void FleeTravellers::wake_some(FleeLocationIndex place, double probability, const FleeDay& day,
                               Stream& stream) {
  if (probability <= 0.0) return;
  std::vector<FleeTraveller>& pool = pools_[place];
  const double log_of_staying = std::log1p(-probability);
  // From the back, so that the last may fill the gap of one who leaves.
  auto left = static_cast<double>(pool.size());
  while (true) {
    left -= 1.0 + std::floor(std::log(stream.uniform()) / log_of_staying);
    if (left < 0.0) return;
    FleeTraveller& sleeper = pool[static_cast<std::size_t>(left)];
    sleeper.average >>= std::min(kIntegerBits, day.day - sleeper.covered);
    sleeper.flags |= FleeTraveller::kLeaving;
    woken_.push_back(sleeper);
    sleeper = pool.back();
    pool.pop_back();
  }
}

void FleeTravellers::wake(FleeDay& day, Stream& stream) {
  for (std::size_t i = 0; i < pools_.size(); ++i) {
    if (pools_[i].empty()) continue;
    const FleePlace& place = day.network.places()[i];
    const auto index = static_cast<FleeLocationIndex>(i);
    if (!is_pooled(place)) {
      wake_all(index, day);
    } else if (!place.links.empty()) {
      wake_some(index, place.leave_probability, day, stream);
    }
  }
}

void FleeTravellers::merge_woken() {
  if (woken_.empty()) return;
  const auto by_id = [](const FleeTraveller& a, const FleeTraveller& b) { return a.id < b.id; };
  std::sort(woken_.begin(), woken_.end(), by_id);
  auto unmerged = static_cast<std::ptrdiff_t>(active_.size());
  active_.insert(active_.end(), woken_.begin(), woken_.end());
  std::ptrdiff_t free = static_cast<std::ptrdiff_t>(active_.size()) - 1;
  for (std::size_t i = woken_.size(); i-- > 0;) {
    while (unmerged > 0 && active_[unmerged - 1].id > woken_[i].id) {
      active_[free--] = active_[--unmerged];
    }
    active_[free--] = woken_[i];
  }
  woken_.clear();
}

void FleeTravellers::depart(FleeDay& day, Stream& stream) {
  wake(day, stream);
  merge_woken();
  Mover mover(day, stream);
  for (FleeTraveller& traveller : active_) {
    if (!traveller.is_on_link()) mover.decide(traveller, false);
  }
}

void FleeTravellers::rest(const FleeTraveller& traveller, const FleeDay& day) {
  FleeTraveller sleeper = traveller;
  sleeper.covered = day.day + 1;
  pools_[traveller.position].push_back(sleeper);
}

void FleeTravellers::travel(FleeDay& day, Stream& stream) {
  Mover mover(day, stream);
  const std::vector<FleePlace>& places = day.network.places();
  std::size_t kept = 0;
  for (FleeTraveller& traveller : active_) {
    if (traveller.is_on_link()) {
      mover.travel(traveller);
    } else {
      traveller.average >>= 1;
    }
    const bool rests =
        !traveller.is_on_link() && traveller.route == 0 && is_pooled(places[traveller.position]);
    if (rests) {
      rest(traveller, day);
    } else {
      active_[kept++] = traveller;
    }
  }
  active_.resize(kept);
}

}  // namespace corridor
