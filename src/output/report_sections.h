#pragma once
// The sections of the report, in the order of the page; each is a file report_NAME.cpp and gives
// inline HTML, or nothing where it has nothing to say. A new section is a new file, a line here and
// a line in report.cpp.
#include <string>

#include "output/report_reader.h"

namespace corridor {

std::string report_top(const ReportReader& reader);          ///< the answer and its probabilities
std::string report_glance(const ReportReader& reader);       ///< who, when, where, with what
std::string report_arrivals(const ReportReader& reader);     ///< how many, and when
std::string report_counted(const ReportReader& reader);      ///< places that are counted
std::string report_road(const ReportReader& reader);         ///< queues and hours lost
std::string report_map(const ReportReader& reader);          ///< where people are and would go
std::string report_needs(const ReportReader& reader);        ///< what reception must provide
std::string report_lines(const ReportReader& reader);        ///< who stands on the way
std::string report_learned(const ReportReader& reader);      ///< what the counts taught
std::string report_claims(const ReportReader& reader);       ///< who says what
std::string report_checking(const ReportReader& reader);     ///< what is worth checking
std::string report_assumptions(const ReportReader& reader);  ///< parameters, priors, provenance

/// The same, of the members in which a way out opens, where that is in question.
FanChart conditional_chart(const ReportReader& reader, const std::string& target,
                           const std::string& title, const std::string& unit);

/// A fan chart of a series, of all members.
FanChart report_chart(const ReportReader& reader, const SeriesInfo& series,
                      const std::string& title);

}  // namespace corridor
