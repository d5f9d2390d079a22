#include "output/map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/html.h"
#include "scenario/names.h"

namespace corridor {
namespace {

constexpr double kMapWidth = 500.0;
constexpr double kMargin = 72.0;
constexpr double kKmPerDegree = 111.2;
constexpr double kLargestRadius = 26.0;
constexpr double kLeastWide_km = 1.0;  // a single place has a map, too

struct Box {
  double left, top, right, bottom;
  [[nodiscard]] bool meets(const Box& other) const {
    return left < other.right && right > other.left && top < other.bottom && bottom > other.top;
  }
};

/// How many letters UTF-8 text has.
std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

/// What a road's title says of people on foot; nothing where there are none.
std::string walkers_on(const MapRoad& road) {
  if (road.flow_on_foot_per_hour < 0.5 && road.queue_on_foot < 0.5) return "";
  return fmt::format("; {} people/h on foot, {} in line", grouped(road.flow_on_foot_per_hour),
                     grouped(road.queue_on_foot));
}

class MapDrawing {
 public:
  MapDrawing(const Scenario& scenario, const std::vector<MapPlace>& places,
             const std::vector<MapRoad>& roads)
      : scenario_(scenario), places_(places), roads_(roads) {
    double south = 90.0, north = -90.0;
    west_ = 180.0;
    double east = -180.0;
    for (const MapPlace& item : places) {
      const Place& place = scenario.place(item.place);
      south = std::min(south, place.latitude_deg);
      north = std::max(north, place.latitude_deg);
      west_ = std::min(west_, place.longitude_deg);
      east = std::max(east, place.longitude_deg);
      most_people_ = std::max(most_people_, item.people);
    }
    north_ = north;
    squeeze_ = std::cos((south + north) / 2.0 * 3.14159265358979 / 180.0);
    const double wide_km = std::max(kLeastWide_km, (east - west_) * squeeze_ * kKmPerDegree);
    pixels_per_km_ = (kMapWidth - 2.0 * kMargin) / wide_km;
    const double tall_km = (north - south) * kKmPerDegree;
    constexpr double kTallest = 620.0;
    pixels_per_km_ =
        std::min(pixels_per_km_, (kTallest - 2.0 * kMargin) / std::max(kLeastWide_km, tall_km));
    height_ = tall_km * pixels_per_km_ + 2.0 * kMargin;
  }

  std::string draw() {
    out_ = fmt::format("<svg viewBox=\"0 0 {} {:.0f}\" role=\"img\" aria-label=\"map\">", kMapWidth,
                       height_);
    draw_scale();
    for (const MapRoad& road : roads_) draw_road(road);
    std::vector<MapPlace> order = places_;
    std::stable_sort(order.begin(), order.end(),
                     [](const MapPlace& a, const MapPlace& b) { return a.people > b.people; });
    for (const MapPlace& place : order) draw_place(place);
    for (const MapPlace& place : order) draw_label(place);
    return out_ + "</svg>";
  }

 private:
  double x(const Place& place) const {
    return kMargin + (place.longitude_deg - west_) * squeeze_ * kKmPerDegree * pixels_per_km_;
  }
  double y(const Place& place) const {
    return kMargin + (north_ - place.latitude_deg) * kKmPerDegree * pixels_per_km_;
  }
  double radius(const MapPlace& place) const {
    constexpr double kSmallest = 3.5;
    if (most_people_ <= 0.0) return kSmallest;
    return std::max(kSmallest, kLargestRadius * std::sqrt(place.people / most_people_));
  }

  void draw_road(const MapRoad& item) {
    const Road& road = scenario_.road(item.road);
    const Place& from = scenario_.place(road.from);
    const Place& to = scenario_.place(road.to);
    constexpr double kThinnest = 1.5;
    constexpr double kVehiclesPerPixel = 45.0;
    constexpr double kOnFootAsAVehicle = 4.0;
    const double flow =
        item.flow_vehicles_per_hour + item.flow_on_foot_per_hour / kOnFootAsAVehicle;
    const double queue = item.queue_vehicles + item.queue_on_foot / kOnFootAsAVehicle;
    const double width = kThinnest + std::min(8.0, flow / kVehiclesPerPixel);
    const bool queueing = queue > 20.0;
    out_ += fmt::format(
        "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"var(--{})\" "
        "stroke-width=\"{:.1f}\" stroke-linecap=\"round\"{}><title>{}: {} vehicles/h, {} "
        "queueing{}</title></line>",
        x(from), y(from), x(to), y(to), queueing ? "busy" : "road", width,
        item.open ? "" : " stroke-dasharray=\"2 7\"", isolated(names_of(scenario_, road)),
        grouped(item.flow_vehicles_per_hour), grouped(item.queue_vehicles), walkers_on(item));
  }

  void draw_place(const MapPlace& item) {
    const Place& place = scenario_.place(item.place);
    out_ += fmt::format(
        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"var(--{})\" fill-opacity=\".55\" "
        "stroke=\"var(--{})\"><title>{}: {}</title></circle>",
        x(place), y(place), radius(item), place.safe ? "un" : "band", place.safe ? "un" : "line",
        isolated(names_of(place)), grouped(item.people));
    circles_.push_back({x(place) - radius(item) * 0.7, y(place) - radius(item) * 0.7,
                        x(place) + radius(item) * 0.7, y(place) + radius(item) * 0.7});
  }

  /// Where a label may stand, and how its text is anchored.
  struct Spot {
    Box box;
    const char* anchor;
    double anchor_x;
  };

