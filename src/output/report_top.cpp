// The answer in two sentences with ranges, and the probabilities that decide what to prepare.
#include <fmt/format.h>

#include "output/camps_report.h"
#include "output/html.h"
#include "output/report_sections.h"

namespace corridor {
namespace {

/// The size people spoke of first: 40,000 families, which some repeated as 40,000 people.
constexpr double kFortyThousand = 40000.0;

/// No line ends between a number and its per-cent sign.
std::string unbroken(std::string text) {
  for (std::size_t at = 0; (at = text.find(" %", at)) != std::string::npos;)
    text.replace(at, 1, "&nbsp;");
  return text;
}

/// Where on the page is what.
std::string contents(const ReportReader& reader) {
  std::string out = "<nav aria-label=\"contents\">";
  const auto link = [&](const char* id, const char* words) {
    out += std::string("<a href=\"#") + id + "\">" + words + "</a>";
  };
  link("prepare", "What to prepare for");
  link("arrivals", "How many, when");
  link("road", "The road");
  link("map", "Map");
  link("needs", "Needs by place");
  link("claims", "Who says what");
  const AssimilationDiagnostics* learned = reader.run().learned;
  if (learned != nullptr && learned->counts > 0) link("learned", "What the counts taught");
  if (reader.run().ranking != nullptr) link("checking", "What to check");
  link("assumptions", "Assumptions");
  return out + "</nav>";
}

}  // namespace

std::string report_top(const ReportReader& reader) {
  const Scenario& known = reader.known();
  std::string out = "<p class=\"kicker\">Corridor forecast &middot; as of " +
                    long_time(reader.run().as_of, known.utc_offset) + "</p><h1>" +
                    escape_html(known.title) + "</h1>";
  out += "<p class=\"lead\">" + unbroken(escape_html(headline(reader.run()))) + "</p>";
  const double families = kFortyThousand * reader.people_per_household();
  const auto tile = [&](double probability, const std::string& words) {
    out += "<div class=\"tile\"><b>" + unbroken(percent(probability)) + "</b><span>" + words +
           "</span></div>";
  };
  out += "<div class=\"tiles\">";
  tile(reader.road_opens(), "chance that a way out is open by " +
                                day_words(reader.results().time(reader.last()), known.utc_offset));
  tile(reader.most_leave(), "chance that more than half of the people leave");
  tile(reader.more_than(kFortyThousand), "chance that more than 40,000 people arrive");
  tile(reader.more_than(families),
       "chance that more than 40,000 families arrive, " + rounded(families) + " people");
  return out + "</div>" + contents(reader);
}

std::string headline(const ForecastRun& run) {
  if (is_about_camps(run)) return camps_headline(run);
  const ReportReader reader(run);
  const double families = kFortyThousand * reader.people_per_household();
  const std::string end = day_words(reader.results().time(reader.last()), run.known->utc_offset);
  const auto arrived = [&](std::size_t level) {
    return rounded(reader.quantile("arrivals_cumulative", "", reader.last(), level));
  };
  const std::string chances = fmt::format(
      "more than half of the people {}, more than 40,000 people {}, more than 40,000 families "
      "(some {} people) {}.",
      percent(reader.most_leave()), percent(reader.more_than(kFortyThousand)), rounded(families),
      percent(reader.more_than(families)));
  if (!reader.is_conditional()) {
    return fmt::format(
        "By {} {} people will have arrived in safety (90 % range {} to {}). The probability that "
        "a way out is open then is {}, that those who arrive are {}",
        end, arrived(kQ50), arrived(kQ05), arrived(kQ95), percent(reader.road_opens()), chances);
  }
  return fmt::format(
      "With a probability of {} a way out opens by {}; if it does, {} people will have arrived in "
      "safety by then (90 % range {} to {}). Whether it opens or not, {} will have arrived (90 % "
      "range {} to {}), and the probability that they are {}",
      percent(reader.road_opens()), end, rounded(reader.arrivals_if_open(0.5)),
      rounded(reader.arrivals_if_open(0.05)), rounded(reader.arrivals_if_open(0.95)), arrived(kQ50),
      arrived(kQ05), arrived(kQ95), chances);
}

}  // namespace corridor
