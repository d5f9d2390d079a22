#include "scenario/sampling.h"

#include <algorithm>
#include <cmath>

#include "base/ids.h"
#include "scenario/claims_posterior.h"
#include "scenario/normal.h"
#include "scenario/prior.h"

namespace corridor {
namespace {

/// The process of the draws of priors: above every process of a ruleset.
constexpr std::uint32_t kPriorProcess = 1U << 30;
constexpr std::size_t kSizeNodes = 17;
constexpr double kSizeTail = 1.0e-3;
constexpr std::size_t kWeightPoints = 1000;

std::vector<Claim> claims_about(const Scenario& known, const std::string& parameter) {
  std::vector<Claim> claims;
  std::copy_if(known.claims.begin(), known.claims.end(), std::back_inserter(claims),
               [&](const Claim& claim) {
                 return claim.subject == parameter &&
                        is_about_a_parameters_matter(known, claim.place, claim.holds_for);
               });
  return claims;
}

/// A place between two nodes: the lower one, and the share of the upper.
struct Between {
  std::size_t node = 0;
  double share = 0.0;
};

/// Values beyond the ends stand at the ends.
Between between(const std::vector<double>& nodes, double x) {
  if (nodes.size() < 2 || x <= nodes.front()) return {};
  if (x >= nodes.back()) return {nodes.size() - 2, 1.0};
  const auto above = std::upper_bound(nodes.begin(), nodes.end(), x);
  const auto node = static_cast<std::size_t>(above - nodes.begin()) - 1;
  return {node, (x - nodes[node]) / (nodes[node + 1] - nodes[node])};
}

}  // namespace

ParameterSampler::ParameterSampler(const Scenario& known,
                                   const std::map<std::string, double>& fixed, double width)
    : registry_(known.parameters),
      household_size_(registry_.find("people_per_household")),
      vehicle_size_(registry_.find("people_per_vehicle")),
      tables_(known.parameters.all().size()),
      width_(width) {
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    const auto given = fixed.find(registry_.all()[i].name);
    if (given == fixed.end()) continue;
    tables_[i].is_fixed = true;
    tables_[i].fixed = given->second;
  }
  claim_widths_ =
      corridor::claim_widths(registry_, [&](ParameterId id) { return quantile(id, 0.5); });
  // First the sizes of parties, which the claims about the others are converted by.
  for (const bool sizes : {true, false}) {
    for (std::uint32_t i = 0; i < tables_.size(); ++i) {
      const ParameterId id{i};
      if ((id == household_size_ || id == vehicle_size_) != sizes) continue;
      const Parameter& parameter = registry_[id];
      if (tables_[i].is_fixed || !parameter.uses_claims ||
          parameter.prior.family == PriorFamily::fixed) {
        continue;
      }
      const std::vector<Claim> claims = claims_about(known, parameter.name);
      if (!claims.empty()) add_claims(id, claims);
    }
  }
}

void ParameterSampler::add_claims(ParameterId id, const std::vector<Claim>& claims) {
  const ClaimsPosterior posterior(registry_[id], claims, claim_widths_);
  if (!posterior.has_claims()) return;
  Conditional given;
  std::vector<double> household_weights = {1.0};
  std::vector<double> vehicle_weights = {1.0};
  given.household_sizes = given.vehicle_sizes = {0.0};
  if (posterior.needs_household_size()) {
    given.household_sizes = size_nodes(household_size_);
    household_weights = node_weights(household_size_, given.household_sizes);
  }
  if (posterior.needs_vehicle_size()) {
    given.vehicle_sizes = size_nodes(vehicle_size_);
    vehicle_weights = node_weights(vehicle_size_, given.vehicle_sizes);
  }
  std::vector<double> overall(posterior.x().size(), 0.0);
  for (std::size_t h = 0; h < given.household_sizes.size(); ++h) {
    for (std::size_t v = 0; v < given.vehicle_sizes.size(); ++v) {
      const std::vector<double> density =
          posterior.density({given.household_sizes[h], given.vehicle_sizes[v]});
      given.cumulative.push_back(grid_cumulative(posterior.x(), density));
      const double weight = household_weights[h] * vehicle_weights[v];
      for (std::size_t i = 0; i < overall.size(); ++i) overall[i] += weight * density[i];
    }
  }
  Table& table = tables_[id.index];
  table.x = posterior.x();
  table.cumulative = grid_cumulative(posterior.x(), overall);
  if (given.cumulative.size() > 1) table.given_sizes = std::move(given);
}

