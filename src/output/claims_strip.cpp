#include "output/claims_strip.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "output/belief.h"
#include "output/counts_shown.h"
#include "output/html.h"
#include "output/report_reader.h"
#include "results/contradicted_counts.h"
#include "scenario/ledger.h"
#include "scenario/names.h"

namespace corridor {
namespace {

/// A mark by source type: told apart by shape as well as by colour.
std::string mark(const std::string& source_type) {
  if (source_type == "government") return "<rect x=\"2.5\" y=\"2.5\" width=\"11\" height=\"11\"/>";
  if (source_type == "un") return "<path d=\"M8 1.5 15 14H1z\"/>";
  if (source_type == "ngo") return "<path d=\"M8 .8 15.2 8 8 15.2.8 8z\"/>";
  if (source_type == "press") return "<circle class=\"ring\" cx=\"8\" cy=\"8\" r=\"5\"/>";
  return "<circle cx=\"8\" cy=\"8\" r=\"6\"/>";
}

std::string mark_svg(const std::string& source_type, const std::string& style) {
  return "<svg class=\"mark " + source_type + "\" style=\"" + style +
         "\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">" + mark(source_type) + "</svg>";
}

/// The horizontal scale of a quantity.
struct Scale : QuantitySpan {
  using QuantitySpan::QuantitySpan;

  /// Percent of the width.
  [[nodiscard]] double at(double value) const { return 100.0 * share(value); }

