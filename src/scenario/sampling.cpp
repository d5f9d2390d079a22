#include "scenario/sampling.h"

#include <algorithm>
#include <cmath>

#include "base/ids.h"

namespace corridor {
namespace {

/// The process of the draws of priors: above every process of a ruleset.
constexpr std::uint32_t kPriorProcess = 1U << 30;
constexpr std::size_t kTablePoints = 2049;

std::vector<Claim> claims_about(const Scenario& known, const std::string& parameter) {
  std::vector<Claim> claims;
  std::copy_if(known.claims.begin(), known.claims.end(), std::back_inserter(claims),
               [&](const Claim& claim) { return claim.subject == parameter; });
  return claims;
}

double interpolate(const std::vector<double>& table, double u) {
  const double at = u * static_cast<double>(table.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(at), table.size() - 2);
  const double share = at - static_cast<double>(below);
  return table[below] + share * (table[below + 1] - table[below]);
}

}  // namespace

ParameterSampler::ParameterSampler(const Scenario& known,
                                   const std::map<std::string, double>& fixed)
    : registry_(known.parameters), tables_(known.parameters.all().size()) {
  double household_size = 0.0;
  double household_spread = 0.0;
  const ParameterId household = registry_.find("people_per_household");
  if (household.valid()) {
    const ParameterSummary size = summary(household);
    household_size = size.median;
    household_spread = (size.high - size.low) / size.median / (2.0 * 1.645);
  }
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    const Parameter& parameter = registry_.all()[i];
    const auto given = fixed.find(parameter.name);
    if (given != fixed.end()) {
      tables_[i].is_fixed = true;
      tables_[i].fixed = given->second;
      continue;
    }
    if (!parameter.uses_claims || parameter.prior.family == PriorFamily::fixed) continue;
    const std::vector<Claim> claims = claims_about(known, parameter.name);
    if (claims.empty()) continue;
    tables_[i].quantiles = claims_posterior_quantiles(
        parameter, claims, household_size, household_spread, ClaimWidths{}, kTablePoints);
  }
}

double ParameterSampler::quantile(ParameterId id, double u) const {
  const Table& table = tables_[id.index];
  if (table.is_fixed) return table.fixed;
  if (!table.quantiles.empty()) return interpolate(table.quantiles, u);
  const Parameter& parameter = registry_[id];
  return prior_quantile(parameter.prior, parameter.lower, parameter.upper, u);
}

ParameterSummary ParameterSampler::summary(ParameterId id) const {
  return {quantile(id, 0.05), quantile(id, 0.5), quantile(id, 0.95)};
}

ParameterValues ParameterSampler::draw(const MemberStreams& member) const {
  ParameterValues values(tables_.size());
  for (std::uint32_t i = 0; i < tables_.size(); ++i) {
    const std::string& name = registry_.all()[i].name;
    Stream stream(member, 0, kPriorProcess, name_key(name.data(), name.size()));
    values[i] = quantile(ParameterId{i}, stream.uniform());
  }
  return values;
}

}  // namespace corridor
