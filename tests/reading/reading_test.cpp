// One sentence at a time: what is read from it.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading/numbers.h"
#include "reading/read_report.h"
#include "reading/speaker_names.h"
#include "reading/text.h"
#include "reading/unicode.h"

namespace corridor::reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Language& language(const char* code) {
  static std::map<std::string, Language> languages;
  auto found = languages.find(code);
  if (found == languages.end()) {
    Diagnostics diagnostics;
    Language read = parse_language(built_in_language(code), code, diagnostics);
    EXPECT_TRUE(diagnostics.items().empty());
    found = languages.emplace(code, std::move(read)).first;
  }
  return found->second;
}

/// Friday, 16 May 2031, 18:00 at +03:00.
Publication friday() {
  return {*parse_time("2031-05-16T18:00", std::chrono::hours{3}), std::chrono::hours{3}};
}

std::vector<ProposedClaim> read(const std::string& text, const char* code = "en") {
  return read_report(text, friday(), language(code));
}

const char* sign(Qualifier qualifier) {
  switch (qualifier) {
    case Qualifier::exactly:
      return "";
    case Qualifier::about:
      return "~";
    case Qualifier::at_least:
      return ">=";
    case Qualifier::at_most:
      return "<=";
    case Qualifier::between:
      return "";
    case Qualifier::statement:
      return "some";
  }
  return "?";
}

/// `killed >=12 killed`, one a claim.
std::vector<std::string> counts(const std::string& text, const char* code = "en") {
  std::vector<std::string> lines;
  for (const ProposedClaim& claim : read(text, code)) {
    std::string value = claim.value ? fmt::format("{:g}", *claim.value) : "";
    if (claim.value_high) value += fmt::format("..{:g}", *claim.value_high);
    lines.push_back(claim.subject + " " + sign(claim.qualifier) + value + " " + claim.unit);
  }
  return lines;
}

std::vector<std::string> speakers(const std::string& text, const char* code = "en") {
  std::vector<std::string> lines;
  for (const ProposedClaim& claim : read(text, code)) {
    lines.push_back(claim.said_by +
                    (claim.source_type.empty() ? "" : " (" + claim.source_type + ")"));
  }
  return lines;
}

std::vector<std::string> times(const std::string& text, const char* code = "en") {
  std::vector<std::string> lines;
  for (const ProposedClaim& claim : read(text, code)) {
    const auto words = [](const std::optional<Moment>& time) {
      return time ? format_moment(*time, std::chrono::hours{3}) : std::string("-");
    };
    lines.push_back((claim.since ? words(claim.since) + " to " : "") + words(claim.holds_for));
  }
  return lines;
}

std::vector<std::string> modalities(const std::string& text, const char* code = "en") {
  std::vector<std::string> lines;
  for (const ProposedClaim& claim : read(text, code)) lines.emplace_back(name_of(claim.modality));
  return lines;
}

TEST(ReadQuantity, DigitsInEveryConvention) {
  EXPECT_EQ(value_of_digits(U"40,000", false, U'.'), 40000);
  EXPECT_EQ(value_of_digits(U"40.000", false, U'.'), 40000);
  EXPECT_EQ(value_of_digits(U"1,234,567", false, U'.'), 1234567);
  EXPECT_EQ(value_of_digits(U"1.234.567,8", false, U'.'), 1234567.8);
  EXPECT_EQ(value_of_digits(U"1,2", true, U'.'), 1.2);
  EXPECT_EQ(value_of_digits(U"1.2", true, U'.'), 1.2);
  EXPECT_EQ(value_of_digits(U"1.234", true, U'.'), 1.234);
  EXPECT_EQ(value_of_digits(U"1.234", true, U','), 1234);
  EXPECT_EQ(value_of_digits(U"0.125", false, U'.'), 0.125);
  EXPECT_EQ(value_of_digits(U"12,50", false, U'.'), 12.5);
}

TEST(ReadQuantity, Words) {
  EXPECT_THAT(counts("Forty thousand people fled."), ElementsAre("displaced 40000 people"));
  EXPECT_THAT(counts("Two dozen people died."), ElementsAre("killed ~24 killed"));
  EXPECT_THAT(counts("A hundred people died."), ElementsAre("killed 100 killed"));
  EXPECT_THAT(counts("Two hundred and sixteen people died."), ElementsAre("killed 216 killed"));
  EXPECT_THAT(counts("Thirty-four people died."), ElementsAre("killed 34 killed"));
  EXPECT_THAT(counts("1.2 million people fled."), ElementsAre("displaced 1.2e+06 people"));
  EXPECT_THAT(counts("1,2 million people fled."), ElementsAre("displaced 1.2e+06 people"));
  EXPECT_THAT(counts("40 000 people fled."), ElementsAre("displaced 40000 people"));
  EXPECT_THAT(counts("Several hundred people died."), ElementsAre("killed some killed"));
  EXPECT_THAT(counts("Half of the houses were destroyed."),
              ElementsAre("homes_destroyed 0.5 share"));
}

TEST(ReadQuantity, AsSituationReportsWriteThem) {
  EXPECT_THAT(counts("2.3M people in need"), ElementsAre("in_need 2.3e+06 people"));
  EXPECT_THAT(counts("412K displaced"), ElementsAre("displaced 412000 people"));
  EXPECT_THAT(counts("More than half a million people live in the area."),
              ElementsAre("population >=500000 people"));
  EXPECT_THAT(counts("Number of people affected: 64,000 (12,800 HH)"),
              ElementsAre("affected 64000 people", "affected 12800 households"));
  EXPECT_THAT(counts("Evacuation centres: 37 hosting 8,930 people"),
              ElementsAre("shelters 37 shelters", "sheltered 8930 people"));
  EXPECT_THAT(counts("1,032 suspected cases and 14 deaths (CFR 1.4%) have been reported."),
              ElementsAre("cases 1032 cases", "killed 14 killed"));
  EXPECT_THAT(counts("The population is no larger than 60,000."),
              ElementsAre("population <=60000 people"));
}

TEST(ReadQuantity, HalvesOfMillions) {
  EXPECT_THAT(counts("Half a million people fled."), ElementsAre("displaced 500000 people"));
  EXPECT_THAT(counts("Half-a-million people fled."), ElementsAre("displaced 500000 people"));
  EXPECT_THAT(counts("A half-million people fled."), ElementsAre("displaced 500000 people"));
  EXPECT_THAT(counts("Un demi-million de personnes ont fui.", "fr"),
              ElementsAre("displaced 500000 people"));
  EXPECT_THAT(counts("Ses demi-fr\xC3\xA8res ont fui.", "fr"), IsEmpty());
}

