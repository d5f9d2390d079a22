// The answer in two sentences with ranges, and the probabilities that decide what to prepare.
#include <fmt/format.h>

#include "output/camps_report.h"
#include "output/counts_shown.h"
#include "output/html.h"
#include "output/report_sections.h"

namespace corridor {
namespace {

/// `40,000 families arrive, 156,000 people`, with the verb between.
std::string amount_words(const ReportReader& reader, const AskedAmount& asked,
                         const std::string& verb) {
  if (!asked.in_families) return grouped(asked.amount) + " people" + verb;
  return grouped(asked.amount) + " families" + verb + " (some " + rounded(reader.people_in(asked)) +
         " people)";
}

/// `more than half of the people 26 %, more than 40,000 people 26 %.`
std::string chances(const ReportReader& reader) {
  std::string out = "more than half of the people " + percent(reader.most_leave());
  for (const AskedAmount& asked : reader.known().amounts) {
    out += ", more than " + amount_words(reader, asked, "") + " " +
           percent(reader.more_than(reader.people_in(asked)));
  }
  return out + ".";
}

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
  out += "<p class=\"lead\">" + unbroken(escape_html(headline(reader.run()))) + "</p>" +
         cautions_html(reader.run());
  const auto tile = [&](double probability, const std::string& words) {
    out += "<div class=\"tile\"><b>" + unbroken(percent(probability)) + "</b><span>" + words +
           "</span></div>";
  };
  out += "<div class=\"tiles\">";
  tile(reader.road_opens(), "chance that a way out is open at some time from now to " +
                                day_words(reader.results().time(reader.last()), known.utc_offset));
  tile(reader.most_leave(), "chance that more than half of the people arrive");
  tile(reader.beds_run_out(), "chance that beds in centres run out somewhere from now on");
  for (const AskedAmount& asked : known.amounts) {
    tile(reader.more_than(reader.people_in(asked)),
         "chance that more than " + amount_words(reader, asked, " arrive"));
  }
  return out + "</div>" + contents(reader);
}

std::string headline(const ForecastRun& run) {
  if (is_about_camps(run)) return camps_headline(run);
  const ReportReader reader(run);
  const std::string end = day_words(reader.results().time(reader.last()), run.known->utc_offset);
  const auto arrived = [&](std::size_t level) {
    return rounded(reader.quantile("arrivals_cumulative", "", reader.last(), level));
  };
  if (!reader.is_conditional()) {
    return fmt::format(
        "By {} {} people will have arrived (90 % range {} to {}). The probability that "
        "a way out is open at some time until then is {}{}, that those who arrive are {}",
        end, arrived(kQ50), arrived(kQ05), arrived(kQ95), percent(reader.road_opens()),
        reader.has_too_few_open() ? " (too few runs for a range of their own)" : "",
        chances(reader));
  }
  const Estimate if_open = reader.estimate("arrivals_cumulative", "", reader.last());
  return fmt::format(
      "With a probability of {} a way out opens by {}; if it does, {} people will have arrived by "
      "then (90 % range {} to {}). Whether it opens or not, {} will have arrived (90 % "
      "range {} to {}), and the probability that they are {}",
      percent(reader.road_opens()), end, rounded(if_open.median), rounded(if_open.low),
      rounded(if_open.high), arrived(kQ50), arrived(kQ05), arrived(kQ95), chances(reader));
}

}  // namespace corridor
