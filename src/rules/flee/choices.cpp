#include "rules/flee/choices.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "rules/flee/floods.h"

namespace corridor {
namespace {

constexpr double kPruningFrom = 1.001;
constexpr double kMajorRouteDivisor = 4.0;
constexpr double kEthnicityFactor = 10.0;
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

/// The distance as Flee computes it from real files: latitude and longitude swapped (quirk Q27).
double swapped_km(FleeLocation a, FleeLocation b) {
  std::swap(a.latitude_deg, a.longitude_deg);
  std::swap(b.latitude_deg, b.longitude_deg);
  return great_circle_km(a, b);
}

double power(double base, double exponent) {
  return exponent == 1.0 ? base : std::pow(base, exponent);
}

}  // namespace

/// Paths out of a place while they are collected.
struct FleeChoices::Search {
  const FleeNetwork& network;
  std::vector<FleeLocationIndex> path;  ///< from the place to where the search is
  std::vector<FleeCandidate>& candidates;
};

FleeChoices::FleeChoices(const FleeInstance& instance, const FleeNetwork& network)
    : instance_(&instance),
      traits_(1),
      ethnicities_(instance, "ethnicity"),
      religions_(instance, "religion"),
      tables_(network.places().size()),
      dependents_(network.places().size()),
      paths_{kPathEnd} {}

void FleeChoices::know(const FleeTraits& traits) {
  while (traits_.size() < traits.size()) {
    traits_.push_back(traits[static_cast<FleeTraitIndex>(traits_.size())]);
  }
  if (tables_.size() < traits_.size() * dependents_.size()) {
    tables_.resize(traits_.size() * dependents_.size());
  }
}

void FleeChoices::capacity_changed(FleeLocationIndex place) {
  for (const FleeLocationIndex from : dependents_[place]) {
    for (std::size_t i = from; i < tables_.size(); i += dependents_.size()) tables_[i].version = 0;
  }
}

FleeLocationIndex FleeChoices::last_place(FleeRouteIndex route) const {
  while (paths_[route + 1] != kPathEnd) ++route;
  return paths_[route];
}

void FleeChoices::refresh(std::size_t index, const FleeNetwork& network) {
  Table& table = tables_[index];
  if (table.topology_version != network.topology_version()) {
    find_candidates(index, network);
    table.topology_version = network.topology_version();
    table.score_version = 0;
  }
  if (table.score_version != score_version_) {
    weigh(index, network);
    table.score_version = score_version_;
  }
  accumulate(table, network);
  table.version = network.topology_version() + score_version_;
}

void FleeChoices::find_candidates(std::size_t index, const FleeNetwork& network) {
  Table& table = tables_[index];
  const auto place = static_cast<FleeLocationIndex>(index % dependents_.size());
  table.candidates.clear();
  Search found{network, {place}, table.candidates};
  if (instance_->settings.awareness_level != 0 || !instance_->settings.strict) {
    if (instance_->settings.fixed_routes) add_major_routes(found, 0);
    for (const FleeLinkIndex link : network.places()[place].links) search(found, link, 0, 1);
  }
  for (const FleeCandidate& candidate : table.candidates) {
    std::vector<FleeLocationIndex>& dependents = dependents_[candidate.end];
    if (std::find(dependents.begin(), dependents.end(), place) == dependents.end()) {
      dependents.push_back(place);
    }
  }
}

void FleeChoices::search(Search& found, FleeLinkIndex link_index, std::int32_t prior_length,
                         int step) {
  const FleeNetwork& network = found.network;
  const FleeLink& link = network.link(link_index);
  const FleePlace& end = network.places()[link.to];
  std::vector<FleeLocationIndex>& path = found.path;
  const std::int32_t length = prior_length + link.length;
  const bool fixed = instance_->settings.fixed_routes;
  path.push_back(link.to);
  if (!end.is_marker) {
    // Among parallel links Flee takes the first that leads to the next place.
    found.candidates.push_back({network.first_link(path[0], path[1]), link.to,
                                intern({path.begin() + 2, path.end()}), length, 0.0});
    if (fixed) add_major_routes(found, length);
  } else if (!fixed) {
    --step;
  }
  if (instance_->settings.awareness_level > step) {
    for (const FleeLinkIndex next : end.links) {
      const auto before_end = path.end() - 1;
      if (std::find(path.begin(), before_end, network.link(next).to) != before_end) continue;
      search(found, next, length, step + 1);
    }
  }
  path.pop_back();
}

void FleeChoices::add_major_routes(Search& found, std::int32_t prior_length) {
  const FleeLocationIndex here = found.path.back();
  for (std::vector<FleeLocationIndex> route : instance_->major_routes) {
    if (route.back() == here) std::reverse(route.begin(), route.end());
    if (route.front() != here || route.back() == found.path.front()) continue;
    std::vector<FleeLocationIndex> path = found.path;
    path.insert(path.end(), route.begin() + 1, route.end());
    // Flee loses the first hop: routes of several hops cannot be started (quirk Q26).
    if (instance_->settings.strict && path.size() > 2) path.erase(path.begin() + 1);
    const std::int64_t length = found.network.path_length(route);
    if (length < 0) continue;  // a link of the route is closed
    found.candidates.push_back(
        {found.network.first_link(path[0], path[1]), path.back(),
         intern({path.begin() + 2, path.end()}),
         prior_length + static_cast<std::int32_t>(static_cast<double>(length) / kMajorRouteDivisor),
         0.0});
  }
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

double FleeChoices::attraction(FleeLocationIndex from, FleeLocationIndex to, const FleeTrait& trait,
                               const FleeNetwork& network) const {
  const FleeSettings& settings = instance_->settings;
  const FleePlace& end = network.places()[to];
  double score = end.score;
  if (trait.hazard == FleeHazard::avoided) score *= score;
  if (trait.hazard == FleeHazard::ignored) score = 1.0;
  score *= matching(to, trait, end);
  if (settings.stay_close_to_home) {
    const FleeLocation& goal = instance_->locations[to];
    const double km = trait.home < 0 ? swapped_km(instance_->locations[from], goal)
                                     : great_circle_km(instance_->locations[trait.home], goal);
    score *= std::pow(1.0 / std::max(1.0, km), settings.home_distance_power);
  }
  if (instance_->has_floods()) {
    score *= flee_flood_weight(*instance_, to, day_, end.flood_level, trait.flood_awareness);
  }
  if (settings.use_pop_for_loc_weight && !end.is_camp) {
    score *= std::pow(static_cast<double>(std::max<Count>(1, end.population)),
                      settings.pop_power_for_loc_weight);
  }
  return score;
}

double FleeChoices::matching(FleeLocationIndex to, const FleeTrait& trait,
                             const FleePlace& end) const {
  const FleeSettings& settings = instance_->settings;
  const bool by_ethnicity = end.is_camp           ? settings.match_camp_ethnicity
                            : end.intensity > 0.0 ? settings.match_conflict_ethnicity
                                                  : settings.match_town_ethnicity;
  double factor = 1.0;
  if (by_ethnicity && trait.ethnicity >= 0) {
    const auto share = ethnicities_.share(to, trait.ethnicity);
    if (share) factor *= kEthnicityFactor * *share;
  }
  if (end.is_camp && settings.match_camp_religion && trait.religion >= 0) {
    const auto share = religions_.share(to, trait.religion);
    if (share) factor *= *share / settings.average_religion_fraction;
  }
  return factor;
}

void FleeChoices::weigh(std::size_t index, const FleeNetwork& network) {
  const FleeSettings& settings = instance_->settings;
  const auto place = static_cast<FleeLocationIndex>(index % dependents_.size());
  const FleeTrait& trait = traits_[index / dependents_.size()];
  std::map<FleeLocationIndex, FleeCandidate*> best;
  for (FleeCandidate& candidate : tables_[index].candidates) {
    const double km = static_cast<double>(candidate.length) * network.unit_km();
    candidate.base_weight =
        (settings.weight_softening + attraction(place, candidate.end, trait, network)) /
        power(settings.softening + km, settings.distance_power);
    if (settings.awareness_level == 0) candidate.base_weight = 1.0;
    if (!settings.fixed_routes) continue;
    // Of all routes to an end point only the best is known.
    FleeCandidate*& known = best[candidate.end];
    if (known != nullptr) {
      (known->base_weight < candidate.base_weight ? *known : candidate).base_weight = 0.0;
    }
    if (candidate.base_weight > 0.0) known = &candidate;
  }
  if (!settings.fixed_routes || !settings.strict) return;
  for (FleeCandidate& candidate : tables_[index].candidates) {
    candidate.base_weight *= network.places()[candidate.end].score;  // twice, as in Flee
  }
}

void FleeChoices::accumulate(Table& table, const FleeNetwork& network) const {
  const FleeSettings& settings = instance_->settings;
  std::vector<double>& weights = table.cumulative;
  weights.clear();
  for (const FleeCandidate& candidate : table.candidates) {
    const double factor =
        settings.fixed_routes ? 1.0 : network.places()[candidate.end].capacity_factor;
    weights.push_back(power(candidate.base_weight * factor, settings.weight_power));
  }
  if (settings.pruning_threshold >= kPruningFrom && !settings.fixed_routes) {
    flee_prune(weights, settings.pruning_threshold);
  }
  double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(total > 0.0)) {
    weights.assign(weights.size(), 1.0);
    total = static_cast<double>(weights.size());
  }
  table.columns.resize(weights.size());
  fill_alias_columns(weights, total, table.columns);
  std::partial_sum(weights.begin(), weights.end(), weights.begin());
}

void flee_prune(std::vector<double>& weights, double threshold) {
  if (weights.empty()) return;
  const double least = *std::max_element(weights.begin(), weights.end()) / threshold;
  for (double& weight : weights) {
    if (weight < least) weight = 0.0;
  }
}

}  // namespace corridor
