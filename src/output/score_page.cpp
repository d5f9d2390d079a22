// score.html: what the forecasts would have been worth. One file, nothing fetched.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/html.h"
#include "output/score_charts.h"
#include "output/score_output.h"
#include "output/score_words.h"
#include "scenario/names.h"

namespace corridor {
namespace {

const char* const kScoreStyle = R"(<style>
.fans{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:14px 20px;margin:10px 0}
.fans svg text{font-size:10.5px}
.bars svg{max-width:700px}
td.says{min-width:240px}
td.best{font-weight:700}
tr.model td{background:var(--panel)}
tr.leak td{color:var(--soft)}
.key{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:14px;margin:6px 0}
.key i{display:inline-block;width:12px;height:12px;margin-right:6px;vertical-align:-1px}
.ended th{white-space:nowrap}
@media(max-width:900px){.ended td.n{white-space:normal}}
@media(max-width:520px){.fans{grid-template-columns:1fr;gap:12px}}
</style>)";

std::string plain(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

class Page {
 public:
  explicit Page(const ScoreRun& run)
      : run_(run), table_(*run.table), summaries_(*run.summaries), all_(table_.horizons.size()) {
    for (std::size_t m = 0; m < table_.methods.size(); ++m) order_.push_back(m);
    std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
      if (table_.methods[a].leaks != table_.methods[b].leaks) return table_.methods[b].leaks;
      return summaries_.at(a, all_).wis < summaries_.at(b, all_).wis;
    });
    while (model_ < table_.methods.size() && !table_.methods[model_].is_model) ++model_;
  }

  [[nodiscard]] std::string html() const {
    return html_page("Scores: " + run_.full->title,
                     kScoreStyle + top() + scores() + parts() + calibration() + fans() +
                         milestones_html(run_, model_) + differences() + method());
  }

 private:
  [[nodiscard]] std::string date(Time time) const {
    return format_date(time, run_.full->utc_offset);
  }

  [[nodiscard]] std::string top() const {
    std::string out =
        "<p class=\"kicker\">Back-test</p><h1>" + escape_html(run_.full->title) + "</h1>";
    const std::size_t best = summaries_.best[all_];
    if (model_ == table_.methods.size() || best == table_.methods.size()) return out;
    const ScoreSummary& mine = summaries_.at(model_, all_);
    out += fmt::format(
        "<p class=\"lead\">At {} origins from {} to {}, {}. Its mean weighted interval score is {} "
        "against {}. Its 90 % intervals held {:.0f} % of {} later counts.</p>",
        table_.origins.size(), date(table_.origins.front()), date(table_.origins.back()),
        verdict_words(table_, summaries_), grouped(mine.wis),
        grouped(summaries_.at(best, all_).wis), 100.0 * mine.coverage_90, table_.tasks.size());
    return out + tiles(mine);
  }

  [[nodiscard]] static std::string tiles(const ScoreSummary& mine) {
    const auto tile = [](const std::string& number, const std::string& words) {
      return "<div class=\"tile\"><b>" + number + "</b><span>" + words + "</span></div>";
    };
    return "<div class=\"tiles\">" +
           tile(fmt::format("{:.2f}", mine.ratio_to_best),
                fmt::format("score relative to the best baseline; 90 % interval {:.2f} to {:.2f}",
                            mine.ratio_low, mine.ratio_high)) +
           tile(fmt::format("{:.0f} %", 100.0 * mine.coverage_50),
                "of counts in the 50 % interval") +
           tile(fmt::format("{:.0f} %", 100.0 * mine.coverage_90),
                "of counts in the 90 % interval") +
           tile(fmt::format("{:+.2f}", mine.bias),
                "bias, from -1 (always too low) to 1 (always too high)") +
           "</div>";
  }

  [[nodiscard]] double lowest(std::size_t horizon) const {
    double lowest = INFINITY;
    for (const std::size_t m : order_) {
      if (!table_.methods[m].leaks) lowest = std::min(lowest, summaries_.at(m, horizon).wis);
    }
    return lowest;
  }

