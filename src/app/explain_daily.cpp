#include "app/explain_daily.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "rules/daily/growth.h"
#include "rules/daily/situations.h"

namespace corridor {
namespace {

class DailyExplanation {
 public:
  explicit DailyExplanation(const LoadedScenario& loaded)
      : known_(loaded.known),
        as_of_(loaded.as_of),
        series_(daily_series(loaded.known)),
        situations_(situations_of(loaded.known, series_)),
        lessons_(lessons_of(loaded.known, series_)) {
    const ParameterSampler sampler(known_, {});
    ParameterValues medians;
    for (std::uint32_t i = 0; i < known_.parameters.all().size(); ++i)
      medians.push_back(sampler.quantile(ParameterId{i}, 0.5));
    numbers_ = resolve_growth(known_.parameters, medians);
  }

  Explained write() {
    explained_.introduction = fmt::format(
        "Ruleset daily, as known before {}: {} places, {} of them safe, {} counts, {} events.\n\n"
        "Each camp and the reported total go on from their own counts; nobody is followed on the "
        "way. In this order (values: medians of what is known; docs/scores.md has the equations):"
        "\n",
        format_time(as_of_, known_.utc_offset), known_.places.size(), series_.size() - 1,
        known_.observations.size(), known_.events.size());
    write_steps();
    write_largest_camp();
    return std::move(explained_);
  }

 private:
  void step(const char* title, const std::string& text) {
    explained_.steps.push_back({title, text});
  }

  void write_steps() {
    const GrowthParameters& n = numbers_;
    step("1. Up to its last count", "a series is what was counted, linear between counts");
    step("2. Its trend is measured",
         fmt::format("people a day over the last 30 days, with weight {:.3g} over the last 90; "
                     "typical days (the middle third) with weight {:.3g}, the mean day with the "
                     "rest; a camp's share of the change of all camps with weight {:.3g}",
                     n.quarter_weight, n.typical_weight, n.all_places_weight));
    step("3. Threat and roads change it",
         fmt::format("times (threat now / threat of the last 60 days)^{:g}; no more people come "
                     "where no open way leads; what is announced for later acts from its time on",
                     n.threat_exponent));
    step("4. It goes on as far as trends have in this conflict",
         fmt::format("{:.3g} of the way before lessons; {} earlier forecasts, of all series and of "
                     "the series itself, draw that to what came",
                     n.trend_strength, lessons_.size()));
    step("5. It fades", fmt::format("trends fade in {:.3g} days, sooner where the history is short "
                                    "(in {:.3g} times its length)",
                                    n.trend_days, n.trend_history));
    step("6. It may come otherwise",
         fmt::format("a width on the side that the trend leads to, by the series' own trend "
                     "({:.3g} of it) and that of all camps ({:.3g}), one on the other side ({:.3g} "
                     "of its own) and, with the lead to the power {:.3g}, sizes, more by {:.3g} / "
                     "(age + 15 days); tails heavier than normal by {:.3g}",
                     n.with_own_trend, n.with_all_trend, n.against_own_trend, n.lead_power,
                     n.young_days, n.tail));
  }

  void write_largest_camp() {
    const auto camps_end = situations_.end() - 1;  // the total is the last
    const auto largest = std::max_element(
        situations_.begin(), camps_end,
        [](const Situation& a, const Situation& b) { return a.people < b.people; });
    if (largest == camps_end) return;
    constexpr double kDays = 30.0;
    constexpr double kScoreOf95 = 1.6448536269514722;
    const auto camp = static_cast<std::size_t>(largest - situations_.begin());
    const double strength = Lessons(lessons_, series_.size(), numbers_).strength(camp);
    const Growth growth = grow(*largest, kDays, numbers_, strength);
    explained_.example = fmt::format(
        "One camp: {} had {:.0f} people on {}, {:+.3g} a day over the last 30 days. Trends go on "
        "at {:.3g} of their pace there; {:.0f} days later {:.0f} are expected in the middle, "
        "{:.0f} to {:.0f} in nine cases of ten.\n",
        known_.place(known_.find_place(series_[camp].location)).name, largest->people,
        format_date(largest->counted, known_.utc_offset), largest->own.mean_month, strength, kDays,
        growth.quantile(0.0), growth.quantile(-kScoreOf95), growth.quantile(kScoreOf95));
  }

  const Scenario& known_;
  Time as_of_;
  std::vector<SeriesInfo> series_;
  std::vector<Situation> situations_;
  std::vector<Lesson> lessons_;
  GrowthParameters numbers_;
  Explained explained_;
};

}  // namespace

Explained explain_daily(const LoadedScenario& loaded) { return DailyExplanation(loaded).write(); }

}  // namespace corridor
