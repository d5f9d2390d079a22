// Who says what, and where they contradict each other.
#include "output/claims_strip.h"
#include "output/report_sections.h"

namespace corridor {

std::string report_claims(const ReportReader& reader) {
  return "<h2>Who says what</h2><p>Claims are kept under the name of who made them. A dot is a "
         "number as it was said; a bar shows an open range.</p>" +
         draw_claims(reader.known());
}

}  // namespace corridor