TEST(ReadQuantity, PartsOfOne) {
  EXPECT_THAT(counts("Two-thirds of the people have left."),
              ElementsAre("departures 0.666667 share"));
  EXPECT_THAT(counts("Two thirds of the people have left."),
              ElementsAre("departures 0.666667 share"));
  EXPECT_THAT(counts("Three-quarters of the 400,000 people have left."),
              ElementsAre("departures 0.75 share", "people 400000 people"));
  EXPECT_THAT(counts("Nearly two-thirds of Karsa's 540,000 people have left."),
              ElementsAre("departures ~0.666667 share", "population 540000 people"));
  EXPECT_THAT(counts("One-third of the people have left."),
              ElementsAre("departures 0.333333 share"));
  EXPECT_THAT(counts("Four-fifths of the people have left."), ElementsAre("departures 0.8 share"));
  EXPECT_THAT(counts("Three-eighths of the people have left."),
              ElementsAre("departures 0.375 share"));
  EXPECT_THAT(counts("A quarter of the people have left."), ElementsAre("departures 0.25 share"));
  EXPECT_THAT(counts("Half the people have left."), ElementsAre("departures 0.5 share"));
  EXPECT_THAT(counts("Quarters of the old town were destroyed."), IsEmpty());
  EXPECT_THAT(counts("The fifth of the buses has left."), IsEmpty());
  EXPECT_THAT(counts("Trois quarts des habitants ont quitt\xC3\xA9 la ville.", "fr"),
              ElementsAre("departures 0.75 share"));
}

TEST(ReadQuantity, ANumberAndAHalf) {
  EXPECT_THAT(counts("Two and a half thousand people fled."), ElementsAre("displaced 2500 people"));
  EXPECT_THAT(counts("Two-and-a-half million people fled."),
              ElementsAre("displaced 2.5e+06 people"));
  EXPECT_THAT(counts("A million and a half people fled."), ElementsAre("displaced 1.5e+06 people"));
  EXPECT_THAT(counts("Three quarters of a million people fled."),
              ElementsAre("displaced 750000 people"));
  EXPECT_THAT(counts("The flood killed two and a third was injured."),
              testing::Contains("killed 2 killed"));
  EXPECT_THAT(counts("The flood killed 12 and half of the houses were destroyed."),
              ElementsAre("killed 12 killed", "homes_destroyed 0.5 share"));
  EXPECT_THAT(counts("Un million et demi de personnes ont fui.", "fr"),
              ElementsAre("displaced 1.5e+06 people"));
}

TEST(ReadQuantity, ThousandsAndMillionsInSmallLetters) {
  EXPECT_THAT(counts("10k people crossed."), ElementsAre("arrivals 10000 people"));
  EXPECT_THAT(counts("1.2m people need food."), ElementsAre("in_need 1.2e+06 people"));
  EXPECT_THAT(counts("1.25m Belmark refugees need food."), ElementsAre("in_need 1.25e+06 people"));
  EXPECT_THAT(counts("1.2m have fled."), ElementsAre("displaced 1.2e+06 people"));
  EXPECT_THAT(counts("A 10m wall collapsed, 3m of it into the street."), IsEmpty());
}

TEST(ReadQuantity, ThousandsThatARangeSaysOnce) {
  EXPECT_THAT(counts("Some 7-8,000 people crossed."), ElementsAre("arrivals 7000..8000 people"));
  EXPECT_THAT(counts("Between 300 and 400,000 people crossed."),
              ElementsAre("arrivals 300000..400000 people"));
  EXPECT_THAT(counts("Between 500 and 1,000 people crossed."),
              ElementsAre("arrivals 500..1000 people"));
  EXPECT_THAT(counts("Between 900 and 2,000 people crossed."),
              ElementsAre("arrivals 900..2000 people"));
}

TEST(ReadQuantity, MoneyCountsNobody) {
  for (const char* text :
       {"Fares cost 500,000 SDG.", "They paid SDG 400,000.", "They paid 400,000 Karsan pounds.",
        "They paid 2.5 million New Karsan shillings, \xE2\x82\xAC"
        "30 or US$30 each.",
        "Fares rose from 25,000 to 400,000 Karsan pounds for people.",
        "They paid 50,000 francs, 300 rubles, 20 hryvnias, 5 lira, 7 riyals or 9 birr."}) {
    EXPECT_THAT(counts(text), IsEmpty()) << text;
    EXPECT_THAT(numbers_without_claim(text, friday(), language("en")), IsEmpty()) << text;
  }
  EXPECT_THAT(counts("Les billets co\xC3\xBBtent 400 000 livres ou 300 francs congolais.", "fr"),
              IsEmpty());
  EXPECT_THAT(counts("5,000 PEOPLE TRY TO FLEE"), ElementsAre("displaced 5000 people"));
  EXPECT_THAT(counts("ABOUT 5,000 TRY TO FLEE"), ElementsAre("displaced ~5000 people"));
}

TEST(ReadQuantity, Qualifiers) {
  EXPECT_THAT(counts("At least 12 people died."), ElementsAre("killed >=12 killed"));
  EXPECT_THAT(counts("No fewer than 12 people died."), ElementsAre("killed >=12 killed"));
  EXPECT_THAT(counts("Up to 12 people died."), ElementsAre("killed <=12 killed"));
  EXPECT_THAT(counts("Nearly 300 people died."), ElementsAre("killed ~300 killed"));
  EXPECT_THAT(counts("Some 300 people died."), ElementsAre("killed ~300 killed"));
  EXPECT_THAT(counts("300 or more people died."), ElementsAre("killed >=300 killed"));
  EXPECT_THAT(counts("Between 10 and 20 people died."), ElementsAre("killed 10..20 killed"));
  EXPECT_THAT(counts("10-20 people died."), ElementsAre("killed 10..20 killed"));
  EXPECT_THAT(counts("10 to 20 people died."), ElementsAre("killed 10..20 killed"));
  EXPECT_THAT(counts("The toll rose from 10 to 20 dead."), testing::Contains("killed 20 killed"));
  EXPECT_THAT(counts("No one was injured."), ElementsAre("injured 0 injured"));
}

TEST(ReadQuantity, UnitsAndRates) {
  EXPECT_THAT(counts("The country is ready to receive 40,000 families."),
              ElementsAre("reception_capacity 40000 families"));
  EXPECT_THAT(counts("About 1,000 people an hour crossed the border."),
              ElementsAre("arrivals ~1000 people_per_hour"));
  for (const char* rate : {"a minute", "per minute", "every minute"}) {
    EXPECT_THAT(counts(std::string("About 600 people ") + rate + " crossed, a reporter said."),
                ElementsAre("arrivals ~600 people_per_minute"));
  }
  EXPECT_THAT(counts("600 personnes par minute ont franchi la frontière.", "fr"),
              ElementsAre("arrivals 600 people_per_minute"));
  EXPECT_THAT(counts("Trucks brought 60 tonnes of flour and 5,000 litres of diesel."),
              ElementsAre("aid_tonnes 60 t", "fuel_litres 5000 litres"));
  EXPECT_THAT(counts("60 per cent of the displaced are staying with relatives."),
              ElementsAre("hosted 0.6 share"));
  EXPECT_THAT(counts("They came in 12 buses, 30 cars and two ambulances."),
              ElementsAre("buses 12 buses", "vehicles 30 vehicles", "ambulances 2 ambulances"));
}

