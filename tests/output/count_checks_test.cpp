// The words for counts that the forecast cannot explain.
#include "output/count_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corridor {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(CountChecks, NameTheSeriesThatIsNotExplained) {
  Scenario scenario;
  Place desk;
  desk.id = "desk";
  desk.name = "The desk";
  scenario.places = {desk};
  const std::vector<SeriesInfo> series = {{"arrivals_cumulative", "", "people"},
                                          {"present", "desk", "people"}};
  const auto warnings = [&](std::size_t of, double p_value, double prior_reach) {
    return count_check_warnings(scenario, series, {CountCheck{of, 3, p_value, prior_reach}});
  };
  EXPECT_THAT(warnings(1, 0.5, 0.9), ElementsAre());
  EXPECT_THAT(warnings(1, 0.001, 0.9),
              ElementsAre(HasSubstr("cannot explain the counts of \"present, The desk\" (posterior "
                                    "predictive p = 0.001)")));
  EXPECT_THAT(warnings(0, 0.5, 0.4),
              ElementsAre(HasSubstr("most counts of \"arrivals_cumulative\" lie outside")));
}

}  // namespace
}  // namespace corridor
