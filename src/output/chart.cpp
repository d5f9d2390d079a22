#include "output/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/html.h"

namespace corridor {
namespace {

constexpr double kChartWidth = 480.0;
constexpr double kHeight = 290.0;
constexpr double kLeft = 60.0;
constexpr double kLabelGap = 6.0;
constexpr double kTop = 26.0;
constexpr double kBottom = 34.0;

/// A round number at or above x / parts, of the form 1, 2, 2.5 or 5 times a power of ten.
double round_step(double x, double parts) {
  const double raw = std::max(x, 1e-9) / parts;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double nice : {1.0, 2.0, 2.5, 5.0, 10.0}) {
    if (nice * power >= raw) return nice * power;
  }
  return 10.0 * power;
}

/// Room for the widest label at the right end, in the larger letters of a narrow page.
double label_width(const Fan& fan) {
  constexpr double kLetter = 9.0;
  constexpr double kLeast = 98.0;
  if (std::isnan(fan.q50.back())) return kLeast;
  const std::size_t middle = (rounded(fan.q50.back()) + " median").size();
  const std::size_t high = (rounded(fan.q95.back()) + " 95 %").size();
  return std::max(kLeast, kLetter * static_cast<double>(std::max(middle, high)));
}

class Drawing {
 public:
  explicit Drawing(const FanChart& chart) : chart_(chart) {
    double highest = 0.0;
    for (const double value : chart.fan.q95) highest = std::fmax(highest, value);
    for (const CountMark& count : chart.counts) highest = std::max(highest, count.high);
    if (highest <= 0.0) highest = 1.0;
    constexpr double kTicks = 4.0;
    step_ = round_step(highest, kTicks);
    top_ = step_ * std::max(1.0, std::ceil(highest / step_));
    right_ = kChartWidth - kLabelGap - label_width(chart.fan);
  }

  std::string draw() {
    out_ = fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">", kChartWidth,
                       kHeight, escape_html(chart_.title));
    grid();
    days();
    band(chart_.fan.q05, chart_.fan.q95, 0.22);
    band(chart_.fan.q25, chart_.fan.q75, 0.38);
    line(chart_.fan.q50);
    as_of();
    points();
    end_labels();
    return out_ + "</svg>";
  }

 private:
  double x(Time time) const {
    const double all = static_cast<double>((chart_.times.back() - chart_.times.front()).count());
    const double part = static_cast<double>((time - chart_.times.front()).count());
    return kLeft + (right_ - kLeft) * part / std::max(1.0, all);
  }
  double y(double value) const {
    return kHeight - kBottom - (kHeight - kTop - kBottom) * value / top_;
  }

  void grid() {
    const auto lines = static_cast<int>(std::lround(top_ / step_));
    for (int i = 0; i <= lines; ++i) {
      const double value = step_ * i;
      out_ += fmt::format(
          "<line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"var(--rule)\"/><text "
          "class=\"soft\" x=\"{}\" "
          "y=\"{:.1f}\" text-anchor=\"end\">{}</text>",
          kLeft, right_, y(value), y(value), kLeft - 7, y(value) + 4.5, grouped(value));
    }
  }

  void days() {
    const auto first =
        std::chrono::ceil<std::chrono::days>(chart_.times.front() + chart_.utc_offset);
    const auto last = chart_.times.back() + chart_.utc_offset;
    const auto count = (last - first).count() / 86400 + 1;
    constexpr long long kLongestInDays = 150;
    constexpr long long kMostDays = 5;
    if (count > kLongestInDays) {
      months(first, last);
      return;
    }
    const auto every = std::max<long long>(1, (count + kMostDays - 1) / kMostDays);
    long long index = 0;
    for (auto day = first; day <= last; day += std::chrono::days{1}, ++index) {
      if (index % every != 0) continue;
      tick(day, day_label(std::chrono::year_month_day{day}));
    }
  }