TEST(ReadQuantity, WhatIsNoClaim) {
  EXPECT_THAT(counts("The village lies 30 km from the border, at 1,200 metres."), IsEmpty());
  EXPECT_THAT(counts("Article 5 of resolution 2758 was signed in 2029."), IsEmpty());
  EXPECT_THAT(counts("A 34-year-old man spoke of 3 million dollars."), IsEmpty());
  EXPECT_THAT(counts("A quake of magnitude 6.4 struck at 05:30 on 12 May."), IsEmpty());
  EXPECT_THAT(counts("The hotline received 12,000 calls."), IsEmpty());
  EXPECT_THAT(counts("Each family receives 50,000 per month."), IsEmpty());
  EXPECT_THAT(counts("Standards foresee 15 litres of water per person per day and one latrine for "
                     "every 20 people."),
              IsEmpty());
  EXPECT_THAT(counts("\"We are tired,\" said one resident."), IsEmpty());
  EXPECT_THAT(counts("Port Lenn remains closed to journalists."), IsEmpty());
}

TEST(ReadSubject, OneNumberEach) {
  EXPECT_THAT(counts("The flood killed 12 people and injured 30, and 4,000 families fled."),
              ElementsAre("killed 12 killed", "injured 30 injured", "displaced 4000 families"));
  EXPECT_THAT(counts("Twelve people were killed, among them 3 children."),
              ElementsAre("killed 12 killed", "children_killed 3 killed"));
  EXPECT_THAT(counts("Police detained 12 people in one town and 7 in another."),
              ElementsAre("detained 12 people", "detained 7 people"));
  EXPECT_THAT(counts("Killed: 17\nInjured: 203\nDisplaced: 48,200 people (9,640 households)"),
              ElementsAre("killed 17 killed", "injured 203 injured", "displaced 48200 people",
                          "displaced 9640 households"));
  EXPECT_THAT(counts("At least 20 people were killed and 31 wounded."),
              ElementsAre("killed >=20 killed", "injured >=31 injured"));
}

TEST(ReadSubject, PartsOfASumAreOneNumberToDoubt) {
  const std::string text = "42,300 Sudanese and 2,300 others had entered Belmark.";
  EXPECT_THAT(counts(text), ElementsAre("arrivals 44600 people"));
  EXPECT_EQ(read(text)[0].confidence, Confidence::low);
  EXPECT_EQ(read(text)[0].quote, "42,300 Sudanese and 2,300 others had entered");
  EXPECT_THAT(counts("42,300 Karsans and 2,300 others had entered Belmark."),
              ElementsAre("arrivals 44600 people"));
  EXPECT_THAT(counts("14,000 Sudanese and 2,000 people of 50 other nationalities had crossed."),
              ElementsAre("arrivals 16000 people"));
  EXPECT_THAT(counts("The flood killed about 12 residents, 3 visitors and 4 workers."),
              ElementsAre("killed ~19 killed"));
  EXPECT_THAT(counts("100 to 200 people and 50 others crossed."),
              ElementsAre("arrivals 150..250 people"));
  EXPECT_THAT(counts("12 people and 9 children were killed."),
              ElementsAre("killed 12 killed", "children_killed 9 killed"));
  EXPECT_THAT(counts("300 people and another 200 people arrived."),
              ElementsAre("arrivals 300 people", "arrivals 200 people"));
  EXPECT_THAT(counts("5,000 people arrived on Monday and 2,000 people on Tuesday."),
              ElementsAre("arrivals 5000 people", "arrivals 2000 people"));
}

TEST(ReadSubject, NumbersOfWhatTheyAreOfOrFromStandForNothing) {
  EXPECT_THAT(counts("About 300 families from 12 hamlets were displaced."),
              ElementsAre("displaced ~300 families"));
}

TEST(ReadSubject, WhatAPlaceHasRoomForIsNotWhatWasCountedBefore) {
  EXPECT_THAT(counts("The agency moved 1,200 families to Karsa, which opened on 2 May and has room "
                     "for 50,000."),
              testing::Contains("reception_capacity 50000 people"));
  EXPECT_THAT(counts("It has room for 300 families and space for 50."),
              ElementsAre("reception_capacity 300 families", "reception_capacity 50 families"));
}

TEST(ReadSubject, WhatBelongsToWhat) {
  EXPECT_THAT(
      counts("At least 37 civilians, including 9 children, have been killed and more than "
             "140 injured."),
      ElementsAre("killed >=37 killed", "children_killed 9 killed", "injured >=140 injured"));
  EXPECT_THAT(counts("Some 35,000 people remain trapped in the old town."),
              ElementsAre("stranded ~35000 people"));
  EXPECT_THAT(counts("The society mobilised 240 volunteers and had reached 2,150 families."),
              ElementsAre("volunteers 240 people", "reached 2150 families"));
  EXPECT_THAT(counts("The number of dead has reached 45."), ElementsAre("killed 45 killed"));
  EXPECT_THAT(counts("Nearly half of the residents - 53,629 people - had left."),
              testing::Contains("departures 53629 people"));
  EXPECT_THAT(counts("Left their houses not less 40 thousand person,from them 15 thousand "
                     "-children."),
              ElementsAre("displaced >=40000 people", "children_displaced 15000 people"));
}

TEST(ReadSubject, APeopleArePeople) {
  EXPECT_THAT(counts("6,000 Karsans crossed into Belmark."), ElementsAre("arrivals 6000 people"));
  EXPECT_THAT(counts("52,000 Karsans took refuge in Belmark."),
              ElementsAre("arrivals 52000 people"));
  EXPECT_THAT(counts("52 000 Karsans se sont r\xC3\xA9"
                     "fugi\xC3\xA9s en Belmark.",
                     "fr"),
              ElementsAre("arrivals 52000 people"));
  EXPECT_THAT(counts("12 Ovens were destroyed."), IsEmpty());
  EXPECT_EQ(read("6,000 Karsans crossed into Belmark.")[0].confidence, Confidence::low);
}

TEST(ReadSubject, BodiesAreDead) {
  EXPECT_THAT(counts("UNHCR counted 60 people injured and 15 bodies in hospital morgues."),
              ElementsAre("injured 60 injured", "killed 15 killed"));
  EXPECT_THAT(counts("15 bodies were found."), ElementsAre("killed 15 killed"));
  EXPECT_THAT(counts("15 body bags were delivered."), ElementsAre("body_bags 15 body_bags"));
  EXPECT_THAT(counts("15 corps ont \xC3\xA9t\xC3\xA9 retrouv\xC3\xA9s.", "fr"),
              ElementsAre("killed 15 killed"));
  EXPECT_THAT(counts("Au moins 15 personnes se sont noy\xC3\xA9"
                     "es dans le lac.",
                     "fr"),
              ElementsAre("killed >=15 killed"));
}

