#include "rules/daily/daily_model.h"

#include <cmath>

#include "base/ids.h"
#include "rules/daily/growth.h"
#include "rules/daily/situations.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

/// Address of a member's draws among the streams of a run.
constexpr std::uint32_t kGrowthProcess = 0x64617921;  // "day!"
/// Correlation of every place's score with that of the total: places of one conflict fill together.
/// It moves no single series; a choice of the authors.
constexpr double kTogether = 0.5;

double normal_score(Stream stream) { return normal_quantile(stream.uniform()); }

/// A member: which of the possible ways each series goes.
struct DailyState : ModelState {
  std::size_t steps = 0;
  GrowthParameters parameters;
  std::vector<double> strengths;  ///< of trends, by series
  std::vector<double> scores;     ///< by series, standard normal
  [[nodiscard]] std::unique_ptr<ModelState> clone() const override {
    return std::make_unique<DailyState>(*this);
  }
};

class DailyModel : public Model {
 public:
  explicit DailyModel(const Scenario& known)
      : start_(known.start),
        step_(known.step),
        registry_(known.parameters),
        series_(daily_series(known)),
        counts_(counts_at_hand(known)),
        situations_(situations_of(known, series_)),
        lessons_(lessons_of(known, series_)) {
    for (const SeriesInfo& info : series_) {
      known_.push_back(find_series(counts_, info));
      const PlaceId place = known.find_place(info.location);
      begins_.push_back(place.valid() ? known.place(place).published : kAlways);
    }
    ParameterValues fixed;
    for (const Parameter& parameter : registry_.all()) fixed.push_back(parameter.prior.a);
    usual_ = resolve_growth(registry_, fixed);
    usual_strengths_ = learn(usual_);
  }

  [[nodiscard]] Time start_time() const override { return start_; }
  [[nodiscard]] Duration step_length() const override { return step_; }
  [[nodiscard]] const std::vector<SeriesInfo>& series() const override { return series_; }

  [[nodiscard]] std::unique_ptr<ModelState> start(const ParameterValues& values,
                                                  const MemberStreams& streams) const override {
    auto state = std::make_unique<DailyState>();
    state->parameters = resolve_growth(registry_, values);
    const bool as_usual = state->parameters == usual_;
    state->strengths = as_usual ? usual_strengths_ : learn(state->parameters);
    const double common = normal_score(Stream(streams, 0, kGrowthProcess, 0));
    for (const SeriesInfo& info : series_) {
      const std::uint64_t key = name_key(info.location.data(), info.location.size());
      const double own = normal_score(Stream(streams, 1, kGrowthProcess, key));
      state->scores.push_back(info.target == kInCamps
                                  ? common
                                  : kTogether * common +
                                        std::sqrt(1.0 - kTogether * kTogether) * own);
    }
    return state;
  }

  void step(ModelState& state) const override { ++static_cast<DailyState&>(state).steps; }

  void observe(const ModelState& model_state, std::span<double> out) const override {
    const auto& state = static_cast<const DailyState&>(model_state);
    const Time now = start_ + step_ * static_cast<long long>(state.steps);
    double sum = 0.0;
    for (std::size_t s = 0; s < series_.size(); ++s) {
      const bool is_total = series_[s].target == kInCamps;
      out[s] = is_total && known_[s] == nullptr ? sum : people(state, s, now);
      sum += is_total ? 0.0 : out[s];
    }
  }

 private:
  [[nodiscard]] std::vector<double> learn(const GrowthParameters& parameters) const {
    const Lessons lessons(lessons_, series_.size(), parameters);
    std::vector<double> strengths;
    for (std::size_t s = 0; s < series_.size(); ++s) strengths.push_back(lessons.strength(s));
    return strengths;
  }

  /// What was counted, and after the last count what this member holds possible.
  [[nodiscard]] double people(const DailyState& state, std::size_t s, Time now) const {
    const Situation& situation = situations_[s];
    if (now < begins_[s]) return 0.0;
    if (now <= situation.counted) {
      return known_[s] != nullptr ? interpolated(*known_[s], now) : 0.0;
    }
    const double days = in_days(now - situation.counted);
    return std::round(
        people_after(situation, days, state.scores[s], state.parameters, state.strengths[s]));
  }

  Time start_;
  Duration step_;
  ParameterRegistry registry_;
  std::vector<SeriesInfo> series_;
  std::vector<CountSeries> counts_;
  std::vector<Situation> situations_;
  std::vector<Lesson> lessons_;
  std::vector<const CountSeries*> known_;  ///< counts of each series, or null
  std::vector<Time> begins_;               ///< when there is word of each place
  GrowthParameters usual_;                 ///< the values where nothing is drawn
  std::vector<double> usual_strengths_;
};

}  // namespace

std::unique_ptr<Model> make_daily_model(const Scenario& known) {
  return std::make_unique<DailyModel>(known);
}

}  // namespace corridor