  /// Over many months: the first of some months, with the year.
  void months(std::chrono::sys_days first, Time last) {
    constexpr long long kDaysPerMonth = 30;
    constexpr long long kMostLabels = 4;
    const long long all = (last - first).count() / 86400 / kDaysPerMonth + 1;
    const long long every = std::max<long long>(1, (all + kMostLabels - 1) / kMostLabels);
    const std::chrono::year_month_day begin{first};
    auto month = begin.year() / begin.month();
    if (begin.day() != std::chrono::day{1}) month += std::chrono::months{1};
    for (; std::chrono::sys_days{month / 1} <= last; month += std::chrono::months{every}) {
      const std::string label = day_label(month / 1);
      tick(month / 1, label.substr(label.find(' ') + 1) + " " +
                          std::to_string(static_cast<int>(month.year())));
    }
  }

  void tick(std::chrono::sys_days day, const std::string& label) {
    const double at = x(Time{day} - chart_.utc_offset);
    out_ += fmt::format(
        "<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\" stroke=\"var(--soft)\"/><text "
        "class=\"soft\" x=\"{0:.1f}\" y=\"{3}\" text-anchor=\"middle\">{4}</text>",
        at, kHeight - kBottom, kHeight - kBottom + 5, kHeight - kBottom + 20, label);
  }

  static std::string day_label(const std::chrono::year_month_day& date) {
    static const char* const kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return fmt::format("{} {}", static_cast<unsigned>(date.day()),
                       kMonths[static_cast<unsigned>(date.month()) - 1]);
  }

  static constexpr const char* kBar = "h2";

  /// Calls `draw(from, to)` for every stretch of times without a gap. A single time between two
  /// gaps is drawn as a short bar.
  template <class Draw>
  void stretches(const std::vector<double>& values, Draw&& draw) {
    std::size_t from = 0;
    for (std::size_t i = 0; i <= values.size(); ++i) {
      if (i < values.size() && !std::isnan(values[i])) continue;
      if (i > from) draw(from, i);
      from = i + 1;
    }
  }

  [[nodiscard]] std::string point(const char* command, std::size_t i, double value) const {
    return fmt::format("{}{:.1f},{:.1f}", command, x(chart_.times[i]), y(value));
  }

