#include "rules/flee/travellers.h"

#include <algorithm>
#include <cmath>

#include "rules/flee/environment.h"
#include "rules/flee/mover.h"

namespace corridor {
namespace {

/// Places that people leave more often than this are walked through person by person.
constexpr double kPoolBelowProbability = 0.05;
constexpr int kIntegerBits = 31;

/// A uniform number in the open interval (0, 1).
double uniform(BufferedStream& stream) {
  return (static_cast<double>(stream.next32()) + 0.5) *
         (1.0 / static_cast<double>(BufferedStream::kAlways));
}

}  // namespace

void FleeDay::refresh_seen() {
  for (std::size_t i = 0; i < network.places().size(); ++i) {
    FleePlace& place = network.places()[i];
    place.seen = place.present;
    refresh_factor(static_cast<FleeLocationIndex>(i));
  }
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
                               BufferedStream& stream) {
  if (probability <= 0.0) return;
  std::vector<FleeTraveller>& pool = pools_[place];
  const double log_of_staying = std::log1p(-probability);
  // From the back, so that the last may fill the gap of one who leaves.
  auto left = static_cast<double>(pool.size());
  while (true) {
    left -= 1.0 + std::floor(std::log(uniform(stream)) / log_of_staying);
    if (left < 0.0) return;
    FleeTraveller& sleeper = pool[static_cast<std::size_t>(left)];
    sleeper.average >>= std::min(kIntegerBits, day.day - sleeper.covered);
    sleeper.flags |= FleeTraveller::kLeaving;
    woken_.push_back(sleeper);
    sleeper = pool.back();
    pool.pop_back();
  }
}

FleeStop flee_stop(const FleePlace& place, double leave_probability) {
  FleeStop stop;
  stop.leave_below = place.links.empty() ? 0 : threshold_of(leave_probability);
  stop.forced_below =
      place.is_town && !place.links.empty() ? BufferedStream::kAlways : stop.leave_below;
  stop.is_pooled = leave_probability <= kPoolBelowProbability || place.links.empty();
  return stop;
}

void FleeTravellers::look_up(const FleeDay& day) {
  const std::vector<FleePlace>& places = day.network.places();
  const std::size_t traits = day.persons == nullptr ? 1 : day.persons->traits().size();
  stops_.resize(traits * places.size());
  for (std::size_t i = 0; i < stops_.size(); ++i) {
    const auto index = static_cast<FleeLocationIndex>(i % places.size());
    const FleePlace& place = places[index];
    double probability = place.leave_probability;
    if (day.persons != nullptr && i >= places.size()) {
      const FleeTrait& trait =
          day.persons->traits()[static_cast<FleeTraitIndex>(i / places.size())];
      probability =
          flee_leave_probability(*day.instance, index, place, day.day, trait.flood_awareness);
    }
    stops_[i] = flee_stop(place, probability);
    if (day.persons != nullptr) stops_[i].is_pooled = false;
  }
}

void FleeTravellers::wake(FleeDay& day, BufferedStream& stream) {
  for (std::size_t i = 0; i < pools_.size(); ++i) {
    if (pools_[i].empty()) continue;
    const FleePlace& place = day.network.places()[i];
    const auto index = static_cast<FleeLocationIndex>(i);
    if (!stops_[i].is_pooled) {
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

template <class Rules>
void FleeTravellers::depart_by(FleeDay& day, BufferedStream& stream) {
  FleeMover<Rules> mover(day, stops_, stream);
  for (FleeTraveller& traveller : active_) {
    if (!traveller.is_on_link()) mover.begin(traveller);
  }
}

void FleeTravellers::depart(FleeDay& day, BufferedStream& stream) {
  look_up(day);
  wake(day, stream);
  merge_woken();
  if (day.persons == nullptr) {
    depart_by<FleeAllAlike>(day, stream);
  } else {
    depart_by<FleeByPerson>(day, stream);
  }
}

void FleeTravellers::rest(const FleeTraveller& traveller, const FleeDay& day) {
  FleeTraveller sleeper = traveller;
  sleeper.covered = day.day + 1;
  pools_[traveller.position].push_back(sleeper);
}

template <class Rules>
void FleeTravellers::travel_by(FleeDay& day, BufferedStream& stream) {
  FleeMover<Rules> mover(day, stops_, stream);
  std::size_t kept = 0;
  for (FleeTraveller& traveller : active_) {
    if (traveller.is_on_link()) {
      mover.travel(traveller);
    } else {
      traveller.average >>= 1;
    }
    if (!traveller.is_on_link() && traveller.route == 0 && stops_[traveller.position].is_pooled) {
      rest(traveller, day);
    } else {
      active_[kept++] = traveller;
    }
  }
  active_.resize(kept);
}

void FleeTravellers::travel(FleeDay& day, BufferedStream& stream) {
  if (day.persons == nullptr) {
    travel_by<FleeAllAlike>(day, stream);
  } else {
    travel_by<FleeByPerson>(day, stream);
  }
}

void FleeTravellers::retire(const FleeDay& day, std::span<const double> probabilities,
                            BufferedStream& stream) {
  const std::vector<FleePlace>& places = day.network.places();
  const auto vanishes = [&](FleeLocationIndex place) {
    return places[place].is_camp && stream.below(threshold_of(probabilities[place]));
  };
  std::erase_if(active_, [&](const FleeTraveller& traveller) {
    return !traveller.is_on_link() && vanishes(traveller.position);
  });
  for (FleeLocationIndex place = 0; place < pools_.size(); ++place) {
    std::erase_if(pools_[place], [&](const FleeTraveller& /*sleeper*/) { return vanishes(place); });
  }
}

}  // namespace corridor
