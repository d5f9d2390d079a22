// Claims side by side: converted, agreeing or not.
#include "scenario/ledger.h"

#include <gtest/gtest.h>

#include <cmath>

namespace corridor {
namespace {

const SizeRange kSizes{{3.5, 3.0}, {4.0, 4.0}, {4.5, 5.0}};

Claim claim(double value, Qualifier qualifier, const std::string& unit = "people") {
  Claim c;
  c.id = "c";
  c.subject = "crowd";
  c.value = value;
  c.qualifier = qualifier;
  c.unit = unit;
  return c;
}

struct Ledger {
  Scenario scenario;
  std::vector<Quantity> list;

  explicit Ledger(std::vector<Claim> claims, const std::string& unit = "people") {
    scenario.topics = {Topic{"crowd", unit, "people in the square", false}};
    scenario.claims = std::move(claims);
    std::vector<const Claim*> pointers;
    for (const Claim& c : scenario.claims) pointers.push_back(&c);
    list = quantities(scenario, pointers, kSizes, ClaimWidths{});
  }
  [[nodiscard]] const Quantity& only() const { return list.at(0); }
};

TEST(Ledger, RangesFollowTheQualifier) {
  const Ledger ledger({claim(1000, Qualifier::exactly), claim(1001, Qualifier::about),
                       claim(1002, Qualifier::at_least), claim(1003, Qualifier::at_most)});
  const auto& readings = ledger.only().readings;
  EXPECT_NEAR(readings[0].low, 1000 * std::exp(-0.06), 1e-9);
  EXPECT_NEAR(readings[1].high, 1001 * std::exp(0.2), 1e-9);
  EXPECT_NEAR(readings[2].low, 1002 * std::exp(-0.1), 1e-9);
  EXPECT_TRUE(std::isinf(readings[2].high));
  EXPECT_EQ(readings[3].low, 0.0);
  EXPECT_NEAR(readings[3].high, 1003 * std::exp(0.1), 1e-9);
  EXPECT_EQ(ledger.only().agreement, Agreement::agree);
  EXPECT_EQ(ledger.only().meaning, "people in the square");
}

TEST(Ledger, FamiliesConvertWithTheSpreadOfTheirSize) {
  const Ledger ledger({claim(100, Qualifier::about, "families")});
  const Reading& reading = ledger.only().readings.at(0);
  EXPECT_TRUE(reading.is_converted);
  EXPECT_DOUBLE_EQ(reading.value, 400);
  EXPECT_NEAR(reading.low, 350 * std::exp(-0.2), 1e-9);
  EXPECT_NEAR(reading.high, 450 * std::exp(0.2), 1e-9);
}

TEST(Ledger, PlotsEndOnNumbersOfTwoFigures) {
  const QuantitySpan wide(
      Ledger({claim(25000, Qualifier::exactly), claim(120000, Qualifier::about)})
          .only());  // 120,000 exp(0.2) and a margin: 155,362
  EXPECT_EQ(wide.low, 0.0);
  EXPECT_EQ(wide.high, 160000.0);
  const QuantitySpan close(
      Ledger({claim(5, Qualifier::exactly), claim(6, Qualifier::exactly)}).only());
  EXPECT_EQ(close.low, 4.0);
  EXPECT_DOUBLE_EQ(close.high, 7.2);
}

TEST(Ledger, AConflictIsTwoRangesThatDoNotMeet) {
  EXPECT_EQ(
      Ledger({claim(25000, Qualifier::about), claim(120000, Qualifier::about)}).only().agreement,
      Agreement::conflict);
  EXPECT_EQ(
      Ledger({claim(200, Qualifier::at_least), claim(300, Qualifier::exactly)}).only().agreement,
      Agreement::agree);
  EXPECT_EQ(
      Ledger({claim(200, Qualifier::at_least), claim(150, Qualifier::exactly)}).only().agreement,
      Agreement::conflict);
  // Small whole numbers are counted one by one; large ones are rounded.
  EXPECT_EQ(Ledger({claim(5, Qualifier::exactly), claim(6, Qualifier::exactly)}).only().agreement,
            Agreement::conflict);
  EXPECT_EQ(
      Ledger({claim(5000, Qualifier::exactly), claim(5050, Qualifier::exactly)}).only().agreement,
      Agreement::agree);
}

TEST(Ledger, OneNumberInTwoUnitsIsADisputeOfItsOwn) {
  const Ledger ledger(
      {claim(40000, Qualifier::about, "families"), claim(40000, Qualifier::at_least, "people")});
  EXPECT_EQ(ledger.only().agreement, Agreement::units);
  EXPECT_EQ(dispute_words(ledger.only()), "40,000 families or 40,000 people");
}

TEST(Ledger, QuantitiesAreToldApartByPlaceAndMomentAndTheContestedComeFirst) {
  Claim other_day = claim(9000, Qualifier::exactly);
  other_day.holds_for = Time{};
  const Ledger ledger({claim(100, Qualifier::exactly), claim(500, Qualifier::at_least), other_day});
  ASSERT_EQ(ledger.list.size(), 2U);
  EXPECT_TRUE(ledger.list[0].is_contested());
  EXPECT_EQ(ledger.list[1].agreement, Agreement::alone);
  EXPECT_EQ(dispute_words(ledger.list[0]), "100 to 500 or more people");
}

ObservationRow count(const std::string& series, int hour, double value, const std::string& source,
                     Qualifier qualifier = Qualifier::exactly) {
  ObservationRow row;
  row.series = series;
  row.time = Time{std::chrono::hours{hour}};
  row.value = value;
  row.qualifier = qualifier;
  row.unit = "people";
  row.source = source;
  return row;
}

/// They all inform its one prior, so they may contradict each other.
TEST(Ledger, ClaimsAboutAParameterAreOneQuantityWhateverTheirMoment) {
  Scenario scenario;
  scenario.end = Time{} + kDay;
  Parameter crowd;
  crowd.name = "crowd";
  crowd.unit = "people";
  scenario.parameters = ParameterRegistry({crowd});
  std::vector<Claim> claims = {claim(1000, Qualifier::exactly), claim(3000, Qualifier::exactly),
                               claim(9000, Qualifier::exactly)};
  claims[1].holds_for = Time{} + Duration{3600};
  claims[2].holds_for = Time{} + 3 * kDay;  // behind the end: not used for the parameter
  const std::vector<Quantity> list =
      quantities(scenario, {claims.data(), &claims[1], &claims[2]}, kSizes, ClaimWidths{});
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].readings.size(), 2U);
  EXPECT_EQ(list[0].agreement, Agreement::conflict);
  EXPECT_FALSE(list[0].holds_for);
  EXPECT_EQ(list[1].holds_for, claims[2].holds_for);
}

