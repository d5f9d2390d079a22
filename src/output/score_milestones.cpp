// How the cumulative series of a back-test ended: milestones.csv and a section of the page.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <vector>

#include "output/html.h"
#include "output/report_reader.h"
#include "output/score_output.h"
#include "results/ensemble_results.h"
#include "scenario/names.h"

namespace corridor {
namespace {

/// `28 Sep 14:00`, local.
std::string short_moment(Time time, Duration offset) {
  const std::string day = day_words(time, offset);
  const std::size_t month = day.find(' ') + 1;
  return day.substr(0, month + 3) + " " + format_time(time, offset).substr(11, 5);
}

/// The section about one series: a row for each origin.
class SeriesSection {
 public:
  SeriesSection(const ScoreRun& run, std::size_t model, const SeriesInfo& series)
      : run_(run), table_(*run.table), model_(model), series_(series) {}

  [[nodiscard]] std::string html() const {
    return "<h3>" + escape_html(name()) + "</h3><p class=\"note\">" + reported() + totals() +
           "</p><table class=\"needs ended\"><thead><tr><th>as of</th><th class=\"n\">final "
           "total</th><th class=\"n\">50 % interval</th><th class=\"n\">90 % interval</th><th "
           "class=\"n\">95 % had come</th><th class=\"n\">50 % interval</th><th class=\"n\">90 % "
           "interval</th></tr></thead><tbody>" +
           rows() + "</tbody></table>";
  }

 private:
  [[nodiscard]] std::string name() const {
    return spaced(series_.target) +
           (series_.location.empty() ? ""
                                     : ", " + names_of_location(*run_.full, series_.location)) +
           ", " + series_.unit;
  }

  [[nodiscard]] std::size_t find(Milestone milestone, Time origin) const {
    std::size_t task = 0;
    while (task < table_.milestones.size() && !is(table_.milestones[task], milestone, origin))
      ++task;
    return task;
  }
  [[nodiscard]] bool is(const MilestoneTask& task, Milestone milestone, Time origin) const {
    return is_same(task.series, series_) && task.milestone == milestone && task.origin == origin;
  }

  [[nodiscard]] std::string moment(Time time) const {
    return short_moment(time, run_.full->utc_offset);
  }
  /// What the counts said in the end.
  [[nodiscard]] std::string reported() const {
    std::string total;
    std::string nearly_all;
    for (const MilestoneTask& task : table_.milestones) {
      if (!is_same(task.series, series_)) continue;
      if (task.milestone == Milestone::final_total) {
        total = fmt::format("The last count, taken for the end: {} ({}; the scenario ends {}). ",
                            grouped(task.outcome), moment(task.time), moment(run_.full->end));
      } else {
        nearly_all = fmt::format("The counts reached 95 % of it at {}. ", moment(task.time));
      }
    }
    return total + nearly_all;
  }

  [[nodiscard]] double mean_wis(std::size_t method) const {
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t t = 0; t < table_.milestones.size(); ++t) {
      const MilestoneTask& task = table_.milestones[t];
      if (!is(task, Milestone::final_total, task.origin)) continue;
      sum += table_.milestone_row(method, t).wis;
      ++count;
    }
    return sum / static_cast<double>(std::max<std::size_t>(1, count));
  }

  /// How good the final totals were, beside the baseline that was best at them.
  [[nodiscard]] std::string totals() const {
    std::size_t best = table_.methods.size();
    double lowest = std::numeric_limits<double>::infinity();
    for (std::size_t m = 0; m < table_.methods.size(); ++m) {
      if (table_.methods[m].is_model || table_.methods[m].leaks || mean_wis(m) >= lowest) continue;
      lowest = mean_wis(m);
      best = m;
    }
    if (best == table_.methods.size()) return "";
    return fmt::format(
        "Mean weighted interval score of the final total: {}, best baseline ({}): {}.",
        grouped(mean_wis(model_)), escape_html(spaced(table_.methods[best].name)), grouped(lowest));
  }