TEST(ReadSubject, SaysWhatIsCounted) {
  EXPECT_THAT(counts("The camp has three taps and 15 toilets for 900 people."),
              ElementsAre("water_points 3 water_points", "latrines 15 latrines",
                          "latrines_users 900 people"));
  EXPECT_THAT(counts("Le camp a une latrine pour 900 personnes.", "fr"),
              ElementsAre("latrines 1 latrines", "latrines_users 900 people"));
  EXPECT_THAT(
      counts("3 000 personnes dorment sur les gradins du stade, pr\xC3\xA9vu pour 800.", "fr"),
      ElementsAre("sleeping 3000 people", "reception_capacity 800 people"));
  EXPECT_THAT(counts("3,000 people sleep on the terraces of the stadium, laid out for 800."),
              ElementsAre("sleeping 3000 people", "reception_capacity 800 people"));
  EXPECT_THAT(counts("300 children were separated from their parents."),
              ElementsAre("children_separated 300 people"));
  EXPECT_THAT(counts("300 children sang."), ElementsAre("children 300 people"));
  EXPECT_EQ(read("300 children sang.")[0].confidence, Confidence::low);
  EXPECT_THAT(counts("Hier, 300 m\xC3\xA9nages ont \xC3\xA9t\xC3\xA9 enregistr\xC3\xA9s.", "fr"),
              ElementsAre("registered 300 households"));
  EXPECT_THAT(counts("Some 300 people walked to Karsa, another 80 are expected in Lenn."),
              ElementsAre("arrivals ~300 people", "arrivals 80 people"));
}

TEST(ReadSubject, APartIsNoSecondTotal) {
  const std::string text = "900 people have crossed, including 700 by the ford of Ourang.";
  const auto claims = read(text);
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_FALSE(claims[0].is_part);
  EXPECT_TRUE(claims[1].is_part);
  EXPECT_EQ(claims[1].confidence, Confidence::low);
  const auto french =
      read("900 personnes ont franchi la fronti\xC3\xA8re, dont 700 par Ourang.", "fr");
  ASSERT_EQ(french.size(), 2U);
  EXPECT_TRUE(french[1].is_part);
  const auto children = read("900 people have crossed, including 700 children.");
  ASSERT_EQ(children.size(), 2U);
  EXPECT_FALSE(children[1].is_part) << "a number of its own";
}

TEST(ReadSubject, ADisputeHasOneSubject) {
  const std::string text =
      "UNHCR says that 900 people have crossed the border. The mayor speaks of 2,000 refugees, the "
      "government of 300 families.";
  EXPECT_THAT(counts(text),
              ElementsAre("arrivals 900 people", "arrivals 2000 people", "arrivals 300 families"));
  EXPECT_EQ(read(text)[1].confidence, Confidence::low);
  EXPECT_EQ(read(text)[2].confidence, Confidence::low);
  EXPECT_THAT(
      times("UNHCR says that 900 people have crossed since Monday. The mayor speaks of 2,000 "
            "refugees."),
      ElementsAre("2031-05-12 to 2031-05-16", "2031-05-12 to 2031-05-16"));
  const std::string french =
      "900 personnes ont franchi la fronti\xC3\xA8re, selon le HCR. Le maire parle de 2 000 "
      "r\xC3\xA9"
      "fugi\xC3\xA9s, le gouvernement de 300 familles.";
  EXPECT_THAT(counts(french, "fr"),
              ElementsAre("arrivals 900 people", "arrivals 2000 people", "arrivals 300 families"));
  EXPECT_THAT(counts("UNHCR says that 900 people have crossed the border. The mayor said 2,000 "
                     "refugees sang."),
              ElementsAre("arrivals 900 people", "refugees 2000 people"));
  EXPECT_THAT(counts("UNHCR says that 900 people have crossed.\n\nThe mayor speaks of 2,000 "
                     "refugees."),
              ElementsAre("arrivals 900 people", "refugees 2000 people"));
}

TEST(ReadFact, GoodsThatAreCountedLeaveOthers) {
  EXPECT_THAT(counts("A fire in the store: 300 tonnes of food lost."),
              ElementsAre("aid_tonnes_lost 300 t"));
  EXPECT_THAT(counts("Looters took food, and 300 tonnes arrived."),
              ElementsAre("aid_tonnes 300 t"));
  EXPECT_THAT(counts("Pillage d'un entrep\xC3\xB4t : 300 tonnes de vivres perdues.", "fr"),
              ElementsAre("aid_tonnes_lost 300 t"));
  EXPECT_THAT(counts("All food lost."), ElementsAre("food 0 yes_no"));
}

TEST(ReadFact, OpeningHours) {
  EXPECT_THAT(counts("The barrier has been open from 07:00 to 21:30 since Monday."),
              ElementsAre("border_open 1 yes_no", "opening_hours 14.5 h"));
  EXPECT_THAT(counts("The border crossing is open from 8 a.m. to 4 p.m."),
              ElementsAre("border_open 1 yes_no", "opening_hours 8 h"));
  EXPECT_THAT(counts("La barri\xC3\xA8re est ouverte de 7h00 \xC3\xA0 15h00.", "fr"),
              ElementsAre("border_open 1 yes_no", "opening_hours 8 h"));
  EXPECT_THAT(counts("Shots were heard from 07:00 to 21:30."), IsEmpty());
}

TEST(ReadFact, APartIsNotTheWhole) {
  EXPECT_THAT(counts("A third of the city has no water."),
              ElementsAre("without_water 0.333333 share"));
  EXPECT_EQ(read("A third of the city has no water.")[0].confidence, Confidence::low);
  EXPECT_THAT(counts("Un tiers de la ville n'a pas d'eau.", "fr"),
              ElementsAre("without_water 0.333333 share"));
  for (const char* text :
       {"Parts of the city have no electricity.",
        "Water has been restored in the port, but most of the city has no gas.",
        "The power has been cut in parts of the city.", "Half of the road is closed."}) {
    EXPECT_THAT(counts(text), testing::Not(testing::Contains(testing::EndsWith(" 0 yes_no"))))
        << text;
  }
  EXPECT_THAT(counts("Une partie de la ville est sans courant.", "fr"), IsEmpty());
  EXPECT_THAT(counts("The city has no water."), ElementsAre("water 0 yes_no"));
}

TEST(ReadFact, PermissionToReturn) {
  const std::string text = "Residents may return to Karsa from 7 June.";
  EXPECT_THAT(counts(text), ElementsAre("return_allowed 1 yes_no"));
  EXPECT_THAT(modalities(text), ElementsAre("fact"));
  EXPECT_THAT(times(text), ElementsAre("2031-06-07 to -"));
  EXPECT_THAT(counts("Residents are not allowed to return."),
              ElementsAre("return_allowed 0 yes_no"));
  EXPECT_THAT(counts("12,000 people may return."), ElementsAre("returned 12000 people"));
  EXPECT_THAT(modalities("12,000 people may return."), ElementsAre("fear"));
  const std::string french = "Les habitants peuvent regagner Karsa \xC3\xA0 partir du 7 juin.";
  EXPECT_THAT(counts(french, "fr"), ElementsAre("return_allowed 1 yes_no"));
  EXPECT_THAT(times(french, "fr"), ElementsAre("2031-06-07 to -"));
  EXPECT_THAT(counts("Les habitants ne peuvent pas rentrer.", "fr"),
              ElementsAre("return_allowed 0 yes_no"));
}

