#include "output/report_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "output/belief.h"
#include "output/counts_shown.h"
#include "output/html.h"
#include "output/report_sections.h"
#include "results/away.h"
#include "scenario/names.h"

namespace corridor {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// The quantiles of what `values_at(step)` gives; a gap where it gives nothing.
template <class ValuesAt>
Fan fan_of(std::size_t steps, ValuesAt&& values_at) {
  Fan fan;
  for (std::size_t step = 0; step < steps; ++step) {
    std::vector<double> values = values_at(step);
    std::sort(values.begin(), values.end());
    const auto at = [&](double level) {
      return values.empty() ? kNothing : quantile_of_sorted(values, level);
    };
    fan.q05.push_back(at(0.05));
    fan.q25.push_back(at(0.25));
    fan.q50.push_back(at(0.5));
    fan.q75.push_back(at(0.75));
    fan.q95.push_back(at(0.95));
  }
  return fan;
}

}  // namespace

ReportReader::ReportReader(const ForecastRun& run) : run_(run), results_(*run.results) {
  for (std::uint32_t i = 0; i < run.known->parameters.all().size(); ++i) {
    medians_.push_back(belief_in(run, ParameterId{i}).median);
  }
  arrivals_exceed_away_ = corridor::arrivals_exceed_away(results_);
  constexpr double kNearlySure = 0.95;
  // Two members lie beyond each end of their 90 % range.
  constexpr std::size_t kFewestForRange = 40;
  if (!has("way_out_open") || road_opens() >= kNearlySure) return;
  for (std::size_t m = 0; m < results_.members; ++m) {
    if (way_out_opens(results_, run_.as_of, m)) open_members_.push_back(m);
  }
  has_too_few_open_ = open_members_.size() < kFewestForRange;
  if (has_too_few_open_) open_members_.clear();
}

std::string ReportReader::condition() const {
  return is_conditional() ? " if a way out opens" : "";
}

std::string ReportReader::runs_told() const {
  if (!is_conditional()) return "the runs";
  return "the runs in which a way out opens (" + percent(road_opens()) + " of all)";
}

Estimate ReportReader::estimate(const std::string& target, const std::string& location,
                                std::size_t step) const {
  const float* values = row(target, location, step);
  return estimate_of(over_members([&](std::size_t m) { return static_cast<double>(values[m]); }));
}

Estimate ReportReader::still_to_come(const std::string& target, const std::string& location) const {
  const std::size_t series = results_.find(target, location);
  const float* end = results_.row(series, last());
  return estimate_of(over_members([&](std::size_t m) {
    return static_cast<double>(end[m]) - reached_before(results_, series, ahead(), m);
  }));
}

Estimate ReportReader::peak(const std::vector<std::string>& targets,
                            const std::string& location) const {
  std::vector<std::size_t> series;
  for (const std::string& target : targets) {
    if (has(target, location)) series.push_back(results_.find(target, location));
  }
  return estimate_of(
      over_members([&](std::size_t m) { return corridor::peak(results_, series, m, now()); }));
}

Fan ReportReader::conditional_fan(const std::string& target) const {
  if (!is_conditional()) return fan(target);
  return fan_of(results_.steps, [&](std::size_t step) {
    const float* all = row(target, "", step);
    return over_members([&](std::size_t m) { return static_cast<double>(all[m]); });
  });
}

Fan ReportReader::fan_of_arriving(const std::string& target) const {
  constexpr double kFewest = 0.1;  // of the members: a range of fewer would be of a few runs
  return fan_of(results_.steps, [&](std::size_t step) {
    const float* all = row(target, "", step);
    const float* arriving = row("arrivals", "", step);
    std::vector<double> values = over_members(
        [&](std::size_t m) { return arriving[m] > 0.0F ? static_cast<double>(all[m]) : kNothing; });
    const double fewest = kFewest * static_cast<double>(values.size());
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (static_cast<double>(values.size()) < fewest) values.clear();
    return values;
  });
}

std::size_t ReportReader::step_after(int days) const {
  const Time wanted = run_.as_of + std::chrono::days{days};
  const auto step = (wanted - results_.start) / results_.step;
  return static_cast<std::size_t>(
      std::clamp<long long>(step - 1, 0, static_cast<long long>(last())));
}

bool ReportReader::has(const std::string& target, const std::string& location) const {
  return results_.find(target, location) < results_.series.size();
}

const float* ReportReader::row(const std::string& target, const std::string& location,
                               std::size_t step) const {
  return results_.row(results_.find(target, location), step);
}