  [[nodiscard]] std::string rows() const {
    std::string out;
    for (const Time origin : table_.origins) {
      const std::size_t total = find(Milestone::final_total, origin);
      if (total == table_.milestones.size()) continue;
      out += "<tr><th scope=\"row\">" + moment(origin) + "</th>" +
             cells(total, {"final total", "too low", "too high", grouped});
      const std::size_t nearly_all = find(Milestone::nearly_all_came, origin);
      if (nearly_all < table_.milestones.size()) {
        out += cells(nearly_all, {"95 % had come", "too early", "too late", [&](double hours) {
                                    return moment(origin + from_hours(hours));
                                  }});
      }
      out += "</tr>";
    }
    return out;
  }

  /// How a milestone is spoken of.
  struct Words {
    const char* name;
    const char* below;  ///< of an interval below what came
    const char* above;
    std::function<std::string(double)> value;
  };

  /// Median and intervals of the model, and whether they held.
  [[nodiscard]] std::string cells(std::size_t task, const Words& words) const {
    const std::vector<double>& quantiles = table_.milestone_row(model_, task).quantiles;
    const double outcome = table_.milestones[task].outcome;
    const auto interval = [&](const char* name, std::size_t low, std::size_t high) {
      const char* verdict = quantiles[high] < outcome  ? words.below
                            : quantiles[low] > outcome ? words.above
                                                       : "held";
      return fmt::format("<td class=\"n\" data-name=\"{}\">{} to {}<span>{}</span></td>", name,
                         words.value(quantiles[low]), words.value(quantiles[high]), verdict);
    };
    return fmt::format("<td class=\"n\" data-name=\"{}\"><b>{}</b></td>", words.name,
                       words.value(quantiles[hub_level::median])) +
           interval("50 % interval", hub_level::low_50, hub_level::high_50) +
           interval("90 % interval", hub_level::low_90, hub_level::high_90);
  }

  const ScoreRun& run_;
  const ScoreTable& table_;
  std::size_t model_;
  const SeriesInfo& series_;
};

}  // namespace

void milestones_csv(const ScoreRun& run, const TextSink& sink) {
  const ScoreTable& table = *run.table;
  const Duration offset = run.full->utc_offset;
  sink(
      "model_id,leaks,origin_time,target,location,milestone,unit,observed_time,observed,median,"
      "low_50,high_50,low_90,high_90,in_50,in_90,wis\n");
  for (const MilestoneRow& row : table.milestone_rows) {
    if (row.quantiles.empty()) continue;
    const MilestoneTask& task = table.milestones[row.task];
    const ScoredMethod& method = table.methods[row.method];
    const bool is_total = task.milestone == Milestone::final_total;
    std::string text =
        fmt::format("{},{},{},{},{},{},{},{}", method.name, method.leaks ? 1 : 0,
                    format_time(task.origin, offset), task.series.target, task.series.location,
                    milestone_name(task.milestone), is_total ? task.series.unit : "h",
                    format_time(task.time, offset));
    for (const double value : {task.outcome, row.quantiles[hub_level::median],
                               row.quantiles[hub_level::low_50], row.quantiles[hub_level::high_50],
                               row.quantiles[hub_level::low_90], row.quantiles[hub_level::high_90]})
      text += fmt::format(",{:.1f}", value);
    sink(text + fmt::format(",{},{},{:.6g}\n", row.in_50 ? 1 : 0, row.in_90 ? 1 : 0, row.wis));
  }
}

std::string milestones_html(const ScoreRun& run, std::size_t model) {
  const ScoreTable& table = *run.table;
  if (table.milestones.empty() || model == table.methods.size()) return "";
  std::string out =
      "<h2>How it ended</h2><p class=\"note\">At every origin: how many there would be in all at "
      "the "
      "end of the scenario, and when 95 % of them would have come, each run measured by its own "
      "end. Beside it what was reported; &ldquo;held&rdquo; where the interval holds it. Series "
      "that "
      "still rose at their last count are left out: how they ended is not known.</p>";
  std::vector<const SeriesInfo*> seen;
  for (const MilestoneTask& task : table.milestones) {
    const bool is_new = std::none_of(seen.begin(), seen.end(), [&](const SeriesInfo* one) {
      return is_same(*one, task.series);
    });
    if (!is_new) continue;
    seen.push_back(&task.series);
    out += SeriesSection(run, model, task.series).html();
  }
  return out;
}

}  // namespace corridor
