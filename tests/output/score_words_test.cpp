// What a back-test says of the model beside the best baseline.
#include "output/score_words.h"

#include <gtest/gtest.h>

namespace corridor {
namespace {

/// A model and a baseline with the ratio of their scores and its interval.
std::string verdict(double ratio, double low, double high) {
  ScoreTable table;
  table.horizons = {{"end", Duration{0}}};
  table.methods = {{"corridor", "", false, true}, {"damped_trend", "", false, false}};
  ScoreSummary of_model;
  of_model.ratio_to_best = ratio;
  of_model.ratio_low = low;
  of_model.ratio_high = high;
  return verdict_words(table, {{of_model, of_model, {}, {}}, {1, 1}});
}

TEST(ScoreWords, AVerdictIsOneOnlyWhereTheIntervalLeavesNoOther) {
  EXPECT_EQ(verdict(0.5, 0.4, 0.9), "the model was better than the best baseline (damped trend)");
  EXPECT_EQ(verdict(1.5, 1.1, 1.9), "the model was worse than the best baseline (damped trend)");
  const std::string open =
      "; the 90 % interval of the ratio of their scores, 0.64 to 1.17, does not exclude the "
      "opposite";
  EXPECT_EQ(verdict(0.76, 0.64, 1.17),
            "the model was better on average than the best baseline (damped trend)" + open);
  EXPECT_EQ(verdict(1.1, 0.64, 1.17),
            "the model was worse on average than the best baseline (damped trend)" + open);
}

TEST(ScoreWords, OneOriginSettlesNothing) {
  EXPECT_EQ(verdict(0.5, 0.5, 0.5),
            "the model was better on average than the best baseline (damped trend); so few origins "
            "do not tell whether it would be so again");
}

}  // namespace
}  // namespace corridor
