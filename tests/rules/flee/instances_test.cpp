// The four validation conflicts, where ../shared/data/flee is there: spawn totals exactly, and the
// last day's mean of every camp over 20 seeds against the independent implementation of targets.csv
// at a family-wise error rate of 1 %.
#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <fstream>
#include <sstream>

#include "base/parallel.h"
#include "flee_folder.h"

namespace corridor::test {
namespace {

const std::filesystem::path kShared =
    std::filesystem::path(CORRIDOR_SOURCE_DIR) / "../shared/data/flee";

std::shared_ptr<const FleeSetting> load(const std::string& name) {
  FleeSource source;
  source.input_folder = kShared / name / "input_csv";
  source.data_folder = kShared / name / "source_data";
  source.settings_file = kShared / "settings/simsetting.yml";
  Diagnostics diagnostics;
  auto instance = read_flee_folder(source, diagnostics);
  return instance ? std::make_shared<const FleeSetting>(std::move(*instance)) : nullptr;
}

struct Target {
  std::string instance, camp;
  double mean = 0.0, sd = 0.0, seeds = 0.0, ard = 0.0;
};

std::vector<Target> targets() {
  std::ifstream stream(kShared / "targets.csv");
  std::string line;
  std::getline(stream, line);
  std::vector<Target> list;
  while (std::getline(stream, line)) {
    std::stringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
    list.push_back({row[0], row[1], std::stod(row[3]), std::stod(row[4]), std::stod(row[5]),
                    std::stod(row[6])});
  }
  return list;
}

class LongFlee : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kShared)) GTEST_SKIP() << "needs ../shared/data/flee";
  }
};
class FleeInstances : public LongFlee {};

TEST_F(FleeInstances, SpawnTotalsAreExact) {
  const std::pair<const char*, Count> totals[] = {{"burundi2015", 212130 + 191},
                                                  {"mali2012", 79153 + 10838}};
  for (const auto& [name, people] : totals) {
    const auto setting = load(name);
    ASSERT_TRUE(setting) << name;
    EXPECT_EQ(flee_run(setting, MemberStreams{1, 0}, FleeCapacityRule::running).people.back(),
              people)
        << name;
  }
}

TEST_F(LongFlee, SpawnTotalsOfTheLargeInstancesAreExact) {
  const std::pair<const char*, Count> totals[] = {{"car2013", 406445}, {"ssudan2013", 433300}};
  for (const auto& [name, people] : totals) {
    EXPECT_EQ(flee_run(load(name), MemberStreams{1, 0}, FleeCapacityRule::running).people.back(),
              people)
        << name;
  }
}

TEST_F(LongFlee, EveryCampsLastDayAgreesWithAnIndependentImplementation) {
  constexpr std::size_t kSeeds = 20;
  const std::vector<Target> all = targets();
  const double limit = boost::math::quantile(boost::math::normal(),
                                             1.0 - 0.01 / 2.0 / static_cast<double>(all.size()));
  for (const char* name : {"burundi2015", "mali2012", "car2013", "ssudan2013"}) {
    const auto setting = load(name);
    std::vector<FleeRun> runs(kSeeds);
    parallel_for(kSeeds, 2, [&](std::size_t seed) {
      runs[seed] = flee_run(setting, MemberStreams{seed + 1, 0}, FleeCapacityRule::running);
    });
    double ard = 0.0;
    for (const FleeRun& run : runs) ard += flee_score(*setting, run).averaged / kSeeds;
    for (const Target& target : all) {
      if (target.instance != name) continue;
      EXPECT_NEAR(ard, target.ard, 0.003) << name;
      for (std::size_t c = 0; c < setting->data.camps().size(); ++c) {
        if (setting->instance.locations[setting->data.camps()[c].location].name != target.camp)
          continue;
        double sum = 0.0;
        double squares = 0.0;
        for (const FleeRun& run : runs) {
          const auto people = static_cast<double>(run.in_camps.back()[c]);
          sum += people;
          squares += people * people;
        }
        const double mean = sum / kSeeds;
        const double variance = std::max(0.0, (squares - sum * mean) / (kSeeds - 1));
        const double error = std::sqrt(variance / kSeeds + target.sd * target.sd / target.seeds);
        EXPECT_LE(std::fabs(mean - target.mean), limit * error + 1e-9)
            << name << " " << target.camp;
      }
    }
  }
}

}  // namespace
}  // namespace corridor::test
