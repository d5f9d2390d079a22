#include "output/score_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/html.h"

namespace corridor {
namespace {

constexpr double kRow = 30.0;
constexpr double kNames = 190.0;
constexpr double kBars = 360.0;
constexpr double kNumbers = 80.0;

std::string text(double x, double y, const std::string& words, const char* more = "") {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" {}>{}</text>", x, y, more,
                     escape_html(words));
}

std::string label_of(const ScoredMethod& method) {
  std::string name = method.name;
  std::replace(name.begin(), name.end(), '_', ' ');
  return name + (method.leaks ? " *" : "");
}

std::string svg(double width, double height, const std::string& label, const std::string& inside) {
  return fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">{}</svg>",
                     width, height, escape_html(label), inside);
}

std::string bar(double x, double y, double width, const char* style) {
  return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{}\" {}/>", x, y,
                     std::max(0.0, width), kRow - 12.0, style);
}

/// A small fan of one origin.
class OriginFan {
 public:
  OriginFan(const ScoreTable& table, std::size_t method, const CountSeries& counts, Time origin)
      : counts_(counts), origin_(origin) {
    for (std::size_t t = 0; t < table.tasks.size(); ++t) {
      const ScoreTask& task = table.tasks[t];
      const bool is_mine = task.origin == origin && is_same(task.series, counts.info);
      if (is_mine) points_.push_back({task.time, task.outcome, &table.row(method, t).quantiles});
    }
    std::stable_sort(points_.begin(), points_.end(),
                     [](const Point& a, const Point& b) { return a.time < b.time; });
    for (const ReportedCount& count : counts.counts) {
      const bool is_known = count.published < origin && count.time <= origin;
      if (is_known && (newest_ == nullptr || count.time >= newest_->time)) newest_ = &count;
    }
  }

  [[nodiscard]] bool is_empty() const { return points_.empty(); }

  [[nodiscard]] double highest() const {
    double highest = 0.0;
    for (const Point& point : points_)
      highest = std::max({highest, (*point.quantiles)[hub_level::high_90], point.outcome});
    for (const ReportedCount& count : counts_.counts) {
      if (count.published < origin_) highest = std::max(highest, count.value);
    }
    return highest;
  }

