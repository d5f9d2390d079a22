#include "rules/flee/choices.h"

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <cmath>
#include <numeric>

#include "rules/flee/floods.h"

namespace corridor {
namespace {

constexpr double kPruningFrom = 1.001;
constexpr double kTwoTo32 = 4294967296.0;
constexpr double kEarthRadiusKm = 6371.0;
constexpr double kRadiansPerDegree = 0.017453292519943295;

double great_circle_km(const FleeLocation& a, const FleeLocation& b) {
  const double latitude_a = a.latitude_deg * kRadiansPerDegree;
  const double latitude_b = b.latitude_deg * kRadiansPerDegree;
  const double half_latitude = std::sin((latitude_b - latitude_a) / 2.0);
  const double half_longitude =
      std::sin((b.longitude_deg - a.longitude_deg) * kRadiansPerDegree / 2.0);
  const double chord = half_latitude * half_latitude + std::cos(latitude_a) * std::cos(latitude_b) *
                                                           half_longitude * half_longitude;
  return 2.0 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(std::abs(chord))));
}

double power(double base, double exponent) {
  return exponent == 1.0 ? base : std::pow(base, exponent);
}

}  // namespace

FleeChoices::FleeChoices(const FleeInstance& instance, const FleeNetwork& network)
    : instance_(&instance),
      tables_(network.places().size()),
      dependents_(network.places().size()),
      paths_{kPathEnd} {}

void FleeChoices::capacity_changed(FleeLocationIndex place) {
  for (const FleeLocationIndex from : dependents_[place]) tables_[from].version = 0;
}

FleeLocationIndex FleeChoices::last_place(FleeRouteIndex route) const {
  while (paths_[route + 1] != kPathEnd) ++route;
  return paths_[route];
}

void FleeChoices::refresh(FleeLocationIndex place, const FleeNetwork& network) {
  Table& table = tables_[place];
  if (table.topology_version != network.topology_version()) {
    find_candidates(place, network);
    table.topology_version = network.topology_version();
    table.score_version = 0;
  }
  if (table.score_version != score_version_) {
    weigh(place, network);
    table.score_version = score_version_;
  }
  accumulate(table, network);
  table.version = network.topology_version() + score_version_;
}

void FleeChoices::find_candidates(FleeLocationIndex place, const FleeNetwork& network) {
  Table& table = tables_[place];
  table.candidates.clear();
  std::vector<FleeLocationIndex> path = {place};
  if (instance_->settings.awareness_level != 0 || !instance_->settings.strict) {
    for (const FleeLinkIndex link : network.places()[place].links) {
      search(network, link, 0, 1, path, table.candidates);
    }
  }
  for (const FleeCandidate& candidate : table.candidates) {
    std::vector<FleeLocationIndex>& dependents = dependents_[candidate.end];
    if (std::find(dependents.begin(), dependents.end(), place) == dependents.end()) {
      dependents.push_back(place);
    }
  }
}

void FleeChoices::search(const FleeNetwork& network, FleeLinkIndex link_index,
                         std::int32_t prior_length, int step, std::vector<FleeLocationIndex>& path,
                         std::vector<FleeCandidate>& candidates) {
  const FleeLink& link = network.link(link_index);
  const FleePlace& end = network.places()[link.to];
  path.push_back(link.to);
  if (end.is_marker) {
    --step;
  } else {
    // Among parallel links Flee takes the first that leads to the next place.
    const auto& links = network.places()[path[0]].links;
    const auto first = std::find_if(links.begin(), links.end(), [&](FleeLinkIndex candidate) {
      return network.link(candidate).to == path[1];
    });
    candidates.push_back(
        {*first, link.to, intern({path.begin() + 2, path.end()}), prior_length + link.length, 0.0});
  }
  if (instance_->settings.awareness_level > step) {
    for (const FleeLinkIndex next : end.links) {
      const auto before_end = path.end() - 1;
      if (std::find(path.begin(), before_end, network.link(next).to) != before_end) continue;
      search(network, next, prior_length + link.length, step + 1, path, candidates);
    }
  }
  path.pop_back();
}