TEST(ReadFact, SuppliesAndRoads) {
  EXPECT_THAT(counts("There is no electricity, gas or water."),
              ElementsAre("electricity 0 yes_no", "gas 0 yes_no", "water 0 yes_no"));
  EXPECT_THAT(counts("Power has been restored in the town."), ElementsAre("electricity 1 yes_no"));
  EXPECT_THAT(counts("The road to the north is closed."), ElementsAre("road_open 0 yes_no"));
  EXPECT_THAT(counts("The border has reopened."), ElementsAre("border_open 1 yes_no"));
  EXPECT_THAT(counts("The ceasefire is generally holding."),
              ElementsAre("ceasefire_holds 1 yes_no"));
  EXPECT_THAT(counts("5,000 litres of water arrived by road."),
              ElementsAre("water_litres 5000 litres"));
}

TEST(ReadFact, WhatLastedForAWhileIsOver) {
  for (const char* text : {"The border was closed for six hours.",
                           "The border was closed on Monday for about six "
                           "hours.",
                           "Power was cut for two days."}) {
    EXPECT_THAT(counts(text), IsEmpty()) << text;
  }
  EXPECT_THAT(counts("The border has been closed for six hours."),
              ElementsAre("border_open 0 yes_no"));
  EXPECT_THAT(counts("The town has had no electricity for three days."),
              ElementsAre("electricity 0 yes_no"));
  EXPECT_THAT(counts("The border is closed for trucks."), ElementsAre("border_open 0 yes_no"));
  EXPECT_THAT(counts("La fronti\xC3\xA8re a \xC3\xA9t\xC3\xA9 ferm\xC3\xA9"
                     "e pendant six heures.",
                     "fr"),
              IsEmpty());
}

TEST(ReadQuantity, GoodsPerPersonAreARate) {
  EXPECT_THAT(counts("Refugees get one litre of water per person."),
              ElementsAre("water_litres 1 litres_per_person"));
  EXPECT_THAT(counts("A refugee gets 5 litres of water a day."),
              ElementsAre("water_litres 5 litres_per_person_per_day"));
  EXPECT_THAT(counts("They got 40 litres of diesel per family."),
              ElementsAre("fuel_litres 40 litres_per_family"));
  EXPECT_THAT(counts("The minimum is 15 litres of water per person per day."), IsEmpty());
}

TEST(ReadSpeaker, Patterns) {
  EXPECT_THAT(speakers("12 people died, the ministry of health said."),
              ElementsAre("ministry of health (government)"));
  EXPECT_THAT(speakers("According to the Red Cross, 12 people died."),
              ElementsAre("Red Cross (ngo)"));
  EXPECT_THAT(speakers("12 people died, said Ada Example, the spokesperson of the rebels."),
              ElementsAre("Ada Example, the spokesperson of the rebels (party)"));
  EXPECT_THAT(speakers("Ada Example, the mayor of Karsa, said 12 people had died."),
              ElementsAre("Ada Example, the mayor of Karsa (government)"));
  EXPECT_THAT(speakers("12 people died (UNHCR)."), ElementsAre("UNHCR (un)"));
  EXPECT_THAT(speakers("12 people died, the U.N. High Commissioner for Refugees said."),
              ElementsAre("U.N. High Commissioner for Refugees (un)"));
  EXPECT_THAT(speakers("12 people died, according to the agency's partners."),
              ElementsAre("agency's partners (ngo)"));
  EXPECT_THAT(speakers("Medecins Sans Frontieres said 12 people had died."),
              ElementsAre("Medecins Sans Frontieres (ngo)"));
  EXPECT_THAT(speakers("12 people died."), ElementsAre(""));
  EXPECT_THAT(speakers("The KVB said that 12 people had died."), ElementsAre("KVB (party)"));
  EXPECT_THAT(speakers("Belmark said that 12 people had died."),
              ElementsAre("Belmark (government)"));
}

TEST(ReadSpeaker, AnAgencySpeaksForWhatItDid) {
  EXPECT_THAT(speakers("MSF treated 622 wounded in Karsa, while 200 people died."),
              ElementsAre("MSF (ngo)", ""));
  EXPECT_THAT(speakers("In Karsa, the Belmark Red Cross has treated about 622 wounded and 30 "
                       "children."),
              ElementsAre("Belmark Red Cross (ngo)", "Belmark Red Cross (ngo)"));
  EXPECT_THAT(speakers("UNHCR relocated more than 1,200 families."), ElementsAre("UNHCR (un)"));
  EXPECT_THAT(speakers("On Friday the UN refugee agency relocated 300 people."),
              ElementsAre("UN refugee agency (un)"));
  EXPECT_THAT(speakers("WFP distributed food to 12,000 people."), ElementsAre("WFP (un)"));
  EXPECT_THAT(speakers("The army said UNHCR relocated 1,200 families."),
              ElementsAre("army (party)"));
  EXPECT_THAT(speakers("UNHCR was given 500 tents."), ElementsAre(""));
  EXPECT_THAT(speakers("Talks with UNHCR freed 12 people."), ElementsAre(""));
  EXPECT_THAT(speakers("Police detained 12 people."), ElementsAre(""));
}

TEST(ReadSpeaker, StatesCommitteesAndNamesThatAreNotListed) {
  EXPECT_THAT(speakers("Saudi Arabia said 12 people had died."),
              ElementsAre("Saudi Arabia (government)"));
  EXPECT_THAT(speakers("12 people died, according to South Sudan."),
              ElementsAre("South Sudan (government)"));
  EXPECT_THAT(speakers("Selon l'Arabie saoudite, 12 personnes ont \xC3\xA9t\xC3\xA9 tu\xC3\xA9"
                       "es.",
                       "fr"),
              ElementsAre("Arabie saoudite (government)"));
  EXPECT_THAT(speakers("Chad: 12 people died."), ElementsAre("")) << "where, not who";
  EXPECT_THAT(speakers("12 people died in Adre (Chad)."), ElementsAre(""));
  EXPECT_THAT(speakers("The Sultanate said 12 people had died."),
              ElementsAre("Sultanate (government)"));
  EXPECT_THAT(speakers("The Brigade said 12 people had died."), ElementsAre("Brigade (party)"));
  EXPECT_THAT(speakers("12 people died, a local committee says."),
              ElementsAre("local committee (ngo)"));
}

