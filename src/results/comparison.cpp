#include "results/comparison.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "base/check.h"
#include "results/quantiles.h"

namespace corridor {
namespace {

ComparedRange range_of(std::vector<double> values) {
  const Estimate estimate = estimate_of(std::move(values));
  return {estimate.low, estimate.median, estimate.high};
}

/// The quantity in another run; zeros where that run lacks the place.
MemberQuantity in_run(const MemberQuantities& run, const MemberQuantity& quantity) {
  const MemberQuantity* found = find_quantity(run, quantity.name, quantity.location);
  if (found != nullptr) return *found;
  CORRIDOR_CHECK(!quantity.location.empty(), quantity.name);
  return {quantity.name, quantity.location, quantity.unit,
          std::vector<double>(quantity.members.size(), 0.0)};
}

/// Leaves out members in which there is nothing to compare; nothing where that is all of them.
std::optional<ComparedQuantity> compare_quantity(const MemberQuantity& quantity,
                                                 const MemberQuantities& base,
                                                 const MemberQuantities& changed) {
  const MemberQuantity in_base = in_run(base, quantity);
  const MemberQuantity in_changed = in_run(changed, quantity);
  std::vector<double> before;
  std::vector<double> after;
  std::vector<double> difference;
  for (std::size_t m = 0; m < in_changed.members.size(); ++m) {
    const double change = in_changed.members[m] - in_base.members[m];
    if (std::isnan(change)) continue;
    before.push_back(in_base.members[m]);
    after.push_back(in_changed.members[m]);
    difference.push_back(change);
  }
  if (difference.empty()) return std::nullopt;
  const std::size_t members = difference.size();
  const double sum = std::accumulate(difference.begin(), difference.end(), 0.0);
  return ComparedQuantity{quantity.name,
                          quantity.location,
                          quantity.unit,
                          range_of(std::move(before)),
                          range_of(std::move(after)),
                          range_of(std::move(difference)),
                          sum / static_cast<double>(members),
                          members,
                          in_base.not_reached,
                          in_changed.not_reached,
                          quantity.is_of_region};
}

/// Whether somebody comes to the place, with the change or without it.
bool is_of_people(const ComparedQuantity& q) { return q.base.high > 0.0 || q.value.high > 0.0; }

/// Places that nobody comes to are not spoken of, nor the only one that people come to, nor its
/// regions: the total says the same; nor what nobody waits for.
void leave_out_idle_ones(std::vector<ComparedQuantity>& compared) {
  std::map<std::string, int> places;
  for (const ComparedQuantity& q : compared)
    places[q.name] += !q.location.empty() && !q.is_of_region && is_of_people(q) ? 1 : 0;
  std::erase_if(compared, [&](const ComparedQuantity& q) {
    if (q.location.empty()) return is_told_only_of_people(q.name) && !is_of_people(q);
    return !is_of_people(q) || places[q.name] < 2;
  });
}

}  // namespace

std::vector<ComparedQuantity> compare_quantities(const MemberQuantities& base,
                                                 const MemberQuantities& changed) {
  std::vector<ComparedQuantity> compared;
  const auto add = [&](const MemberQuantity& quantity) {
    std::optional<ComparedQuantity> found = compare_quantity(quantity, base, changed);
    if (found) compared.push_back(std::move(*found));
  };
  for (const MemberQuantity& quantity : base) add(quantity);
  for (const MemberQuantity& quantity : changed) {
    if (find_quantity(base, quantity.name, quantity.location) == nullptr) add(quantity);
  }
  leave_out_idle_ones(compared);
  return compared;
}

}  // namespace corridor