  [[nodiscard]] std::string draw(Time first, Time last, double top, Duration offset) const {
    const auto x = [&](Time time) {
      const double all = static_cast<double>((last - first).count());
      return kLeft + (kWidth - kLeft - 6.0) * static_cast<double>((time - first).count()) /
                         std::max(1.0, all);
    };
    const auto y = [&](double value) {
      return kHeight - 16.0 - (kHeight - 34.0) * std::min(value, top) / std::max(1.0, top);
    };
    std::string out = text(0, 11, format_date(origin_, offset), "font-weight=\"600\"");
    for (const double part : {0.0, 0.5, 1.0}) {
      out += fmt::format(
          "<line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"var(--rule)\"/>", kLeft,
          kWidth - 6.0, y(part * top), y(part * top));
      out += text(kLeft - 4, y(part * top) + 4, short_number(part * top),
                  "text-anchor=\"end\" class=\"soft\"");
    }
    out += band(x, y, hub_level::low_90, hub_level::high_90, "0.2") +
           band(x, y, hub_level::low_50, hub_level::high_50, "0.38");
    out += middle(x, y);
    out += fmt::format(
        "<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"18\" y2=\"{1:.1f}\" stroke=\"var(--ink)\" "
        "stroke-dasharray=\"3 3\"/>",
        x(origin_), kHeight - 16.0);
    for (const ReportedCount& count : counts_.counts) {
      if (count.published >= origin_ || count.time < first) continue;
      out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"1.6\" fill=\"var(--soft)\"/>",
                         x(count.time), y(count.value));
    }
    for (const Point& point : points_) {
      out += fmt::format(
          "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2.6\" fill=\"var(--paper)\" "
          "stroke=\"var(--seen)\" stroke-width=\"1.5\"><title>{}: {}; forecast {} ({} to "
          "{})</title></circle>",
          x(point.time), y(point.outcome), format_time(point.time, offset), grouped(point.outcome),
          grouped((*point.quantiles)[hub_level::median]),
          grouped((*point.quantiles)[hub_level::low_90]),
          grouped((*point.quantiles)[hub_level::high_90]));
    }
    return svg(kWidth, kHeight, "forecast of " + format_date(origin_, offset), out);
  }

 private:
  static constexpr double kWidth = 260.0, kHeight = 150.0, kLeft = 40.0;
  struct Point {
    Time time;
    double outcome = 0.0;
    const std::vector<double>* quantiles = nullptr;
  };

  static std::string short_number(double value) {
    constexpr double kThousand = 1e3;
    constexpr double kMillion = 1e6;
    if (value >= kMillion) return fmt::format("{:.3g}M", value / kMillion);
    if (value >= kThousand) return fmt::format("{:.3g}k", value / kThousand);
    return fmt::format("{:.0f}", value);
  }

  /// The path of one quantile; it opens where the newest count known then stands.
  template <class X, class Y>
  std::string edge(X&& x, Y&& y, std::size_t level) const {
    std::string path;
    const auto go_to = [&](Time time, double value) {
      path += fmt::format("{}{:.1f},{:.1f}", path.empty() ? "M" : "L", x(time), y(value));
    };
    if (newest_ != nullptr) go_to(newest_->time, newest_->value);
    for (const Point& point : points_) go_to(point.time, (*point.quantiles)[level]);
    return path;
  }

  template <class X, class Y>
  std::string band(X&& x, Y&& y, std::size_t low, std::size_t high, const char* opacity) const {
    std::string path = edge(x, y, high);
    for (std::size_t i = points_.size(); i-- > 0;)
      path += fmt::format("L{:.1f},{:.1f}", x(points_[i].time), y((*points_[i].quantiles)[low]));
    return "<path d=\"" + path +
           "Z\" fill=\"var(--band)\" stroke=\"var(--band)\" stroke-width=\"3\" "
           "stroke-opacity=\"" +
           opacity + "\" fill-opacity=\"" + opacity + "\"/>";
  }

  template <class X, class Y>
  std::string middle(X&& x, Y&& y) const {
    return "<path d=\"" + edge(x, y, hub_level::median) +
           "\" fill=\"none\" stroke=\"var(--line)\" stroke-width=\"1.8\"/>";
  }

  const CountSeries& counts_;
  Time origin_;
  std::vector<Point> points_;
  const ReportedCount* newest_ = nullptr;  ///< of the counts known at the origin
};

}  // namespace

std::string draw_wis_bars(const ScoreTable& table, const ScoreSummaries& summaries,
                          const std::vector<std::size_t>& methods) {
  const std::size_t all = table.horizons.size();
  double widest = 0.0;
  for (const std::size_t m : methods) widest = std::max(widest, summaries.at(m, all).wis);
  std::string out;
  double y = 4.0;
  for (const std::size_t m : methods) {
    const ScoreSummary& summary = summaries.at(m, all);
    const double scale = kBars / std::max(1e-9, widest);
    out += text(kNames - 8, y + 13, label_of(table.methods[m]),
                table.methods[m].is_model ? "text-anchor=\"end\" font-weight=\"700\""
                                          : "text-anchor=\"end\"");
    double x = kNames;
    for (const auto& [value, style] :
         {std::pair{summary.dispersion, "fill=\"var(--band)\""},
          std::pair{summary.overprediction, "fill=\"var(--busy)\""},
          std::pair{summary.underprediction, "fill=\"var(--seen)\""}}) {
      out += bar(x, y, value * scale, style);
      x += value * scale;
    }
    out += text(x + 6, y + 13, grouped(summary.wis));
    y += kRow;
  }
  return svg(kNames + kBars + kNumbers, y, "mean WIS by method", out);
}