TEST(ReadSpeaker, WhoIsKnownByLettersIsAPartyToDoubt) {
  for (const char* text : {"K4/KVB says that 12 people died.", "KVB said 12 people had died.",
                           "The K4 said 12 people had died."}) {
    const auto claims = read(text);
    ASSERT_EQ(claims.size(), 1U) << text;
    EXPECT_EQ(claims[0].source_type, "party") << text;
    EXPECT_EQ(claims[0].confidence, Confidence::low) << text;
  }
  EXPECT_THAT(speakers("K4/KVB says that 12 people died."), ElementsAre("K4/KVB (party)"));
  EXPECT_THAT(speakers("Le K4/KVB affirme que 12 personnes ont \xC3\xA9t\xC3\xA9 tu\xC3\xA9"
                       "es.",
                       "fr"),
              ElementsAre("K4/KVB (party)"));
  EXPECT_THAT(speakers("RSF/SPLM said 12 people had died."), ElementsAre("RSF/SPLM (party)"));
  EXPECT_EQ(read("RSF/SPLM said 12 people had died.")[0].confidence, Confidence::high);
  EXPECT_THAT(speakers("The US said 12 people had died."), ElementsAre("US (government)"));
}

TEST(ReadSpeaker, ALineThatTellsWhatHappenedHasNoSpeaker) {
  EXPECT_THAT(speakers("Burning of a UNHCR store: 300 tents lost."), ElementsAre(""));
  EXPECT_THAT(speakers("UNHCR warehouse: 300 tents lost."), ElementsAre(""));
  EXPECT_THAT(speakers("Ministry of health: 12 people died."),
              ElementsAre("Ministry of health (government)"));
  EXPECT_THAT(speakers("Local authorities: 12 people died."),
              ElementsAre("Local authorities (government)"));
  EXPECT_THAT(speakers("Incendie d'un entrep\xC3\xB4t du HCR : 300 tentes perdues.", "fr"),
              ElementsAre(""));
}

TEST(ReadSpeaker, AVerbThatIsLeftOut) {
  EXPECT_THAT(speakers("The mayor of Karsa speaks of 700 dead, the Belmark army of about 40."),
              ElementsAre("mayor of Karsa (government)", "Belmark army (party)"));
  EXPECT_THAT(speakers("UNHCR put the toll at 70 dead, the government at 40."),
              ElementsAre("UNHCR (un)", "government (government)"));
  EXPECT_THAT(speakers("UNHCR said 70 people had died, the government 40."),
              ElementsAre("UNHCR (un)", "government (government)"));
  EXPECT_THAT(speakers("La mairie de Karsa parle de 700 morts, le gouvernement belmarkais de 40 "
                       "morts.",
                       "fr"),
              ElementsAre("mairie de Karsa (government)", "gouvernement belmarkais (government)"));
  EXPECT_THAT(speakers("UNHCR said 70 people had died, the ministry of health 40 dead."),
              ElementsAre("UNHCR (un)", "ministry of health (government)"));
  EXPECT_THAT(speakers("The mayor said 70 people had died, 12 of them children."),
              ElementsAre("mayor (government)", "mayor (government)"));
  EXPECT_THAT(speakers("The mayor said 70 people had died, the army detained 12 people."),
              ElementsAre("mayor (government)", "mayor (government)"));
}

TEST(ReadSpeaker, EachNumberHasItsOwn) {
  const std::string government = "government (government)";
  EXPECT_THAT(speakers("At least 32 people were killed, 15 according to the government."),
              ElementsAre("", government));
  for (const char* other : {"15", "15 people"}) {
    EXPECT_THAT(counts(fmt::format("At least 32 people were killed, {} according to the "
                                   "government.",
                                   other)),
                ElementsAre("killed >=32 killed", "killed 15 killed"));
  }
  EXPECT_THAT(speakers("UNHCR said 32 people were killed, about 15 according to the government."),
              ElementsAre("UNHCR (un)", government));
  EXPECT_THAT(speakers("32 people were killed according to UNHCR, 15 according to the government."),
              ElementsAre("UNHCR (un)", government));
  EXPECT_THAT(speakers("32 people were killed and 15 injured, according to the government."),
              ElementsAre(government, government));
  const std::string french = "gouvernement (government)";
  EXPECT_THAT(speakers("Au moins 32 personnes ont \xC3\xA9t\xC3\xA9 tu\xC3\xA9"
                       "es, 15 selon le "
                       "gouvernement.",
                       "fr"),
              ElementsAre("", french));
  EXPECT_THAT(speakers("Au moins 32 personnes ont \xC3\xA9t\xC3\xA9 tu\xC3\xA9"
                       "es, selon le "
                       "gouvernement.",
                       "fr"),
              ElementsAre(french));
}

TEST(ReadSpeaker, OfWireCopyAndTranslations) {
  EXPECT_THAT(speakers("12 people died, officials and residents said."),
              ElementsAre("officials and residents (government)"));
  EXPECT_THAT(speakers("The opposition, however, claims that 12 people died."),
              ElementsAre("opposition (party)"));
  EXPECT_THAT(speakers("12 people died, has noted the mayor."), ElementsAre("mayor (government)"));
  EXPECT_THAT(speakers("As informed the mayor, 12 people died."),
              ElementsAre("mayor (government)"));
  EXPECT_THAT(speakers("\"We expect 300 people to leave today,\" the governor said."),
              ElementsAre("governor (government)"));
  EXPECT_THAT(speakers("The spokesperson for the rebel administration of Karsa denied it. The "
                       "administration said 12 people had died."),
              ElementsAre("spokesperson for the rebel administration of Karsa (party)"));
}

TEST(ReadSpeaker, OverSentences) {
  const std::string text =
      "\"12 people died. Another 30 people were injured. We need 5 buses,\" the mayor of Karsa "
      "said. "
      "He added that 7 people were missing. The mayor said 3 bridges were damaged. 9 people fled.";
  const std::string mayor = "mayor of Karsa (government)";
  EXPECT_THAT(speakers(text), ElementsAre(mayor, mayor, mayor, mayor, mayor, ""));
}

TEST(ReadTime, AgainstPublication) {
  EXPECT_THAT(times("12 people died on Thursday."), ElementsAre("2031-05-15"));
  EXPECT_THAT(times("12 people died on Friday."), ElementsAre("2031-05-16"));
  EXPECT_THAT(times("12 people died last Friday."), ElementsAre("2031-05-09"));
  EXPECT_THAT(times("12 people died yesterday."), ElementsAre("2031-05-15"));
  EXPECT_THAT(times("12 people died two days ago."), ElementsAre("2031-05-14"));
  EXPECT_THAT(times("12 people have died since 12 December."),
              ElementsAre("2030-12-12 to 2031-05-16"));
  EXPECT_THAT(times("As of 12:00, 12 people had died."), ElementsAre("2031-05-16T12:00+03:00"));
  EXPECT_THAT(times("As of 20:00, 12 people had died."), ElementsAre("2031-05-15T20:00+03:00"));
  EXPECT_THAT(times("12 people died at 6 p.m. on Monday."), ElementsAre("2031-05-12T18:00+03:00"));
  EXPECT_THAT(times("12 people died last week."), ElementsAre("2031-05-05 to 2031-05-11"));
  EXPECT_THAT(times("12 people died in four days last week."),
              ElementsAre("2031-05-05 to 2031-05-11"));
  EXPECT_THAT(times("In four days last week 6,000 people crossed."),
              ElementsAre("2031-05-05 to 2031-05-11"));
  EXPECT_THAT(times("12 people died in two days in March."),
              ElementsAre("2031-03-01 to 2031-03-31"));
  EXPECT_THAT(times("12 people died in the past 24 hours."),
              ElementsAre("2031-05-15T18:00+03:00 to 2031-05-16T18:00+03:00"));
  EXPECT_THAT(times("12 people died between 6 and 12 May."),
              ElementsAre("2031-05-06 to 2031-05-12"));
  EXPECT_THAT(times("12 people died on 3 May 2029."), ElementsAre("2029-05-03"));
  EXPECT_THAT(times("12 people died on 2031-05-03."), ElementsAre("2031-05-03"));
  EXPECT_THAT(times("12 people died in 2029."), ElementsAre("2029-01-01 to 2029-12-31"));
  EXPECT_THAT(times("The town will evacuate 12 people on Monday."), ElementsAre("2031-05-19"));
  EXPECT_THAT(times("12 people died, the police said on Tuesday."), ElementsAre("2031-05-13"));
}