  void band(const std::vector<double>& low, const std::vector<double>& high, double opacity) {
    std::string path;
    stretches(high, [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) path += point(i == from ? "M" : "L", i, high[i]);
      if (to == from + 1) path += kBar;
      for (std::size_t i = to; i-- > from;) path += point("L", i, low[i]);
      path += "Z";
    });
    out_ += fmt::format("<path d=\"{}\" fill=\"var(--band)\" fill-opacity=\"{}\"/>", path, opacity);
  }

  void line(const std::vector<double>& middle) {
    std::string path;
    stretches(middle, [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) path += point(i == from ? "M" : "L", i, middle[i]);
      if (to == from + 1) path += kBar;
    });
    out_ += fmt::format(
        "<path d=\"{}\" fill=\"none\" stroke=\"var(--line)\" stroke-width=\"2.5\"/>", path);
  }

  void as_of() {
    if (chart_.as_of < chart_.times.front() || chart_.as_of > chart_.times.back()) return;
    out_ += fmt::format(
        "<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\" stroke=\"var(--ink)\" "
        "stroke-dasharray=\"3 3\"/><text class=\"halo\" x=\"{3:.1f}\" y=\"{4}\">as of "
        "{5}</text>",
        x(chart_.as_of), kTop - 8, kHeight - kBottom, x(chart_.as_of) + 4, kTop - 10,
        day_label(std::chrono::year_month_day{
            std::chrono::floor<std::chrono::days>(chart_.as_of + chart_.utc_offset)}));
  }

  void points() {
    for (const CountMark& count : chart_.counts) {
      if (count.time < chart_.times.front() || count.time > chart_.times.back()) continue;
      out_ += fmt::format("<g class=\"count {}\"><title>{}</title>",
                          count.is_later ? "later" : "known", escape_html(count.words));
      if (count.bound != CountBound::none) {
        bound(count);
      } else if (count.high > count.value) {
        span(count);
      } else {
        out_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.4\"/>", x(count.time),
                            y(count.value));
      }
      out_ += "</g>";
    }
  }

  /// A tick with an arrow to where the number may lie.
  void bound(const CountMark& count) {
    const double way = count.bound == CountBound::at_least ? -1.0 : 1.0;
    out_ +=
        fmt::format("<path d=\"M{0:.1f},{1:.1f}h8m-4,0v{2:.1f}m-3,{3:.1f}l3,{4:.1f}l3,{3:.1f}\"/>",
                    x(count.time) - 4.0, y(count.value), way * 11.0, -way * 4.0, way * 4.0);
  }

  void span(const CountMark& count) {
    out_ += fmt::format("<path d=\"M{0:.1f},{1:.1f}h6m-3,0V{2:.1f}m-3,0h6\"/>", x(count.time) - 3.0,
                        y(count.value), y(count.high));
  }

  /// The values at the right end, moved apart where they would collide; none of a gap.
  void end_labels() {
    if (std::isnan(chart_.fan.q50.back())) return;
    constexpr double kApart = 15.0;
    double y95 = y(chart_.fan.q95.back());
    double y50 = std::max(y(chart_.fan.q50.back()), y95 + kApart);
    double y05 = std::max(y(chart_.fan.q05.back()), y50 + kApart);
    const double overflow = std::max(0.0, y05 - (kHeight - kBottom));
    y05 -= overflow;
    y50 = std::min(y50, y05 - kApart);
    y95 = std::min(y95, y50 - kApart);
    const auto label = [&](double at, double value, const char* weight, const char* what) {
      out_ += fmt::format(
          "<text x=\"{}\" y=\"{:.1f}\" font-weight=\"{}\">{} <tspan "
          "class=\"soft\">{}</tspan></text>",
          right_ + kLabelGap, at + 4.5, weight, rounded(value), what);
    };
    label(y95, chart_.fan.q95.back(), "400", "95 %");
    label(y50, chart_.fan.q50.back(), "700", "median");
    label(y05, chart_.fan.q05.back(), "400", "5 %");
  }

  const FanChart& chart_;
  double top_ = 1.0;
  double step_ = 1.0;
  double right_ = kChartWidth;  ///< where the forecast ends and its labels begin
  std::string out_;
};

/// What the marks are.
std::string counts_words(const FanChart& chart) {
  if (chart.counts.empty()) return "";
  if (!chart.counts_are.empty()) return "; circles: " + chart.counts_are;
  const auto later = std::count_if(chart.counts.begin(), chart.counts.end(),
                                   [](const CountMark& count) { return count.is_later; });
  const bool any_bound =
      std::any_of(chart.counts.begin(), chart.counts.end(),
                  [](const CountMark& count) { return count.bound != CountBound::none; });
  const bool any_known = static_cast<std::size_t>(later) < chart.counts.size();
  return std::string(any_known ? "; filled marks: counts known at the as-of time" : "") +
         (later > 0 ? "; hollow: counts known later, not used" : "") +
         (any_bound ? "; arrows: at least, at most" : "");
}

}  // namespace

bool is_empty(const FanChart& chart) {
  return chart.counts.empty() && std::all_of(chart.fan.q95.begin(), chart.fan.q95.end(),
                                             [](double value) { return !(value > 0.0); });
}

std::string draw_fan_chart(const FanChart& chart) {
  return "<figure><figcaption><b>" + escape_html(chart.title) + "</b>" + escape_html(chart.unit) +
         ". Line: median; shades: 50 and 90 % of the runs" + counts_words(chart) + "</figcaption>" +
         Drawing(chart).draw() + "</figure>";
}

}  // namespace corridor
