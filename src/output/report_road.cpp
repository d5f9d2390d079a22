// Where vehicles and people on foot stand, how long people wait, and who has no roof.
#include "output/report_sections.h"

namespace corridor {

namespace {

struct RoadChart {
  const char* target;
  const char* title;
  const char* unit;
};

constexpr RoadChart kRoadCharts[] = {
    {"queue_vehicles", "Vehicles in queues", "vehicles"},
    {"queue_on_foot", "On foot before a checkpoint or a closed way", "people"},
    {"waiting_hours_p50", "Hours lost on the way by the middle household", "hours"},
    {"waiting_to_leave", "Decided, waiting for a seat, fuel or a way out", "people"},
    {"awaiting_registration", "Arrived, waiting before a desk", "people"},
    {"sheltered_centre", "Arrived, in a centre", "people"},
    {"awaiting_placement", "Arrived, waiting to be allotted a place in a centre", "people"},
    {"without_shelter", "Arrived, without a place to stay", "people"},
};

}  // namespace

std::string report_road(const ReportReader& reader) {
  std::string out =
      "<h2 id=\"road\">The road</h2><p>Vehicles that stand at the road's end, at checkpoints "
      "and in the streets that lead to it, who stands there on foot, the hours lost on the way by "
      "those who arrive in "
      "each hour (a gap where few runs have any), and the way to a bed behind it. What stays at "
      "nought is left out.</p><div "
      "class=\"pair\">";
  for (const RoadChart& shown : kRoadCharts) {
    if (!reader.has(shown.target)) continue;
    FanChart chart = conditional_chart(reader, shown.target, shown.title, shown.unit);
    // It describes who arrives in an hour: nothing where nobody does.
    if (kind_of(shown.target) == SeriesKind::within_step)
      chart.fan = reader.fan_of_arriving(shown.target);
    if (!is_empty(chart)) out += draw_fan_chart(chart);
  }
  return out + "</div>";
}

}  // namespace corridor