/// Sizes from one end of a size's distribution to the other, equally spaced; one where it is fixed.
std::vector<double> ParameterSampler::size_nodes(ParameterId size) const {
  const double low = quantile(size, kSizeTail);
  const double high = quantile(size, 1.0 - kSizeTail);
  if (high <= low) return {low};
  std::vector<double> nodes(kSizeNodes);
  for (std::size_t i = 0; i < kSizeNodes; ++i) {
    nodes[i] = low + (high - low) * static_cast<double>(i) / static_cast<double>(kSizeNodes - 1);
  }
  return nodes;
}

/// The probability of each node, that of the sizes between two shared by nearness.
std::vector<double> ParameterSampler::node_weights(ParameterId size,
                                                   const std::vector<double>& nodes) const {
  std::vector<double> weights(nodes.size(), 0.0);
  for (std::size_t k = 0; k < kWeightPoints; ++k) {
    const double u = (static_cast<double>(k) + 0.5) / static_cast<double>(kWeightPoints);
    const Between at = between(nodes, quantile(size, u));
    weights[at.node] += (1.0 - at.share) / static_cast<double>(kWeightPoints);
    if (at.share > 0.0) weights[at.node + 1] += at.share / static_cast<double>(kWeightPoints);
  }
  return weights;
}

double ParameterSampler::widened(double u) const {
  return width_ == 1.0 ? u : normal_cdf(width_ * normal_quantile(u));
}

double ParameterSampler::quantile(ParameterId id, double u) const {
  return unwidened_quantile(id, widened(u));
}

double ParameterSampler::unwidened_quantile(ParameterId id, double u) const {
  const Table& table = tables_[id.index];
  if (table.is_fixed) return table.fixed;
  if (!table.x.empty()) return grid_quantile(table.x, table.cumulative, u);
  const Parameter& parameter = registry_[id];
  return prior_quantile(parameter.prior, parameter.lower, parameter.upper, u);
}

ParameterSummary ParameterSampler::summary(ParameterId id) const {
  return {quantile(id, 0.05), quantile(id, 0.5), quantile(id, 0.95)};
}

bool ParameterSampler::is_uncertain(ParameterId id) const {
  return !tables_[id.index].is_fixed && registry_[id].prior.family != PriorFamily::fixed;
}

PartySizes ParameterSampler::sizes_at(double u) const {
  PartySizes sizes;
  if (household_size_.valid()) sizes.people_per_household = quantile(household_size_, u);
  if (vehicle_size_.valid()) sizes.people_per_vehicle = quantile(vehicle_size_, u);
  return sizes;
}

PartySizes ParameterSampler::sizes_in(const ParameterValues& values) const {
  PartySizes sizes;
  if (household_size_.valid()) sizes.people_per_household = values[household_size_.index];
  if (vehicle_size_.valid()) sizes.people_per_vehicle = values[vehicle_size_.index];
  return sizes;
}

std::vector<double> ParameterSampler::draw_uniforms(const MemberStreams& member) const {
  std::vector<double> uniforms(tables_.size());
  for (std::uint32_t i = 0; i < tables_.size(); ++i) {
    const std::string& name = registry_.all()[i].name;
    Stream stream(member, 0, kPriorProcess, name_key(name.data(), name.size()));
    uniforms[i] = stream.uniform();
  }
  return uniforms;
}

ParameterValues ParameterSampler::at(const std::vector<double>& uniforms) const {
  ParameterValues values(tables_.size());
  for (std::uint32_t i = 0; i < tables_.size(); ++i) {
    if (!tables_[i].given_sizes) values[i] = quantile(ParameterId{i}, uniforms[i]);
  }
  const PartySizes sizes = sizes_in(values);
  for (std::uint32_t i = 0; i < tables_.size(); ++i) {
    if (!tables_[i].given_sizes) continue;
    const Conditional& given = *tables_[i].given_sizes;
    const Between h = between(given.household_sizes, sizes.people_per_household);
    const Between v = between(given.vehicle_sizes, sizes.people_per_vehicle);
    const auto weighted = [&](std::size_t household, std::size_t vehicle, double weight) {
      if (weight <= 0.0) return 0.0;
      const std::size_t index =
          (h.node + household) * given.vehicle_sizes.size() + v.node + vehicle;
      return weight * grid_quantile(tables_[i].x, given.cumulative[index], widened(uniforms[i]));
    };
    values[i] = weighted(0, 0, (1.0 - h.share) * (1.0 - v.share)) +
                weighted(1, 0, h.share * (1.0 - v.share)) +
                weighted(0, 1, (1.0 - h.share) * v.share) + weighted(1, 1, h.share * v.share);
  }
  return values;
}

ParameterValues ParameterSampler::draw(const MemberStreams& member) const {
  return at(draw_uniforms(member));
}

}  // namespace corridor