TEST(Ledger, CountsOfDifferentSourcesThatExcludeEachOtherAreNamed) {
  const auto disputes = [](const ObservationRow& a, const ObservationRow& b) {
    Scenario s;
    s.observations = {a, b};
    return contradicting_counts(s).size();
  };
  EXPECT_EQ(disputes(count("present", 10, 900, "X"), count("present", 11, 500, "Y")), 1U);
  EXPECT_EQ(disputes(count("present", 10, 900, "X"), count("present", 11, 500, "X")), 0U);
  EXPECT_EQ(disputes(count("present", 10, 900, "X"), count("present", 12, 500, "Y")), 0U);
  EXPECT_EQ(disputes(count("present", 10, 900, "X"), count("hosted", 10, 500, "Y")), 0U);
  EXPECT_EQ(disputes(count("present", 10, 520, "X"), count("present", 10, 500, "Y")), 0U);
  // A tally rises in the time between, but never falls.
  EXPECT_EQ(disputes(count("arrivals_cumulative", 10, 500, "X"),
                     count("arrivals_cumulative", 11, 900, "Y")),
            0U);
  EXPECT_EQ(disputes(count("arrivals_cumulative", 10, 900, "X"),
                     count("arrivals_cumulative", 40, 500, "Y")),
            1U);
  EXPECT_EQ(disputes(count("arrivals_cumulative", 10, 900, "X"),
                     count("arrivals_cumulative", 40, 500, "Y", Qualifier::at_least)),
            0U);
}

TEST(Ledger, YesAndNoContradictEachOther) {
  const Ledger ledger(
      {claim(1, Qualifier::exactly, "yes_no"), claim(0, Qualifier::exactly, "yes_no")}, "yes_no");
  EXPECT_EQ(ledger.only().agreement, Agreement::conflict);
  EXPECT_EQ(dispute_words(ledger.only()), "yes or no");
  EXPECT_EQ(claim_words(*ledger.only().readings[1].claim), "yes");
}

}  // namespace
}  // namespace corridor
