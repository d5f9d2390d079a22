// Routes by number: a region has more of them than a city.
#include "rules/corridor/routes.h"

#include <gtest/gtest.h>

namespace corridor {
namespace {

/// Many villages, one hub, many destinations: a road from each village to the hub, and one from it
/// to each destination.
Scenario star(std::uint32_t villages, std::uint32_t destinations) {
  Scenario scenario;
  scenario.places.resize(1 + villages + destinations);
  const auto add_road = [&](std::uint32_t from, std::uint32_t to) {
    Road road;
    road.from = PlaceId{from};
    road.to = PlaceId{to};
    road.length_km = 10.0;
    road.free_speed_km_per_hour = 50.0;
    scenario.roads.push_back(road);
  };
  for (std::uint32_t p = 1; p <= villages; ++p) add_road(p, 0);
  for (std::uint32_t p = 1; p <= destinations; ++p) add_road(0, villages + p);
  return scenario;
}

TEST(Routes, BeyondSixteenBitsHaveTheirOwnRests) {
  constexpr std::uint32_t kVillages = 700;
  constexpr std::uint32_t kDestinations = 100;
  const Scenario scenario = star(kVillages, kDestinations);
  std::vector<Route> routes;
  for (std::uint32_t village = 0; village < kVillages; ++village) {
    for (std::uint32_t d = 0; d < kDestinations; ++d) {
      Route route;
      route.roads = {RoadId{village}, RoadId{kVillages + d}};
      routes.push_back(route);
    }
  }
  link_rests(scenario, routes);
  ASSERT_EQ(routes.size(), (kVillages + 1) * kDestinations);
  for (std::size_t i = 0; i < kVillages * kDestinations; ++i) {
    ASSERT_EQ(routes[routes[i].rest].roads, std::vector<RoadId>{routes[i].roads.back()});
  }
}

TEST(Routes, ARouteOfAnyNumberIsAllThatItChangesInAPlan) {
  const Plan plan(kMostRoutes - 1, 5, 255, 65535, 1);
  EXPECT_EQ(plan.route(), kMostRoutes - 1);
  const Plan other = plan.by(70000);
  EXPECT_EQ(other.route(), 70000U);
  EXPECT_EQ(other.mode(), 5U);
  EXPECT_EQ(other.party(), 255U);
  EXPECT_EQ(other.target(), 65535U);
  EXPECT_EQ(other.flags(), 1U);
  EXPECT_EQ(other.by(kMostRoutes - 1), plan);
}

}  // namespace
}  // namespace corridor
