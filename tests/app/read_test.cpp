// `corridor read` as its user meets it: the command, its files, and the way into the ledger.
#include "app/read.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "app/load.h"
#include "app/report_places.h"
#include "app/workplace.h"

namespace corridor {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path kKarabakhScenario = fs::path(CORRIDOR_SOURCE_DIR) / "scenarios/karabakh-2023";

ReadOptions options_for(const fs::path& file) {
  ReadOptions options;
  options.file = file;
  options.published = "2023-09-25T20:00+04:00";
  options.source = "the wire";
  return options;
}

ReadReport read_text(const std::string& text, const std::string& language = "en") {
  const Workplace folder;
  ReadOptions options = options_for(folder.write("report.txt", text));
  options.scenario = kKarabakhScenario;
  options.language = language;
  return read_report_file(options);
}

std::vector<std::string> places(const std::string& text) {
  std::vector<std::string> found;
  for (const reading::ProposedClaim& claim : read_text(text).claims)
    found.push_back(claim.subject + " " + claim.place);
  return found;
}

// --- where

TEST(ReadPlaces, AreFoundByBothNames) {
  EXPECT_THAT(places("12 people died in Stepanakert. 7 people died in Khankendi."),
              testing::ElementsAre("killed stepanakert", "killed stepanakert"));
  EXPECT_THAT(places("12 people died in Khankendi (Stepanakert)."),
              testing::ElementsAre("killed stepanakert"));
  EXPECT_THAT(places("1,050 people arrived in \xD4\xB3\xD5\xB8\xD6\x80\xD5\xAB\xD5\xBD."),
              testing::ElementsAre("arrivals goris"));
}

TEST(ReadPlaces, ArrivalsAreWhereTheyCameToDeparturesWhereTheyLeft) {
  EXPECT_THAT(places("1,100 people from Martuni were evacuated to Askeran."),
              testing::ElementsAre("evacuated martuni"));
  EXPECT_THAT(places("800 people fled from Chartar to Goris."),
              testing::ElementsAre("displaced chartar"));
  EXPECT_THAT(places("1,050 people from Askeran arrived in Goris."),
              testing::ElementsAre("arrivals goris"));
  EXPECT_THAT(places("Two trucks brought 40 tonnes of flour from Goris to Martuni."),
              testing::ElementsAre("trucks martuni", "aid_tonnes martuni"));
}

TEST(ReadPlaces, ALineOrHeadingLeads) {
  EXPECT_THAT(places("Kornidzor: 2,900 people registered."),
              testing::ElementsAre("registered kornidzor"));
  EXPECT_THAT(places("In Goris:\n- 300 beds are ready\n- 12 people died in Vayk\n\n7 people died."),
              testing::ElementsAre("beds goris", "killed vayk", "killed "));
  EXPECT_THAT(places("GORIS\nA total of 3,000 people were hosted.\n\nOTHER NEWS\n7 people died."),
              testing::ElementsAre("hosted goris", "killed "));
}

TEST(ReadPlaces, WhatIsNotSaidIsNotGuessed) {
  EXPECT_THAT(places("The mayor of Goris said 12 people had died."),
              testing::ElementsAre("killed "));
  EXPECT_THAT(places("STEPANAKERT, 22 September (Agency) - 12 people died."),
              testing::ElementsAre("killed "));
  EXPECT_THAT(places("12 people died in Goris and Vayk."), testing::ElementsAre("killed "));
  EXPECT_THAT(places("12 people died in the Martuni district."), testing::ElementsAre("killed "));
  EXPECT_THAT(places("12 people died; nothing is known of Goris."),
              testing::ElementsAre("killed "));
  EXPECT_THAT(places("12 people died in Askerania."), testing::ElementsAre("killed "));
}

TEST(ReadPlaces, ComeFromASmallTable) {
  const Workplace folder;
  ReadOptions options =
      options_for(folder.write("report.txt",
                               "12 people died in \xD0\x9A\xD0\xB0\xD1\x80\xD1\x81"
                               "\xD0\xB0, 7 people died in Twin."));
  options.places =
      folder.write("places.csv",
                   "id,name,other_name\nkarsa,Karsa,Velm\nkarsa,"
                   "\xD0\x9A\xD0\xB0\xD1\x80\xD1\x81\xD0\xB0,\none,Twin,\ntwo,Twin,\n");
  const ReadReport report = read_report_file(options);
  ASSERT_EQ(report.claims.size(), 2U);
  EXPECT_EQ(report.claims[0].place, "karsa");
  EXPECT_EQ(report.claims[1].place, "") << "two places of one name";
  EXPECT_THAT(claims_table(report, 150), HasSubstr("Karsa / Velm"));
}

TEST(ReadPlaces, AccentsMakeNoDifference) {
  const Workplace folder;
  ReadOptions options = options_for(
      folder.write("report.txt",
                   "12 people died in Adre. 7 people died in ADR\u00c9. 5 people died in "
                   "Adre\u0301. 3 people died in \u0160\u00e1rka. 2 people died in adre."));
  options.places = folder.write("places.csv", "id,name\nadre,Adr\u00e9\nsarka,Sarka\n");
  const ReadReport report = read_report_file(options);
  std::vector<std::string> found;
  for (const reading::ProposedClaim& claim : report.claims) found.push_back(claim.place);
  EXPECT_THAT(found, testing::ElementsAre("adre", "adre", "adre", "sarka", ""));
}

/// "au stade de Karsa" begins with a small letter; who leaves for Lenn is not counted there.
TEST(ReadPlaces, InFrench) {
  const Workplace folder;
  ReadOptions options = options_for(folder.write(
      "report.txt",
      "300 personnes dorment au stade de Karsa ; le site a \u00e9t\u00e9 pr\u00e9vu pour 80. "
      "900 personnes y \u00e9taient pass\u00e9"
      "es. 200 personnes ont quitt\u00e9 Ourang pour le site de Lenn."));
  options.language = "fr";
  options.places = folder.write("places.csv", "id,name\nkarsa,Stade de Karsa\nlenn,Lenn\n");
  const ReadReport report = read_report_file(options);
  std::vector<std::string> found;
  for (const reading::ProposedClaim& claim : report.claims)
    found.push_back(claim.subject + " " + claim.place);
  EXPECT_THAT(found, testing::ElementsAre("sleeping karsa", "reception_capacity karsa",
                                          "arrivals karsa", "departures "));
}

TEST(ReadPlaces, ABearingIsNoPlace) {
  EXPECT_THAT(places("Drmbon, 27 km north of Goris, has received 5,000 displaced people."),
              testing::ElementsAre("arrivals "));
  EXPECT_THAT(places("5,000 people arrived in Vayk, 30km to the north-west of the town of Goris."),
              testing::ElementsAre("arrivals vayk"));
  EXPECT_THAT(places("5,000 people arrived in Goris from Vayk."),
              testing::ElementsAre("arrivals goris"));
}

TEST(ReadPlaces, WhatFollowsWhichIsSaidOfThePlaceBefore) {
  EXPECT_THAT(
      places("The agency relocated 1,200 families from Vayk to the camp at Goris, which opened "
             "on 20 September and has room for 50,000."),
      testing::ElementsAre("evacuated vayk", "reception_capacity goris"));
  EXPECT_THAT(places("500 families arrived in Goris from Vayk, where 12 people were killed."),
              testing::ElementsAre("arrivals goris", "killed vayk"));
}

TEST(ReadPlaces, AParagraphHasTheOneThatBeginsIt) {
  const std::string goris =
      "Goris: soldiers came on Friday. The governor of Syunik said 300 people had fled. ";
  EXPECT_THAT(places(goris), testing::ElementsAre("displaced goris"));
  EXPECT_THAT(places(goris + "12 people died in Vayk. 30 people were injured."),
              testing::ElementsAre("displaced goris", "killed vayk", "injured "));
  EXPECT_THAT(places(goris + "12 people died in Ourang. 30 people were injured."),
              testing::ElementsAre("displaced goris", "killed ", "injured "))
      << "the gazetteer does not have Ourang, but it is another place";
  EXPECT_THAT(places("Goris: soldiers came.\n\n30 people were injured."),
              testing::ElementsAre("injured "));
}

TEST(ReadPlaces, OrTheOneNamedBeforeIt) {
  EXPECT_THAT(places("300 people arrived in Goris. The camp has room for 80."),
              testing::ElementsAre("arrivals goris", "reception_capacity goris"));
  EXPECT_THAT(places("300 people left Vayk for Goris. The camp has room for 80."),
              testing::ElementsAre("departures vayk", "reception_capacity "))
      << "one or the other";
  EXPECT_THAT(places("300 people arrived in Ourang from Vayk. The camp has room for 80."),
              testing::ElementsAre("arrivals ", "reception_capacity "));
}

TEST(ReadPlaces, OfAPartIsNotThatOfTheWhole) {
  EXPECT_THAT(places("Some 4,000 people, including 900 in Vayk, are sheltered in schools."),
              testing::ElementsAre("sheltered ", "sheltered vayk"));
  EXPECT_THAT(places("Some 4,000 people, including 900 children, are sheltered in Vayk."),
              testing::ElementsAre("sheltered vayk", "children_sheltered vayk"));
}

// --- so far, or in a period

std::vector<std::string> subjects(const std::string& text, const std::string& language = "en") {
  std::vector<std::string> found;
  for (const reading::ProposedClaim& claim : read_text(text, language).claims)
    found.push_back(ledger_subject(claim));
  return found;
}

TEST(ReadSubjects, WhatHasHappenedSoFarIsTheTally) {
  for (const char* text :
       {"4,850 people have crossed.", "As of 18:00, 4,850 people had arrived in Goris.",
        "By Sunday 4,850 people had entered Armenia.",
        "Since Sunday 4,850 people have crossed the border.",
        "4,850 people have arrived, the government said on Monday.",
        "More than 4,850 people have arrived."}) {
    EXPECT_THAT(subjects(text), testing::ElementsAre("arrivals_cumulative")) << text;
  }
  EXPECT_THAT(subjects("By noon 1,200 people had left."),
              testing::ElementsAre("departures_cumulative"));
  EXPECT_THAT(subjects("2,900 people have been registered."),
              testing::ElementsAre("registered_cumulative"));
}

TEST(ReadSubjects, WhatHappenedInAPeriodIsNot) {
  for (const char* text :
       {"4,850 people crossed in the last 24 hours.", "On Sunday 4,850 people arrived in Goris.",
        "Yesterday, 4,850 people entered Armenia.", "Another 4,850 people have arrived.",
        "The government expects 4,850 more arrivals today.", "There were 4,850 new arrivals."}) {
    EXPECT_THAT(subjects(text), testing::ElementsAre("arrivals_in_period")) << text;
  }
  EXPECT_THAT(subjects("4,850 people cross every day."), testing::ElementsAre("arrivals_per_day"));
  EXPECT_THAT(subjects("1,200 people left Martuni last week."),
              testing::ElementsAre("departures_in_period"));
}

TEST(ReadSubjects, ATallyTakesNoDayOfAnotherCount) {
  for (const char* text :
       {"More than 5,000 people arrived in Sake on Monday and more than 2,000 people have crossed "
        "the border so far.",
        "5,000 people arrived on Monday and 2,000 people have crossed the border.",
        "On Monday 5,000 people arrived and 2,000 people have entered Armenia."}) {
    EXPECT_THAT(subjects(text), testing::ElementsAre("arrivals_in_period", "arrivals_cumulative"))
        << text;
    EXPECT_FALSE(read_text(text).claims.at(1).since) << text;
    EXPECT_FALSE(read_text(text).claims.at(1).holds_for) << text;
  }
  EXPECT_THAT(subjects("2,000 people have crossed the border so far and 5,000 people arrived in "
                       "Goris on Monday."),
              testing::ElementsAre("arrivals_cumulative", "arrivals_in_period"));
  EXPECT_THAT(subjects("Plus de 5 000 personnes sont arrivées à Sake lundi et plus de 2 000 "
                       "personnes ont franchi la frontière jusqu'ici.",
                       "fr"),
              testing::ElementsAre("arrivals_in_period", "arrivals_cumulative"));
}

/// Subject and number of every claim.
std::vector<std::string> counts(const std::string& text, const std::string& language = "en") {
  std::vector<std::string> found;
  for (const reading::ProposedClaim& claim : read_text(text, language).claims)
    found.push_back(fmt::format("{} {:g}", ledger_subject(claim), claim.value.value_or(0.0)));
  return found;
}

TEST(ReadSubjects, WhatHappenedToAPartDidNotHappenToTheWhole) {
  EXPECT_THAT(counts("Two thirds of the 90,000 people have left the city."),
              testing::ElementsAre("departures_share 0.666667", "people 90000"));
  EXPECT_THAT(counts("Half of the city's 90,000 residents have fled."),
              testing::ElementsAre("displaced_share 0.5", "population 90000"));
  EXPECT_THAT(counts("60 per cent of the more than 90,000 people have left."),
              testing::ElementsAre("departures_share 0.6", "people 90000"));
  EXPECT_THAT(counts("A third of the 40 wounded have been evacuated."),
              testing::ElementsAre("evacuated_share 0.333333", "injured 40"));
  EXPECT_THAT(counts("2,000 of the 90,000 people have left the city."),
              testing::ElementsAre("departures_cumulative 2000", "people 90000"));
  EXPECT_THAT(counts("Deux tiers des 90 000 habitants ont quitté la ville.", "fr"),
              testing::ElementsAre("departures_share 0.666667", "population 90000"));
  const ReadReport half = read_text("Half of the 90,000 people left.");
  ASSERT_EQ(half.claims.size(), 2U);
  EXPECT_EQ(half.claims[0].unit, "share");
  EXPECT_EQ(half.claims[1].confidence, reading::Confidence::low);
}

TEST(ReadSubjects, PartsAndFamiliesHaveTheirOwn) {
  EXPECT_THAT(counts("900 people have crossed, including 700 by the ford."),
              testing::ElementsAre("arrivals_cumulative 900", "arrivals_cumulative_part 700"));
  EXPECT_THAT(counts("12 people were killed, 3 of them in Goris."),
              testing::ElementsAre("killed 12", "killed 3"));
  EXPECT_THAT(counts("There are 300 families. There are 900 people."),
              testing::ElementsAre("families 300", "people 900"));
}

TEST(ReadSubjects, TalliesAreSeriesThatTheScenarioKnows) {
  EXPECT_THAT(read_text("4,850 people have crossed. 2,900 have been registered.").new_topics,
              testing::IsEmpty());
}

// --- the way into the ledger

/// The scenario with the proposed claims instead of its own, its subjects declared as proposed.
std::string accepted_folder(const Workplace& folder, const ReadReport& report) {
  const fs::path scenario = folder.path() / "karabakh-2023";
  fs::copy(kKarabakhScenario, scenario);
  std::ofstream(scenario / "claims.csv", std::ios::binary) << claims_csv(report);
  std::ofstream yaml(scenario / "scenario.yaml", std::ios::app);
  for (const NewTopic& topic : report.new_topics)
    yaml << "  " << topic.name << ": {unit: " << topic.unit << ", meaning: \"as read\"}\n";
  return scenario.string();
}

/// scenario.yaml ends with its topics, so that more can be written below them.
TEST(ReadLedger, EveryProposalOfEveryScriptIsTakenAsItStands) {
  const std::string text =
      "\xE2\x80\x9C"
      "12 people died,\xE2\x80\x9D the mayor, \"Hayk\", said.\r\n"
      "\xD5\x8D\xD5\xBF\xD5\xA5\xD6\x83\xD5\xA1\xD5\xB6\xD5\xA1\xD5\xAF\xD5\xA5\xD6\x80\xD5\xBF: "
      "300 people\nwere, \"they\" say, injured in \xE6\x96\xAF\xE6\x8D\xB7, "
      "\xD9\x83\xD8\xA7\xD8\xB1\xD8\xA7\xD8\xA8\xD8\xA7\xD8\xAE \xF0\x9F\x9A\x8C.\n\n"
      "About 40,000 families could arrive. 60 per cent of the displaced are staying with "
      "relatives. Some 1,000 people an hour crossed the border. Between 10 and 20 buses waited. "
      "Several hundred people were stranded in Goris. The road is closed.\n";
  const ReadReport report = read_text(text);
  ASSERT_GE(report.claims.size(), 7U);
  const Workplace folder;
  const LoadedScenario loaded =
      load_scenario(ScenarioSource{accepted_folder(folder, report), {}, {}}, "");
  const std::vector<Claim>& ledger = loaded.full.claims;
  ASSERT_EQ(ledger.size(), report.claims.size());
  for (std::size_t i = 0; i < ledger.size(); ++i) {
    const reading::ProposedClaim& proposed = report.claims[i];
    EXPECT_EQ(ledger[i].subject, ledger_subject(proposed));
    EXPECT_EQ(ledger[i].value, proposed.value);
    EXPECT_EQ(ledger[i].value_high, proposed.value_high);
    EXPECT_EQ(ledger[i].unit, proposed.unit);
    EXPECT_EQ(ledger[i].statement, proposed.sentence);
    EXPECT_EQ(ledger[i].said_by, proposed.said_by);
    EXPECT_EQ(ledger[i].place, proposed.place);
    EXPECT_EQ(ledger[i].weight, proposed.modality == reading::Modality::fact ? 1.0 : 0.0);
  }
}

/// People and buses wait: two topics, each with its unit.
TEST(ReadLedger, PeopleAndThingsThatWaitAreTopicsOfTheirOwn) {
  const ReadReport report = read_text(
      "Some 5,000 people were waiting at the border. A line of more than 120 buses stood there. "
      "5,200 homes were without electricity, 300 people were without electricity. 300 vehicles "
      "were "
      "waiting. About 40 buses a day arrived and 1,000 people a day arrived.");
  std::vector<std::string> found;
  for (const reading::ProposedClaim& claim : report.claims) found.push_back(ledger_subject(claim));
  EXPECT_THAT(found, testing::ElementsAre("waiting", "buses_waiting", "homes_without_electricity",
                                          "without_electricity", "waiting",
                                          "buses_arrivals_per_day", "arrivals_per_day"));
  const Workplace folder;
  const LoadedScenario loaded =
      load_scenario(ScenarioSource{accepted_folder(folder, report), {}, {}}, "");
  EXPECT_EQ(loaded.full.claims.size(), report.claims.size());
}

TEST(ReadLedger, EveryAnnotatedReportIsTaken) {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::directory_iterator(fs::path(CORRIDOR_SOURCE_DIR) / "tests/reading/reports")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  ASSERT_GE(files.size(), 25U);
  for (const fs::path& file : files) {
    ReadOptions options = options_for(file);
    options.scenario = kKarabakhScenario;
    const ReadReport report = read_report_file(options);
    const Workplace folder;
    Diagnostics faults;
    try {
      load_scenario(ScenarioSource{accepted_folder(folder, report), {}, {}}, "");
    } catch (const InputError& error) {
      faults = error.diagnostics();
    }
    for (const Diagnostic& fault : faults.items()) {
      if (fault.severity == Severity::warning) continue;
      // Which of two units a subject has is for the reviewer to decide.
      EXPECT_EQ(fault.column, "unit") << file << " line " << fault.line << ": " << fault.found;
    }
  }
}

TEST(ReadLedger, ADayThatIsSaidHoldsToItsEndOrToTheReport) {
  const auto holds_for = [](const std::string& text) {
    const auto claims = nlohmann::json::parse(claims_json(read_text(text)))["claims"];
    return claims.at(0)["holds_for"].get<std::string>();
  };
  EXPECT_EQ(holds_for("12 people died yesterday."), "2023-09-24T23:59+04:00");
  EXPECT_EQ(holds_for("12 people died today."), "2023-09-25T20:00+04:00");
  EXPECT_EQ(holds_for("The town will evacuate 12 people tomorrow."), "2023-09-26T23:59+04:00");
}

TEST(ReadLedger, WhatIsNoFactMovesNothing) {
  const ReadReport report = read_text("The mayor fears that 120,000 residents could leave.");
  ASSERT_EQ(report.claims.size(), 1U);
  EXPECT_THAT(claims_csv(report), HasSubstr(",0,,fear,"));
}

// --- the command

struct Output {
  int status = 0;
  std::string out;
  std::string err;
};

Output run(const Workplace& folder, const std::string& arguments) {
  const std::string command = "cd " + folder.path().string() + " && " +
                              std::string(CORRIDOR_PROGRAM) + " read " + arguments +
                              " >stdout.txt 2>stderr.txt";
  const int status = std::system(command.c_str());  // NOLINT
  return {WEXITSTATUS(status), text_of(folder / "stdout.txt"), text_of(folder / "stderr.txt")};
}

TEST(ReadCommand, ShowsWritesAndTeaches) {
  const Workplace folder;
  folder.write("report.txt", "At least 12 people died on Friday, the ministry of health said.\n");
  const std::string published = " --published 2023-09-25T20:00+04:00 --source 'the wire'";
  const Output table = run(folder, "report.txt" + published);
  EXPECT_EQ(table.status, 0);
  EXPECT_THAT(table.out, HasSubstr("at least 12"));
  EXPECT_THAT(table.out, HasSubstr("ministry of health (government), 2023-09-22"));
  EXPECT_EQ(table.err, "");

  const Output json = run(folder, "report.txt --json" + published);
  const auto parsed = nlohmann::json::parse(json.out);
  ASSERT_EQ(parsed["claims"].size(), 1U);
  EXPECT_EQ(parsed["claims"][0]["qualifier"], "at_least");
  EXPECT_EQ(parsed["claims"][0]["span"]["quote"], "At least 12 people died");

  const Output written = run(folder, "- --out claims.csv" + published + " < report.txt");
  EXPECT_EQ(written.status, 0);
  EXPECT_THAT(written.out, HasSubstr("Written to claims.csv"));
  EXPECT_THAT(text_of(folder / "claims.csv"), testing::StartsWith("id,subject,place,holds_for,"));

  EXPECT_THAT(run(folder, "--help").out, HasSubstr("--scenario"));
}

TEST(ReadCommand, NamesEveryFaultAtOnce) {
  const Workplace folder;
  folder.write("report.txt", "12 people died.\n");
  folder.write("mine.ini", "[language]\nname = X\n[numbrs]\n1 = un\n");
  folder.write("places.csv", "id,nam\nkarsa,Karsa\n");
  const Output faulty = run(folder,
                            "nowhere.txt --published yesterday --utc-offset noon --language-file "
                            "mine.ini --places places.csv --out claims.csv");
  EXPECT_EQ(faulty.status, 2);
  for (const char* found :
       {"nowhere.txt", "\"yesterday\"", "\"noon\"", "numbrs", "perhaps numbers", "places.csv"}) {
    EXPECT_THAT(faulty.err, HasSubstr(found));
  }
  EXPECT_FALSE(fs::exists(folder.path() / "claims.csv"));

  EXPECT_EQ(run(folder, "report.txt --language xx").status, 2);
  EXPECT_EQ(run(folder, "report.txt --scenario nowhere").status, 2);
  EXPECT_EQ(run(folder, ". --published 2023-09-25").status, 2);
  EXPECT_EQ(run(folder, "").status, 2);
  EXPECT_EQ(run(folder, "report.txt --places places.csv --scenario x").status, 2);
}

TEST(ReadCommand, TakesEmptyAndWreckedFiles) {
  const Workplace folder;
  const std::string published = " --published 2023-09-25T20:00+04:00";
  folder.write("empty.txt", "");
  EXPECT_THAT(run(folder, "empty.txt" + published).out, HasSubstr("No claims found"));
  std::string wreck = "\xFF\xFE killed200people,\x80\xC2 ''12 per-\nsons\" died .";
  wreck += '\0';
  wreck += "\r\r\n\xE2\x80\xA8 at least 9999999999999999999999 families \xF0\x9F";
  folder.write("wreck.txt", wreck);
  const Output table = run(folder, "wreck.txt" + published);
  EXPECT_EQ(table.status, 0);
  EXPECT_THAT(table.out, HasSubstr("200"));
  const Output json = run(folder, "wreck.txt --json" + published);
  EXPECT_EQ(json.status, 0);
  EXPECT_TRUE(nlohmann::json::accept(json.out));
}

}  // namespace
}  // namespace corridor
