// The answer in two sentences with ranges, and the probabilities that decide what to prepare.
#include <fmt/format.h>

#include "output/camps_report.h"
#include "output/html.h"
#include "output/report_sections.h"

namespace corridor {
namespace {

/// The size people spoke of first: 40,000 families, which some repeated as 40,000 people.
constexpr double kFortyThousand = 40000.0;

}  // namespace

std::string report_top(const ReportReader& reader) {
  const Scenario& known = reader.known();
  std::string out = "<p class=\"kicker\">Corridor forecast &middot; as of " +
                    long_time(reader.run().as_of, known.utc_offset) + "</p><h1>" +
                    escape_html(known.title) + "</h1>";
  out += "<p class=\"lead\">" + escape_html(headline(reader.run())) + "</p>";
  const double families = kFortyThousand * reader.people_per_household();
  const auto tile = [&](double probability, const std::string& words) {
    out +=
        "<div class=\"tile\"><b>" + percent(probability) + "</b><span>" + words + "</span></div>";
  };
  out += "<div class=\"tiles\">";
  tile(reader.road_opens(),
       "a road opens by " + format_date(reader.results().time(reader.last()), known.utc_offset));
  tile(reader.most_leave(), "more than half of the people leave");
  tile(reader.more_than(kFortyThousand), "more than 40,000 people arrive");
  tile(reader.more_than(families),
       "more than 40,000 families arrive (" + rounded(families) + " people)");
  return out + "</div>";
}

std::string headline(const ForecastRun& run) {
  if (is_about_camps(run)) return camps_headline(run);
  const ReportReader reader(run);
  const Duration offset = run.known->utc_offset;
  const double families = kFortyThousand * reader.people_per_household();
  const std::string end = format_date(reader.results().time(reader.last()), offset);
  const double low = reader.quantile("arrivals_cumulative", "", reader.last(), kQ05);
  const double high = reader.quantile("arrivals_cumulative", "", reader.last(), kQ95);
  const double median = reader.quantile("arrivals_cumulative", "", reader.last(), kQ50);
  return fmt::format(
      "With a probability of {} a way out opens by {}; by then {} people will have arrived in "
      "safety (90 % range {} to {}). If it "
      "opens, {} (90 % range {} to {}). The probability that more than half of the people leave is "
      "{}, that more than 40,000 people arrive {}, more than 40,000 families (some {} people) {}.",
      percent(reader.road_opens()), end, rounded(median), rounded(low), rounded(high),
      rounded(reader.arrivals_if_open(0.5)), rounded(reader.arrivals_if_open(0.05)),
      rounded(reader.arrivals_if_open(0.95)), percent(reader.most_leave()),
      percent(reader.more_than(kFortyThousand)), rounded(families),
      percent(reader.more_than(families)));
}

}  // namespace corridor
