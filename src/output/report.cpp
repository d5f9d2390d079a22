// report.html: one file, nothing fetched. The order of its sections.
#include "output/camps_report.h"
#include "output/html.h"
#include "output/report_sections.h"

namespace corridor {

std::string report_html(const ForecastRun& run) {
  if (is_about_camps(run)) return camps_report_html(run);
  const ReportReader reader(run);
  constexpr std::string (*kSections[])(const ReportReader&) = {
      report_top,     report_glance, report_arrivals, report_counted,
      report_road,    report_map,    report_needs,    report_lines,
      report_learned, report_claims, report_checking, report_assumptions,
  };
  std::string body;
  for (const auto section : kSections) body += section(reader);
  return html_page(run.known->title, body);
}

}  // namespace corridor
