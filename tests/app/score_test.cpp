// `corridor score` as its user meets it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "app/score.h"
#include "app/workplace.h"
#include "base/diagnostics.h"
#include "inference/score_summary.h"

namespace corridor {
namespace {

namespace fs = std::filesystem;

const fs::path kScenario = fs::path(CORRIDOR_SOURCE_DIR) / "scenarios/karabakh-2023";

ScoreOptions cheap_score(const fs::path& out) {
  ScoreOptions options;
  options.folder = kScenario;
  options.from = "2023-09-25";
  options.to = "2023-09-25";
  options.horizons = {"2d"};
  options.series = "arrivals_cumulative";
  options.members = 40;
  options.threads = 1;
  options.out = out;
  return options;
}

/// A copy of the scenario in which, behind `after`, a text of one of its files is another.
fs::path changed_scenario(const Workplace& place, const std::string& file, const std::string& after,
                          const std::string& before, const std::string& now) {
  fs::copy(kScenario, place / "changed", fs::copy_options::recursive);
  std::string text = text_of(kScenario / file);
  const std::size_t at = text.find(before, text.find(after));
  EXPECT_NE(at, std::string::npos);
  text.replace(at, before.size(), now);
  place.write("changed/" + file, text);
  return place / "changed";
}

ScoreOutcome run_score(const ScoreOptions& options) {
  return score(options, [](std::size_t, std::size_t) {});
}

/// What a command prints, both streams.
std::string output_of(const std::string& arguments, const fs::path& file) {
  const std::string command =
      std::string(CORRIDOR_PROGRAM) + " " + arguments + " >" + file.string() + " 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0);  // NOLINT
  return text_of(file);
}

/// What a factor does to the priors is tested where they are drawn; after learning, the width of a
/// forecast of few members says little about it.
TEST(Score, HandsOverTheWidthOfThePriors) {
  const Workplace place;
  std::vector<double> dispersions;
  for (const double factor : {0.5, 1.0, 2.0}) {
    ScoreOptions options = cheap_score(place / std::to_string(factor));
    options.prior_width = factor;
    const ScoreOutcome outcome = run_score(options);
    ASSERT_TRUE(outcome.table.methods[0].is_model);
    dispersions.push_back(outcome.summaries.at(0, 1).dispersion);
  }
  EXPECT_NE(dispersions[0], dispersions[1]);
  EXPECT_NE(dispersions[1], dispersions[2]);
}

TEST(Score, WithoutCountsForecastsWhatTheModelSaysAlone) {
  const Workplace place;
  ScoreOptions options = cheap_score(place / "learned");
  const ScoreOutcome learned = run_score(options);
  options.learns = false;
  options.out = place / "not";
  EXPECT_NE(run_score(options).summaries.at(0, 0).wis, learned.summaries.at(0, 0).wis);
}

/// A source of weight 0 is neither learned from nor scored on, whenever it was published.
TEST(Score, LeavesOutASourceThatIsNotTrusted) {
  const Workplace place;
  ScoreOptions options = cheap_score(place / "all");
  const std::size_t all = run_score(options).table.tasks.size();
  options.trust = {"Baghdasaryan=0"};
  options.out = place / "some";
  const ScoreOutcome some = run_score(options);
  EXPECT_LT(some.table.tasks.size(), all);
  EXPECT_GT(some.table.tasks.size(), 0U);
  EXPECT_THAT(some.warnings, testing::Contains(testing::HasSubstr("Baghdasaryan")));
}

TEST(Score, HasTheSameBitsForAnyNumberOfThreads) {
  const Workplace place;
  for (const unsigned threads : {1U, 2U, 5U}) {
    ScoreOptions options = cheap_score(place / std::to_string(threads));
    options.to = "2023-09-26";
    options.threads = threads;
    run_score(options);
  }
  for (const char* file : {"scores.csv", "milestones.csv"}) {
    const std::string one = text_of(place / "1" / file);
    EXPECT_GT(one.size(), 1000U);
    EXPECT_EQ(text_of(place / "2" / file), one);
    EXPECT_EQ(text_of(place / "5" / file), one);
  }
}

TEST(Score, TellsHowItEndedInEveryForm) {
  const Workplace place;
  const std::string command = "score " + kScenario.string() +
                              " --from 2023-09-25 --to 2023-09-25 --horizons 2d --members 20 "
                              "--series arrivals_cumulative --out " +
                              (place / "out").string();
  EXPECT_THAT(
      output_of(command, place / "text"),
      testing::AllOf(
          testing::HasSubstr(" counts of arrivals_cumulative at 1 origins"),
          testing::HasSubstr("arrivals_cumulative: final_total, reported 100520\n2023-09-25"),
          testing::HasSubstr("time_of_95_percent, reported 09-29 15:59\n2023-09-25")));
  EXPECT_THAT(output_of(command + " --json", place / "json"),
              testing::AllOf(testing::HasSubstr("\"milestone\": \"final_total\""),
                             testing::HasSubstr("\"reported\": \"2023-09-29T15:59:53+04:00\"")));
  EXPECT_THAT(
      text_of(place / "out" / "score.html"),
      testing::AllOf(testing::HasSubstr("How it ended"),
                     testing::HasSubstr("The last count, taken for the end: 100,520 (2 Oct 16:00;"),
                     testing::HasSubstr("<th scope=\"row\">25 Sep 00:00</th>")));
}

/// A prior that was published after the first origin cannot be used there, whatever the scenario's
/// own as-of time.
TEST(Score, RefusesOriginsBeforeAPriorThatTheyNeed) {
  const Workplace place;
  ScoreOptions options = cheap_score(place / "out");
  options.folder =
      changed_scenario(place, "scenario.yaml", "population:", "published: 2023-09-22T12:00+04:00",
                       "published: 2023-09-26T12:00+04:00");
  try {
    run_score(options);
    FAIL() << "not refused";
  } catch (const InputError& error) {
    ASSERT_EQ(error.diagnostics().items().size(), 1U);
    EXPECT_THAT(to_string(error.diagnostics().items().front()),
                testing::AllOf(testing::HasSubstr("population"),
                               testing::HasSubstr("choose a later --from")));
  }
  options.from = options.to = "2023-09-27";
  EXPECT_FALSE(run_score(options).table.tasks.empty());
}

TEST(Score, ACapacityTakenFromTheOutcomeIsWarnedOfWithItsLine) {
  const Workplace place;
  const fs::path folder = changed_scenario(
      place, "places.csv", "\nlori,", "@reception_capacity*0.04,@host_share", "3263,@host_share");
  const std::string places = text_of(folder / "places.csv");
  const auto at = static_cast<long>(places.find("3263,@host_share"));
  const auto line = 1 + std::count(places.begin(), places.begin() + at, '\n');
  const std::string expected = "places.csv:" + std::to_string(line) +
                               ": warning: shelter_people: found a capacity of 3263, which equals";
  const std::string validate = "validate " + folder.string();
  EXPECT_THAT(output_of(validate, place / "text"), testing::HasSubstr(expected));
  EXPECT_THAT(output_of(validate + " --json", place / "json"),
              testing::AllOf(testing::HasSubstr("\"line\": " + std::to_string(line)),
                             testing::HasSubstr("a capacity of 3263")));
  ScoreOptions options = cheap_score(place / "out");
  options.folder = folder;
  EXPECT_THAT(run_score(options).warnings, testing::Contains(testing::StartsWith(expected)));
  EXPECT_THAT(text_of(place / "out" / "score.html"), testing::HasSubstr("a capacity of 3263"));
  options.folder = kScenario;
  EXPECT_THAT(run_score(options).warnings, testing::IsEmpty());
}

}  // namespace
}  // namespace corridor