  /// Right, left, below, above of the circle; the last two moved so far that they stay inside.
  std::vector<Spot> spots_of(const MapPlace& item, double wide, double tall) const {
    const Place& place = scenario_.place(item.place);
    const double r = radius(item) + 5.0;
    const double cx = x(place);
    const double cy = y(place);
    const double middle =
        std::clamp(cx, std::min(wide, kMapWidth) / 2, kMapWidth - std::min(wide, kMapWidth) / 2);
    const auto spot = [&](double left, double top, const char* anchor, double anchor_x) {
      return Spot{{left, top, left + wide, top + tall}, anchor, anchor_x};
    };
    return {spot(cx + r, cy - tall / 2, "start", cx + r),
            spot(cx - r - wide, cy - tall / 2, "end", cx - r),
            spot(middle - wide / 2, cy + r, "middle", middle),
            spot(middle - wide / 2, cy - r - tall, "middle", middle)};
  }

  bool is_inside(const Box& box) const {
    return box.left >= 0.0 && box.right <= kMapWidth && box.top > 0.0 && box.bottom < height_;
  }
  bool is_free_of(const std::vector<Box>& taken, const Box& box) const {
    return std::none_of(taken.begin(), taken.end(),
                        [&](const Box& other) { return box.meets(other); });
  }

  /// The first spot that meets nothing, else one that meets circles only: a place among many would
  /// have no name otherwise. Null where labels are everywhere.
  const Spot* best_of(const std::vector<Spot>& spots) const {
    const Spot* over_circles = nullptr;
    for (const Spot& spot : spots) {
      if (!is_inside(spot.box) || !is_free_of(labels_, spot.box)) continue;
      if (is_free_of(circles_, spot.box)) return &spot;
      if (over_circles == nullptr) over_circles = &spot;
    }
    return over_circles;
  }

  /// A label that fits nowhere is left out (its title remains).
  void draw_label(const MapPlace& item) {
    const Place& place = scenario_.place(item.place);
    if (place.kind == PlaceKind::junction) return;
    constexpr double kLetter = 7.0;
    constexpr std::size_t kLongest = 17;
    constexpr std::size_t kBetweenNames = 3;
    const std::size_t first = letters(place.name);
    const std::size_t second = letters(place.other_name);
    const bool two_lines = second > 0 && first + second > kLongest;
    const std::size_t of_names = two_lines    ? std::max(first, second)
                                 : second > 0 ? first + kBetweenNames + second
                                              : first;
    const double wide = kLetter * static_cast<double>(std::max(of_names, letters(item.label)));
    constexpr double kLine = 15.0;
    const double tall = (two_lines ? 2.0 : 1.0) * kLine + (item.label.empty() ? 0.0 : kLine);
    const std::vector<Spot> spots = spots_of(item, wide, tall);
    const Spot* best = best_of(spots);
    if (best == nullptr) return;
    labels_.push_back(best->box);
    write_label(place, two_lines, item.label, best->anchor, best->anchor_x, best->box.top + 12.0);
  }

  void write_label(const Place& place, bool two_lines, const std::string& label, const char* anchor,
                   double at_x, double at_y) {
    constexpr double kLine = 15.0;
    const auto text = [&](const std::string& words, const char* style, double y_line) {
      out_ += fmt::format(
          "<text class=\"halo {}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>", style,
          at_x, y_line, anchor, words);
    };
    // Isolated, so that a name written from right to left moves nothing beside it.
    const std::string other = isolated(place.other_name);
    if (two_lines) {
      text(escape_html(place.name), "", at_y);
      text(other, "soft", at_y + kLine);
      at_y += kLine;
    } else if (place.other_name.empty()) {
      text(escape_html(place.name), "", at_y);
    } else {
      text(escape_html(place.name) + "<tspan class=\"soft\"> / " + other + "</tspan>", "", at_y);
    }
    if (!label.empty()) text(label, "soft", at_y + kLine);
  }

  /// The longest round distance that takes less than a third of the map: from blocks of a city to a
  /// continent.
  double scale_km() const {
    double km = 0.1;
    for (const double candidate :
         {0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0}) {
      if (candidate * pixels_per_km_ < kMapWidth / 3.0) km = candidate;
    }
    return km;
  }

  void draw_scale() {
    const double km = scale_km();
    out_ += fmt::format(
        "<line x1=\"10\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"var(--ink)\" "
        "stroke-width=\"2\"/><text class=\"soft\" x=\"10\" y=\"{:.1f}\">{:g} km, north is "
        "up</text>",
        10.0 + km * pixels_per_km_, height_ - 8.0, height_ - 8.0, height_ - 14.0, km);
    constexpr double kWidest = 130.0;  // of the words, which labels keep clear of
    labels_.push_back(
        {10.0, height_ - 28.0, 10.0 + std::max(kWidest, km * pixels_per_km_), height_});
  }

  const Scenario& scenario_;
  const std::vector<MapPlace>& places_;
  const std::vector<MapRoad>& roads_;
  double west_ = 0.0, north_ = 0.0, squeeze_ = 1.0, pixels_per_km_ = 1.0, height_ = 100.0,
         most_people_ = 0.0;
  std::vector<Box> circles_;
  std::vector<Box> labels_;  ///< and the scale
  std::string out_;
};

}  // namespace

std::string draw_map(const Scenario& scenario, const std::vector<MapPlace>& places,
                     const std::vector<MapRoad>& roads, const std::string& caption) {
  return "<figure><figcaption>" + caption + "</figcaption>" +
         MapDrawing(scenario, places, roads).draw() + "</figure>";
}

}  // namespace corridor
