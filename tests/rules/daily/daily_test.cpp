// Ruleset `daily`: by hand where that can be done, and as a forecast must behave.
#include "rules/daily/daily_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "rules/daily/growth.h"
#include "rules/daily/situations.h"
#include "scenario/known.h"

namespace corridor {
namespace {

Time day(double number) { return Time{} + Duration{static_cast<long long>(number * 86400.0)}; }

CountSeries series_of(const std::vector<std::pair<double, double>>& counts) {
  CountSeries series{{"in_camp", "camp", "people"}, {}};
  for (const auto& [at, value] : counts) series.counts.push_back({day(at), day(at), value});
  return series;
}

GrowthParameters usual() {
  std::vector<double> numbers;
  for (const Parameter& parameter : daily_parameters()) numbers.push_back(parameter.prior.a);
  return growth_from(numbers);
}

Situation steady() {
  Situation now;
  now.people = 10000;
  now.history_days = 100;
  now.own = {100, 100, 100, 100};
  now.all_places = {200, 200, 200, 200};
  now.share = 0.5;
  now.typical_place = 10000;
  return now;
}

// --- rates

TEST(Rates, OfASteadyCountAreItsSlope) {
  const Rates rates = recent_rates(series_of({{0, 1000}, {40, 5000}, {100, 11000}}));
  EXPECT_NEAR(rates.mean_month, 100, 1e-9);
  EXPECT_NEAR(rates.typical_month, 100, 1e-9);
  EXPECT_NEAR(rates.mean_quarter, 100, 1e-9);
  EXPECT_NEAR(rates.typical_quarter, 100, 1e-9);
}

TEST(Rates, AJumpMovesTheMeanButNotTheTypicalDay) {
  // 10 a day, and 50,000 at once in the days 80 to 82.
  const Rates rates = recent_rates(series_of({{0, 100}, {80, 900}, {82, 50920}, {100, 51100}}));
  EXPECT_GT(rates.mean_month, 1500);
  EXPECT_NEAR(rates.typical_month, 10, 1e-9);
}

TEST(Rates, AFirstRegistrationIsNoRate) {
  const Rates rates = recent_rates(series_of({{0, 0}, {50, 20000}}));
  EXPECT_DOUBLE_EQ(rates.mean_month, 0.0);
  EXPECT_DOUBLE_EQ(recent_rates(series_of({{0, 0}})).mean_month, 0.0);
}

TEST(Rates, UnknownDaysUpToHalfTheWindowChangeNothing) {
  // 5 days with 300 a day, and 10 unknown ones, make half a month.
  EXPECT_NEAR(recent_rates(series_of({{0, 1000}, {5, 2500}})).mean_month, 100, 1e-9);
}

// --- growth

TEST(Growth, TheTrendFadesAsTheEquationSays) {
  GrowthParameters p = usual();
  p.lean = 0.0;
  const double memory = 1.0 / (1.0 / p.trend_days + 1.0 / (p.trend_history * 101.0));
  const double expected = 10000 + 0.5 * 100 * memory * (1 - std::exp(-60.0 / memory));
  EXPECT_NEAR(grow(steady(), 60, p, 0.5).middle, expected, 1e-6);
  const double forever = grow(steady(), 1e6, p, 1.0).middle;
  EXPECT_NEAR(forever, 10000 + 100 * memory, 1e-3);
}

TEST(Growth, ThreatStrengthensTheTrendAndClosureStopsIt) {
  const GrowthParameters p = usual();
  Situation threatened = steady();
  threatened.threat_ratio = 3.0;
  EXPECT_GT(grow(threatened, 30, p, 0.7).middle, grow(steady(), 30, p, 0.7).middle + 100);
  Situation closed = steady();
  closed.reachable = false;
  EXPECT_LT(grow(closed, 30, p, 0.7).middle, grow(steady(), 30, p, 0.7).middle - 500);
  closed.own = {-100, -100, -100, -100};
  closed.all_places = {-200, -200, -200, -200};
  EXPECT_LT(grow(closed, 30, p, 0.7).middle, 10000);  // leaving remains possible
}

TEST(Growth, QuantilesIncreaseWidenWithTheLeadAndStayPositive) {
  const GrowthParameters p = usual();
  const Growth soon = grow(steady(), 10, p, 0.7);
  const Growth late = grow(steady(), 90, p, 0.7);
  for (double z = -3.0; z < 3.0; z += 0.1) EXPECT_LE(late.quantile(z), late.quantile(z + 0.1));
  EXPECT_GT(late.quantile(1.645) - late.quantile(-1.645),
            soon.quantile(1.645) - soon.quantile(-1.645));
  EXPECT_GE(late.quantile(-30.0), 0.0);
}

TEST(Growth, WidthsAreWhatTheEquationsSay) {
  const GrowthParameters p = usual();
  Situation now = steady();
  now.people = 2500;  // a quarter of a typical place: the geometric mean is 5,000
  const double move = 100 * p.trend_days * (1 - std::exp(-60.0 / p.trend_days));
  const double by_size = std::pow(2.0, p.lead_power) * (1 + p.young_days / 115.0);
  const Growth growth = grow(now, 60, p, 0.7);
  EXPECT_NEAR(growth.up,
              1 + (p.with_own_trend + p.with_all_trend) * move + p.up_place * 5000 * by_size, 1e-6);
  EXPECT_NEAR(growth.down, 1 + p.against_own_trend * move + p.down_place * 2500 * by_size, 1e-6);
}

TEST(Growth, AFallMayGoOnAsARiseMay) {
  GrowthParameters p = usual();
  p.up_place = p.down_place = 0.0;
  Situation falls = steady();
  falls.own = {-100, -100, -100, -100};
  falls.all_places = {-200, -200, -200, -200};
  EXPECT_DOUBLE_EQ(grow(falls, 30, p, 0.7).down, grow(steady(), 30, p, 0.7).up);
  EXPECT_DOUBLE_EQ(grow(falls, 30, p, 0.7).up, grow(steady(), 30, p, 0.7).down);
}

TEST(Growth, TheTotalOfManyPlacesMayFall) {
  const GrowthParameters p = usual();
  Situation total;
  total.is_total = true;
  total.people = 100000;
  total.history_days = 1000;
  EXPECT_LT(grow(total, 90, p, 0.7).quantile(-1.645), 92000);
}

TEST(Growth, AnEmptiedPlaceStaysEmptyOneToComeMayFill) {
  const GrowthParameters p = usual();
  Situation now;
  now.typical_place = 10000;
  EXPECT_GT(grow(now, 30, p, 0.7).quantile(1.645), 500);
  now.history_days = 300;
  EXPECT_LT(grow(now, 30, p, 0.7).quantile(1.645), 10);
}

TEST(Growth, YoungSeriesAreLessSure) {
  const GrowthParameters p = usual();
  Situation young = steady();
  young.history_days = 20;
  const Growth then = grow(young, 60, p, 0.7);
  const Growth later = grow(steady(), 60, p, 0.7);
  EXPECT_GT(then.up, later.up);
  EXPECT_GT(then.down, later.down);
}

// --- lessons

TEST(Lessons, MoveTheStrengthTowardsWhatCame) {
  const GrowthParameters p = usual();
  const auto strength_after = [&](double share_of_trend, int count) {
    std::vector<Lesson> lessons;
    for (int i = 0; i < count; ++i) {
      Lesson lesson{0, steady(), 60.0, 0.0};
      GrowthParameters plain = p;
      plain.lean = 0.0;
      const double move = grow(steady(), 60, plain, 1.0).middle - 10000;
      const Growth width = grow(steady(), 60, p, 0.0);
      lesson.outcome = width.middle + share_of_trend * move;
      lessons.push_back(lesson);
    }
    return Lessons(lessons, 1, p).strength(0);
  };
  EXPECT_DOUBLE_EQ(strength_after(1.0, 0), p.trend_strength);
  EXPECT_LT(strength_after(0.0, 20), p.trend_strength - 0.1);
  EXPECT_GT(strength_after(1.2, 20), p.trend_strength + 0.05);
  EXPECT_NEAR(strength_after(0.2, 5000), 0.2, 0.01);
}

// --- the model

Scenario two_camps() {
  Scenario scenario;
  scenario.ruleset = "daily";
  scenario.start = day(0);
  scenario.end = day(200);
  scenario.step = kDay;
  scenario.parameters = ParameterRegistry(daily_parameters());
  for (const char* id : {"a", "b", "town"}) {
    Place place;
    place.id = id;
    place.safe = std::string(id) != "town";
    place.kind = place.safe ? PlaceKind::destination : PlaceKind::settlement;
    place.shelter_people = Value::constant(0.0);
    scenario.places.push_back(place);
  }
  for (std::uint32_t camp = 0; camp < 2; ++camp) {
    Road road;
    road.id = camp == 0 ? "town--a" : "town--b";
    road.from = PlaceId{2};
    road.to = PlaceId{camp};
    road.length_km = 50;
    scenario.roads.push_back(road);
  }
  for (int t = 5; t <= 195; t += 10) {
    for (const char* camp : {"a", "b", ""}) {
      ObservationRow row;
      row.place = camp;
      row.series = row.place.empty() ? "in_camps" : "in_camp";
      row.time = day(t);
      row.published = day(t + 1);
      row.value = (row.place == "b" ? 20.0 : 100.0) * t;
      if (row.place.empty()) row.value = 120.0 * t;
      row.unit = "people";
      scenario.observations.push_back(row);
    }
  }
  Event attack;
  attack.id = "attack";
  attack.kind = EventKind::attack;
  attack.time = day(2);
  attack.published = day(3);
  attack.amount = Value::constant(1.0);
  scenario.events.push_back(attack);
  return scenario;
}

ParameterValues fixed_values(const Scenario& scenario) {
  ParameterValues values;
  for (const Parameter& parameter : scenario.parameters.all()) values.push_back(parameter.prior.a);
  return values;
}

/// Quantile of `members` members of series 0, 1 (camps a, b) or 2 (all) on a day.
std::vector<double> members_on(const Scenario& known, std::size_t series, int at) {
  const auto model = make_daily_model(known);
  std::vector<double> members;
  for (std::uint32_t m = 0; m < 200; ++m) {
    const auto state = model->start(fixed_values(known), {1, m});
    for (int t = 0; t < at; ++t) model->step(*state);
    std::vector<double> out(model->series().size());
    model->observe(*state, out);
    members.push_back(out[series]);
  }
  std::sort(members.begin(), members.end());
  return members;
}

TEST(DailyModel, IsWhatWasCountedUpToTheLastCountAndUncertainAfterIt) {
  const Scenario known = known_at(two_camps(), day(100));
  const auto counted = members_on(known, 0, 90);
  EXPECT_DOUBLE_EQ(counted.front(), 9000);
  EXPECT_DOUBLE_EQ(counted.back(), 9000);
  const auto later = members_on(known, 0, 150);
  EXPECT_GT(later[100], 9500);
  EXPECT_LT(later[100], 16000);
  EXPECT_GT(later[190] - later[10], 1000);
}

TEST(DailyModel, SeesNothingAhead) {
  const Scenario full = two_camps();
  Scenario other = full;
  for (ObservationRow& row : other.observations) {
    if (row.published >= day(100)) row.value *= 7.0;
  }
  Event later = full.events.front();
  later.id = "later";
  later.time = day(90);
  later.published = day(100);
  other.events.push_back(later);
  for (const std::size_t series : {0U, 1U, 2U}) {
    EXPECT_EQ(members_on(known_at(full, day(100)), series, 160),
              members_on(known_at(other, day(100)), series, 160));
    EXPECT_NE(members_on(known_at(full, day(101)), series, 160),
              members_on(known_at(other, day(101)), series, 160));
  }
}

TEST(DailyModel, AnAttackSendsMorePeople) {
  Scenario known = known_at(two_camps(), day(150));
  const double before = members_on(known, 0, 190)[100];
  Event attack = known.events.front();
  attack.id = "second";
  attack.time = day(148);
  attack.published = day(149);
  attack.amount = Value::constant(3.0);
  known.events.push_back(attack);
  EXPECT_GT(members_on(known, 0, 190)[100], before + 50);
}

TEST(DailyModel, AnAttackThatGoesOnHasItsFullWeightAtThePresent) {
  const auto middle = [](double lasts_hours, std::optional<Time> until) {
    Scenario known = known_at(two_camps(), day(150));
    Event attack = known.events.front();
    attack.id = "second";
    attack.time = day(100);
    attack.published = day(101);
    attack.amount = Value::constant(3.0);
    attack.lasts_hours = Value::constant(lasts_hours);
    attack.until = until;
    known.events.push_back(attack);
    return members_on(known, 0, 190)[100];
  };
  const double over = middle(0.0, std::nullopt);
  EXPECT_GT(middle(20.0 * 24.0, std::nullopt), over);
  EXPECT_EQ(middle(60.0 * 24.0, std::nullopt), middle(0.0, day(160)));
  EXPECT_EQ(middle(0.0, day(120)), middle(20.0 * 24.0, std::nullopt));
  EXPECT_GT(middle(0.0, day(150)), middle(0.0, day(120)));
  EXPECT_EQ(middle(0.0, day(150)), middle(0.0, day(180)));
}

TEST(DailyModel, AClosedRoadStopsTheGrowthOfItsCamp) {
  Scenario known = known_at(two_camps(), day(150));
  const double a = members_on(known, 0, 190)[100];
  const double b = members_on(known, 1, 190)[100];
  Event closes;
  closes.id = "closes";
  closes.kind = EventKind::road_closes;
  closes.road = RoadId{0};
  closes.time = day(140);
  closes.published = day(141);
  known.events.push_back(closes);
  EXPECT_LT(members_on(known, 0, 190)[100], a - 500);
  EXPECT_EQ(members_on(known, 1, 190)[100], b);
}

// --- what is foreseen, as what-ifs are

Event event_on(double at, EventKind kind, double amount = 0.0) {
  Event event;
  event.id = "foreseen";
  event.kind = kind;
  event.time = day(at);
  event.published = day(149.99);  // as a what-if's: just known
  event.amount = Value::constant(amount);
  return event;
}

Scenario with(Scenario known, const Event& event) {
  known.events.push_back(event);
  return known;
}

Event closure_on(double at, std::uint32_t road) {
  Event closes = event_on(at, EventKind::road_closes);
  closes.road = RoadId{road};
  return closes;
}

TEST(DailyForeseen, WhatTheRulesDoNotUseChangesNothing) {
  const Scenario known = known_at(two_camps(), day(150));
  for (const EventKind kind : {EventKind::announcement, EventKind::shelter_offer}) {
    for (const double at : {140.0, 150.0, 160.0}) {
      for (const std::size_t series : {0U, 1U, 2U})
        EXPECT_EQ(members_on(with(known, event_on(at, kind, 50000)), series, 190),
                  members_on(known, series, 190));
    }
  }
}

TEST(DailyForeseen, AnAttackSendsMorePeopleFromItsTimeOn) {
  const Scenario known = known_at(two_camps(), day(150));
  for (const std::size_t series : {0U, 1U, 2U}) {
    const auto base = members_on(known, series, 190);
    const auto small = members_on(with(known, event_on(150, EventKind::attack, 0.05)), series, 190);
    const auto large = members_on(with(known, event_on(150, EventKind::attack, 0.1)), series, 190);
    for (const std::size_t member : {10U, 100U, 190U}) {
      EXPECT_GT(small[member], base[member]);
      EXPECT_GT(large[member], small[member]);
    }
    const Scenario later = with(known, event_on(170, EventKind::attack, 0.05));
    EXPECT_EQ(members_on(later, series, 170), members_on(known, series, 170));
    EXPECT_GT(members_on(later, series, 190)[100], base[100]);
    EXPECT_LT(members_on(later, series, 190)[100], small[100]);
  }
}

TEST(DailyForeseen, AnAttackWithoutWeightChangesNothing) {
  const Scenario known = known_at(two_camps(), day(150));
  EXPECT_EQ(members_on(with(known, event_on(150, EventKind::attack, 1e-9)), 0, 190),
            members_on(known, 0, 190));
}

TEST(DailyForeseen, AnAttackDoesNotHastenAFall) {
  Situation falls = steady();
  falls.own = {-100, -100, -100, -100};
  falls.all_places = {-200, -200, -200, -200};
  const double before = grow(falls, 30, usual(), 0.7).middle;
  falls.foreseen = {{10, 5.0, true}};
  EXPECT_DOUBLE_EQ(grow(falls, 30, usual(), 0.7).middle, before);
}

TEST(DailyForeseen, NobodyIsAddedWhereTheWaysAreClosed) {
  const Scenario known = known_at(two_camps(), day(150));
  const Scenario closed = with(known, closure_on(160, 0));
  EXPECT_EQ(members_on(closed, 0, 160), members_on(known, 0, 160));
  const auto at_closing = members_on(closed, 0, 160);
  const auto at_end = members_on(closed, 0, 190);
  for (std::size_t m = 0; m < at_end.size(); ++m) EXPECT_LE(at_end[m], at_closing[m]);
  EXPECT_EQ(at_end[190], at_closing[190]);
  EXPECT_EQ(members_on(closed, 1, 190), members_on(known, 1, 190));
  EXPECT_EQ(members_on(closed, 2, 190), members_on(known, 2, 190));  // they go to the other camp
  const Scenario all_closed = with(closed, closure_on(160, 1));
  EXPECT_EQ(members_on(all_closed, 2, 190)[190], members_on(known, 2, 160)[190]);
}

TEST(DailyForeseen, AWayThatOpensAgainLetsThemCome) {
  const Scenario closed = with(known_at(two_camps(), day(150)), closure_on(155, 0));
  Event opens = event_on(170, EventKind::road_opens);
  opens.road = RoadId{0};
  const Scenario opened = with(closed, opens);
  EXPECT_EQ(members_on(opened, 0, 170), members_on(closed, 0, 170));
  EXPECT_GT(members_on(opened, 0, 190)[100], members_on(closed, 0, 190)[100] + 100);
}

// --- places that were never counted

Scenario with_a_new_camp() {
  Scenario scenario = two_camps();
  std::erase_if(scenario.observations, [](const ObservationRow& row) { return row.place == "b"; });
  scenario.places[1].published = day(120);
  return scenario;
}

TEST(DailyModel, APlaceNeverCountedMayStayEmptyAndHasNobodyUpToThePresent) {
  const Scenario known = known_at(with_a_new_camp(), day(150));
  EXPECT_EQ(members_on(known, 1, 149).back(), 0.0);
  const auto later = members_on(known, 1, 190);
  EXPECT_EQ(later[10], 0.0);
  EXPECT_GT(later[100], 1.0);
  EXPECT_GT(later[190], 1000.0);
}

TEST(DailyModel, APlaceToComeIsAsLargeAsItIsBuilt) {
  Scenario scenario = with_a_new_camp();
  const double typical = members_on(known_at(scenario, day(150)), 1, 190)[190];
  scenario.places[1].shelter_people = Value::constant(1000);
  EXPECT_LT(members_on(known_at(scenario, day(150)), 1, 190)[190], typical / 5.0);
  scenario.places[1].shelter_people = Value::constant(1e6);
  EXPECT_EQ(members_on(known_at(scenario, day(150)), 1, 190)[190], typical);
}

TEST(DailyModel, APlaceHasNobodyBeforeThereIsWordOfIt) {
  Scenario scenario = two_camps();
  scenario.places[0].published = day(3);  // its first count is of the fifth day
  const Scenario known = known_at(scenario, day(150));
  EXPECT_EQ(members_on(known, 0, 2).back(), 0.0);
  EXPECT_EQ(members_on(known, 0, 4).back(), 500.0);
}

TEST(DailyModel, TheTotalIsTheSumWhereNobodyReportsOne) {
  Scenario known = known_at(two_camps(), day(100));
  std::erase_if(known.observations,
                [](const ObservationRow& row) { return row.series == "in_camps"; });
  const auto model = make_daily_model(known);
  const auto state = model->start(fixed_values(known), {1, 7});
  for (int t = 0; t < 160; ++t) model->step(*state);
  std::vector<double> out(3);
  model->observe(*state, out);
  EXPECT_DOUBLE_EQ(out[2], out[0] + out[1]);
}

TEST(Situations, KnowSharesAndLessonsOfThePast) {
  const Scenario known = known_at(two_camps(), day(100));
  const std::vector<SeriesInfo> series = daily_series(known);
  EXPECT_DOUBLE_EQ(situations_of(known, series)[0].share, 100.0 / 120.0);
  const std::vector<Lesson> lessons = lessons_of(known, series);
  EXPECT_GT(lessons.size(), 20U);
  for (const Lesson& lesson : lessons) {
    EXPECT_GT(lesson.days, 14.0);
    EXPECT_LT(lesson.outcome, 120.0 * 100.0);
  }
}

}  // namespace
}  // namespace corridor
