#include "results/plausibility.h"

#include <gtest/gtest.h>

namespace corridor {
namespace {

constexpr std::size_t kDays = 10;

/// Steps of a day; ten members that are all alike.
class AlikeRuns {
 public:
  AlikeRuns() {
    results.step = kDay;
    results.steps = kDays;
    results.members = 10;
  }
  AlikeRuns& with(const char* target, const std::vector<float>& by_day) {
    results.series.push_back({target, "", "people"});
    for (std::size_t day = 0; day < kDays; ++day)
      results.values.insert(results.values.end(), results.members, by_day[day]);
    return *this;
  }
  AlikeRuns& with(const char* target, float always) {
    return with(target, std::vector<float>(kDays, always));
  }
  [[nodiscard]] Implausible found(int as_of_day = 0) const {
    return implausible(results, results.start + kDay * as_of_day);
  }
  EnsembleResults results;
};

TEST(Plausibility, FindsThatNobodyEverDecides) {
  AlikeRuns calm;
  calm.with("departures_cumulative", 0).with("waiting_to_leave", 0).with("staying", 500);
  EXPECT_TRUE(calm.found().nobody_decides);
  AlikeRuns shut_in;
  shut_in.with("departures_cumulative", 0).with("waiting_to_leave", 9).with("staying", 500);
  EXPECT_FALSE(shut_in.found().nobody_decides);
  AlikeRuns gone;
  gone.with("departures_cumulative", 500).with("waiting_to_leave", 0).with("staying", 0);
  EXPECT_FALSE(gone.found().nobody_decides);
  EXPECT_FALSE(AlikeRuns().found().nobody_decides);
}

TEST(Plausibility, FindsLinesOfManyDaysByThoseWhoAreStillToArrive) {
  AlikeRuns run;
  run.with("arrivals", {900, 0, 0, 0, 0, 100, 0, 0, 0, 300});
  run.with("waiting_hours_p50", {200, 999, 999, 999, 999, 20, 0, 0, 0, 180});
  EXPECT_NEAR(run.found(0).hours_on_the_way.value(), (900 * 200 + 100 * 20 + 300 * 180) / 1300.0,
              1e-9);
  EXPECT_NEAR(run.found(2).hours_on_the_way.value(), 140.0, 1e-9);
  AlikeRuns usual;
  usual.with("arrivals", 100).with("waiting_hours_p50", 96);
  EXPECT_FALSE(usual.found().hours_on_the_way.has_value());
}

TEST(Plausibility, FindsThoseLeftBehindBesideAnOpenWay) {
  const std::vector<float> waiting = {0, 0, 0, 9000, 9000, 8000, 4000, 3500, 3000, 3000};
  AlikeRuns run;
  run.with("way_out_open", 1).with("departures_cumulative", 7000);
  run.with("waiting_for_seat", waiting).with("waiting_for_fuel", 100);
  EXPECT_EQ(run.found().waiting_for_means.value(), 3100.0);
  EXPECT_FALSE(run.found(8).waiting_for_means.has_value());  // the end is too near
  AlikeRuns few;
  few.with("way_out_open", 1)
      .with("departures_cumulative", 70000)
      .with("waiting_for_seat", waiting);
  EXPECT_FALSE(few.found().waiting_for_means.has_value());
  AlikeRuns shut;
  shut.with("way_out_open", 0).with("departures_cumulative", 0).with("waiting_for_seat", waiting);
  EXPECT_FALSE(shut.found().waiting_for_means.has_value());
}

TEST(Plausibility, FindsThoseWhoComeNowhereOnTheWay) {
  const std::vector<float> on_road = {0, 9000, 9000, 8000, 7000, 6000, 4000, 4000, 4000, 4000};
  const auto stuck = [&](std::vector<float> arrived, float departed, int as_of_day) {
    AlikeRuns run;
    run.with("on_road", on_road).with("departures_cumulative", departed);
    return run.with("arrivals_cumulative", arrived).found(as_of_day).stuck_on_the_way;
  };
  const std::vector<float> shut = {0, 0, 0, 1000, 2000, 3000, 5000, 5000, 5000, 5100};
  EXPECT_EQ(stuck(shut, 9000, 0).value(), 4000.0);
  EXPECT_FALSE(stuck(shut, 9000, 8).has_value());   // the end is too near
  EXPECT_FALSE(stuck(shut, 90000, 0).has_value());  // few beside those who set out
  const std::vector<float> moving = {0, 0, 0, 1000, 2000, 3000, 5000, 6000, 7000, 8000};
  EXPECT_FALSE(stuck(moving, 9000, 0).has_value());
}

}  // namespace
}  // namespace corridor
