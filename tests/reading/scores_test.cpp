// The reader against annotated reports: floors for what was developed on and for what was not.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "scores.h"

namespace corridor::reading {
namespace {

struct Half {
  Scores scores;
  std::string differences;
};

Half read_half(const std::string& language, bool held_out) {
  Half half;
  const auto folder = std::filesystem::path(CORRIDOR_SOURCE_DIR) / "tests/reading/reports";
  for (const AnnotatedReport& report : annotated_reports(folder)) {
    if (report.language != language || is_held_out(report) != held_out) continue;
    score(report, half.scores, &half.differences);
  }
  return half;
}

void print(const std::string& title, const Half& half) {
  std::cout << to_string(title, half.scores);
  if (std::getenv("CORRIDOR_SHOW_DIFFERENCES") != nullptr) std::cout << half.differences;
}

TEST(ReadingScores, EnglishDevelopmentHalf) {
  const Half half = read_half("en", false);
  print("English, development half", half);
}

}  // namespace
}  // namespace corridor::reading
