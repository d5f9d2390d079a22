#include "inference/ensemble.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "inference/trials.h"

namespace corridor {
namespace {

/// A random walk with a drawn step: the smallest model there is.
class Walk : public Model {
 public:
  struct State : ModelState {
    double x = 0.0;
    double drift = 0.0;
    std::uint32_t tick = 0;
    MemberStreams streams;
    [[nodiscard]] std::unique_ptr<ModelState> clone() const override {
      return std::make_unique<State>(*this);
    }
  };
  [[nodiscard]] Time start_time() const override { return Time{}; }
  [[nodiscard]] Duration step_length() const override { return Duration{3600}; }
  [[nodiscard]] const std::vector<SeriesInfo>& series() const override { return series_; }
  [[nodiscard]] std::unique_ptr<ModelState> start(const ParameterValues& values,
                                                  const MemberStreams& streams) const override {
    auto state = std::make_unique<State>();
    state->drift = values.at(0);
    state->streams = streams;
    return state;
  }
  void step(ModelState& state) const override {
    auto& walk = static_cast<State&>(state);
    if (fails_at_member == static_cast<int>(walk.streams.member))
      throw std::runtime_error("member failed");
    walk.x += walk.drift + Stream(walk.streams, walk.tick++, 1, 1).uniform();
  }
  void observe(const ModelState& state, std::span<double> out) const override {
    out[0] = static_cast<const State&>(state).x;
  }
  int fails_at_member = -1;

 private:
  std::vector<SeriesInfo> series_ = {{"x", "", "1"}};
};

EnsembleResults walk(std::size_t members, unsigned threads, const Walk& model = Walk()) {
  std::vector<Member> drawn;
  for (std::uint32_t m = 0; m < members; ++m) {
    const MemberStreams slot{5, m};
    drawn.push_back({{Stream(slot, 0, 2, 2).uniform()}, slot, slot});
  }
  return run_members(model, {20, threads}, drawn, [](std::size_t) {});
}

TEST(Ensemble, GivesTheSameBitsForOneTwoAndEightThreads) {
  const auto one = walk(333, 1).values;
  EXPECT_EQ(one, walk(333, 2).values);
  EXPECT_EQ(one, walk(333, 8).values);
}

TEST(Ensemble, TheFirstFiftyOfFiveHundredAreARunOfFifty) {
  const EnsembleResults many = walk(500, 2);
  const EnsembleResults few = walk(50, 1);
  for (std::size_t step = 0; step < 20; ++step) {
    for (std::size_t m = 0; m < 50; ++m) EXPECT_EQ(many.row(0, step)[m], few.row(0, step)[m]);
  }
}

/// Outcomes of runs and of what runs have left behind are the same; of what lies before `from`
/// neither knows.
TEST(Trials, ReadFromAnEnsembleWhatTheyRunThemselves) {
  constexpr std::size_t kMembers = 10;
  const Walk model;
  const EnsembleResults results = walk(kMembers, 1);
  std::vector<Trial> trials;
  for (std::uint32_t m = 0; m < kMembers; ++m) {
    const MemberStreams streams{5, m};
    trials.push_back({{Stream(streams, 0, 2, 2).uniform()}, streams});
  }
  const std::vector<Outcome> outcomes = {{{0, 0}, 12, Outcome::Kind::at_end},
                                         {{0}, 20, Outcome::Kind::largest},
                                         {{0}, 20, Outcome::Kind::steps_above_zero, 15}};
  const auto run = run_trials(model, trials, outcomes, 2, [](std::size_t) {});
  const auto read = read_outcomes(results, outcomes);
  for (std::size_t m = 0; m < kMembers; ++m) {
    EXPECT_EQ(read[0][m], 2.0 * results.row(0, 11)[m]);
    EXPECT_EQ(read[2][m], 6.0) << "steps 15 to 20";
    for (std::size_t i = 0; i < outcomes.size(); ++i)
      EXPECT_NEAR(run[i][m], read[i][m], 1e-4) << "results are kept as floats";
  }
}

TEST(Ensemble, AMemberThatFailsStopsTheRunWithItsReason) {
  Walk model;
  model.fails_at_member = 17;
  EXPECT_THROW(walk(40, 2, model), std::runtime_error);
}

}  // namespace
}  // namespace corridor
