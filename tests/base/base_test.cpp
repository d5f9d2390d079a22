#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <thread>

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
  EXPECT_EQ(parse_time("2023-09-22T16:00+0200", yerevan), time) << "the basic form of ISO 8601";
  EXPECT_EQ(format_date(*parse_time("2023-09-22", yerevan), yerevan), "2023-09-22");
}

TEST(Time, RefusesWhatIsNoMoment) {
  for (const char* text :
       {"", "2023-13-01", "2023-02-30", "2023-09-22T25:00", "22.9.2023", "2023-09-22T18:00+4",
        "2023-9-22", "2023-09-22T18:00+20:00", "2023-09-22T18:00-12:30"}) {
    EXPECT_FALSE(parse_time(text, Duration{0})) << text;
  }
}

TEST(Time, OffsetsLieBetweenTheWesternmostAndTheEasternmost) {
  EXPECT_EQ(parse_utc_offset("+14:00"), std::chrono::hours{14});
  EXPECT_EQ(parse_utc_offset("-12:00"), -std::chrono::hours{12});
  EXPECT_FALSE(parse_utc_offset("+14:15"));
  EXPECT_FALSE(parse_utc_offset("-12:15"));
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

/// How many calls are under way at once, and how many there were.
struct Attendance {
  std::atomic<int> present{0};
  std::atomic<int> most{0};
  std::atomic<int> calls{0};

  /// Stays until so many are present together, but not for long.
  void attend(int wanted, std::chrono::microseconds at_most) {
    const int now = ++present;
    for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
    }
    const auto end = std::chrono::steady_clock::now() + at_most;
    while (most < wanted && std::chrono::steady_clock::now() < end) std::this_thread::yield();
    ++calls;
    --present;
  }
};

TEST(Parallel, ALoopWithinALoopTakesTheThreadsThatHaveNothingLeftToDo) {
  Attendance attendance;
  parallel_for(2, 3, [&](std::size_t outer) {
    if (outer == 0) return;  // leaves its thread to the other, which a third one helps as well
    parallel_for(200, 3, [&](std::size_t) { attendance.attend(3, std::chrono::milliseconds(20)); });
  });
  EXPECT_EQ(attendance.most, 3);
  EXPECT_EQ(attendance.calls, 200);
}

TEST(Parallel, LoopsWithinLoopsNeverRunOnMoreThreadsThanTheOutermostWasGiven) {
  constexpr int kThreads = 4;
  Attendance attendance;
  parallel_for(6, kThreads, [&](std::size_t outer) {
    parallel_for(5 * outer, 8, [&](std::size_t) {
      attendance.attend(kThreads + 1, std::chrono::milliseconds(1));
    });
  });
  EXPECT_LE(attendance.most, kThreads);
  EXPECT_EQ(attendance.calls, 75);
}

TEST(Parallel, AnErrorWithinALoopWithinALoopComesOut) {
  const auto fail = [](std::size_t i) {
    if (i == 3) throw std::runtime_error("three");
  };
  EXPECT_THROW(parallel_for(2, 2, [&](std::size_t) { parallel_for(10, 2, fail); }),
               std::runtime_error);
  std::atomic<int> calls{0};
  parallel_for(10, 2, [&](std::size_t) { ++calls; });  // and leaves nothing behind
  EXPECT_EQ(calls, 10);
}

/// No thread can be started as long as this lives: each would need more memory than there is.
class NoNewThreads {
 public:
  NoNewThreads() {
    pthread_getattr_default_np(&before_);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, std::size_t{1} << 50);
    pthread_setattr_default_np(&attributes);
    pthread_attr_destroy(&attributes);
  }
  ~NoNewThreads() {
    pthread_setattr_default_np(&before_);
    pthread_attr_destroy(&before_);
  }
  NoNewThreads(const NoNewThreads&) = delete;
  NoNewThreads& operator=(const NoNewThreads&) = delete;

 private:
  pthread_attr_t before_{};
};

TEST(Parallel, ALoopGoesOnWithTheThreadsThatItHasWhereNoMoreCanBeStarted) {
  std::atomic<int> calls{0};
  {
    const NoNewThreads none;
    ASSERT_THROW(std::thread([] {}).join(), std::system_error);
    parallel_for(100, 4, [&](std::size_t) { ++calls; });
  }
  EXPECT_EQ(calls, 100);
  Attendance attendance;
  parallel_for(2, 2, [&](std::size_t) { attendance.attend(2, std::chrono::milliseconds(500)); });
  EXPECT_EQ(attendance.most, 2);
}

TEST(Parallel, AThreadThatCannotBeStartedTakesNoneOfThoseAtWorkWithIt) {
  std::atomic<int> calls{0};
  std::optional<NoNewThreads> none;
  parallel_for(100, 4, [&](std::size_t i) {
    if (i == 1) none.emplace();  // by the first helper, or by the caller after it has called one
    ++calls;
    std::this_thread::sleep_for(std::chrono::microseconds(100));
  });
  EXPECT_EQ(calls, 100);
}

}  // namespace
}  // namespace corridor