  [[nodiscard]] std::string scores() const {
    std::string head = "<th>method</th>";
    for (const Horizon& horizon : table_.horizons)
      head += "<th class=\"n\">" + escape_html(horizon.label) + "</th>";
    head +=
        "<th class=\"n\">all</th><th class=\"n\">to best baseline</th><th class=\"n\">relative "
        "skill</th><th>what it does</th>";
    std::string rows;
    for (const std::size_t m : order_) rows += score_row(m);
    return "<h2>Score by horizon</h2><p class=\"note\">Mean weighted interval score, in people (or "
           "the unit of the series); smaller is better, bold is the best without a leak. Relative "
           "skill: below 1 is better than the average method.</p><div "
           "class=\"scroll\"><table><tr>" +
           head + "</tr>" + rows +
           "</table></div><p class=\"note\">* uses what nobody could have known; shown, not "
           "compared "
           "with.</p>";
  }

  [[nodiscard]] std::string score_row(std::size_t m) const {
    const ScoredMethod& method = table_.methods[m];
    std::string row = std::string("<tr") +
                      (method.is_model ? " class=\"model\""
                       : method.leaks  ? " class=\"leak\""
                                       : "") +
                      "><td>" + escape_html(plain(method.name)) + (method.leaks ? " *" : "") +
                      "</td>";
    for (std::size_t h = 0; h <= all_; ++h) {
      const double wis = summaries_.at(m, h).wis;
      const bool is_best = !method.leaks && wis <= lowest(h);
      row += fmt::format("<td class=\"n{}\">{}</td>", is_best ? " best" : "",
                         summaries_.at(m, h).tasks > 0 ? grouped(wis) : "");
    }
    const ScoreSummary& summary = summaries_.at(m, all_);
    row += fmt::format("<td class=\"n\">{:.2f} <span class=\"note\">({:.2f}–{:.2f})</span></td>",
                       summary.ratio_to_best, summary.ratio_low, summary.ratio_high);
    row += std::isnan(summary.relative_skill)
               ? std::string("<td></td>")
               : fmt::format("<td class=\"n\">{:.2f}</td>", summary.relative_skill);
    return row + "<td class=\"says\">" + escape_html(method.meaning) + "</td></tr>";
  }

  [[nodiscard]] std::string parts() const {
    return "<h2>Where the score comes from</h2><div class=\"key\"><span><i "
           "style=\"background:var(--band)\"></i>width of the intervals</span><span><i "
           "style=\"background:var(--busy)\"></i>forecast too high</span><span><i "
           "style=\"background:var(--seen)\"></i>forecast too low</span></div><div "
           "class=\"scroll bars\">" +
           draw_wis_bars(table_, summaries_, order_) + "</div>";
  }

  [[nodiscard]] std::string calibration() const {
    std::string out =
        "<h2>Do the intervals hold what they promise?</h2><div class=\"key\"><span><i "
        "style=\"background:var(--band)\"></i>50 % interval</span><span><i "
        "style=\"background:var(--line)\"></i>90 % interval</span></div><div class=\"scroll "
        "bars\">" +
        draw_coverage(table_, summaries_, order_) + "</div>";
    out +=
        "<p class=\"note\">Where the counts fell in the forecast distributions (randomised PIT); "
        "flat is right, a hump is too wide, a U too narrow, a slope a bias.</p><div "
        "class=\"pair\">";
    if (model_ < table_.methods.size())
      out += draw_pit(plain(table_.methods[model_].name), summaries_.at(model_, all_).pit);
    const std::size_t best = summaries_.best[all_];
    if (best < table_.methods.size())
      out += draw_pit(plain(table_.methods[best].name), summaries_.at(best, all_).pit);
    return out + "</div>";
  }

