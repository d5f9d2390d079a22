#include "engine/population.h"

#include <gtest/gtest.h>

#include "base/check.h"

namespace corridor {
namespace {

constexpr BinId kPool = 0;
constexpr BinId kQueue = 1;

Population small_population() {
  Population population({BinKind::pool, BinKind::queue}, {1, 2, 3});
  Cohort cohort;
  cohort.group = GroupId{2};
  cohort.households = 10;
  population.place_initially(kPool, cohort);
  return population;
}

Flow move(std::uint32_t cohort, BinId to, Count households, GroupId group = GroupId{2}) {
  Flow flow;
  flow.cohort = cohort;
  flow.to = to;
  flow.group = group;
  flow.households = households;
  return flow;
}

TEST(Population, AFlowMovesHouseholdsAndKeepsPeople) {
  Population population = small_population();
  Flows flows;
  flows.from(kPool);
  flows.add(move(0, kQueue, 4));
  population.apply(flows, 7);
  EXPECT_EQ(population.people(kPool), 18);
  EXPECT_EQ(population.people(kQueue), 12);
  EXPECT_EQ(population.bin(kQueue).cohorts().front().since, 7);
  population.check_conservation();
}

/// Several applications in one tick: who comes after those of the same tick have left again is not
/// merged with them, before the head of the queue.
TEST(Population, WhoComesToAQueueThatWasEmptiedInTheSameTickIsThere) {
  Population population = small_population();
  Flows flows;
  for (Count round = 0; round < 3; ++round) {
    flows.from(kPool);
    flows.add(move(0, kQueue, 2));
    population.apply(flows, 7);
    ASSERT_EQ(population.bin(kQueue).cohorts().size(), 1U);
    EXPECT_EQ(population.bin(kQueue).cohorts().front().households, 2);
    population.check_conservation();
    flows.from(kQueue);
    flows.add(move(0, kPool, 2));
    population.apply(flows, 7);
  }
}

TEST(Population, TakingMoreThanThereIsIsABug) {
  Population population = small_population();
  Flows flows;
  flows.from(kPool);
  flows.add(move(0, kQueue, 6));
  flows.add(move(0, kQueue, 5));
  EXPECT_THROW(population.apply(flows, 0), Bug);
}

TEST(Population, ChangingTheGroupSoThatPeopleAppearIsABug) {
  Population population({BinKind::pool, BinKind::queue}, {1, 2, 3});
  Cohort cohort;
  cohort.group = GroupId{0};
  cohort.households = 3;
  population.place_initially(kPool, cohort);
  Flows flows;
  flows.from(kPool);
  flows.add(move(0, kQueue, 1, GroupId{2}));
  EXPECT_THROW(population.apply(flows, 0), Bug);
}

TEST(Population, ADeathMakesAHouseholdSmaller) {
  Population population = small_population();
  Flows flows;
  flows.from(kPool);
  flows.add(move(0, kPool, 2, GroupId{1}));
  population.apply(flows, 0);
  EXPECT_EQ(population.dead(), 2);
  EXPECT_EQ(population.people(kPool), 28);
  population.check_conservation();
}

TEST(Population, EqualArrivalsOfOneTickAreMergedAndTheOrderOfProposalsDoesNotMatter) {
  const auto result = [](bool reversed) {
    Population population({BinKind::pool, BinKind::pool, BinKind::queue}, {1, 2, 3});
    for (const BinId bin : {0U, 1U}) {
      Cohort cohort;
      cohort.group = GroupId{bin};
      cohort.households = 5;
      population.place_initially(bin, cohort);
    }
    Flows flows;
    for (const BinId bin : reversed ? std::vector<BinId>{1, 0} : std::vector<BinId>{0, 1}) {
      flows.from(bin);
      flows.add(move(0, 2, 2, GroupId{bin}));
      flows.add(move(0, 2, 1, GroupId{bin}));
    }
    population.apply(flows, 3);
    std::vector<std::pair<std::uint32_t, Count>> queue;
    for (const Cohort& cohort : population.bin(2).cohorts())
      queue.emplace_back(cohort.group.index, cohort.households);
    return queue;
  };
  const std::vector<std::pair<std::uint32_t, Count>> expected = {{0, 3}, {1, 3}};
  EXPECT_EQ(result(false), expected);
  EXPECT_EQ(result(true), expected);
}

}  // namespace
}  // namespace corridor
