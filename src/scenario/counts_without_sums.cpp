#include "scenario/counts_without_sums.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace corridor {
namespace {

using Counts = std::vector<const ObservationRow*>;

/// Counts of one statement: one source's, of one series and moment.
auto statement_of(const ObservationRow& count) {
  return std::tie(count.source, count.series, count.time, count.earliest, count.since, count.unit);
}

const Region* region_of(const ObservationRow& count, const std::vector<Region>& regions) {
  const auto found = std::find_if(regions.begin(), regions.end(),
                                  [&](const Region& region) { return region.id == count.place; });
  return found == regions.end() ? nullptr : &*found;
}

/// Whether those of the counts that `is_part` holds of are several and add up to the sum.
template <typename IsPart>
bool adds_up_to(const ObservationRow& sum, const Counts& counts, const IsPart& is_part) {
  std::size_t parts = 0;
  double people = 0.0;
  for (const ObservationRow* count : counts) {
    if (!is_part(*count)) continue;
    if (count->qualifier != sum.qualifier || count->value_high || sum.value_high) return false;
    ++parts;
    people += count->value;
  }
  return parts > 1 && people == sum.value;
}

bool repeats_others(const ObservationRow& count, const Counts& counts,
                    const std::vector<Region>& regions) {
  const auto is_of_region = [&](const ObservationRow& part) { return region_of(part, regions); };
  if (count.place.empty()) {
    const auto is_of_place = [&](const ObservationRow& part) {
      return !part.place.empty() && !is_of_region(part);
    };
    return adds_up_to(count, counts, is_of_place) || adds_up_to(count, counts, is_of_region);
  }
  const Region* region = region_of(count, regions);
  return region && adds_up_to(count, counts, [&](const ObservationRow& part) {
           return std::find(region->places.begin(), region->places.end(), part.place) !=
                  region->places.end();
         });
}

}  // namespace

std::vector<ObservationRow> counts_without_sums(const std::vector<ObservationRow>& counts,
                                                const std::vector<Region>& regions) {
  std::map<decltype(statement_of(counts.front())), Counts> statements;
  for (const ObservationRow& count : counts) statements[statement_of(count)].push_back(&count);
  std::vector<ObservationRow> kept;
  for (const ObservationRow& count : counts) {
    if (!repeats_others(count, statements.at(statement_of(count)), regions)) kept.push_back(count);
  }
  return kept;
}

std::vector<ObservationRow> periods_without_tallies(const std::vector<ObservationRow>& periods,
                                                    const std::vector<ObservationRow>& tallies) {
  std::map<std::tuple<std::string, std::string, std::string, Time>, double> so_far;
  for (const ObservationRow& tally : tallies) {
    if (tally.qualifier == Qualifier::exactly && !tally.earliest)
      so_far[{tally.source, tally.series, tally.place, tally.time}] = tally.value;
  }
  const auto repeats = [&](const ObservationRow& period) {
    const auto before = so_far.find({period.source, period.series, period.place, *period.since});
    const auto after = so_far.find({period.source, period.series, period.place, period.time});
    return before != so_far.end() && after != so_far.end() &&
           period.qualifier == Qualifier::exactly && after->second - before->second == period.value;
  };
  std::vector<ObservationRow> kept;
  std::copy_if(periods.begin(), periods.end(), std::back_inserter(kept),
               [&](const ObservationRow& period) { return !repeats(period); });
  return kept;
}

}  // namespace corridor
