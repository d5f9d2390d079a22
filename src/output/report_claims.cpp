// Who says what, and where they contradict each other.
#include "output/claims_strip.h"
#include "output/report_sections.h"

namespace corridor {

std::string report_claims(const ReportReader& reader) {
  std::string out =
      "<h2 id=\"claims\">Who says what</h2><p>Claims stay under the name of who made them, side by "
      "side. A mark "
      "is "
      "the number as it was said, converted where the unit differs; the line is the range that its "
      "wording leaves, with an arrow where it is open. Below, what this forecast makes of "
      "them.</p>" +
      draw_claims(reader.run());
  const std::string later = draw_later_claims(reader.run());
  if (later.empty()) return out;
  return out +
         "<details class=\"hindsight\" open><summary>Contested by what was published later, not "
         "used "
         "here</summary><p class=\"note\">Hollow marks were published at or after the as-of "
         "time.</p>" +
         later + "</details>";
}

}  // namespace corridor