TEST(ReadTime, OfSayingIsOfItsOwnSpeaker) {
  EXPECT_THAT(
      times("The governor said on Tuesday that 50 people had died; the mayor put it at 60."),
      ElementsAre("2031-05-13", "-"));
}

TEST(ReadTime, RangesWithPartsOfDays) {
  EXPECT_THAT(times("12 people died between Tuesday evening and Thursday morning."),
              ElementsAre("2031-05-13 to 2031-05-15"));
  EXPECT_THAT(times("12 people died at 10 : 00 o'clock."), ElementsAre("2031-05-16T10:00+03:00"));
  EXPECT_THAT(times("Water is available 2 hours a day."), ElementsAre("-"));
}

TEST(ReadTime, ComparedNumbersHaveTheirOwn) {
  EXPECT_THAT(times("60,000 people are sheltering in schools, down from 80,000 on 4 May."),
              ElementsAre("-", "2031-05-04"));
  EXPECT_THAT(times("On Thursday 60,000 people sheltered in schools, up from 20,000 on 4 May."),
              ElementsAre("2031-05-15", "2031-05-04"));
  EXPECT_THAT(times("60,000 people are sheltering in schools, compared with 80,000."),
              ElementsAre("-", "-"));
  EXPECT_THAT(
      times("80 cas ont \xC3\xA9t\xC3\xA9 signal\xC3\xA9s jeudi, contre 30 le 4 mai.", "fr"),
      ElementsAre("2031-05-15", "2031-05-04"));
}

TEST(ReadTime, BeforeAnotherTime) {
  EXPECT_THAT(
      times("40 cases were reported in the week to 4 May, compared with 15 the week before."),
      ElementsAre("2031-04-28 to 2031-05-04", "2031-04-21 to 2031-04-27"));
  EXPECT_THAT(times("40 cases were reported on Monday, compared with 15 the day before."),
              ElementsAre("2031-05-12", "2031-05-11"));
  EXPECT_THAT(times("15 people died the week before."), ElementsAre("2031-05-05 to 2031-05-11"));
  EXPECT_THAT(times("15 people died the day before yesterday."), ElementsAre("2031-05-14"));
  EXPECT_THAT(times("15 people died the day before the flood."), ElementsAre("-"));
  EXPECT_THAT(
      times("40 cas ont \xC3\xA9t\xC3\xA9 signal\xC3\xA9s lundi, contre 15 la veille.", "fr"),
      ElementsAre("2031-05-12", "2031-05-11"));
}

TEST(ReadTime, WhatIsToComeComesByTheNextWeekend) {
  EXPECT_THAT(times("The council plans to evacuate 300 people by the weekend."),
              ElementsAre("2031-05-18"));
  EXPECT_THAT(times("300 people died over the weekend."), ElementsAre("2031-05-10 to 2031-05-11"));
  EXPECT_THAT(times("The council plans to evacuate 300 people next week."),
              ElementsAre("2031-05-19 to 2031-05-25"));
}

TEST(ReadTime, PartsOfMonthsAndNoneBehindTheReport) {
  EXPECT_THAT(times("300 people died in the first two weeks of April."),
              ElementsAre("2031-04-01 to 2031-04-14"));
  EXPECT_THAT(times("300 people died in mid-April."), ElementsAre("2031-04-11 to 2031-04-20"));
  EXPECT_THAT(times("300 people died in late April 2030."),
              ElementsAre("2030-04-21 to 2030-04-30"));
  EXPECT_THAT(times("300 people died in mid-month."), ElementsAre("2031-05-11 to 2031-05-16"));
  EXPECT_THAT(times("300 people died in May."), ElementsAre("2031-05-01 to 2031-05-16"));
  EXPECT_THAT(times("300 personnes sont mortes \xC3\xA0 la mi-avril.", "fr"),
              ElementsAre("2031-04-11 to 2031-04-20"));
}

TEST(ReadTime, EitherEndOfATrendHasItsOwn) {
  const std::string text =
      "Arrivals fell from 7,000 a day in mid-April to about 900 on Wednesday, the mayor said.";
  EXPECT_THAT(counts(text),
              ElementsAre("arrivals 7000 people_per_day", "arrivals ~900 people_per_day"));
  EXPECT_THAT(times(text), ElementsAre("2031-04-11 to 2031-04-20", "2031-05-14"));
  const std::string undated = "On Wednesday arrivals fell from 7,000 a day to about 900.";
  EXPECT_THAT(times(undated), ElementsAre("-", "2031-05-14"));
  EXPECT_EQ(read(undated)[0].confidence, Confidence::low);
  const std::string french =
      "Les arriv\xC3\xA9"
      "es ont recul\xC3\xA9 de 7 000 par jour au milieu du mois \xC3\xA0 environ 900 mercredi.";
  EXPECT_THAT(counts(french, "fr"),
              ElementsAre("arrivals 7000 people_per_day", "arrivals ~900 people_per_day"));
  EXPECT_THAT(times(french, "fr"), ElementsAre("2031-05-11 to 2031-05-16", "2031-05-14"));
}

TEST(ReadTime, WhatBeganTodayLastsWhatBeginsLaterIsNotOver) {
  EXPECT_THAT(times("Electricity has been restored since 12:00."),
              ElementsAre("2031-05-16T12:00+03:00 to 2031-05-16"));
  EXPECT_THAT(times("Residents may return from tomorrow."), ElementsAre("2031-05-17 to -"));
}

TEST(ReadTime, ImpossibleDatesAreNone) {
  EXPECT_THAT(times("12 people died on 31 February."), ElementsAre("-"));
  EXPECT_THAT(times("12 people died at 12:75."), ElementsAre("-"));
}

