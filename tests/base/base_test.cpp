#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

#include "base/diagnostics.h"
#include "base/parallel.h"
#include "base/time.h"

namespace corridor {
namespace {

TEST(Time, ReadsAndWritesIsoWithOffset) {
  const Duration yerevan{4 * 3600};
  const auto time = parse_time("2023-09-22T18:00", yerevan);
  ASSERT_TRUE(time);
  EXPECT_EQ(format_time(*time, yerevan), "2023-09-22T18:00+04:00");
  EXPECT_EQ(format_time(*time, Duration{0}), "2023-09-22T14:00+00:00");
  EXPECT_EQ(parse_time("2023-09-22T14:00Z", yerevan), time);
  EXPECT_EQ(format_date(*parse_time("2023-09-22", yerevan), yerevan), "2023-09-22");
}

TEST(Time, RefusesWhatIsNoMoment) {
  for (const char* text : {"", "2023-13-01", "2023-02-30", "2023-09-22T25:00", "22.9.2023",
                           "2023-09-22T18:00+4", "2023-9-22"}) {
    EXPECT_FALSE(parse_time(text, Duration{0})) << text;
  }
}

TEST(Time, ReadsLengths) {
  EXPECT_EQ(parse_duration("15min"), Duration{900});
  EXPECT_EQ(parse_duration("1d"), Duration{86400});
  EXPECT_FALSE(parse_duration("0h"));
  EXPECT_FALSE(parse_duration("1 hour"));
}

TEST(NearestName, FindsTypingErrorsAndNothingFarAway) {
  EXPECT_EQ(nearest_name("capacity_vehicle_per_hour", {"length_km", "capacity_vehicles_per_hour"}),
            "capacity_vehicles_per_hour");
  EXPECT_EQ(nearest_name("colour", {"length_km", "lanes"}), "");
}

TEST(Parallel, CallsEachIndexOnceAndRethrowsTheFirstError) {
  std::vector<std::atomic<int>> calls(1000);
  parallel_for(calls.size(), 8, [&](std::size_t i) { ++calls[i]; });
  for (const auto& count : calls) EXPECT_EQ(count, 1);
  EXPECT_THROW(parallel_for(10, 2,
                            [](std::size_t i) {
                              if (i == 3) throw std::runtime_error("three");
                            }),
               std::runtime_error);
}

}  // namespace
}  // namespace corridor
