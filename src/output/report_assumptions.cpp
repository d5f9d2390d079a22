// The parameters the scenario states, their priors and reasons, and what run this was.
#include <fmt/format.h>

#include <cmath>

#include "output/belief.h"
#include "output/html.h"
#include "output/report_sections.h"

namespace corridor {

namespace {

/// Three significant figures, without powers of ten: 0.0358, 96.6, 116,000.
std::string precise(double value) {
  constexpr double kThousand = 1000.0;
  if (std::fabs(value) < kThousand) return fmt::format("{:.3g}", value);
  const double unit = std::pow(10.0, std::floor(std::log10(std::fabs(value))) - 2.0);
  return grouped(std::round(value / unit) * unit);
}

/// Shown whoever set it: what stands ready is counted by it.
bool is_of_needs(const Parameter& parameter) { return parameter.name.starts_with("needs."); }

}  // namespace

std::string report_assumptions(const ReportReader& reader) {
  const ForecastRun& run = reader.run();
  std::string out =
      "<h2 id=\"assumptions\">What it assumes</h2><p>Civilians only, in counts of households; no "
      "deaths are "
      "predicted. Everything uncertain is a "
      "parameter with a prior; a forecast uses only what was published before its time. Parameters "
      "below are the "
      "scenario's own or changed by it, and the standards and shares that needs are counted by; "
      "<code>corridor parameters</code> lists all, <code>corridor "
      "explain</code> the equations.</p>"
      "<table class=\"assumed\"><thead><tr><th>What</th><th class=\"n\">Median and 90 %" +
      belief_words(run) + "</th><th>Why</th></tr></thead><tbody>";
  for (std::uint32_t i = 0; i < run.known->parameters.all().size(); ++i) {
    const Parameter& parameter = run.known->parameters.all()[i];
    if (!parameter.from_scenario && !is_of_needs(parameter)) continue;
    const ParameterSummary summary = belief_in(run, ParameterId{i});
    const std::string range =
        summary.low == summary.high ? "" : precise(summary.low) + " to " + precise(summary.high);
    out += fmt::format(
        "<tr><td>{}<code>{}</code></td><td class=\"n\"><b>{}</b> "
        "{}<span>{}</span></td><td>{}</td></tr>",
        escape_html(parameter.meaning), escape_html(parameter.name), precise(summary.median),
        parameter.unit == "1" ? "" : escape_html(parameter.unit), range,
        escape_html(parameter.source));
  }
  out += "</tbody></table>";
  return out + fmt::format(
                   "<p class=\"note\">Corridor {}, {} runs, seed {}, scenario {} ({}), steps of "
                   "{} min.</p>",
                   run.version, reader.results().members, run.seed, escape_html(run.known->id),
                   run.digest.substr(0, 12), reader.results().step.count() / 60);
}

}  // namespace corridor