FleeRouteIndex FleeChoices::intern(const std::vector<FleeLocationIndex>& path) {
  if (path.empty()) return 0;
  const auto [found, is_new] = interned_.emplace(path, static_cast<FleeRouteIndex>(paths_.size()));
  if (is_new) {
    paths_.insert(paths_.end(), path.begin(), path.end());
    paths_.push_back(kPathEnd);
  }
  return found->second;
}

double FleeChoices::attraction(FleeLocationIndex from, FleeLocationIndex to,
                               const FleeNetwork& network) const {
  const FleeSettings& settings = instance_->settings;
  const FleePlace& end = network.places()[to];
  double score = end.score;
  if (settings.stay_close_to_home) {
    const double km = great_circle_km(instance_->locations[from], instance_->locations[to]);
    score *= std::pow(1.0 / std::max(1.0, km), settings.home_distance_power);
  }
  if (end.flood_level > 0) score *= flee_by_level(settings.flood_loc_weights, end.flood_level, 1.0);
  if (settings.use_pop_for_loc_weight && !end.is_camp) {
    score *= std::pow(static_cast<double>(std::max<Count>(1, end.population)),
                      settings.pop_power_for_loc_weight);
  }
  return score;
}

void FleeChoices::weigh(FleeLocationIndex place, const FleeNetwork& network) {
  const FleeSettings& settings = instance_->settings;
  for (FleeCandidate& candidate : tables_[place].candidates) {
    const double km = static_cast<double>(candidate.length) * network.unit_km();
    candidate.base_weight =
        (settings.weight_softening + attraction(place, candidate.end, network)) /
        power(settings.softening + km, settings.distance_power);
    if (settings.awareness_level == 0) candidate.base_weight = 1.0;
  }
}

void FleeChoices::accumulate(Table& table, const FleeNetwork& network) const {
  std::vector<double>& weights = table.cumulative;
  weights.clear();
  for (const FleeCandidate& candidate : table.candidates) {
    const double factor = network.places()[candidate.end].capacity_factor;
    weights.push_back(power(candidate.base_weight * factor, instance_->settings.weight_power));
  }
  if (instance_->settings.pruning_threshold >= kPruningFrom) {
    flee_prune(weights, instance_->settings.pruning_threshold);
  }
  double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(total > 0.0)) {
    weights.assign(weights.size(), 1.0);
    total = static_cast<double>(weights.size());
  }
  flee_fill_columns(weights, total, table.columns);
  std::partial_sum(weights.begin(), weights.end(), weights.begin());
}

void flee_fill_columns(const std::vector<double>& weights, double total,
                       std::vector<FleeChoices::Column>& columns) {
  const std::size_t size = weights.size();
  columns.resize(size);
  constexpr std::size_t kOnStack = 32;
  boost::container::small_vector<double, kOnStack> shares(size);
  boost::container::small_vector<std::uint32_t, kOnStack> poor;
  boost::container::small_vector<std::uint32_t, kOnStack> rich;
  for (std::uint32_t i = 0; i < size; ++i) {
    shares[i] = weights[i] * static_cast<double>(size) / total;
    (shares[i] < 1.0 ? poor : rich).push_back(i);
  }
  while (!poor.empty() && !rich.empty()) {
    const std::uint32_t low = poor.back();
    const std::uint32_t high = rich.back();
    poor.pop_back();
    columns[low] = {static_cast<std::uint32_t>(shares[low] * kTwoTo32), high};
    shares[high] -= 1.0 - shares[low];
    if (shares[high] >= 1.0) continue;
    rich.pop_back();
    poor.push_back(high);
  }
  // What rounding leaves over is full.
  for (const std::uint32_t i : rich) columns[i] = {UINT32_MAX, i};
  for (const std::uint32_t i : poor) columns[i] = {UINT32_MAX, i};
}

void flee_prune(std::vector<double>& weights, double threshold) {
  if (weights.empty()) return;
  const double least = *std::max_element(weights.begin(), weights.end()) / threshold;
  for (double& weight : weights) {
    if (weight < least) weight = 0.0;
  }
}

}  // namespace corridor