double ReportReader::quantile(const std::string& target, const std::string& location,
                              std::size_t step, std::size_t level) const {
  return run_.summary->quantile(results_, results_.find(target, location), step, level);
}

double ReportReader::mean(const std::string& target, const std::string& location,
                          std::size_t step) const {
  const std::size_t series = results_.find(target, location);
  if (series == results_.series.size()) return 0.0;
  return run_.summary->mean[series * results_.steps + step];
}

Fan ReportReader::fan(const std::string& target, const std::string& location) const {
  Fan fan;
  for (std::size_t step = 0; step < results_.steps; ++step) {
    fan.q05.push_back(quantile(target, location, step, kQ05));
    fan.q25.push_back(quantile(target, location, step, kQ25));
    fan.q50.push_back(quantile(target, location, step, kQ50));
    fan.q75.push_back(quantile(target, location, step, kQ75));
    fan.q95.push_back(quantile(target, location, step, kQ95));
  }
  return fan;
}

double ReportReader::road_opens() const { return way_out_probability(results_, run_.as_of); }

double ReportReader::most_are_away() const {
  const std::vector<double> away = away_from_home(results_, last());
  const std::vector<double> home = still_at_home(results_, last());
  return probability([&](std::size_t m) { return away[m] > home[m]; });
}

Estimate ReportReader::away(std::size_t step) const {
  const std::vector<double> people = away_from_home(results_, step);
  return estimate_of(over_members([&](std::size_t m) { return people[m]; }));
}

double ReportReader::more_than(double people) const {
  const float* arrived = row("arrivals_cumulative", "", last());
  return probability([&](std::size_t m) { return static_cast<double>(arrived[m]) > people; });
}

double ReportReader::beds_run_out() const {
  const std::size_t series = results_.find("without_shelter", "");
  return probability(
      [&](std::size_t m) { return corridor::peak(results_, {series}, m, now()) > 0.0; });
}

double ReportReader::people_in(const AskedAmount& asked) const {
  if (!asked.in_families) return asked.amount;
  return asked.amount * medians_[run_.known->parameters.require("people_per_household").index];
}

std::string percent(double probability) {
  if (probability < 0.01) return "under 1 %";
  if (probability > 0.99) return "over 99 %";
  return fmt::format("{:.0f} %", 100.0 * probability);
}

std::string day_words(Time time, Duration offset) {
  constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time + offset)};
  return fmt::format("{} {}", static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1]);
}

std::string date_words(Time time, Duration offset) {
  return day_words(time, offset) + " " + format_date(time, offset).substr(0, 4);
}

std::string moment_words(Time time, Duration offset) {
  return date_words(time, offset) + ", " + format_time(time, offset).substr(11, 5);
}

std::string long_time(Time time, Duration offset) {
  return moment_words(time, offset) + " local time";
}

std::string names_html(const Names& names) {
  const std::string other = names.other_name.empty() ? ""
                                                     : " <bdi class=\"other\">" +
                                                           escape_html(names.other_name) + "</bdi>";
  return escape_html(in_words({names.name, ""})) + other;
}

std::string place_html(const Place& place) { return names_html({place.name, place.other_name}); }

std::string range_words(const Estimate& estimate) {
  return rounded(estimate.low) + " to " + rounded(estimate.high);
}

namespace {

/// A chart with its times and reported counts.
FanChart chart_of(const ReportReader& reader, const std::string& target,
                  const std::string& location, const std::string& title, const std::string& unit) {
  FanChart chart;
  chart.title = title;
  chart.unit = unit;
  for (std::size_t step = 0; step < reader.results().steps; ++step)
    chart.times.push_back(reader.results().time(step));
  chart.counts = counts_of(reader.run(), target, location);
  chart.as_of = reader.run().as_of;
  chart.utc_offset = reader.known().utc_offset;
  return chart;
}

}  // namespace

FanChart report_chart(const ReportReader& reader, const SeriesInfo& series,
                      const std::string& title) {
  FanChart chart = chart_of(reader, series.target, series.location, title, series.unit);
  chart.fan = reader.fan(series.target, series.location);
  return chart;
}

FanChart conditional_chart(const ReportReader& reader, const std::string& target,
                           const std::string& title, const std::string& unit) {
  FanChart chart = chart_of(reader, target, "", title,
                            unit + (reader.is_conditional() ? "," + reader.condition() : ""));
  chart.fan = reader.conditional_fan(target);
  return chart;
}

}  // namespace corridor