TEST(ReadModality, Cues) {
  EXPECT_THAT(modalities("12 people died."), ElementsAre("fact"));
  EXPECT_THAT(modalities("The mayor fears that 12 people died."), ElementsAre("fear"));
  EXPECT_THAT(modalities("12,000 people could be displaced."), ElementsAre("fear"));
  EXPECT_THAT(modalities("The army denied that 12 people had died."), ElementsAre("denial"));
  EXPECT_THAT(modalities("It denied that 12 people had died."), ElementsAre("denial"));
  EXPECT_THAT(modalities("The claim that 12 people died is false."), ElementsAre("denial"));
  EXPECT_THAT(modalities("The council plans to evacuate 12,000 people."), ElementsAre("plan"));
  EXPECT_THAT(modalities("The governor promised 12 buses."), ElementsAre("promise"));
  EXPECT_THAT(modalities("If the dam breaks, 12,000 people will be evacuated."),
              ElementsAre("condition"));
  EXPECT_THAT(modalities("The mayor called for 12 buses."), ElementsAre("request"));
  EXPECT_THAT(modalities("12 tents are needed."), ElementsAre("request"));
  EXPECT_THAT(modalities("Electricity has been cut since 3 May."), ElementsAre("fact"));
  EXPECT_THAT(modalities("The mayor said hotels could take 3,000."), ElementsAre("fact"));
}

TEST(ReadModality, TheWillIsNoPlan) {
  EXPECT_THAT(modalities("300 people have gone home of their own free will."), ElementsAre("fact"));
  EXPECT_THAT(modalities("300 people will return home."), ElementsAre("plan"));
}

TEST(ReadModality, ReasonsOfAFearAreFacts) {
  EXPECT_THAT(modalities("UNHCR fears an outbreak: 12 people died, 300 people could be displaced."),
              ElementsAre("fact", "fear"));
  EXPECT_THAT(speakers("UNHCR fears an outbreak: 12 people died."), ElementsAre("UNHCR (un)"));
  EXPECT_THAT(modalities("UNHCR warns: 12,000 people displaced."), ElementsAre("fear"));
  EXPECT_THAT(modalities("Le HCR craint une famine : 12 personnes sont mortes.", "fr"),
              ElementsAre("fact"));
}

TEST(ReadModality, AnOrderIsNotWhatFollowsFromIt) {
  const std::string text = "Some 400,000 people were ordered to leave on Thursday.";
  EXPECT_THAT(counts(text), ElementsAre("evacuated ~400000 people"));
  EXPECT_THAT(modalities(text), ElementsAre("plan"));
  EXPECT_THAT(times(text), ElementsAre("2031-05-15")) << "the day of the order";
  EXPECT_THAT(modalities("The governor ordered the evacuation of 400,000 people."),
              ElementsAre("plan"));
  EXPECT_THAT(modalities("400,000 people were asked to leave."), ElementsAre("request"));
  const std::string french =
      "Quelque 400 000 personnes ont re\xC3\xA7u l'ordre de quitter la ville jeudi.";
  EXPECT_THAT(modalities("3 000 personnes ont re\xC3\xA7u jeudi l'ordre d'\xC3\xA9vacuer.", "fr"),
              ElementsAre("plan"));
  EXPECT_THAT(counts(french, "fr"), ElementsAre("evacuated ~400000 people"));
  EXPECT_THAT(modalities(french, "fr"), ElementsAre("plan"));
  EXPECT_THAT(times(french, "fr"), ElementsAre("2031-05-15"));
}

TEST(ReadTypography, DoesNotThrowIt) {
  EXPECT_THAT(counts("killed200people"), testing::Contains("killed 200 killed"));
  EXPECT_THAT(counts("As of 18:00,19 people died ,7 were injur\xC2\xAD"
                     "ed ."),
              ElementsAre("killed 19 killed", "injured 7 injured"));
  EXPECT_THAT(counts("1\xC2\xA0"
                     "200 peo-\nple  died"),
              ElementsAre("killed 1200 killed"));
  EXPECT_THAT(counts("12 people died.The road is closed."),
              ElementsAre("killed 12 killed", "road_open 0 yes_no"));
  EXPECT_THAT(counts("\xE2\x80\xA2 12 people died\n\xE2\x80\xA2 30 people were injured"),
              ElementsAre("killed 12 killed", "injured 30 injured"));
}

TEST(ReadTypography, SpansAreOfTheOriginal) {
  const std::string text =
      "\xD0\x96\xC2\xAD: \xC2\xAB"
      "12\xC2\xA0people died\xC2\xBB.";
  const auto claims = read(text);
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].begin, 5U);
  EXPECT_EQ(claims[0].quote, "12\xC2\xA0people died");
}

TEST(ReadSubjects, PeopleAreCalledByTheirNationAndNoMansLandIsNoNought) {
  EXPECT_THAT(counts("An estimated 123,000 Rohingya have crossed into Bangladesh."),
              ElementsAre("arrivals ~123000 people"));
  EXPECT_THAT(counts("More than 20,000 people are stranded in no man's land at Tumbru."),
              ElementsAre("stranded >=20000 people"));
}

/// What counts something and was not understood is shown; money, ages and days are not.
TEST(ReadReport, ListsTheNumbersOfWhichItMadeNoClaim) {
  const std::string text =
      "Satellite images show 700 wigwams burnt. At least 12 people, aged 30 to 40, were killed. "
      "They "
      "paid 10,000 dollars on 3 May.";
  EXPECT_THAT(numbers_without_claim(text, friday(), language("en")),
              ElementsAre(testing::StartsWith("700 wigwams burnt")));
}

TEST(ReadSpeakers, ABareAgencyThatPublishesIsPress) {
  EXPECT_EQ(source_type_of("the agency", language("en")), "press");
  EXPECT_EQ(source_type_of("U.N. High Commissioner for Refugees", language("en")), "un");
  EXPECT_EQ(source_type_of("Medecins Sans Frontieres", language("en")), "ngo");
  EXPECT_EQ(source_type_of("Médecins Sans Frontières", language("en")), "ngo");
  EXPECT_EQ(source_type_of("the disaster agency", language("en")), "government");
}

TEST(ReadLanguage, IsAFile) {
  EXPECT_THAT(built_in_languages(), testing::IsSupersetOf({"en", "fr"}));
  EXPECT_THAT(counts("Au moins 12 personnes ont \xC3\xA9t\xC3\xA9 tu\xC3\xA9"
                     "es.",
                     "fr"),
              ElementsAre("killed >=12 killed"));
  Diagnostics diagnostics;
  parse_language("[language]\nname = X\n[numbrs]\n1 = un\nno sign\n[language]\ndecimal_mark = ;\n",
                 "x.ini", diagnostics);
  ASSERT_EQ(diagnostics.items().size(), 3U);
  EXPECT_EQ(diagnostics.items()[0].line, 3);
  EXPECT_EQ(diagnostics.items()[0].remedy, "perhaps numbers");
  EXPECT_EQ(diagnostics.items()[1].line, 5);
  EXPECT_EQ(diagnostics.items()[2].line, 7);
}

}  // namespace
}  // namespace corridor::reading
