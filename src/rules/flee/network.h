#pragma once
// Places and one-way links as they stand on a day. Lengths and speeds are whole multiples of a unit
// so fine that every distance of the instance is one: then the running average of daily travel is a
// whole number too, without changing a single decision.
#include <cstdint>
#include <span>
#include <vector>

#include "base/count.h"
#include "scenario/flee_instance.h"

namespace corridor {

using FleeLinkIndex = std::uint32_t;

/// In place of a link: none. Who chooses such a route stays.
inline constexpr FleeLinkIndex kFleeNoLink = UINT32_MAX;

/// A link one way. Closing keeps the object for the people on it; opening makes a new one.
struct FleeLink {
  FleeLocationIndex from = 0;
  FleeLocationIndex to = 0;
  std::int32_t length = 0;  ///< units
  std::int32_t speed = 0;   ///< units a day
  double walk_probability = 0.0;
  FleeLinkIndex lineage = 0;  ///< the link that it was before it was last closed, and so on
  bool closed = false;
};

struct FleePlace {
  bool is_camp = false;
  bool is_idp_camp = false;
  bool is_conflict = false;
  bool is_hub = false;
  bool is_marker = false;
  bool is_flood_zone = false;
  bool is_town = false;
  bool is_foreign = false;
  double chance = 1.0;     ///< of leaving a day, by kind
  double intensity = 0.0;  ///< of the conflict; 0 or less: none
  int conflict_since_day = -1;
  int flood_level = 0;
  double hunger = 0.0;  ///< share of people, in [0, 1]
  Count population = 0;
  Count capacity = -1;
  Count present = 0;  ///< people here now
  Count seen = 0;     ///< people that capacity rules see; differs from `present` where frozen
  double score = 1.0;
  double capacity_factor = 1.0;      ///< K of the route weights, in [0, 1]
  double leave_probability = 1.0;    ///< today, for those without a route
  std::vector<FleeLinkIndex> links;  ///< out of here, open
  std::vector<FleeLinkIndex> closed_links;
};

/// The kilometres of one unit: the largest power of ten (1 km to 1 cm) that divides every length
/// and speed of the instance; 1 cm where none does (lengths are then rounded).
double flee_unit_km(const FleeInstance& instance);

class FleeNetwork {
 public:
  explicit FleeNetwork(const FleeInstance& instance);

  [[nodiscard]] const std::vector<FleePlace>& places() const { return places_; }
  [[nodiscard]] std::vector<FleePlace>& places() { return places_; }
  [[nodiscard]] const FleeLink& link(FleeLinkIndex index) const { return links_[index]; }
  /// The first open link from one place to another; `kFleeNoLink` where there is none.
  [[nodiscard]] FleeLinkIndex first_link(FleeLocationIndex from, FleeLocationIndex to) const;
  /// The length of the links along a path, in units; -1 where one is missing or closed.
  [[nodiscard]] std::int64_t path_length(std::span<const FleeLocationIndex> path) const;
  [[nodiscard]] double unit_km() const { return unit_km_; }
  [[nodiscard]] std::int32_t max_speed() const { return max_speed_; }
  [[nodiscard]] std::int32_t walk_speed() const { return walk_speed_; }
  /// Grows whenever a link opens or closes or a place becomes a marker or ceases to be one.
  [[nodiscard]] std::uint32_t topology_version() const { return topology_version_; }

  /// Clears all flags and sets those of `kind`; the capacity and population stay.
  void set_kind(FleeLocationIndex place, FleeLocationKind kind, const FleeSettings& settings);
  /// Closes or opens all links between two places, both ways.
  void set_link_open(FleeLocationIndex a, FleeLocationIndex b, bool open);
  /// Closes or opens all links into and out of the place.
  void set_place_open(FleeLocationIndex place, bool open);
  /// Closes or opens all links between the places of two countries.
  void set_border_open(std::span<const std::uint8_t> in_first,
                       std::span<const std::uint8_t> in_second, bool open);

 private:
  template <class Concerned>
  void set_open(const Concerned& concerned, bool open);
  void add_links(const FleeInstance& instance);

  std::vector<FleePlace> places_;
  std::vector<FleeLink> links_;
  double unit_km_ = 1.0;
  std::int32_t max_speed_ = 0;
  std::int32_t walk_speed_ = 0;
  std::uint32_t topology_version_ = 1;
};

/// K of section "capacity": 1 up to the buffer, falling to 0 at the scaled capacity.
double flee_capacity_factor(const FleePlace& place, const FleeSettings& settings);

}  // namespace corridor
