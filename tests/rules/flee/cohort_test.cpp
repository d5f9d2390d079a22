// Counted cohorts have the law of people one by one, under capacities frozen in each phase.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "flee_folder.h"
#include "rules/flee/representation.h"

namespace corridor {
namespace {

using test::FleeFolder;

constexpr int kDays = 16;

struct Network {
  const char* name;
  const char* locations;
  const char* routes;  ///< with a header
  const char* closures;
  const char* settings;
};

/// Small networks that meet every rule.
const Network kNetworks[] = {
    {"plain",
     "A,r,X,0,0,conflict_zone,0,10\nT,r,X,0,0,town,0,0\nC,r,Y,0,0,camp,0,0\nD,r,Y,0,0,camp,0,0\n",
     "#name1,name2,distance,forced\nA,T,60,\nT,C,150,\nT,D,210,\nA,C,400,\n", "", "{}"},
    {"short stints on foot",
     "A,r,X,0,0,conflict_zone,0,10\nB,r,X,0,0,conflict_zone,4,10\nT,r,X,0,0,town,0,0\n"
     "U,r,X,0,0,town,0,0\nC,r,Y,0,0,camp,0,0\nD,r,Y,0,0,camp,0,0\n",
     "#name1,name2,distance,forced\nA,T,30,\nA,U,55,\nB,T,20,\nT,U,25,\nT,C,90,\nU,D,140,\nU,C,35,"
     "\n",
     "",
     "{max_move_speed: 100, max_walk_speed: 35, avoid_short_stints: true, start_on_foot: true, "
     "default_movechance: 0.3, camp_movechance: 0.02}"},
    {"awareness, hub and marker",
     "A,r,X,0,0,conflict_zone,0,10\nM,r,X,0,0,marker,0,0\nH,r,X,0,0,forwarding_hub,0,0\n"
     "T,r,X,0,0,town,0,0\nU,r,X,0,0,town,0,0\nC,r,Y,0,0,camp,0,0\nD,r,Y,0,0,camp,0,0\n",
     "#name1,name2,distance,forced\nA,M,40,\nM,T,30,\nM,H,60,\nH,C,90,\nT,U,50,\nT,D,160,\nU,C,70,"
     "\n",
     "",
     "{max_move_speed: 120, avoid_short_stints: true, awareness_level: 3, camp_weight: 3, "
     "weight_power: 1.2, distance_power: 0.8}"},
    {"capacity",
     "A,r,X,0,0,conflict_zone,0,10\nT,r,X,0,0,town,0,0\nC,r,Y,0,0,camp,0,220\n"
     "D,r,Y,0,0,camp,0,150\nE,r,Y,0,0,camp,0,0\n",
     "#name1,name2,distance,forced\nA,T,60,\nT,C,90,\nT,D,60,\nT,E,180,\nA,D,100,\nC,D,30,\n", "",
     "{max_move_speed: 110, camp_movechance: 0.1, capacity_buffer: 0.5, avoid_short_stints: true}"},
    {"closures",
     "A,r,X,0,0,conflict_zone,0,10\nT,r,X,0,0,town,0,0\nU,r,X,0,0,town,0,0\nC,r,Y,0,0,camp,0,0\n"
     "D,r,Z,0,0,camp,0,0\n",
     "#name1,name2,distance,forced\nA,T,90,\nT,U,60,\nT,C,180,\nU,D,170,\nA,U,130,\n",
     "country,X,Y,3,7\nlocation,T,x,8,11\ncamp,D,x,5,12\n",
     "{max_move_speed: 70, avoid_short_stints: true, start_on_foot: true, awareness_level: 2}"},
    {"speeds of links",
     "A,r,X,0,0,conflict_zone,0,10\nT,r,X,0,0,town,0,0\nC,r,Y,0,0,camp,0,0\nD,r,Y,0,0,camp,0,0\n",
     "#name1,name2,distance,forced,max_move_speed,walk_probability\nA,T,50,,90,0.2\n"
     "T,C,40,,130,0.5\nT,D,150,,60,0\nC,D,45,,90,0.1\n",
     "", "{max_walk_speed: 25, avoid_short_stints: true, camp_movechance: 0.3}"}};

std::shared_ptr<const FleeSetting> build(const Network& network, int people) {
  FleeFolder folder;
  folder.locations(network.locations);
  folder.write("in/routes.csv", network.routes);
  folder.write("in/closures.csv", network.closures);
  std::string conflicts = "#Day,A,B\n";
  if (std::string(network.locations).find("\nB,") == std::string::npos) conflicts = "#Day,A\n";
  const bool two = conflicts.find('B') != std::string::npos;
  for (int day = 0; day < kDays; ++day) {
    conflicts += std::to_string(day) + "," + (day < 10 ? "1" : "0");
    if (two) conflicts += day < 4 ? ",0" : ",0.5";
    conflicts += "\n";
  }
  folder.write("in/conflicts.csv", conflicts);
  folder.write("data/none.csv", "2010-01-01,0\n");
  folder.write("data/some.csv", "2010-01-01,20\n2010-01-10," + std::to_string(people + 20) + "\n");
  folder.write("data/data_layout.csv", "total,none.csv\nC,some.csv\nD,none.csv\nE,none.csv\n");
  folder.write("settings.yml", std::string("move_rules: ") + network.settings + "\n");
  return folder.setting(kDays);
}

/// The same with another chance of leaving towns.
std::shared_ptr<const FleeSetting> with_chance_times(const FleeSetting& setting, double factor) {
  FleeSettings settings = setting.instance.settings;
  settings.default_movechance *= factor;
  return std::make_shared<const FleeSetting>(setting, settings);
}

/// People in every place on some days, by seed: statistics[what][seed].
std::vector<std::vector<double>> observe(const std::shared_ptr<const FleeSetting>& setting,
                                         FleeRepresentation representation, std::uint32_t seeds) {
  const std::size_t places = setting->instance.locations.size();
  const std::vector<int> days = {3, 6, 9, 12, kDays};
  std::vector<std::vector<double>> statistics(places * days.size());
  for (std::uint32_t seed = 0; seed < seeds; ++seed) {
    // Other seeds: the two must not share their luck.
    const std::uint64_t run = representation == FleeRepresentation::cohort ? 98 : 99;
    FleeWorld world(setting, MemberStreams{run, seed}, FleeCapacityRule::frozen, representation);
    std::size_t next = 0;
    while (world.day() < kDays) {
      world.step();
      if (std::find(days.begin(), days.end(), world.day()) == days.end()) continue;
      for (std::size_t place = 0; place < places; ++place) {
        statistics[next++].push_back(
            static_cast<double>(world.present(static_cast<FleeLocationIndex>(place))));
      }
    }
  }
  return statistics;
}

struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};

Moments moments(const std::vector<double>& values) {
  Moments result;
  const auto n = static_cast<double>(values.size());
  for (const double value : values) result.mean += value / n;
  for (const double value : values) {
    result.variance += (value - result.mean) * (value - result.mean) / (n - 1.0);
  }
  return result;
}

/// The largest standardised difference of means over all statistics.
double largest_difference(const std::vector<std::vector<double>>& a,
                          const std::vector<std::vector<double>>& b) {
  double largest = 0.0;
  for (std::size_t s = 0; s < a.size(); ++s) {
    const Moments x = moments(a[s]);
    const Moments y = moments(b[s]);
    const auto n = static_cast<double>(a[s].size());
    const double error = std::sqrt((x.variance + y.variance) / n);
    if (error > 0.0) largest = std::max(largest, std::abs(x.mean - y.mean) / error);
    if (error == 0.0) {
      EXPECT_EQ(x.mean, y.mean);
    }
  }
  return largest;
}

/// The largest Kolmogorov-Smirnov distance of the distributions over seeds, times sqrt(n / 2).
double largest_distance(const std::vector<std::vector<double>>& a,
                        const std::vector<std::vector<double>>& b) {
  double largest = 0.0;
  for (std::size_t s = 0; s < a.size(); ++s) {
    std::map<double, double> difference;
    const auto n = static_cast<double>(a[s].size());
    for (const double value : a[s]) difference[value] += 1.0 / n;
    for (const double value : b[s]) difference[value] -= 1.0 / n;
    double sum = 0.0;
    for (const auto& [value, part] : difference) {
      largest = std::max(largest, std::abs(sum += part) * std::sqrt(n / 2.0));
    }
  }
  return largest;
}

/// Two-sided, over at most 6 networks x 35 statistics, family-wise error 1 % (Bonferroni).
constexpr double kMeanLimit = 4.2;
/// P(KS > x) <= 2 exp(-2 x^2): below 1 % / 210 from 2.31.
constexpr double kDistanceLimit = 2.4;

TEST(Cohorts, HaveTheLawOfPeopleOneByOneWhereEveryRuleIsAtWork) {
  constexpr std::uint32_t kSeeds = 300;
  for (const Network& network : kNetworks) {
    const auto setting = build(network, 400);
    const auto agents = observe(setting, FleeRepresentation::agent, kSeeds);
    const auto cohorts = observe(setting, FleeRepresentation::cohort, kSeeds);
    EXPECT_LT(largest_difference(agents, cohorts), kMeanLimit) << network.name;
    EXPECT_LT(largest_distance(agents, cohorts), kDistanceLimit) << network.name;
  }
}

TEST(Cohorts, AChanceThatIsTwoPerCentOffWouldBeSeen) {
  constexpr std::uint32_t kSeeds = 400;
  const auto setting = build(kNetworks[1], 9000);
  const auto agents = observe(setting, FleeRepresentation::agent, kSeeds);
  const auto right = observe(setting, FleeRepresentation::cohort, kSeeds);
  const auto wrong = observe(with_chance_times(*setting, 1.02), FleeRepresentation::cohort, kSeeds);
  EXPECT_LT(largest_difference(agents, right), kMeanLimit);
  EXPECT_GT(largest_difference(agents, wrong), 1.5 * kMeanLimit);
}

/// Chi-square of the joint law of a handful of people, where every outcome occurs often.
TEST(Cohorts, AHandfulOfPeopleEndsInEveryWayAsOftenAsOneByOne) {
  constexpr std::uint32_t kSeeds = 6000;
  const auto setting = build(kNetworks[1], 3);
  const auto agents = observe(setting, FleeRepresentation::agent, kSeeds);
  const auto cohorts = observe(setting, FleeRepresentation::cohort, kSeeds);
  const std::size_t places = setting->instance.locations.size();
  std::map<std::vector<double>, std::pair<double, double>> table;
  for (std::size_t seed = 0; seed < kSeeds; ++seed) {
    std::vector<double> a;
    std::vector<double> b;
    // The third of the observed days, all places.
    for (std::size_t s = 2 * places; s < 3 * places; ++s) {
      a.push_back(agents[s][seed]);
      b.push_back(cohorts[s][seed]);
    }
    table[a].first += 1.0;
    table[b].second += 1.0;
  }
  double chi_square = 0.0;
  double cells = 0.0;
  std::pair<double, double> rare;
  const auto add = [&](const std::pair<double, double>& cell) {
    chi_square +=
        (cell.first - cell.second) * (cell.first - cell.second) / (cell.first + cell.second);
    cells += 1.0;
  };
  for (const auto& [outcome, cell] : table) {
    if (cell.first + cell.second >= 20.0) {
      add(cell);
    } else {
      rare.first += cell.first;
      rare.second += cell.second;
    }
  }
  if (rare.first + rare.second > 0.0) add(rare);
  ASSERT_GT(cells, 10.0);
  // Normal approximation of the 99.9 % point.
  EXPECT_LT(chi_square, cells - 1.0 + 3.3 * std::sqrt(2.0 * (cells - 1.0)));
}

TEST(Cohorts, NobodyIsLostOnAnyDayAndTheSameSeedGivesTheSameBits) {
  for (const Network& network : kNetworks) {
    const auto setting = build(network, 100000);
    constexpr auto kCohort = FleeRepresentation::cohort;
    FleeWorld world(setting, MemberStreams{5, 0}, FleeCapacityRule::frozen, kCohort);
    FleeWorld twin(setting, MemberStreams{5, 0}, FleeCapacityRule::frozen, kCohort);
    for (int day = 0; day < kDays; ++day) {
      world.step();
      EXPECT_EQ(world.recount(), world.people()) << network.name << " day " << day;
      // A copy goes on as its original does.
      if (day == kDays / 2) twin = FleeWorld(world);
      if (day > kDays / 2) twin.step();
    }
    for (FleeLocationIndex i = 0; i < setting->instance.locations.size(); ++i) {
      EXPECT_EQ(world.present(i), twin.present(i));
      EXPECT_GE(world.present(i), 0);
    }
    EXPECT_EQ(world.people(), 100020);
  }
}

TEST(Representation, CountsWhereThatIsCheaperAndEqualInLaw) {
  const auto few = build(kNetworks[3], 1000);
  const auto many = build(kNetworks[3], 100000000);
  constexpr auto kAgent = FleeRepresentation::agent;
  constexpr auto kCohort = FleeRepresentation::cohort;
  constexpr auto kAuto = FleeRepresentation::automatic;
  EXPECT_EQ(flee_representation(*few, FleeCapacityRule::frozen, kAuto), kAgent);
  EXPECT_EQ(flee_representation(*many, FleeCapacityRule::frozen, kAuto), kCohort);
  // Running capacities see people one by one.
  EXPECT_EQ(flee_representation(*many, FleeCapacityRule::running, kAuto), kAgent);
  const auto unlimited = build(kNetworks[0], 100000000);
  EXPECT_EQ(flee_representation(*unlimited, FleeCapacityRule::running, kAuto), kCohort);
}

}  // namespace
}  // namespace corridor
