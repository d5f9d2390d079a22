// What the counts taught: warnings first, then each parameter before and after, and how the sampler
// fared.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/count_checks.h"
#include "output/counts_shown.h"
#include "output/html.h"
#include "output/report_sections.h"
#include "scenario/names.h"

namespace corridor {
namespace {

constexpr double kDotsRow = 44.0;
constexpr double kBarBelow = 15.0;  ///< the middle of the bars, below the words
constexpr double kDotsWidth = 780.0;
constexpr double kDotsTop = 20.0;

/// Shown are the parameters about which the counts said something: their range shrank to this
/// share, or their median moved by a quarter of the prior's range.
constexpr double kShrunk = 0.75;
constexpr double kMoved = 0.25;

bool taught_something(const LearnedParameter& parameter) {
  const double range = parameter.prior[2] - parameter.prior[0];
  if (range <= 0.0) return false;
  return parameter.posterior[2] - parameter.posterior[0] < kShrunk * range ||
         std::abs(parameter.posterior[1] - parameter.prior[1]) > kMoved * range;
}

/// The beginning of what does not fit on a line, in whole words.
std::string beginning(const std::string& words) {
  constexpr std::size_t kMostLetters = 100;
  if (words.size() <= kMostLetters) return words;
  return words.substr(0, words.rfind(' ', kMostLetters)) + "\u2026";
}

/// One parameter: the prior's range spans the middle half of the axis; the posterior lies on it.
std::string row(const LearnedParameter& parameter, const std::string& words, double y) {
  const double range = parameter.prior[2] - parameter.prior[0];
  const auto x = [&](double value) {
    const double place = 0.25 + 0.5 * (value - parameter.prior[0]) / range;
    return kDotsWidth * std::clamp(place, 0.0, 1.0);
  };
  const auto bar = [&](const double(&q)[3], double height, const char* colour, double opacity) {
    return fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"var({})\" "
        "opacity=\"{}\"/>",
        x(q[0]), y + kBarBelow - height / 2.0, std::max(1.5, x(q[2]) - x(q[0])), height, colour,
        opacity);
  };
  return fmt::format("<text x=\"0\" y=\"{:.1f}\"><title>{}</title>{}</text>", y + 4.5,
                     escape_html(words), escape_html(beginning(words))) +
         bar(parameter.prior, 14.0, "--rule", 1.0) + bar(parameter.posterior, 7.0, "--band", 0.9) +
         fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.5\" fill=\"var(--line)\"/>",
                     x(parameter.posterior[1]), y + kBarBelow);
}

/// What a parameter means; of an event that may have happened its id, which is all there is.
std::string words_of(const LearnedParameter& parameter, const Scenario& known) {
  const ParameterId id = known.parameters.find(parameter.name);
  return id.valid() ? known.parameters[id].meaning : parameter.name;
}

std::string plot(const std::vector<LearnedParameter>& parameters, const Scenario& known) {
  std::string rows;
  double y = kDotsTop;
  std::size_t shown = 0;
  for (const LearnedParameter& parameter : parameters) {
    if (parameter.name.rfind("shock ", 0) == 0 || !taught_something(parameter)) continue;
    rows += row(parameter, words_of(parameter, known), y);
    y += kDotsRow;
    ++shown;
  }
  if (shown == 0) return "<p>The counts moved no parameter by much.</p>";
  return fmt::format(
      "<figure><figcaption><b>What the counts taught about the parameters</b>Grey: 90 % range "
      "before the counts; blue: 90 % range and median with them. Each on its own scale; parameters "
      "that the counts hardly moved are left out.</figcaption><svg viewBox=\"0 0 {:.0f} {:.0f}\" "
      "role=\"img\" aria-label=\"Parameters before and after the counts\">{}</svg></figure>",
      kDotsWidth, y, rows);
}

std::string checks(const ReportReader& reader) {
  std::string out =
      "<div class=\"scroll\"><table><thead><tr><th>Counts of</th><th class=\"n\">How many</th><th "
      "class=\"n\">p of so large a misfit</th></tr></thead><tbody>";
  for (const CountCheck& check : reader.run().learned->checks) {
    out += fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{:.2g}</td></tr>",
                       escape_html(name_of_counts(reader.known(), reader.results().series, check)),
                       check.counts, check.p_value);
  }
  return out + "</tbody></table></div>";
}

}  // namespace

std::string report_learned(const ReportReader& reader) {
  const AssimilationDiagnostics* learned = reader.run().learned;
  if (learned == nullptr || learned->counts == 0) return "";
  std::string out = fmt::format(
      "<h2 id=\"learned\">What the counts taught</h2><p>{} counts known at the time were learned "
      "from.</p>",
      learned->counts);
  out +=
      plot(learned->parameters, reader.known()) + checks(reader) + known_counts_table(reader.run());
  const AssimilationStage& last = learned->stages.back();
  return out +
         fmt::format(
             "<p class=\"note\">{} trajectories; {} rounds of moves up to a power of {:.2g} of the "
             "likelihood, in the last {:.0f} % of them accepted; the members descend from {} "
             "independent draws. Log evidence "
             "{:.1f}.</p>",
             grouped(static_cast<double>(learned->runs)), learned->stages.size(), last.temperature,
             100.0 * last.acceptance, last.ancestors, learned->log_evidence);
}

}  // namespace corridor
