// quantiles.csv, hub.csv, series.csv: the tidy tables of a forecast.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "output/forecast_output.h"
#include "output/needs_rows.h"
#include "results/ahead.h"
#include "scenario/names.h"

namespace corridor {
namespace {

constexpr std::size_t kLevels = std::size(kHubLevels);
const char* const kLevelNames[kLevels] = {
    "0.01", "0.025", "0.05", "0.1", "0.15", "0.2", "0.25", "0.3", "0.35", "0.4",   "0.45", "0.5",
    "0.55", "0.6",   "0.65", "0.7", "0.75", "0.8", "0.85", "0.9", "0.95", "0.975", "0.99"};

/// Appends a number with at most two decimals, trailing zeros cut.
void append_number(std::string& out, double value) {
  constexpr long long kHundred = 100;
  const long long hundredths = std::llround(std::fabs(value) * static_cast<double>(kHundred));
  char text[32];
  char* end = text;
  if (value < 0.0 && hundredths > 0) *end++ = '-';
  end = std::to_chars(end, text + sizeof text, hundredths / kHundred).ptr;
  const long long rest = hundredths % kHundred;
  if (rest != 0) {
    *end++ = '.';
    *end++ = static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) *end++ = static_cast<char>('0' + rest % 10);
  }
  out.append(text, end);
}

/// The end of every step, as text.
std::vector<std::string> step_times(const ForecastRun& run) {
  std::vector<std::string> times;
  for (std::size_t step = 0; step < run.results->steps; ++step) {
    times.push_back(format_time(run.results->time(step), run.known->utc_offset));
  }
  return times;
}

bool is_zero(const ForecastRun& run, std::size_t series) {
  const double* mean = run.summary->mean.data() + series * run.results->steps;
  return std::all_of(mean, mean + run.results->steps, [](double value) { return value == 0.0; });
}

/// Of the sum over the steps of the day that ends with step `last`, member by member.
std::vector<double> quantiles_of_day(const EnsembleResults& results, std::size_t series,
                                     std::size_t last, Duration utc_offset) {
  const std::chrono::sys_days day = day_of(results, last, utc_offset);
  std::size_t first = last;
  while (first > 0 && day_of(results, first - 1, utc_offset) == day) --first;
  std::vector<float> sums(results.members, 0.0F);
  for (std::size_t step = first; step <= last; ++step) {
    const float* values = results.row(series, step);
    for (std::size_t m = 0; m < results.members; ++m) sums[m] += values[m];
  }
  return hub_quantiles(sums);
}

std::vector<double> quantiles_at(const ForecastRun& run, std::size_t series, std::size_t step) {
  std::vector<double> quantiles;
  for (std::size_t level = 0; level < kLevels; ++level) {
    quantiles.push_back(run.summary->quantile(*run.results, series, step, level));
  }
  return quantiles;
}

long long hours_between(Time from, Time to) { return (to - from).count() / 3600; }

}  // namespace

void quantiles_csv(const ForecastRun& run, const TextSink& sink) {
  const EnsembleResults& results = *run.results;
  const Duration offset = run.known->utc_offset;
  const std::string origin = format_time(run.as_of, offset);
  std::string out =
      "origin_time,target,location,horizon_h,target_end_time,output_type,output_type_id,value\n";
  const std::vector<std::string> times = step_times(run);
  for (std::size_t s = 0; s < results.series.size(); ++s) {
    if (is_zero(run, s)) continue;
    sink(out);
    out.clear();
    const std::string begin =
        origin + "," + results.series[s].target + "," + results.series[s].location + ",";
    for (std::size_t step = 0; step < results.steps; ++step) {
      const long long horizon = hours_between(run.as_of, results.time(step));
      if (results.time(step) <= run.as_of) continue;
      const std::string row = begin + std::to_string(horizon) + "," + times[step] + ",quantile,";
      for (std::size_t level = 0; level < kLevels; ++level) {
        out += row;
        out += kLevelNames[level];
        out += ',';
        append_number(out, run.summary->quantile(results, s, step, level));
        out += '\n';
      }
    }
  }
  sink(out);
}

void hub_csv(const ForecastRun& run, const TextSink& sink) {
  const EnsembleResults& results = *run.results;
  const Duration offset = run.known->utc_offset;
  const std::string origin = format_date(run.as_of, offset);
  std::string out =
      "origin_date,target,horizon,location,target_end_date,output_type,output_type_id,value\n";
  for (std::size_t s = 0; s < results.series.size(); ++s) {
    const SeriesKind kind = kind_of(results.series[s].target);
    if (is_zero(run, s) || kind == SeriesKind::within_step) continue;
    sink(out);
    out.clear();
    for (std::size_t step = 0; step < results.steps; ++step) {
      const Time end = results.time(step);
      if (end <= run.as_of || !ends_a_day(results, step, offset)) continue;
      // The day that ends at a midnight carries the date of its last second.
      const Time last = end - Duration{1};
      const auto today = std::chrono::floor<std::chrono::days>(run.as_of + offset);
      const auto horizon = (day_of(results, step, offset) - today).count();
      const std::string row =
          origin + "," + results.series[s].target + "," + std::to_string(horizon) + "," +
          (results.series[s].location.empty() ? kWholeInHub : results.series[s].location) + "," +
          format_date(last, offset) + ",quantile,";
      const std::vector<double> quantiles = kind == SeriesKind::of_step
                                                ? quantiles_of_day(results, s, step, offset)
                                                : quantiles_at(run, s, step);
      for (std::size_t level = 0; level < kLevels; ++level) {
        out += row;
        out += kLevelNames[level];
        out += ',';
        append_number(out, quantiles[level]);
        out += '\n';
      }
    }
  }
  sink(out);
}

void series_csv(const ForecastRun& run, const TextSink& sink) {
  const EnsembleResults& results = *run.results;
  // Positions of 5, 25, 50, 75 and 95 % among the hub levels.
  constexpr std::pair<const char*, std::size_t> kStatistics[] = {
      {"q05", 2}, {"q25", 6}, {"q50", 11}, {"q75", 16}, {"q95", 20}};
  const std::vector<std::string> times = step_times(run);
  std::string out = "time,target,location,statistic,value\n";
  for (std::size_t s = 0; s < results.series.size(); ++s) {
    sink(out);
    out.clear();
    const std::string name =
        "," + results.series[s].target + "," + results.series[s].location + ",";
    for (std::size_t step = 0; step < results.steps; ++step) {
      const std::string begin = times[step] + name;
      out += begin;
      out += "mean,";
      append_number(out, run.summary->mean[s * results.steps + step]);
      out += '\n';
      for (const auto& [statistic, level] : kStatistics) {
        out += begin;
        out += statistic;
        out += ',';
        append_number(out, run.summary->quantile(results, s, step, level));
        out += '\n';
      }
      if (!run.keep_members) continue;
      for (std::size_t m = 0; m < results.members; ++m) {
        out += begin + "member" + std::to_string(m) + ",";
        append_number(out, static_cast<double>(results.row(s, step)[m]));
        out += '\n';
      }
    }
  }
  sink(out);
  needs_rows(run, sink);
}

}  // namespace corridor
