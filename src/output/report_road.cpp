// Where vehicles stand, how long people wait, and who has no roof.
#include "output/report_sections.h"

namespace corridor {

std::string report_road(const ReportReader& reader) {
  return "<h2 id=\"road\">The road</h2><p>Vehicles that stand at the road's end, at checkpoints "
         "and in the streets that lead to it, the hours lost on the way by those who arrive in "
         "each hour, and the way to a bed behind it.</p><div class=\"pair\">" +
         draw_fan_chart(
             conditional_chart(reader, "queue_vehicles", "Vehicles in queues", "vehicles")) +
         draw_fan_chart(conditional_chart(reader, "waiting_hours_p50",
                                          "Hours lost on the way by the middle household",
                                          "hours")) +
         draw_fan_chart(conditional_chart(reader, "waiting_to_leave",
                                          "Decided, waiting for a seat, fuel or a way out",
                                          "people")) +
         draw_fan_chart(
             conditional_chart(reader, "sheltered_centre", "Arrived, in a centre", "people")) +
         draw_fan_chart(conditional_chart(reader, "awaiting_placement",
                                          "Arrived, waiting to be allotted a place in a centre",
                                          "people")) +
         draw_fan_chart(conditional_chart(reader, "without_shelter",
                                          "Arrived, without a place to stay", "people")) +
         "</div>";
}

}  // namespace corridor
