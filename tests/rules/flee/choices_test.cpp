// Weights and their alias tables.
#include "rules/flee/choices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "random/buffered_stream.h"

namespace corridor::test {
namespace {

TEST(FleeChoices, ATableTurnsRandomBitsIntoCandidatesByWeight) {
  FleeChoices::Table table;
  table.candidates.resize(3);
  for (FleeLocationIndex i = 0; i < 3; ++i) table.candidates[i].end = i;
  table.columns.resize(3);
  fill_alias_columns(std::vector<double>{1.0, 0.0, 3.0}, 4.0, table.columns);
  std::vector<int> chosen(3, 0);
  constexpr std::uint32_t kSteps = 4096;
  for (std::uint32_t i = 0; i < kSteps; ++i) {
    ++chosen[table.choose(i * (UINT32_MAX / kSteps)).end];
  }
  EXPECT_NEAR(chosen[0], kSteps / 4, 3);
  EXPECT_EQ(chosen[1], 0);
}

TEST(FleeChoices, PruningDropsWhatIsBelowTheGreatestByTheThreshold) {
  std::vector<double> weights = {1.0, 8.0, 4.0, 12.0};
  flee_prune(weights, 2.0);
  EXPECT_THAT(weights, testing::ElementsAre(0.0, 8.0, 0.0, 12.0));
  weights = {1.0, 8.0, 9.0, 12.0};
  flee_prune(weights, 1.1);
  EXPECT_THAT(weights, testing::ElementsAre(0.0, 0.0, 0.0, 12.0));
}

TEST(BufferedStream, GivesTheBlocksOfItsKeyOneAfterTheOther) {
  const MemberStreams member{7, 3};
  Stream seed(member, 11, 5, 99);
  const PhiloxKey key = {seed.next32(), seed.next32()};
  BufferedStream stream(member, 11, 5, 99);
  for (std::uint32_t block = 0; block < 100; ++block) {
    const PhiloxBlock expected = philox4x32({block, 3, 11, 5}, key);
    for (const std::uint32_t word : expected) EXPECT_EQ(stream.next32(), word);
  }
}

}  // namespace
}  // namespace corridor::test