  /// Round numbers, four or so.
  [[nodiscard]] std::vector<double> ticks() const {
    constexpr double kWanted = 4.0;
    const double rough = (high - low) / kWanted;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = power;
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
      step = factor * power;
      if (step >= rough) break;
    }
    std::vector<double> ticks;
    const auto first = static_cast<long long>(std::ceil(low / step));
    const auto last = static_cast<long long>(std::floor(high / step));
    for (long long k = first; k <= last; ++k) ticks.push_back(static_cast<double>(k) * step);
    return ticks;
  }
};

std::string grid_lines(const Scale& scale) {
  std::string out;
  for (const double tick : scale.ticks())
    out += fmt::format("<i class=\"grid\" style=\"left:{:.1f}%\"></i>", scale.at(tick));
  return out;
}

std::string whisker(const Reading& reading, const Scale& scale) {
  const double from = scale.at(reading.low);
  const double to = scale.at(reading.high);
  const bool is_open = !std::isfinite(reading.high);
  return fmt::format("<i class=\"whisker {}{}{}\" style=\"left:{:.1f}%;width:{:.1f}%\"></i>",
                     reading.claim->source_type, is_open ? " open" : "",
                     reading.claim->qualifier == Qualifier::at_most ? " down" : "", from,
                     std::max(to - from, 0.3));
}

std::string reference(const Claim& claim, Duration offset) {
  const std::string name =
      claim.publication.empty() ? "link" : "<bdi>" + escape_html(claim.publication) + "</bdi>";
  const std::string where =
      claim.url.empty() ? name : "<a href=\"" + escape_html(claim.url) + "\">" + name + "</a>";
  return where + ", " + format_date(claim.published, offset);
}

std::string row(const Reading& reading, const Quantity& quantity, const Scale& scale,
                Duration offset, bool is_later) {
  const Claim& claim = *reading.claim;
  std::string words = escape_html(claim_words(claim));
  if (reading.is_converted) {
    words += "<span class=\"note\"> = " + rounded(reading.value) + " " +
             escape_html(spaced(quantity.unit)) + "</span>";
  }
  if (claim.weight == 0.0) words += "<span class=\"note\"> (not trusted)</span>";
  std::string marks;
  for (const double value : {reading.value, reading.value_high}) {
    marks += mark_svg(claim.source_type, fmt::format("left:{:.1f}%", scale.at(value)));
    if (reading.value_high == reading.value) break;
  }
  return std::string("<div class=\"claim") + (is_later ? " later" : "") +
         "\"><div class=\"who\"><b><bdi>" + escape_html(claim.said_by) +
         "</bdi></b><span class=\"note\">" + reference(claim, offset) +
         (is_later ? ", later" : "") + "</span></div><div class=\"track\">" + grid_lines(scale) +
         whisker(reading, scale) + marks + "</div><div class=\"said\">" + words +
         (claim.statement.empty()
              ? ""
              : "<span class=\"note\"><bdi>" + escape_html(claim.statement) + "</bdi></span>") +
         "</div></div>";
}

/// What the forecast believes of a quantity; `who` says on what grounds.
std::string belief_row(const std::string& who, const Estimate& belief, const Quantity& quantity,
                       const Scale& scale) {
  return "<div class=\"claim belief\"><div class=\"who\"><b>This forecast" + who +
         "</b><span class=\"note\">median and 90 %</span></div><div class=\"track\">" +
         grid_lines(scale) +
         fmt::format(
             "<i class=\"band\" style=\"left:{:.1f}%;width:{:.1f}%\"></i><i "
             "class=\"median\" style=\"left:{:.1f}%\"></i>",
             scale.at(belief.low), scale.at(belief.high) - scale.at(belief.low),
             scale.at(belief.median)) +
         "</div><div class=\"said\">" + rounded(belief.median) + "<span class=\"note\"> (" +
         rounded(belief.low) + " to " + rounded(belief.high) + ") " +
         escape_html(spaced(quantity.unit)) + "</span></div></div>";
}

std::string axis_row(const Scale& scale, const std::string& unit) {
  std::string out = "<div class=\"claim axis\"><div class=\"who\"></div><div class=\"track\">";
  for (const double tick : scale.ticks())
    out += fmt::format("<span style=\"left:{:.1f}%\">{}</span>", scale.at(tick), grouped(tick));
  return out + "</div><div class=\"said note\">" + escape_html(spaced(unit)) + "</div></div>";
}

std::string strip(const Quantity& quantity, const ForecastRun& run,
                  const std::set<const Claim*>& later) {
  const Scenario& known = *run.known;
  const Scale scale(quantity);
  std::string title = plain_name(quantity.subject);
  if (!quantity.place.empty()) title += " in " + names_of_location(known, quantity.place);
  if (quantity.holds_for) title += ", " + format_date(*quantity.holds_for, known.utc_offset);
  std::string out = "<figure class=\"strip\"><figcaption><b>" + escape_html(title) + ": " +
                    escape_html(spaced(dispute_words(quantity))) + "</b>" +
                    escape_html(quantity.meaning) + "</figcaption>";
  for (const Reading& reading : quantity.readings)
    out += row(reading, quantity, scale, known.utc_offset, later.contains(reading.claim));
  const ParameterId id = known.parameters.find(quantity.subject);
  if (id.valid() && run.sampler->is_uncertain(id) && later.empty() &&
      is_about_a_parameters_matter(known, quantity.place, quantity.holds_for)) {
    const ParameterSummary belief = belief_in(run, id);
    out += belief_row(belief_words(run), {belief.low, belief.median, belief.high}, quantity, scale);
  }
  if (const auto of_then = forecast_of(*run.results, *quantity.readings.front().claim))
    out += belief_row(" of then", *of_then, quantity, scale);
  return out + axis_row(scale, quantity.unit) + "</figure>";
}

std::string legend() {
  std::string out = "<p class=\"note legend\">";
  for (const char* type : {"party", "government", "un", "ngo", "press"}) {
    const std::string name = std::string(type) == "party" ? "party to the conflict"
                             : std::string(type) == "un"  ? "United Nations"
                             : std::string(type) == "ngo" ? "aid organisation"
                                                          : type;
    out += "<span>" + mark_svg(type, "") + " " + name + "</span>";
  }
  return out + "</p>";
}

/// Subject, place and the moment that a claim holds for.
std::string about(const Scenario& known, const Claim& claim) {
  std::string out = escape_html(plain_name(claim.subject));
  if (!claim.place.empty()) out += "<br>" + where_html(known, claim.place);
  if (claim.holds_for)
    out += "<br><span class=\"note\">for " + moment_words(*claim.holds_for, known.utc_offset) +
           "</span>";
  return out;
}

/// Of a claim of a series: what the forecast says of the same moment; of others nothing.
std::string forecast_of_then(const ForecastRun& run, const Claim& claim) {
  const std::optional<Estimate> forecast = forecast_of(*run.results, claim);
  if (!forecast) return "";
  return "<br><span class=\"note\">forecast of then: " + rounded(forecast->median) + " (" +
         range_words(*forecast) + ") " + escape_html(spaced(run.known->unit_of(claim.subject))) +
         "</span>";
}

std::string table(const ForecastRun& run) {
  const Scenario& known = *run.known;
  std::vector<const Claim*> claims;
  for (const Claim& claim : known.claims) claims.push_back(&claim);
  std::stable_sort(claims.begin(), claims.end(),
                   [](const Claim* a, const Claim* b) { return a->published > b->published; });
  std::string out =
      "<details><summary>All " + std::to_string(claims.size()) +
      " claims known at the time</summary><div "
      "class=\"scroll\"><table><thead><tr><th>About</th><th>Claim</th><th>Said by</th>"
      "<th>Published</th></tr></thead><tbody>";
  for (const Claim* claim : claims) {
    std::string words = escape_html(claim_words(*claim));
    if (claim->value && !claim->statement.empty())
      words += "<br><span class=\"note\"><bdi>" + escape_html(claim->statement) + "</bdi></span>";
    out += "<tr><td>" + about(known, *claim) + "</td><td>" + words + forecast_of_then(run, *claim) +
           "</td><td><bdi>" + escape_html(claim->said_by) + "</bdi><br><span class=\"note\">" +
           claim->source_type + "</span></td><td>" + reference(*claim, known.utc_offset) +
           "</td></tr>";
  }
  return out + "</tbody></table></div></details>";
}

}  // namespace

std::string draw_claims(const ForecastRun& run) {
  std::string out = legend();
  for (const Quantity& quantity : known_quantities(*run.known, *run.sampler)) {
    if (quantity.is_contested()) out += strip(quantity, run, {});
  }
  return out + table(run);
}

std::string draw_later_claims(const ForecastRun& run) {
  std::vector<const Claim*> claims;
  std::set<const Claim*> later_claims;
  for (const Claim& claim : run.known->claims) claims.push_back(&claim);
  for (const Claim& claim : run.later->claims) {
    claims.push_back(&claim);
    later_claims.insert(&claim);
  }
  std::string out;
  for (const Quantity& quantity :
       quantities(*run.known, claims, size_range(*run.sampler), run.sampler->claim_widths())) {
    const bool has_later =
        std::any_of(quantity.readings.begin(), quantity.readings.end(),
                    [&](const Reading& reading) { return later_claims.contains(reading.claim); });
    if (has_later && quantity.is_contested()) out += strip(quantity, run, later_claims);
  }
  return out;
}

}  // namespace corridor