std::string draw_coverage(const ScoreTable& table, const ScoreSummaries& summaries,
                          const std::vector<std::size_t>& methods) {
  const std::size_t all = table.horizons.size();
  const auto x = [](double share) { return kNames + kBars * share; };
  std::string out;
  const double height = 26.0 + kRow * static_cast<double>(methods.size());
  for (const double share : {0.0, 0.5, 0.9, 1.0}) {
    const bool is_nominal = share > 0.0 && share < 1.0;
    out += fmt::format(
        "<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"18\" y2=\"{1:.1f}\" stroke=\"var(--{2})\" {3}/>",
        x(share), height, is_nominal ? "ink" : "rule",
        is_nominal ? "stroke-dasharray=\"3 3\"" : "");
    if (share < 1.0) {
      out += text(x(share), 12, fmt::format("{:.0f} %", 100.0 * share),
                  "text-anchor=\"middle\" class=\"soft\"");
    }
  }
  double y = 26.0;
  for (const std::size_t m : methods) {
    const ScoreSummary& summary = summaries.at(m, all);
    out += text(kNames - 8, y + 13, label_of(table.methods[m]),
                table.methods[m].is_model ? "text-anchor=\"end\" font-weight=\"700\""
                                          : "text-anchor=\"end\"");
    out += fmt::format(
        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"6\" fill=\"var(--band)\"><title>50 %: "
        "{:.0f} %</title></circle><circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"6\" "
        "fill=\"var(--line)\"><title>90 %: {:.0f} %</title></circle>",
        x(summary.coverage_50), y + 9, 100.0 * summary.coverage_50, x(summary.coverage_90), y + 9,
        100.0 * summary.coverage_90);
    y += kRow;
  }
  return svg(kNames + kBars + 30.0, height, "coverage by method", out);
}

std::string draw_pit(const std::string& title, const std::vector<double>& shares) {
  constexpr double kWidth = 460.0, kHeight = 200.0, kBottom = 24.0;
  const double flat = 1.0 / static_cast<double>(shares.size());
  const double top = std::max(2.5 * flat, *std::max_element(shares.begin(), shares.end()));
  const double step = kWidth / static_cast<double>(shares.size());
  std::string out;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double height = (kHeight - kBottom) * shares[i] / top;
    out += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
        "fill=\"var(--band)\"><title>{:.0f} %</title></rect>",
        static_cast<double>(i) * step + 1, kHeight - kBottom - height, step - 2, height,
        100.0 * shares[i]);
  }
  const double level = kHeight - kBottom - (kHeight - kBottom) * flat / top;
  out += fmt::format(
      "<line x1=\"0\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"var(--ink)\" "
      "stroke-dasharray=\"3 3\"/>",
      kWidth, level, level);
  out += text(0, kHeight - 5, "below the forecast", "class=\"soft\"") +
         text(kWidth, kHeight - 5, "above it", "text-anchor=\"end\" class=\"soft\"");
  return "<figure><figcaption><b>" + escape_html(title) + "</b></figcaption>" +
         svg(kWidth, kHeight, title, out) + "</figure>";
}

std::string draw_fans(const ScoreTable& table, std::size_t method, const CountSeries& counts,
                      Duration utc_offset) {
  std::vector<OriginFan> fans;
  double top = 0.0;
  for (const Time origin : table.origins) {
    OriginFan fan(table, method, counts, origin);
    if (fan.is_empty()) continue;
    top = std::max(top, fan.highest());
    fans.push_back(std::move(fan));
  }
  double largest = 0.0;
  Time first = std::min(counts.counts.front().time, table.origins.front());
  Time last = first;
  for (const ReportedCount& count : counts.counts) largest = std::max(largest, count.value);
  for (const ScoreTask& task : table.tasks) {
    if (is_same(task.series, counts.info)) last = std::max(last, task.time);
  }
  // One scale for all origins; forecasts far above what ever came are cut off.
  constexpr double kHighestOfLargest = 2.0;
  top = std::min(top, kHighestOfLargest * largest);
  std::string out = "<div class=\"fans\">";
  for (const OriginFan& fan : fans) out += fan.draw(first, last, top, utc_offset);
  return out + "</div>";
}

}  // namespace corridor
