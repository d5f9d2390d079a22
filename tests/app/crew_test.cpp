// Long runs that are killed and started again, and runs shared by several processes, leave the same
// bits.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include "app/workplace.h"

namespace corridor {
namespace {

namespace fs = std::filesystem;

const std::string kKarabakhFolder = std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/karabakh-2023";
/// Cheap origins, before there was much to learn from.
const std::vector<std::string> kScore = {"--from",    "2023-09-23", "--to",       "2023-09-25",
                                         "--every",   "12h",        "--horizons", "1d,2d",
                                         "--members", "16",         "--threads",  "1"};

/// Starts a program, silent; its process.
pid_t start(const std::vector<std::string>& words) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  if (std::freopen("/dev/null", "w", stdout) == nullptr) ::_exit(126);
  if (std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(126);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::vector<std::string> score_into(const fs::path& out) {
  std::vector<std::string> words = {CORRIDOR_PROGRAM, "score", kKarabakhFolder};
  words.insert(words.end(), kScore.begin(), kScore.end());
  words.insert(words.end(), {"--out", out.string()});
  return words;
}

/// A forecast that learns from counts.
std::vector<std::string> forecast_into(const fs::path& out) {
  return {CORRIDOR_PROGRAM,
          "forecast",
          kKarabakhFolder,
          "--as-of",
          "2023-09-26T00:00",
          "--members",
          "40",
          "--out",
          out.string(),
          "--threads",
          "1"};
}

std::size_t kept_units(const fs::path& out) {
  std::size_t count = 0;
  if (!fs::exists(out)) return count;
  for (const fs::directory_entry& folder : fs::directory_iterator(out)) {
    if (!folder.is_directory()) continue;
    for (const fs::directory_entry& file : fs::directory_iterator(folder))
      count += file.path().extension() == ".bin" ? 1 : 0;
  }
  return count;
}

TEST(Crew, AScoreThatWasKilledGoesOnAndLeavesTheSameBits) {
  const Workplace place;
  ASSERT_EQ(wait_for(start(score_into(place / "whole"))), 0);
  const fs::path out = place / "killed";
  const pid_t child = start(score_into(out));
  while (kept_units(out) == 0 && ::waitpid(child, nullptr, WNOHANG) == 0)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  ::kill(child, SIGKILL);
  wait_for(child);
  EXPECT_FALSE(fs::exists(out / "scores.csv"));
  ASSERT_GT(kept_units(out), 0U);
  ASSERT_EQ(wait_for(start(score_into(out))), 0);
  EXPECT_EQ(text_of(out / "scores.csv"), text_of(place / "whole" / "scores.csv"));
  EXPECT_EQ(text_of(out / "forecasts.csv"), text_of(place / "whole" / "forecasts.csv"));
  const std::string milestones = text_of(place / "whole" / "milestones.csv");
  EXPECT_NE(milestones.find(",time_of_95_percent,h,"), std::string::npos);
  EXPECT_EQ(text_of(out / "milestones.csv"), milestones);
  EXPECT_EQ(kept_units(out), 0U);
}

TEST(Crew, AForecastThatWasKilledGoesOnAndLeavesTheSameBits) {
  const Workplace place;
  ASSERT_EQ(wait_for(start(forecast_into(place / "whole"))), 0);
  const fs::path out = place / "killed";
  const pid_t child = start(forecast_into(out));
  while (kept_units(out) < 3 && ::waitpid(child, nullptr, WNOHANG) == 0)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  ::kill(child, SIGKILL);
  wait_for(child);
  EXPECT_FALSE(fs::exists(out / "series.csv"));
  ASSERT_GE(kept_units(out), 3U);
  ASSERT_EQ(wait_for(start(forecast_into(out))), 0);
  EXPECT_EQ(text_of(out / "series.csv"), text_of(place / "whole" / "series.csv"));
  EXPECT_EQ(text_of(out / "quantiles.csv"), text_of(place / "whole" / "quantiles.csv"));
  EXPECT_EQ(kept_units(out), 0U);
}

TEST(Crew, TwoProcessesLeaveTheBitsOfOne) {
#ifndef CORRIDOR_MPI
  GTEST_SKIP() << "built without MPI";
#endif
  const Workplace place;
  const auto forecast = [](const fs::path& out) {
    return std::vector<std::string>{CORRIDOR_PROGRAM, "forecast",  kKarabakhFolder,
                                    "--members",      "70",        "--out",
                                    out.string(),     "--threads", "1"};
  };
  const auto by_two = [](std::vector<std::string> words) {
    words.insert(words.begin(), {"mpirun", "--allow-run-as-root", "--oversubscribe", "-n", "2"});
    return words;
  };
  ASSERT_EQ(wait_for(start(forecast(place / "one"))), 0);
  ASSERT_EQ(wait_for(start(by_two(forecast(place / "two")))), 0);
  EXPECT_EQ(text_of(place / "one" / "series.csv"), text_of(place / "two" / "series.csv"));
  EXPECT_EQ(text_of(place / "one" / "quantiles.csv"), text_of(place / "two" / "quantiles.csv"));
  ASSERT_EQ(wait_for(start(forecast_into(place / "learned-one"))), 0);
  ASSERT_EQ(wait_for(start(by_two(forecast_into(place / "learned-two")))), 0);
  EXPECT_EQ(text_of(place / "learned-one" / "quantiles.csv"),
            text_of(place / "learned-two" / "quantiles.csv"));
  ASSERT_EQ(wait_for(start(score_into(place / "score-one"))), 0);
  ASSERT_EQ(wait_for(start(by_two(score_into(place / "score-two")))), 0);
  EXPECT_EQ(text_of(place / "score-one" / "scores.csv"),
            text_of(place / "score-two" / "scores.csv"));
  EXPECT_EQ(text_of(place / "score-one" / "milestones.csv"),
            text_of(place / "score-two" / "milestones.csv"));
}

}  // namespace
}  // namespace corridor
