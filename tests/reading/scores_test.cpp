// The reader against annotated reports: floors for what was developed on and for what was not.
// CORRIDOR_SHOW_DIFFERENCES=1 prints every difference; the held-out
// half was looked at once, after the rules were done.
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

/// Prints the scores (docs/evidence.md quotes them).
Half read_and_print(const std::string& title, const std::string& language, bool held_out) {
  Half half = read_half(language, held_out);
  std::cout << to_string(title, half.scores);
  if (std::getenv("CORRIDOR_SHOW_DIFFERENCES") != nullptr) std::cout << half.differences;
  return half;
}

/// Both precision and recall.
void expect_at_least(double floor, const Score& score, const char* name) {
  EXPECT_GE(score.precision(), floor) << name;
  EXPECT_GE(score.recall(), floor) << name;
}

TEST(ReadingScores, EnglishDevelopmentHalf) {
  const Scores scores = read_and_print("English, development half", "en", false).scores;
  expect_at_least(0.97, scores.quantity, "quantity");
  expect_at_least(0.95, scores.what, "what");
  expect_at_least(0.95, scores.who, "who");
  expect_at_least(0.88, scores.when, "when");
  expect_at_least(0.95, scores.modality, "modality");
}

TEST(ReadingScores, EnglishHeldOutHalf) {
  const Scores scores = read_and_print("English, held-out half", "en", true).scores;
  expect_at_least(0.92, scores.quantity, "quantity");
  expect_at_least(0.82, scores.what, "what");
  expect_at_least(0.77, scores.who, "who");
  expect_at_least(0.84, scores.when, "when");
  expect_at_least(0.89, scores.modality, "modality");
}

TEST(ReadingScores, FrenchDevelopmentHalf) {
  const Scores scores = read_and_print("French, development half", "fr", false).scores;
  expect_at_least(0.90, scores.quantity, "quantity");
  expect_at_least(0.90, scores.what, "what");
  expect_at_least(0.90, scores.who, "who");
}

TEST(ReadingScores, FrenchHeldOutHalf) {
  const Scores scores = read_and_print("French, held-out half", "fr", true).scores;
  expect_at_least(0.95, scores.quantity, "quantity");
  expect_at_least(0.95, scores.what, "what");
  expect_at_least(0.90, scores.who, "who");
}

}  // namespace
}  // namespace corridor::reading
