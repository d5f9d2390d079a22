#pragma once
#include <string>

#include "output/report_reader.h"

namespace corridor {

/// What the forecast takes for granted of violence to come, in inline HTML: threats that nobody has
/// written down do not happen, those that go on end when their rows say, and all others fade.
std::string violence_to_come(const ReportReader& reader);

}  // namespace corridor
