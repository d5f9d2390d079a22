// Where something is counted: by place and by region.
#include <set>

#include "output/report_cards.h"

namespace corridor {
namespace {

/// How many places of a region are in the list.
std::ptrdiff_t places_held(const Region& region, const PlaceList& places) {
  return std::count_if(region.places.begin(), region.places.end(),
                       [&](const std::string& place) { return places.holds(place); });
}

}  // namespace

void PlaceList::add(const std::string& location, double amount) {
  constexpr double kLeast = 0.5;  // rounds to somebody
  const Scenario& known = reader_->known();
  const bool has_name =
      known.find_place(location).valid() || known.find_region(location) != nullptr;
  if (amount < kLeast || !has_name) return;
  const auto less_there =
      std::upper_bound(amounts_.begin(), amounts_.end(), amount,
                       [](double more, const auto& other) { return more > other.first; });
  amounts_.insert(less_there, {amount, location});
}

bool PlaceList::holds(const std::string& location) const {
  return std::any_of(amounts_.begin(), amounts_.end(),
                     [&](const auto& entry) { return entry.second == location; });
}

double PlaceList::sum() const {
  double sum = 0.0;
  for (const auto& [amount, location] : amounts_) sum += amount;
  return sum;
}

std::string PlaceList::name(std::size_t at) const {
  return names_html(reader_->known().names_of(amounts_[at].second));
}

Where where_of(const ReportReader& reader, const std::string& target,
               const std::function<double(const std::string& location)>& amount) {
  Where where{PlaceList(reader), PlaceList(reader)};
  for (const SeriesInfo& series : reader.results().series) {
    if (series.target == target && is_of_one_place(series))
      where.places.add(series.location, amount(series.location));
  }
  PlaceList regions(reader);
  for (const Region& region : reader.known().regions) {
    if (reader.has(target, region.id) && places_held(region, where.places) > 1)
      regions.add(region.id, amount(region.id));
  }
  where.has_regions = !regions.empty();
  std::set<std::string> told;
  for (const auto& [people, id] : regions.entries()) {
    const std::vector<std::string>& inside = reader.known().find_region(id)->places;
    if (std::any_of(inside.begin(), inside.end(),
                    [&](const std::string& place) { return told.contains(place); }))
      continue;
    told.insert(inside.begin(), inside.end());
    where.areas.add(id, people);
  }
  for (const auto& [people, id] : where.places.entries()) {
    if (!told.contains(id)) where.areas.add(id, people);
  }
  return where;
}

}  // namespace corridor