  /// The total and the largest places, at most four series.
  [[nodiscard]] std::vector<CountSeries> main_series() const {
    constexpr std::size_t kMost = 4;
    std::vector<CountSeries> wanted;
    for (CountSeries& series : reported_counts(*run_.full)) {
      const bool is_scored =
          std::any_of(table_.tasks.begin(), table_.tasks.end(),
                      [&](const ScoreTask& task) { return is_same(task.series, series.info); });
      if (is_scored) wanted.push_back(std::move(series));
    }
    std::stable_sort(wanted.begin(), wanted.end(), [](const CountSeries& a, const CountSeries& b) {
      return a.counts.back().value > b.counts.back().value;
    });
    wanted.resize(std::min(wanted.size(), kMost));
    return wanted;
  }

  [[nodiscard]] std::string fans() const {
    if (model_ == table_.methods.size()) return "";
    std::string out =
        "<h2>Forecast by forecast</h2><div class=\"key\"><span><i "
        "style=\"background:var(--band)\"></i>50 and 90 % of the forecast, from the newest "
        "count on</span><span>grey dots: counts known then</span><span><i style=\"border:2px solid "
        "var(--seen);border-radius:50%\"></i>counts that came</span></div>";
    bool is_first = true;
    for (const CountSeries& series : main_series()) {
      const std::string name = plain(series.info.target) +
                               (series.info.location.empty()
                                    ? ""
                                    : ", " + names_of_location(*run_.full, series.info.location));
      out += std::string("<details") + (is_first ? " open" : "") + "><summary>" +
             escape_html(name) + ", " + escape_html(series.info.unit) + "</summary>" +
             draw_fans(table_, model_, series, run_.full->utc_offset) + "</details>";
      is_first = false;
    }
    return out;
  }

  [[nodiscard]] std::string differences() const {
    std::string rows;
    const auto cell = [](double value) {
      return std::isnan(value) ? std::string("<td></td>")
                               : fmt::format("<td class=\"n\">{:.3f}</td>", value);
    };
    for (const std::size_t m : order_) {
      const ScoreSummary& summary = summaries_.at(m, all_);
      rows += "<tr><td>" + escape_html(plain(table_.methods[m].name)) +
              (table_.methods[m].leaks ? " *" : "") + "</td>" + cell(summary.relative_difference) +
              cell(summary.rescaled_difference) +
              fmt::format("<td class=\"n\">{}</td></tr>", grouped(summary.crps));
    }
    return "<h2>Other measures</h2><p class=\"note\">Averaged relative difference as Flee prints "
           "it, "
           "of the medians; rescaled: of the shares only. CRPS of the whole "
           "distribution.</p><div class=\"scroll\"><table><tr><th>method</th><th "
           "class=\"n\">relative difference</th><th class=\"n\">rescaled</th><th "
           "class=\"n\">CRPS</th></tr>" +
           rows + "</table></div>";
  }

  [[nodiscard]] std::string method() const {
    std::string horizons;
    for (const Horizon& horizon : table_.horizons)
      horizons += (horizons.empty() ? "" : ", ") + horizon.label;
    std::string warnings;
    for (const std::string& warning : run_.warnings)
      warnings += "<p class=\"note\">" + escape_html(warning) + "</p>";
    return fmt::format(
               "<h2>How this was made</h2><p>Each forecast, but those marked *, used only what was "
               "published before its origin. Baselines are made probabilistic by their own past "
               "errors at the same "
               "lead. "
               "Scored are reported counts only (exactly, about), at the horizons {}: those "
               "nearest to "
               "each horizon, every later one for \"end\". Intervals of ratios: block bootstrap "
               "over "
               "origins. The best baseline is chosen with hindsight.</p><p class=\"note\">{} "
               "members, "
               "seed "
               "{}, version {}, input {}.</p>",
               escape_html(horizons), run_.members, run_.seed, escape_html(run_.version),
               escape_html(run_.digest.substr(0, 12))) +
           warnings;
  }

  const ScoreRun& run_;
  const ScoreTable& table_;
  const ScoreSummaries& summaries_;
  std::size_t all_;
  std::vector<std::size_t> order_;
  std::size_t model_ = 0;
};

}  // namespace

std::string score_html(const ScoreRun& run) { return Page(run).html(); }

}  // namespace corridor
