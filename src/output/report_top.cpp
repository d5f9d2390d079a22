// The answer in two sentences with ranges, and the probabilities that decide what to prepare.
#include <fmt/format.h>

#include <algorithm>

#include "output/camps_report.h"
#include "output/cautions.h"
#include "output/counts_shown.h"
#include "output/html.h"
#include "output/report_sections.h"
#include "output/violence_to_come.h"
#include "results/away.h"

namespace corridor {
namespace {

/// `40,000 families arrive, 156,000 people`, with the verb between.
std::string amount_words(const ReportReader& reader, const AskedAmount& asked,
                         const std::string& verb) {
  if (!asked.in_families) return grouped(asked.amount) + " people" + verb;
  return grouped(asked.amount) + " families" + verb + " (some " + rounded(reader.people_in(asked)) +
         " people)";
}

/// `that more than half of the people are away from home then is 26 %, that more than 40,000 people
/// arrive 26 %`.
std::string chances(const ReportReader& reader) {
  std::string out;
  const auto add = [&](const std::string& clause, double probability) {
    out += (out.empty() ? "that " : ", that ") + clause + (out.empty() ? " is " : " ") +
           percent(probability);
  };
  add("more than half of the people are away from home then", reader.most_are_away());
  for (const AskedAmount& asked : reader.known().amounts)
    add("more than " + amount_words(reader, asked, " arrive"),
        reader.more_than(reader.people_in(asked)));
  return out;
}

/// `that a way out is open at some time until then is 60 %, `; nothing where that is certain.
std::string way_out_chance(const ReportReader& reader) {
  if (reader.is_certain_to_open()) return "";
  return "that a way out is open at some time until then is " + percent(reader.road_opens()) +
         (reader.has_too_few_open() ? " (too few runs for a range of their own), " : ", ");
}

/// `500 people will have arrived by then (90 % range 400 to 600)`; where more arrive than are
/// away from home at the end, these too. `when` stands behind the verb.
std::string arrived_words(const ReportReader& reader, const Estimate& arrived, const Estimate& away,
                          const std::string& when) {
  const std::string range = rounded(arrived.low) + " to " + rounded(arrived.high);
  if (!reader.arrivals_exceed_away()) {
    return rounded(arrived.median) + " people will have arrived" + when + " (90 % range " + range +
           ")";
  }
  return "there will have been " + rounded(arrived.median) + " arrivals" + when + " (90 % range " +
         range + "; " + kWhoCountAsArrived + ") and " + rounded(away.median) +
         " people will be away from home (" + range_words(away) + ")";
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
  const std::string end = day_words(reader.results().time(reader.last()), known.utc_offset);
  if (!reader.is_certain_to_open()) {
    tile(reader.road_opens(), "chance that a way out is open at some time from now to " + end);
  }
  tile(reader.most_are_away(),
       "chance that more than half of the people are away from home on " + end);
  tile(reader.beds_run_out(), "chance that beds in centres run out somewhere from now on");
  for (const AskedAmount& asked : known.amounts) {
    tile(reader.more_than(reader.people_in(asked)),
         "chance that more than " + amount_words(reader, asked, " arrive") +
             (reader.arrivals_exceed_away() ? std::string("; that is ") + kWhoCountAsArrived : ""));
  }
  return out + "</div>" + violence_to_come(reader) + contents(reader);
}

std::string headline(const ForecastRun& run) {
  if (is_about_camps(run)) return camps_headline(run);
  const ReportReader reader(run);
  const std::string end = day_words(reader.results().time(reader.last()), run.known->utc_offset);
  const auto of_all = [&](std::size_t level) {
    return reader.quantile("arrivals_cumulative", "", reader.last(), level);
  };
  const std::string in_all =
      arrived_words(reader, {of_all(kQ05), of_all(kQ50), of_all(kQ95)},
                    estimate_of(away_from_home(reader.results(), reader.last())), "");
  if (!reader.is_conditional()) {
    return "By " + end + " " + in_all + ". The probability " + way_out_chance(reader) +
           chances(reader) + ".";
  }
  const std::string if_open =
      arrived_words(reader, reader.estimate("arrivals_cumulative", "", reader.last()),
                    reader.away(reader.last()), " by then");
  return fmt::format(
      "With a probability of {} a way out opens by {}; if it does, {}. Whether it opens or not, "
      "{}, and the probability {}.",
      percent(reader.road_opens()), end, if_open, in_all, chances(reader));
}

}  // namespace corridor
