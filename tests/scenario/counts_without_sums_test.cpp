#include "scenario/counts_without_sums.h"

#include <gtest/gtest.h>

namespace corridor {
namespace {

ObservationRow count(const std::string& place, double value, const std::string& source = "UN") {
  ObservationRow row;
  row.series = "arrivals_cumulative";
  row.place = place;
  row.value = value;
  row.unit = "people";
  row.source = source;
  return row;
}

const std::vector<Region> kEgypt = {{"egypt", 1, "Egypt", "مصر", {"qustul", "argeen"}}};

std::vector<std::string> places_kept(const std::vector<ObservationRow>& counts) {
  std::vector<std::string> places;
  for (const ObservationRow& row : counts_without_sums(counts, kEgypt)) places.push_back(row.place);
  return places;
}

using Places = std::vector<std::string>;

TEST(CountsWithoutSums, LeaveOutWhatTheSameSourcesPlacesAddUpTo) {
  EXPECT_EQ(places_kept({count("egypt", 500), count("qustul", 200), count("argeen", 300)}),
            (Places{"qustul", "argeen"}));
  EXPECT_EQ(places_kept({count("", 700), count("renk", 200), count("argeen", 500)}),
            (Places{"renk", "argeen"}));
}

TEST(CountsWithoutSums, KeepASumThatSaysMore) {
  const Places all = {"egypt", "qustul", "argeen"};
  EXPECT_EQ(places_kept({count("egypt", 510), count("qustul", 200), count("argeen", 300)}), all);
  EXPECT_EQ(places_kept({count("egypt", 500, "party"), count("qustul", 200), count("argeen", 300)}),
            all);
  EXPECT_EQ(places_kept({count("egypt", 500), count("renk", 200), count("argeen", 300)}),
            (Places{"egypt", "renk", "argeen"}));
}

/// A day's count that the same source's tallies differ by says nothing new.
TEST(PeriodsWithoutTallies, LeaveOutWhatTheSameSourcesTalliesDifferBy) {
  ObservationRow before = count("renk", 500);
  ObservationRow after = count("renk", 800);
  after.time = before.time + std::chrono::hours(24);
  ObservationRow day = count("renk", 300);
  day.since = before.time;
  day.time = after.time;
  const auto kept = [&](const ObservationRow& period) {
    return periods_without_tallies({period}, {before, after}).size();
  };
  EXPECT_EQ(kept(day), 0U);
  ObservationRow other = day;
  other.value = 310;
  EXPECT_EQ(kept(other), 1U);
  other = day;
  other.source = "party";
  EXPECT_EQ(kept(other), 1U);
  other = day;
  other.place = "qustul";
  EXPECT_EQ(kept(other), 1U);
  other = day;
  other.since = before.time + std::chrono::hours(1);
  EXPECT_EQ(kept(other), 1U);
}

TEST(CountsWithoutSums, KeepASumOfAnotherMoment) {
  std::vector<ObservationRow> counts = {count("egypt", 500), count("qustul", 200),
                                        count("argeen", 300)};
  counts.front().time = counts.front().time + std::chrono::hours(1);
  EXPECT_EQ(places_kept(counts).size(), 3U);
}

TEST(CountsWithoutSums, KnowRegionsThatAddUpToAll) {
  const std::vector<Region> regions = {{"egypt", 1, "Egypt", "", {"qustul", "argeen"}},
                                       {"chad", 2, "Chad", "", {"adre"}}};
  const std::vector<ObservationRow> counts = {count("", 900), count("egypt", 500),
                                              count("chad", 400)};
  EXPECT_EQ(counts_without_sums(counts, regions).size(), 2U);
}

TEST(CountsWithoutSums, KeepThePlaceThatStandsAlone) {
  EXPECT_EQ(places_kept({count("egypt", 500), count("qustul", 500)}), (Places{"egypt", "qustul"}));
}

}  // namespace
}  // namespace corridor
