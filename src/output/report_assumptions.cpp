// The parameters the scenario states, their priors and reasons, and what run this was.
#include <fmt/format.h>

#include "output/html.h"
#include "output/report_sections.h"

namespace corridor {

std::string report_assumptions(const ReportReader& reader) {
  const ForecastRun& run = reader.run();
  std::string out =
      "<h2>What it assumes</h2><p>Civilians only, in counts of households; no deaths are "
      "predicted. Everything uncertain is a "
      "parameter with a prior; a forecast uses only what was published before its time. Parameters "
      "below are the "
      "scenario's own or changed by it; <code>corridor parameters</code> lists all, <code>corridor "
      "explain</code> the equations.</p>"
      "<div class=\"scroll\"><table><thead><tr><th>Parameter</th><th class=\"n\">Median</th><th "
      "class=\"n\">90 %</th><th>Unit</th><th>Reason</th></tr></thead><tbody>";
  for (std::uint32_t i = 0; i < run.known->parameters.all().size(); ++i) {
    const Parameter& parameter = run.known->parameters.all()[i];
    if (!parameter.from_scenario) continue;
    const ParameterSummary summary = run.sampler->summary(ParameterId{i});
    out += fmt::format(
        "<tr><td>{}</td><td class=\"n\">{:.3g}</td><td class=\"n\">{:.3g} to "
        "{:.3g}</td><td>{}</td><td>{}; {}</td></tr>",
        escape_html(parameter.name), summary.median, summary.low, summary.high,
        escape_html(parameter.unit), escape_html(parameter.meaning), escape_html(parameter.source));
  }
  out += "</tbody></table></div>";
  return out + fmt::format(
                   "<p class=\"note\">Corridor {}, {} members, seed {}, scenario {} ({}), steps of "
                   "{} min.</p>",
                   run.version, reader.results().members, run.seed, escape_html(run.known->id),
                   run.digest.substr(0, 12), reader.results().step.count() / 60);
}

}  // namespace corridor
