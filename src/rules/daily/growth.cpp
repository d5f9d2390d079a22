#include "rules/daily/growth.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/check.h"

namespace corridor {
namespace {
constexpr double kMonthDays = 30.0;
constexpr double kQuarterDays = 90.0;
/// The days between these shares of a window, ordered by their change, are typical.
constexpr double kTypicalFrom = 0.35;
constexpr double kTypicalTo = 0.65;

/// A piece of the time before the last count, during which a count changed evenly.
struct Piece {
  double rate_per_day = 0.0;
  double days = 0.0;
};

/// The pieces of the last `window` days; unknown days up to half of the window change nothing.
std::vector<Piece> pieces_of(std::span<const ReportedCount> counts, double window) {
  std::vector<Piece> pieces;
  double known = 0.0;
  for (std::size_t i = counts.size(); i-- > 1 && known < window;) {
    const double days = in_days(counts[i].time - counts[i - 1].time);
    if (days <= 0.0) continue;
    const double used = std::min(days, window - known);
    pieces.push_back({(counts[i].value - counts[i - 1].value) / days, used});
    known += used;
  }
  if (known < window / 2.0) pieces.push_back({0.0, window / 2.0 - known});
  return pieces;
}

double mean_of(const std::vector<Piece>& pieces) {
  double change = 0.0;
  double days = 0.0;
  for (const Piece& piece : pieces) {
    change += piece.rate_per_day * piece.days;
    days += piece.days;
  }
  return days > 0.0 ? change / days : 0.0;
}

double typical_of(std::vector<Piece> pieces) {
  std::sort(pieces.begin(), pieces.end(),
            [](const Piece& a, const Piece& b) { return a.rate_per_day < b.rate_per_day; });
  double all = 0.0;
  for (const Piece& piece : pieces) all += piece.days;
  double before = 0.0;
  double change = 0.0;
  for (const Piece& piece : pieces) {
    const double from = std::max(before, kTypicalFrom * all);
    const double to = std::min(before + piece.days, kTypicalTo * all);
    if (to > from) change += piece.rate_per_day * (to - from);
    before += piece.days;
  }
  return all > 0.0 ? change / ((kTypicalTo - kTypicalFrom) * all) : 0.0;
}

/// A weighted rate: means against typical days, months against quarters.
double rate_of(const Rates& rates, const GrowthParameters& p, double typical_weight) {
  const double month = rates.mean_month + typical_weight * (rates.typical_month - rates.mean_month);
  const double quarter =
      rates.mean_quarter + typical_weight * (rates.typical_quarter - rates.mean_quarter);
  return month + p.quarter_weight * (quarter - month);
}

/// The days for which a trend would have to go on undiminished to move as far as it does in `days`
/// when it fades exponentially within `memory` days.
double faded_days(double days, double memory) { return memory * (1.0 - std::exp(-days / memory)); }

/// A piece of the time after the last count, in which threat and ways stay as they are.
struct Stage {
  double from_days = 0.0;
  double to_days = 0.0;
  double threat_ratio = 1.0;
  bool reachable = true;
  bool is_foreseen = false;  ///< from the present on
};

/// The first holds since the last count.
std::vector<Stage> stages_until(const Situation& now, double days) {
  std::vector<Stage> stages = {{0.0, days, now.threat_ratio, now.reachable, false}};
  for (const Conditions& next : now.foreseen) {
    if (next.days >= days) break;
    stages.back().to_days = next.days;
    stages.push_back({next.days, days, next.threat_ratio, next.reachable, true});
  }
  return stages;
}

/// The change that the trend makes, before its strength. New threat sends more people; it does not
/// hasten a fall.
double trend_move(const Situation& now, double days, const GrowthParameters& p) {
  const double own = rate_of(now.own, p, p.typical_weight);
  const double shared =
      now.is_total ? own : now.share * rate_of(now.all_places, p, p.typical_weight);
  const double rate = own + p.all_places_weight * (shared - own);
  const double by_history = std::max(1e-6, p.trend_history * (now.history_days + 1.0));
  const double memory = 1.0 / (1.0 / p.trend_days + 1.0 / by_history);
  double all = 0.0;
  for (const Stage& stage : stages_until(now, days)) {
    const double ratio = rate > 0.0 ? stage.threat_ratio : now.threat_ratio;
    const double faded = faded_days(stage.to_days, memory) - faded_days(stage.from_days, memory);
    const double move = rate * faded * std::pow(ratio, p.threat_exponent);
    all += stage.reachable ? move : std::min(0.0, move);
  }
  return all;
}

struct Widths {
  double up = 1.0;
  double down = 1.0;
};

/// Widths by size, a month ahead, of an old series. A place is compared with the geometric mean of
/// itself and a typical one; one that has not opened yet may become a typical one, one that has
/// emptied stays empty.
Widths by_size(const Situation& now, const GrowthParameters& p) {
  if (now.is_total) return {p.up_total * now.people, p.down_total * now.people};
  const double size =
      has_opened(now) ? std::sqrt(now.people * now.typical_place) : now.typical_place;
  return {p.up_place * size, p.down_place * now.people};
}

/// What a trend adds to the widths. A fall may go on for longer than it seems as a rise may, so
/// that with the trend and against it change sides.
Widths by_trend(double move, double with_trend, double against_trend) {
  const double with = with_trend * std::fabs(move);
  const double against = against_trend * std::fabs(move);
  return move < 0.0 ? Widths{against, with} : Widths{with, against};
}

/// A short history shortens the trend's memory but not that of the widths: how far a young trend
/// goes is least known.
Widths widths_of(const Situation& now, double days, const GrowthParameters& p) {
  constexpr double kOnePerson = 1.0;
  constexpr double kYoungest = 15.0;  // days: keeps widths of the first counts finite
  const double trend_days = faded_days(days, p.trend_days);
  const double shared = now.is_total ? rate_of(now.own, p, p.typical_weight)
                                     : now.share * rate_of(now.all_places, p, p.typical_weight);
  const Widths own =
      by_trend(trend_days * rate_of(now.own, p, 0.0), p.with_own_trend, p.against_own_trend);
  const Widths all = by_trend(trend_days * shared, p.with_all_trend, 0.0);
  const Widths size = by_size(now, p);
  const double lead = std::pow(std::max(1.0, days) / kMonthDays, p.lead_power);
  const double young = 1.0 + p.young_days / (now.history_days + kYoungest);
  return {kOnePerson + own.up + all.up + size.up * lead * young,
          kOnePerson + own.down + all.down + size.down * lead * young};
}

}  // namespace

bool has_opened(const Situation& now) { return now.people > 0.0 || now.history_days > 0.0; }

void Rates::add(const Rates& other) {
  mean_month += other.mean_month;
  typical_month += other.typical_month;
  mean_quarter += other.mean_quarter;
  typical_quarter += other.typical_quarter;
}

Rates recent_rates(const CountSeries& series) {
  const auto first = std::find_if(series.counts.begin(), series.counts.end(),
                                  [](const ReportedCount& count) { return count.value > 0.0; });
  const auto counts = std::span<const ReportedCount>(series.counts)
                          .subspan(static_cast<std::size_t>(first - series.counts.begin()));
  const std::vector<Piece> month = pieces_of(counts, kMonthDays);
  const std::vector<Piece> quarter = pieces_of(counts, kQuarterDays);
  return {mean_of(month), typical_of(month), mean_of(quarter), typical_of(quarter)};
}

GrowthParameters growth_from(std::span<const double> numbers) {
  CORRIDOR_CHECK(numbers.size() == kGrowthParameters, "parameters of growth");
  GrowthParameters parameters;
  std::memcpy(static_cast<void*>(&parameters), numbers.data(), sizeof parameters);
  return parameters;
}

GrowthParameters resolve_growth(const ParameterRegistry& registry, const ParameterValues& values) {
  static const std::vector<Parameter> declared = daily_parameters();
  std::array<double, kGrowthParameters> numbers{};
  for (std::size_t i = 0; i < kGrowthParameters; ++i)
    numbers[i] = values[registry.require(declared[i].name).index];
  return growth_from(numbers);
}

double Growth::quantile(double z) const {
  const double width = z > 0.0 ? up : down;
  return std::max(0.0, middle + width * std::sinh(tail * z) / tail);
}

Growth grow(const Situation& now, double days, const GrowthParameters& p, double strength) {
  const Widths widths = widths_of(now, days, p);
  const double middle =
      now.people + strength * trend_move(now, days, p) + p.lean * (widths.up - widths.down);
  // Nobody may ever come to a place that never had anybody.
  const double down = has_opened(now) ? widths.down : std::max(widths.down, middle);
  return {middle, widths.up, down, p.tail};
}

double people_after(const Situation& now, double days, double z, const GrowthParameters& p,
                    double strength) {
  const auto at = [&](double then) {
    return then > 0.0 ? grow(now, then, p, strength).quantile(z) : now.people;
  };
  double people = 0.0;
  double before = 0.0;  // what `grow` says of the moment reached
  for (const Stage& stage : stages_until(now, days)) {
    const double after = at(stage.to_days);
    const double change = after - before;
    people += stage.is_foreseen && !stage.reachable ? std::min(0.0, change) : change;
    before = after;
  }
  return std::max(0.0, people);
}

Lessons::Lessons(const std::vector<Lesson>& lessons, std::size_t series,
                 const GrowthParameters& parameters)
    : parameters_(parameters), own_(series) {
  constexpr double kFarthest = 4.0;  // in widths: one outlier must not teach everything
  for (const Lesson& lesson : lessons) {
    const Widths widths = widths_of(lesson.then, lesson.days, parameters);
    const double width = (widths.up + widths.down) / 2.0;
    const double lean = parameters.lean * (widths.up - widths.down);
    const double move = trend_move(lesson.then, lesson.days, parameters);
    const double trend = std::clamp(move / width, -kFarthest, kFarthest);
    const double change =
        std::clamp((lesson.outcome - lesson.then.people - lean) / width, -kFarthest, kFarthest);
    for (Sums* sums : {&all_, &own_[lesson.series]}) {
      sums->trend_trend += trend * trend;
      sums->trend_change += trend * change;
    }
  }
}

double Lessons::strength(std::size_t series) const {
  constexpr double kStrongest = 1.5;
  const GrowthParameters& p = parameters_;
  const Sums& own = own_[series];
  const double change =
      p.learn_trend_all * all_.trend_change + p.learn_trend_own * own.trend_change;
  const double trend = p.learn_trend_all * all_.trend_trend + p.learn_trend_own * own.trend_trend;
  return std::clamp((p.trend_strength + change) / (1.0 + trend), 0.0, kStrongest);
}

}  // namespace corridor
