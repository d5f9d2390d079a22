// More than a hundred ways to get a scenario folder wrong, each with the message that a user sees.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "input/scenario_folder.h"
#include "input/tables.h"

namespace corridor {
namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;

Files good() {
  return {
      {"scenario.yaml",
       "title: Small\n"             // 1
       "ruleset: corridor\n"        // 2
       "utc_offset: \"+04:00\"\n"   // 3
       "start: 2023-09-22T00:00\n"  // 4
       "end: 2023-09-24T00:00\n"    // 5
       "step: 1h\n"                 // 6
       "parameters:\n"              // 7
       "  rate.fixed: 1\n"          // 8
       "  people_per_household: {unit: people, meaning: m, lower: 1, upper: 9, source: s, prior: "
       "{lognormal: {median: 4, sigma: 0.1}}}\n"  // 9
       "  chance: {unit: \"1\", meaning: m, lower: 0, upper: 1, source: s, prior: {beta: {alpha: "
       "2, beta: 3}}}\n"  // 10
       "  size: {unit: people, meaning: m, lower: 1, upper: 9000, source: s, prior: "
       "{mixture_of_claims: {base: {uniform: {low: 10, high: 500}}, none_right: 0.1}}}\n"  // 11
       "topics:\n"                                                                         // 12
       "  talks: {meaning: the talks}\n"                                                   // 13
       "  killed: {meaning: the dead, unit: killed}\n"},
      {"places.csv",
       "id,name,kind,latitude_deg,longitude_deg,safe,registration_people_per_hour,desk_opens,desk_"
       "closes,host_share,own_means_share,source\n"
       "a,A,settlement,40,46,no,0,,,0,0,s\n"
       "b,B,desk,40.05,46.05,yes,10,08:00,20:00,0.5,0.3,s\n"
       "c,C,destination,40.2,46.2,yes,0,,,0.5,0.3,s\n"},
      {"roads.csv",
       "id,from,to,length_km,free_speed_km_per_hour,capacity_vehicles_per_hour,lanes,storage_"
       "vehicles,open,walkable,checkpoint_vehicles_per_hour,checkpoint_opens,checkpoint_closes,"
       "source\n"
       "ab,a,b,10,40,500,1,,no,yes,100,08:00,18:00,s\n"},
      {"groups.csv",
       "id,place,household_class,people,people_per_household,people_per_vehicle,displaced,source\n"
       "g,a,vehicle,@size*0.5*(1-@chance),@people_per_household,4,no,s\n"},
      {"onward.csv", "from,to,share,source\nb,c,0.4,s\n"},
      {"kin.csv",
       "id,from,to,people,published,supersedes,source\n"
       "k1,,b,300,2021-05-01,,s\n"
       "k2,a,b,@size*0.5,2023-09-21T12:00,,s\n"},
      {"events.csv",
       "id,kind,time,delay_hours,probability,place,road,to,amount,seats,radius_km,half_life_hours,"
       "until,applies_to,published,supersedes,source\n"
       "e1,attack,2023-09-21T10:00,,,a,,,1,,10,24,,,2023-09-21T12:00,,s\n"
       "e2,road_opens,2023-09-23T10:00,2,@chance,,ab,,,,,,,,2023-09-21T12:00,,s\n"
       "e3,buses,2023-09-23T10:00,,,a,,,3,40,,,2023-09-24T00:00,,2023-09-21T12:00,,s\n"
       "e4,ceasefire,2023-09-23T10:00,,,,,,0.5,,,,,,2023-09-21T12:00,e1,s\n"
       "d1,delivery_food,2023-09-23T10:00,,,a,,,9000,,,,,,2023-09-21T12:00,,s\n"
       "d2,delivery_medicine,2023-09-23T10:00,,,a,,,9000,,,,,,2023-09-21T12:00,,s\n"
       "d3,delivery_fuel,2023-09-23T10:00,,,a,,,9000,,,,,,2023-09-21T12:00,,s\n"},
      {"claims.csv",
       "id,subject,qualifier,value,value_high,unit,statement,said_by,source_type,publication,url,"
       "published,supersedes,weight\n"
       "c1,size,about,100,,people,,X,press,P,,2023-09-21T12:00,,1\n"
       "c2,size,between,20,40,families,,Y,un,P,,2023-09-21T12:00,,1\n"
       "c3,talks,statement,,,,they talk,Z,party,P,,2023-09-21T12:00,,1\n"},
      {"observations.csv",
       "series,place,time,value,value_high,qualifier,unit,published,source\n"
       "arrivals_cumulative,,2023-09-23T12:00,50,,exactly,people,2023-09-23T13:00,s\n"}};
}

Parameter fixed_parameter(const char* name, const char* unit, double value) {
  Parameter parameter;
  parameter.name = name;
  parameter.unit = unit;
  parameter.upper = 10.0;
  parameter.prior = Prior{PriorFamily::fixed, value, 0.0, 0.0};
  return parameter;
}

RulesetTerms registry() {
  return {{fixed_parameter("rate.fixed", "1/h", 2.0),
           fixed_parameter("decision.reason_begins", "1", 0.5),
           fixed_parameter("decision.reason_full", "1", 1.0)},
          {Topic{"arrivals_cumulative", "people", "those who arrived", true},
           Topic{"staying", "people", "those who stay", true}}};
}

class Folder {
 public:
  explicit Folder(const Files& files) {
    static int number = 0;
    path_ = fs::temp_directory_path() /
            ("corridor-test-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    fs::create_directories(path_);
    for (const auto& [name, text] : files) std::ofstream(path_ / name, std::ios::binary) << text;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string messages(const Files& files, std::optional<Scenario>* scenario = nullptr) {
  const Folder folder(files);
  Diagnostics diagnostics;
  auto read = read_scenario_folder(ScenarioSource{folder.path(), {}, {}}, registry(), diagnostics);
  std::string text;
  for (const Diagnostic& item : diagnostics.items()) text += to_string(item) + "\n";
  if (scenario != nullptr) *scenario = std::move(read);
  return text;
}

/// What is said of a folder with overlays, edits and rows added.
std::string messages_of(const ScenarioSource& source) {
  Diagnostics diagnostics;
  read_scenario_folder(source, registry(), diagnostics);
  std::string text;
  for (const Diagnostic& item : diagnostics.items()) text += to_string(item) + "\n";
  return text;
}

/// One mistake: in `file`, `from` becomes `to`; the message must contain `expected`.
struct Mistake {
  const char* file;
  const char* from;
  const char* to;
  const char* expected;
};

const Mistake kMistakes[] = {
    // scenario.yaml
    {"scenario.yaml", "start: 2023-09-22T00:00\n", "", "scenario.yaml:1: start: found no such key"},
    {"scenario.yaml", "end: 2023-09-24T00:00\n", "", "end: found no such key"},
    {"scenario.yaml", "end: 2023-09-24", "end: 2023-09-20",
     "scenario.yaml:5: end: found 2023-09-20T00:00+04:00, expected a moment after the start"},
    {"scenario.yaml", "start: 2023-09-22T00:00", "start: 22.09.2023",
     "scenario.yaml:4: start: found \"22.09.2023\""},
    {"scenario.yaml", "\"+04:00\"", "\"4\"", "scenario.yaml:3: utc_offset: found \"4\""},
    {"scenario.yaml", "\"+04:00\"", "\"+20:00\"",
     "scenario.yaml:3: utc_offset: found \"+20:00\", expected an offset such as \"+04:00\", from "
     "-12:00 to +14:00"},
    {"scenario.yaml", "step: 1h", "step: 7h", "scenario.yaml:6: step: found \"7h\""},
    {"scenario.yaml", "step: 1h", "step: 5min", "step: found \"5min\""},
    {"scenario.yaml", "step: 1h", "step: 2d", "step: found \"2d\""},
    {"scenario.yaml", "ruleset: corridor", "ruleset: corider",
     "scenario.yaml:2: ruleset: found \"corider\""},
    {"scenario.yaml", "title: Small", "titel: Small",
     "scenario.yaml:1: titel: found an unknown key, expected a documented key; did you mean "
     "\"title\"?"},
    {"scenario.yaml", "step: 1h", "step: 1h\nstep: 2h", "step: found the key twice"},
    {"scenario.yaml", "step: 1h", "step: 1h\namounts: 40000 people", "amounts: found no list"},
    {"scenario.yaml", "step: 1h", "step: 1h\namounts: [40000 people, -3 people]",
     "amounts: found \"-3 people\", expected a number above 0 of people or families"},
    {"scenario.yaml", "step: 1h", "step: 1h\namounts: [40000 cars]", "found \"40000 cars\""},
    {"scenario.yaml", "step: 1h", "step: 1h\namounts: [many]", "found \"many\""},
    {"scenario.yaml", "title: Small", "title: [Small", "text that is not YAML"},
    {"scenario.yaml", "  rate.fixed: 1", "  rate.fixt: 1",
     "scenario.yaml:8: rate.fixt: found an unknown parameter of the ruleset, expected a registered "
     "name; did you mean \"rate.fixed\"?"},
    {"scenario.yaml", "rate.fixed: 1", "rate.fixed: 11",
     "scenario.yaml:8: rate.fixed: found 11, expected a number from 0 to 10"},
    {"scenario.yaml", "uniform: {low: 10, high: 500}", "uniform: {low: 10000, high: 50000}",
     "scenario.yaml:11: size: found a prior with 0 % of its weight within the bounds, expected one "
     "that lies within them, 1 to 9000"},
    {"scenario.yaml", "beta: {alpha: 2, beta: 3}", "normal: {mean: 40, sd: 5}",
     "scenario.yaml:10: chance: found a prior with"},
    {"scenario.yaml", "end: 2023-09-24T00:00", "end: 2023-09-22T00:30",
     "scenario.yaml:5: end: found 2023-09-22T00:30+04:00, expected a moment after the start "
     "2023-09-22T00:00+04:00 by a step of 1 h or more"},
    {"scenario.yaml", "rate.fixed: 1", "rate.fixed: fast",
     "rate.fixed: found \"fast\", expected a plain number"},
    {"scenario.yaml", "rate.fixed: 1", "rate.fixed: {value: 1, unit: km}",
     "rate.fixed.unit: found \"km\", expected \"1/h\""},
    {"scenario.yaml", "sigma: 0.1", "sigma: 0", "a spread or shape that is not positive"},
    {"scenario.yaml", "median: 4", "median: -4", "a median or shape that is not positive"},
    {"scenario.yaml", "sigma: 0.1", "sd: 0.1",
     "scenario.yaml:9: people_per_household.prior.lognormal.sd: found an unknown key"},
    {"scenario.yaml", "lognormal:", "lognormall:", "did you mean \"lognormal\"?"},
    {"scenario.yaml", "low: 10, high: 500", "low: 500, high: 10", "found low not below high"},
    {"scenario.yaml", "uniform: {low: 10, high: 500}",
     "triangular: {low: 10, high: 500, mode: 600}", "a mode outside low..high"},
    {"scenario.yaml", "none_right: 0.1", "none_right: 1.1", "a weight outside 0..1"},
    {"scenario.yaml", "base: {uniform: {low: 10, high: 500}}, ", "", "found no base"},
    {"scenario.yaml", "chance: {unit: \"1\", ", "chance: {", "chance.unit: found no such key"},
    {"scenario.yaml", "lower: 0, upper: 1, source", "lower: 1, upper: 0, source",
     "a lower bound above the upper"},
    {"scenario.yaml", "prior: {beta: {alpha: 2, beta: 3}}", "unit2: 3", "neither value nor prior"},
    {"scenario.yaml",
     "chance: {unit: \"1\", meaning: m, lower: 0, upper: 1, source: s, prior: {beta: {alpha: 2, "
     "beta: 3}}}",
     "chance: 0.5", "chance: found only a number"},
    {"scenario.yaml", "alpha: 2", "alpha: two", "found \"two\", expected a plain number"},
    // encodings and the shape of tables
    {"places.csv", "a,A,settlement", "a,\xC4\x62,settlement",
     "places.csv:2: found a byte that is not UTF-8"},
    {"roads.csv", "ab,a,b", "ab,a,\"b", "roads.csv:2: found a quote that is never closed"},
    {"roads.csv", "ab,a,b,", "\"ab\"x,a,b,", "behind a closing quote"},
    {"groups.csv", "4,no,s", "4,no,s,more",
     "groups.csv:2: found 9 cells, expected 8 as in the header"},
    {"groups.csv", "4,no,s", "4", "groups.csv:2: found 6 cells"},
    {"groups.csv", "id,place,", "id,plaze,",
     "groups.csv:1: plaze: found an unknown column, expected one of the documented columns; did "
     "you mean \"place\"?"},
    {"groups.csv", "id,place,", "id,id,", "groups.csv:1: id: found the column twice"},
    {"roads.csv", "length_km", "length_miles", "roads.csv:1: length_km: found no such column"},
    {"claims.csv", "said_by", "speaker", "claims.csv:1: said_by: found no such column"},
    // places
    {"places.csv", "a,A,settlement,40,46", ",A,settlement,40,46",
     "places.csv:2: id: found an empty cell"},
    {"places.csv", "a,A,", "a,,", "places.csv:2: name: found an empty cell"},
    {"places.csv", "settlement", "setlement",
     "places.csv:2: kind: found \"setlement\", expected a known name; did you mean "
     "\"settlement\"?"},
    {"places.csv", "settlement,40,", "settlement,91,",
     "places.csv:2: latitude_deg: found \"91\", expected a number from -90 to 90"},
    {"places.csv", "settlement,40,46", "settlement,40,246",
     "places.csv:2: longitude_deg: found \"246\""},
    {"places.csv", "settlement,40,46", "settlement,forty,46", "latitude_deg: found \"forty\""},
    {"places.csv", "settlement,40,46", "settlement,nan,46", "latitude_deg: found \"nan\""},
    {"places.csv", "settlement,40,46", "settlement,inf,46", "latitude_deg: found \"inf\""},
    {"places.csv", "settlement,40,46", "settlement,,46", "latitude_deg: found an empty cell"},
    {"places.csv", "46,no,0", "46,nope,0",
     "places.csv:2: safe: found \"nope\", expected yes or no"},
    {"places.csv", "yes,10,08:00", "yes,-10,08:00",
     "places.csv:3: registration_people_per_hour: found \"-10\""},
    {"places.csv", "08:00,20:00", "8,20:00",
     "desk_opens: found \"8\", expected a time of day HH:MM"},
    {"places.csv", "08:00,20:00", "08:00,25:00", "desk_closes: found \"25:00\""},
    {"places.csv", "20:00,0.5,0.3", "20:00,0.8,0.3", "host and own-means shares above 1 together"},
    {"places.csv", "20:00,0.5,0.3", "20:00,1.5,0.3", "places.csv:3: host_share: found \"1.5\""},
    {"places.csv", "c,C,destination", "b,C,destination",
     "places.csv:4: id: found a second row with \"b\", expected each row once"},
    {"places.csv", "yes,10,08:00,20:00,0.5,0.3,s\nc,C,destination,40.2,46.2,yes",
     "no,10,08:00,20:00,0.5,0.3,s\nc,C,destination,40.2,46.2,no", "found no safe place"},
    {"places.csv", "a,A,settlement", "\"a,1\",A,settlement",
     "places.csv:2: id: found \"a,1\", expected a name without commas, quotes, line ends"},
    {"places.csv", "a,A,settlement", "\"a\"\"1\",A,settlement", "places.csv:2: id: found \"a\"1\""},
    {"places.csv", "a,A,settlement", "\"a\n1\",A,settlement", "places.csv:2: id: found \"a\n1\""},
    {"places.csv", "a,A,settlement", "a ,A,settlement", "places.csv:2: id: found \"a \""},
    // roads
    {"roads.csv", "ab,a,b", "ab,x,b", "roads.csv:2: from: found \"x\", expected a known name"},
    {"roads.csv", "ab,a,b", "ab,a,a", "roads.csv:2: to: found a road to where it begins"},
    {"roads.csv", "ab,a,b,", "ab,b,a,", "no way from \"a\" to any safe place"},
    {"roads.csv", "ab,a,b,10,", "\"a,b\",a,b,10,", "roads.csv:2: id: found \"a,b\""},
    {"roads.csv", "500,1,,no", "500,1.5,,no",
     "roads.csv:2: lanes: found \"1.5\", expected a whole number"},
    {"roads.csv", "ab,a,b,10,", "ab,a,b,0,", "length_km: found \"0\""},
    {"roads.csv", "ab,a,b,10,", "ab,a,b,-10,", "length_km: found \"-10\""},
    {"roads.csv", "ab,a,b,10,", "ab,a,b,10 km,", "length_km: found \"10 km\""},
    {"roads.csv", "10,40,500", "10,400,500",
     "free_speed_km_per_hour: found \"400\", expected a number from 1 to 150"},
    {"roads.csv", "10,40,500", "10,0,500", "free_speed_km_per_hour: found \"0\""},
    {"roads.csv", "40,500,1", "40,5000,1",
     "capacity_vehicles_per_hour: found \"5000\", expected a number from 1 to 2400"},
    {"roads.csv", "40,500,1", "40,0,1", "capacity_vehicles_per_hour: found \"0\""},
    {"roads.csv", "40,500,1", "40,\"1,000\",1", "write digits without separators"},
    {"roads.csv", "40,500,1", "40,\"500,5\",1", "write it with a point: 500.5"},
    {"roads.csv", "40,500,1", "40,@capacity,1",
     "capacity_vehicles_per_hour: found \"capacity\", expected a known name"},
    {"roads.csv", "40,500,1", "40,@siza,1", "did you mean \"size\"?"},
    {"roads.csv", "500,1,,no", "500,0,,no", "lanes: found \"0\""},
    {"roads.csv", "500,1,,no", "500,1,0,no", "storage_vehicles: found \"0\""},
    {"roads.csv", "500,1,,no", "500,1,99999,no", "storage_vehicles: found \"99999\""},
    {"roads.csv", ",no,yes,100", ",open,yes,100", "roads.csv:2: open: found \"open\""},
    {"roads.csv", "100,08:00", "-5,08:00", "checkpoint_vehicles_per_hour: found \"-5\""},
    {"roads.csv", "100,08:00", ",08:00", "opening hours without a rate"},
    {"roads.csv", "18:00", "18h", "checkpoint_closes: found \"18h\""},
    {"roads.csv",
     "checkpoint_vehicles_per_hour,checkpoint_opens,checkpoint_closes,source\n"
     "ab,a,b,10,40,500,1,,no,yes,100",
     "checkpoint_people_on_foot_per_hour,checkpoint_opens,checkpoint_closes,source\n"
     "ab,a,b,10,40,500,1,,no,yes,60000",
     "checkpoint_people_on_foot_per_hour: found \"60000\", expected a number from 0 to 50000"},
    {"events.csv", "e1,attack,2023-09-21T10:00,,,a,,,1,,10,24",
     "e1,checkpoint_rate_on_foot,2023-09-21T10:00,,,,ab,,1,,,",
     "a road that lets as many people on foot through as come"},
    // groups
    {"groups.csv", "g,a,", "g,q,", "groups.csv:2: place: found \"q\""},
    {"groups.csv", "a,vehicle", "a,car", "household_class: found \"car\""},
    {"groups.csv", "@size*0.5", "@size*half",
     "people: found \"half\", expected a number, @parameter or (1-@parameter)"},
    {"groups.csv", "@size*0.5*(1-@chance)", "-2*@size", "groups.csv:2: people: found \"-2*@size\""},
    {"groups.csv", "@size*0.5*(1-@chance)", "500*(1-@size)", "found \"500*(1-@size)\""},
    {"groups.csv", "@size*0.5*(1-@chance)", "@size*(0.5-@chance)",
     "groups.csv:2: people: found \"(0.5-@chance)\""},
    {"groups.csv", "@size*0.5*(1-@chance)", "-4", "people: found \"-4\""},
    {"groups.csv", "@size*0.5*(1-@chance)", "1e12", "people: found \"1e12\""},
    {"groups.csv", "@people_per_household,4", "0.5,4", "people_per_household: found \"0.5\""},
    {"groups.csv", "@people_per_household,4", "25,4", "people_per_household: found \"25\""},
    {"groups.csv", "@people_per_household,4", "4,80", "people_per_vehicle: found \"80\""},
    {"groups.csv", "4,no,s", "4,maybe,s", "displaced: found \"maybe\""},
    {"groups.csv", "g,a,vehicle,@size*0.5*(1-@chance),@people_per_household,4,no,s\n", "",
     "groups.csv: found no group"},
    // onward
    {"onward.csv", "b,c,0.4,s", "b,c,0.4,s\nc,b,0.1,s", "a cycle of onward journeys"},
    {"onward.csv", "b,c,0.4", "b,c,1.4", "onward.csv:2: share: found \"1.4\""},
    {"onward.csv", "b,c,0.4,s", "b,c,0.6,s\nb,a,0.6,s", "shares that add up to 1.2"},
    {"onward.csv", "b,c,0.4", "b,c,40 %",
     "onward.csv:2: share: found \"40 %\", expected a number "
     "from 0 to 1; write a share: 0.4"},
    {"onward.csv", "b,c,0.4", "b,b,0.4", "a journey to where it begins"},
    {"onward.csv", "b,c,0.4,s", "b,c,0.4,s\nb,c,0.1,s",
     "onward.csv:3: from, to: found a second row with \"b\", \"c\""},
    {"onward.csv", "b,c,0.4,s", "b,c,0.4,s\nb,c,0.1,another",
     "onward.csv:3: from, to: found a second row with"},
    {"onward.csv", "b,c,0.4", "b,a,0.4",
     "onward.csv:2: to: found \"a\", which is not safe, expected a place with safe = yes"},
    {"onward.csv", "b,c,0.4", "a,c,0.4", "onward.csv:2: from: found \"a\", which is not safe"},
    {"onward.csv", "b,c,0.4", "b,c,2*@chance",
     "onward.csv:2: share: found \"2*@chance\", which may be 2, expected a number from 0 to 1 "
     "whatever is drawn"},
    {"onward.csv", "b,c,0.4", "b,z,0.4", "onward.csv:2: to: found \"z\""},
    // kin
    {"kin.csv", "k1,,b", "k1,,x", "kin.csv:2: to: found \"x\", expected a known name"},
    {"kin.csv", "k1,,b", "k1,,", "kin.csv:2: to: found an empty cell"},
    {"kin.csv", "k2,a,", "k2,q,", "kin.csv:3: from: found \"q\", expected a known name"},
    {"kin.csv", "k2,a,", "k2,b,", "kin.csv:3: from: found \"b\", where no group lives"},
    {"kin.csv", "k1,,b", "k1,,c",
     "kin.csv:2: to: found \"c\", where no journey ends, expected a place where journeys end: b"},
    {"roads.csv", "ab,a,b,", "ab,b,a,", "kin.csv:3: to: found no way from \"a\" to \"b\""},
    {"roads.csv", "ab,a,b,", "ab,b,a,",
     "kin.csv:2: to: found no way from any place of groups.csv to \"b\""},
    {"kin.csv", "b,300", "b,-300",
     "kin.csv:2: people: found \"-300\", expected a number from 0 to 1e+09"},
    {"kin.csv", "b,300", "b,1e12", "kin.csv:2: people: found \"1e12\""},
    {"kin.csv", "b,300", "b,nan", "kin.csv:2: people: found \"nan\""},
    {"kin.csv", "b,300", "b,inf", "kin.csv:2: people: found \"inf\""},
    {"kin.csv", "b,300", "b,", "kin.csv:2: people: found an empty cell"},
    {"kin.csv", "b,300", "b,many", "kin.csv:2: people: found \"many\""},
    {"kin.csv", "@size", "@siza", "kin.csv:3: people: found \"siza\""},
    {"kin.csv", "k1,,b", ",,b", "kin.csv:2: id: found an empty cell"},
    {"kin.csv", "k2,a,b", "k1,a,b", "kin.csv:3: id: found a second row with \"k1\""},
    {"kin.csv", "k2,a,", "k2,,",
     "kin.csv:3: to: found a second figure for the same from and to as \"k1\""},
    {"kin.csv", "12:00,,s", "12:00,k1,s",
     "kin.csv:3: supersedes: found \"k1\", which is about other people"},
    {"kin.csv", "12:00,,s", "12:00,k9,s",
     "kin.csv:3: supersedes: found \"k9\", which does not exist"},
    {"kin.csv", "12:00,,s", "12:00,k2,s",
     "kin.csv:3: supersedes: found a row that replaces itself"},
    {"kin.csv", "2021-05-01", "May 2021", "kin.csv:2: published: found \"May 2021\""},
    {"kin.csv", "2021-05-01", "", "kin.csv:2: warning: published: found an empty cell"},
    {"kin.csv", "published", "date", "kin.csv:1: published: found no such column"},
    {"kin.csv", "12:00,,s", "12:00,,", "kin.csv:3: warning: source: found an empty cell"},
    // events
    {"events.csv", "e1,attack", "e1,atack",
     "events.csv:2: kind: found \"atack\", expected a known name; did you mean \"attack\"?"},
    {"events.csv", "attack,2023-09-21T10:00", "attack,yesterday", "time: found \"yesterday\""},
    {"events.csv", "attack,2023-09-21T10:00", "attack,2023-09-21T10:00 CEST",
     "events.csv:2: time: found \"2023-09-21T10:00 CEST\", expected a moment such as "
     "2023-09-22T00:00+04:00; write year, month, day and hour like that; the offset in digits"},
    {"events.csv", "attack,2023-09-21T10:00", "attack,2023-09-21T10:00+20:00",
     "events.csv:2: time: found \"2023-09-21T10:00+20:00\", expected a moment"},
    {"events.csv", "applies_to,published", "applies_to,date",
     "events.csv:1: published: found no such column, expected the column; add it to the header: a "
     "forecast uses only rows published before its as-of time; a cell may be empty"},
    {"events.csv", "attack,2023-09-21T10:00", "attack,", "events.csv:2: time: found an empty cell"},
    {"events.csv", "10:00,2,@chance", "10:00,-2,@chance", "delay_hours: found \"-2\""},
    {"events.csv", "10:00,2,@chance", "10:00,2,1.2", "probability: found \"1.2\""},
    {"events.csv", "10:00,2,@chance", "10:00,2,@size",
     "events.csv:3: probability: found \"@size\", which may be 9000, expected a number from 0 to "
     "1"},
    {"events.csv", "@chance,,ab,", "@chance,,,", "events.csv:3: road: found an empty cell"},
    {"events.csv", "@chance,,ab,", "@chance,,ba,",
     "road: found \"ba\", expected a known name; did you mean \"ab\"?"},
    {"events.csv", "e3,buses,2023-09-23T10:00,,,a", "e3,buses,2023-09-23T10:00,,,",
     "events.csv:4: place: found an empty cell"},
    {"events.csv", "a,,,3,40", "a,,,3,",
     "events.csv:4: seats: found an empty cell, expected a whole number from 1 to 120; write "
     "digits "
     "only, such as 12"},
    {"events.csv", "a,,,3,40", "a,,,3,0", "seats: found \"0\""},
    {"events.csv", "a,,,3,40", "a,,,3,40.5", "seats: found \"40.5\", expected a whole number"},
    {"events.csv", "a,,,3,40", "a,,a,3,40",
     "events.csv:4: to: found \"a\", which is not safe, expected a place with safe = yes"},
    {"events.csv", "@chance,,ab,,", "@chance,,ab,b,",
     "events.csv:3: to: found a destination for what carries nobody"},
    {"events.csv", "10:00,2,@chance", "10:00,2,3*@chance",
     "events.csv:3: probability: found \"3*@chance\", which may be 3"},
    {"events.csv", "e2,road_opens,2023-09-23T10:00,2,@chance,,ab,,,",
     "e2,road_speed,2023-09-23T10:00,2,@chance,,ab,,400,",
     "events.csv:3: amount: found \"400\", expected a number from 0 to 150"},
    {"events.csv", "e2,road_opens,2023-09-23T10:00,2,@chance,,ab,,,",
     "e2,road_lanes,2023-09-23T10:00,2,@chance,,ab,,100,",
     "events.csv:3: amount: found \"100\", expected a number from 0 to 12"},
    {"scenario.yaml", "ruleset: corridor", "ruleset: daily",
     "events.csv:3: probability: found \"@chance\", expected only what is certain with ruleset: "
     "daily"},
    {"scenario.yaml", "ruleset: corridor", "ruleset: daily",
     "events.csv:3: delay_hours: found \"2\", expected no delay with ruleset: daily"},
    {"events.csv", "40,,,2023-09-24T00:00", "40,,,2023-09-22T00:00",
     "until: found an end before the beginning"},
    {"events.csv", "1,,10,24,,,", "1,,10,24,2023-09-21T09:00,,",
     "events.csv:2: until: found an end before the beginning, expected a moment after `time` and "
     "its delay"},
    {"events.csv", "a,,,3,40,,,2023-09-24T00:00", "a,,,3,40,,,-",
     "events.csv:4: until: found \"-\""},
    {"events.csv", ",,0.5,,,,,,", ",,1.5,,,,,,",
     "events.csv:5: amount: found \"1.5\", expected a number from 0 to 1"},
    {"events.csv", "1,,10,24,,", "1,,10,-24,,", "half_life_hours: found \"-24\""},
    {"events.csv", "24,,,2023-09-21T12:00,,s\n", "24,,drivers,2023-09-21T12:00,,s\n",
     "applies_to: found \"drivers\""},
    {"events.csv", "e1,attack,2023-09-21T10:00,,,a,,,1,,10,24,,,",
     "e1,exit_rule,2023-09-21T10:00,,,a,,,0,,,,,g|vehicel,",
     "events.csv:2: applies_to: found \"vehicel\", expected a known name; did you mean "
     "\"vehicle\"?"},
    {"events.csv", "e1,attack,2023-09-21T10:00,,,a,,,1,,10,24,,,",
     "e1,exit_rule,2023-09-21T10:00,,,a,,,2,,,,,g,",
     "events.csv:2: amount: found \"2\", expected a number from 0 to 1"},
    {"events.csv", "12:00,e1,s", "12:00,e9,s",
     "events.csv:5: supersedes: found \"e9\", which does not exist"},
    {"events.csv", "12:00,e1,s", "12:00,e4,s", "a row that replaces itself"},
    {"events.csv", "e2,road_opens", "e1,road_opens",
     "events.csv:3: id: found a second row with \"e1\""},
    {"events.csv", "24,,,2023-09-21T12:00,,s\n", "24,,,,,s\n",
     "events.csv:2: warning: published: found an empty cell"},
    // claims
    {"claims.csv", "about,100,,people", "about,,,people",
     "claims.csv:2: value: found an empty cell"},
    {"claims.csv", "about,100,,people", "abuot,100,,people", "did you mean \"about\"?"},
    {"claims.csv", "about,100,,people", "about,100,,", "unit: found an empty cell"},
    {"claims.csv", "about,100,,people", "about,100,,tonnes", "the unit \"tonnes\" for size"},
    {"claims.csv", "between,20,40", "between,20,", "claims.csv:3: value_high: found an empty cell"},
    {"claims.csv", "between,20,40", "between,40,20", "an upper end below the lower"},
    {"claims.csv", "about,100,,people", "about,100,200,people", "value_high: found a value"},
    {"claims.csv", "statement,,,,they", "statement,5,,x,they", "a value in a statement"},
    {"claims.csv", "X,press", ",press", "claims.csv:2: said_by: found an empty cell"},
    {"claims.csv", "X,press", "X,newspaper", "source_type: found \"newspaper\""},
    {"claims.csv", "12:00,,1\nc2", "12:00,,-1\nc2", "weight: found \"-1\""},
    {"claims.csv", "P,,2023-09-21T12:00,,1\nc2", ",,2023-09-21T12:00,,1\nc2",
     "claims.csv:2: url: found neither url nor publication"},
    {"claims.csv", "P,,2023-09-21T12:00,,1\nc2", "P,www.p,2023-09-21T12:00,,1\nc2",
     "an address that begins with http:// or https://"},
    {"claims.csv", "c1,size", "c1,sice", "claims.csv:2: subject: found \"sice\""},
    {"claims.csv", "c1,size", "c1,sice", "did you mean \"size\"?"},
    {"claims.csv", "c1,size", "c1,talks", "the topic talks, which has no unit"},
    {"claims.csv", "c3,talks", "c3,negotiations", "declare it under topics in scenario.yaml"},
    {"claims.csv", "c1,size,about,100,,people", "c1,arrivals_cumulative,about,100,,h",
     "the unit \"h\" for arrivals_cumulative"},
    {"claims.csv", "c1,size,about,100,,people", "c1,killed,about,100,,people",
     "the unit \"people\" for killed"},
    {"claims.csv", "c1,size,about,100,,people", "c1,size,about,100,,cars",
     "which needs the parameter people_per_vehicle"},
    {"claims.csv", "c1,size,about,100,,people", "c1,people_per_household,about,4,,families",
     "the unit \"families\" for people_per_household"},
    {"claims.csv", "about,100,,people", "about,-100,,people", "claims.csv:2: value: found -100"},
    {"claims.csv", "c1,size,about,100,,people", "c1,chance,about,1.2,,share",
     "a number from 0 to 1 share"},
    {"claims.csv", "c1,size,about,100,,people", "c1,chance,about,0.5,,yes_no",
     "1 for yes, 0 for no"},
    {"claims.csv", "about,100,,people", "about,90000,,people",
     "claims.csv:2: warning: value: found 90000, expected a number within the bounds of size"},
    {"claims.csv", "statement,,,,they talk", "statement,,,,",
     "claims.csv:4: statement: found an empty cell"},
    {"claims.csv", "2023-09-21T12:00,,1\nc2", "21 September,,1\nc2",
     "claims.csv:2: published: found \"21 September\""},
    {"claims.csv", "2023-09-21T12:00,,1\nc3", "2023-09-20T12:00,c1,1\nc3",
     "claims.csv:3: supersedes: found \"c1\", which was published later"},
    {"claims.csv", "2023-09-21T12:00,,1\nc3", "2023-09-21T12:00,c3,1\nc3",
     "which is about something else"},
    {"scenario.yaml", "talks: {meaning: the talks}", "talks: {}", "topics.talks.meaning: found no"},
    {"scenario.yaml", "  talks: {", "  chance: {", "topics.chance: found the name of a parameter"},
    {"scenario.yaml", "  talks: {", "  arrivals_cumulative: {", "the name of a series"},
    {"scenario.yaml", "talks: {meaning: the talks}", "talks: {meaning: x, units: people}",
     "topics.talks.units: found an unknown key"},
    {"claims.csv", "c2,size", "c1,size", "claims.csv:3: id: found a second row with \"c1\""},
    // observations
    {"observations.csv", "arrivals_cumulative,,", ",,",
     "observations.csv:2: series: found an empty cell"},
    {"observations.csv", "arrivals_cumulative,,", "arivals_cumulative,,",
     "series: found \"arivals_cumulative\", expected a series of the rules: arrivals_cumulative, "
     "staying; "
     "did you mean"},
    {"observations.csv", "arrivals_cumulative,,", "births,,",
     "expected a series of the rules: arrivals_cumulative, staying; count one of these, or make it "
     "a claim"},
    {"observations.csv", "arrivals_cumulative,,", "arrivals_cumulative,nowhere,",
     "place: found \"nowhere\""},
    {"observations.csv", "12:00,50", "12:00,-50", "value: found \"-50\""},
    {"observations.csv", "2023-09-23T13:00", "2023-09-23T11:00",
     "published: found a moment before the count's own"},
    {"observations.csv", "exactly,people", "exactly,", "unit: found an empty cell"},
    {"observations.csv", "exactly,people", "exactly,vehicles",
     "observations.csv:2: unit: found \"vehicles\" for arrivals_cumulative, expected \"people\"; "
     "convert the number"},
    {"observations.csv", "2023-09-23T13:00", "2023-03-10T13:00",
     "observations.csv:2: published: found a moment before the count's own, expected a publication "
     "after `time`; day and month exchanged? 2023-10-03 would fit"},
    {"observations.csv", "12:00,50,,exactly", "12:00,50,,between",
     "observations.csv:2: value_high: found an empty cell, expected an upper end exactly where"},
    {"observations.csv", "12:00,50,,exactly", "12:00,50,60,exactly",
     "observations.csv:2: value_high: found a value"},
    {"observations.csv", "12:00,50,,exactly", "12:00,50,40,between",
     "observations.csv:2: value_high: found an upper end below the lower"},
    {"observations.csv", "exactly,people", "exactly,families", "found \"families\" for"},
    // counts of periods
    {"observations.csv",
     "source\narrivals_cumulative,,2023-09-23T12:00,50,,exactly,people,"
     "2023-09-23T13:00,s",
     "source,since\narrivals_cumulative,,2023-09-23T12:00,50,,exactly,people,2023-09-23T13:00,s,"
     "2023-09-23T12:00",
     "observations.csv:2: since: found a moment not before `time`, expected the beginning of the "
     "period that ends then; check both"},
    {"observations.csv",
     "source\narrivals_cumulative,,2023-09-23T12:00,50,,exactly,people,"
     "2023-09-23T13:00,s",
     "source,since,earliest\narrivals_cumulative,,2023-09-23T12:00,50,,exactly,people,"
     "2023-09-23T13:00,s,2023-09-23T10:00,2023-09-23T11:00",
     "observations.csv:2: earliest: found an unknown hour of a period, expected an empty cell "
     "beside `since`"},
    {"observations.csv",
     "source\narrivals_cumulative,,2023-09-23T12:00,50,,exactly,people,"
     "2023-09-23T13:00,s",
     "source,since\nstaying,,2023-09-23T12:00,50,,exactly,people,2023-09-23T13:00,s,"
     "2023-09-23T10:00",
     "observations.csv:2: since: found a period for staying, which is how things stand at a "
     "moment, expected a series of what comes"},
    // thousands separated by points
    {"observations.csv", "12:00,50", "12:00,40.000",
     "observations.csv:2: value: found \"40.000\", whose point seems to separate thousands, "
     "expected a whole number; write 40000 without a separator, or 40 if that is meant"},
    {"observations.csv", "12:00,50", "12:00,1.234.567",
     "value: found \"1.234.567\", expected a number from 0 to 1e+10; write 1234567 without a "
     "separator\n"},
    {"observations.csv", "12:00,50,,exactly", "12:00,50,52.375,between",
     "observations.csv:2: value_high: found \"52.375\", whose point"},
    {"groups.csv", "@size*0.5*(1-@chance)", "12.500",
     "groups.csv:2: people: found \"12.500\", whose point seems to separate thousands"},
    {"kin.csv", "b,300", "b,4.200", "kin.csv:2: people: found \"4.200\", whose point"},
    {"places.csv", "host_share,own_means_share,source\na,A,settlement,40,46,no,0,,,0,0,s",
     "host_share,shelter_people,source\na,A,settlement,40,46,no,0,,,0,1.500,s",
     "places.csv:2: shelter_people: found \"1.500\", whose point"},
    {"places.csv", "host_share,own_means_share,source\na,A,settlement,40,46,no,0,,,0,0,s",
     "host_share,present_before,source\na,A,settlement,40,46,no,0,,,0,1.500,s",
     "places.csv:2: present_before: found \"1.500\", whose point"},
    {"events.csv", "a,,,3,40", "a,,,1.200,40", "events.csv:4: amount: found \"1.200\", whose"},
    {"claims.csv", "about,100,,people", "about,1.100,,people",
     "claims.csv:2: value: found \"1.100\", whose point seems to separate thousands"},
    {"scenario.yaml", "step: 1h", "step: 1h\namounts: [40.000 people]",
     "scenario.yaml:7: amounts: found \"40.000 people\", whose point seems to separate thousands, "
     "expected a whole number; write 40000 without a separator, or 40 if that is meant"},
    {"observations.csv", "exactly,people", "exactly,h", "found \"h\" for"},
};

class Malformed : public testing::TestWithParam<Mistake> {};

TEST_P(Malformed, IsReportedWithItsPlace) {
  const Mistake& mistake = GetParam();
  Files files = good();
  std::string& text = files[mistake.file];
  const std::size_t at = text.find(mistake.from);
  ASSERT_NE(at, std::string::npos) << mistake.from;
  text.replace(at, std::string(mistake.from).size(), mistake.to);
  EXPECT_THAT(messages(files), testing::HasSubstr(mistake.expected));
}

INSTANTIATE_TEST_SUITE_P(Mistakes, Malformed, testing::ValuesIn(kMistakes));

TEST(ScenarioFolder, ACheckpointMayStopThoseOnFootAlone) {
  Files files = good();
  std::string& roads = files.at("roads.csv");
  const std::string column = "checkpoint_vehicles_per_hour";
  roads.replace(roads.find(column), column.size(), "checkpoint_people_on_foot_per_hour");
  std::optional<Scenario> scenario;
  EXPECT_EQ(messages(files, &scenario), "");
  ASSERT_TRUE(scenario);
  const Checkpoint& checkpoint = *scenario->roads[0].checkpoint;
  EXPECT_EQ(checkpoint.people_on_foot_per_hour->of({}), 100.0);
  EXPECT_EQ(checkpoint.vehicles_per_hour.of({}), 500.0);  // what the road carries
}

TEST(ScenarioFolder, AGoodFolderHasNoProblemAndIsRead) {
  std::optional<Scenario> scenario;
  EXPECT_EQ(messages(good(), &scenario), "");
  ASSERT_TRUE(scenario);
  EXPECT_EQ(scenario->places.size(), 3U);
  EXPECT_EQ(scenario->road(scenario->find_road("ab")).checkpoint->opens_minute, 480);
  EXPECT_DOUBLE_EQ(scenario->roads[0].storage_vehicles, 10000.0 / 7.5);
  const ParameterId size = scenario->parameters.find("size");
  EXPECT_TRUE(scenario->parameters[size].uses_claims);
  ParameterValues values(scenario->parameters.all().size(), 0.25);
  values[size.index] = 200.0;
  EXPECT_DOUBLE_EQ(scenario->groups[0].people.of(values), 200.0 * 0.5 * 0.75);
}

TEST(ScenarioFolder, AByteOrderMarkIsReadOver) {
  Files files = good();
  for (auto& [name, text] : files) text.insert(0, "\xEF\xBB\xBF");
  std::optional<Scenario> scenario;
  EXPECT_EQ(messages(files, &scenario), "");
  EXPECT_TRUE(scenario);
}

TEST(ScenarioFolder, ATableWithSemicolonsIsOneFault) {
  for (const char* file : {"places.csv", "roads.csv", "groups.csv", "observations.csv"}) {
    Files files = good();
    std::string& text = files[file];
    std::replace(text.begin(), text.end(), ',', ';');
    EXPECT_EQ(messages(files),
              std::string(file) +
                  ":1: found semicolons between the cells, expected commas; save the file as "
                  "comma-separated values; decimals are written with a point\n");
  }
}

TEST(ScenarioFolder, ColumnsThatAreExchangedAreOneFault) {
  Files files = good();
  std::string& text = files["observations.csv"];
  text += "arrivals_cumulative,,2023-09-23T14:00,60,,exactly,people,2023-09-23T15:00,s\n";
  text.replace(text.find("time,value"), 10, "value,time");
  EXPECT_EQ(messages(files),
            "observations.csv:1: time: found numbers in every row, and moments in every row of "
            "value, expected moments in time; the columns look exchanged: exchange their names in "
            "the header\n");
}

TEST(ScenarioFolder, RowsOfEmptyCellsAreReadOver) {
  Files files = good();
  for (auto& [name, text] : files) {
    if (name != "scenario.yaml") text += ",,,,\n";
  }
  EXPECT_EQ(messages(files), "");
}

/// A table without one of its columns.
std::string without_column(const std::string& text, std::size_t column) {
  std::istringstream lines(text);
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < column; ++i) begin = line.find(',', begin) + 1;
    out += line.erase(begin, line.find(',', begin) - begin + 1) + "\n";
  }
  return out;
}

TEST(ScenarioFolder, AnOrderOrAPermissionWithoutAmountHolds) {
  Files files = good();
  files["events.csv"] +=
      "o1,evacuation_order,2023-09-22T10:00,,,a,,,,,,,,,2023-09-21T12:00,,s\n"
      "o2,return_permitted,2023-09-23T10:00,,,a,,,,,,,,,2023-09-21T12:00,,s\n"
      "o3,evacuation_order,2023-09-22T20:00,,,a,,,0,,,,,,2023-09-21T12:00,,s\n";
  std::optional<Scenario> scenario;
  EXPECT_EQ(messages(files, &scenario), "");
  ASSERT_TRUE(scenario);
  const auto amount = [&](const std::string& id) {
    const auto event = std::find_if(scenario->events.begin(), scenario->events.end(),
                                    [&](const Event& one) { return one.id == id; });
    return event->amount.of({});
  };
  EXPECT_EQ(amount("o1"), 1.0);
  EXPECT_EQ(amount("o2"), 1.0);
  EXPECT_EQ(amount("o3"), 0.0);
}

TEST(ScenarioFolder, AnExitRuleMayNameAGroupWhoseHomeIsMisspelt) {
  Files files = good();
  std::string& groups = files["groups.csv"];
  groups.replace(groups.find("g,a,vehicle"), 11, "g,z,vehicle");
  files["events.csv"] += "x1,exit_rule,2023-09-22T10:00,,,a,,,0,,,,,g,2023-09-21T12:00,,s\n";
  EXPECT_THAT(messages(files),
              testing::AllOf(testing::HasSubstr("groups.csv:2: place: found \"z\""),
                             testing::Not(testing::HasSubstr("applies_to"))));
}

TEST(ScenarioFolder, AnExitRuleNamesClassesAndGroupsOfAPlace) {
  Files files = good();
  files["events.csv"] +=
      "x1,exit_rule,2023-09-22T10:00,,,a,,,,,,,,no_vehicle|g,2023-09-21T12:00,,s\n"
      "x2,exit_rule,2023-09-22T12:00,,,a,,,0,,,,,g,2023-09-21T12:00,,s\n";
  std::optional<Scenario> scenario;
  EXPECT_EQ(messages(files, &scenario), "");
  ASSERT_TRUE(scenario);
  const auto rule = [&](const std::string& id) {
    return *std::find_if(scenario->events.begin(), scenario->events.end(),
                         [&](const Event& event) { return event.id == id; });
  };
  EXPECT_EQ(rule("x1").applies_to, std::vector{HouseholdClass::no_vehicle});
  EXPECT_EQ(rule("x1").applies_to_groups, std::vector<std::string>{"g"});
  EXPECT_TRUE(rule("x1").names_all_who_may);
  EXPECT_FALSE(rule("x2").names_all_who_may);
  EXPECT_EQ(rule("x2").amount.of({}), 0.0);
  EXPECT_EQ(scenario->place(rule("x2").place).id, "a");
}

/// What is said of one event more: its kind, time, delay, place, until and lasts_hours.
std::string said_of_an_end(const std::string& event, std::optional<Scenario>* scenario = nullptr,
                           const std::string& ruleset = "corridor") {
  Files files = good();
  files["scenario.yaml"].replace(files["scenario.yaml"].find("ruleset: corridor"), 17,
                                 "ruleset: " + ruleset);
  files["events.csv"] =
      "id,published,source,half_life_hours,kind,time,delay_hours,place,until,lasts_hours\n"
      "a1,2023-09-21T12:00,s,,announcement,2023-09-22T00:00,,,,\n"
      "t1,2023-09-21T12:00,s,24," +
      event + "\n";
  std::string said;
  std::istringstream lines(messages(files, scenario));
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("events.csv:3", 0) == 0) said += line + "\n";
  }
  return said;
}

TEST(ScenarioFolder, AThreatMayGoOnUntilAMomentOrForAWhile) {
  std::optional<Scenario> scenario;
  EXPECT_EQ(said_of_an_end("hazard,2023-09-22T10:00,,a,2023-09-23T10:00,", &scenario), "");
  ASSERT_TRUE(scenario);
  EXPECT_EQ(*scenario->events[1].until - scenario->events[1].time, kDay);
  EXPECT_EQ(said_of_an_end("hazard,2023-09-22T10:00,,a,,20*@chance", &scenario), "");
  ASSERT_TRUE(scenario);
  EXPECT_FALSE(scenario->events[1].lasts_hours.is_constant());
  EXPECT_EQ(
      said_of_an_end("hazard,2023-09-22T10:00,,a,2023-09-23T10:00,72"),
      "events.csv:3: lasts_hours: found \"72\" beside an `until`, expected one of both; leave "
      "`lasts_hours` empty where the end is known, `until` where it is not\n");
  EXPECT_THAT(said_of_an_end("hazard,2023-09-22T10:00,,a,,-1"),
              testing::HasSubstr("events.csv:3: lasts_hours: found \"-1\""));
  EXPECT_THAT(said_of_an_end("hazard,2023-09-22T10:00,30,a,2023-09-23T10:00,"),
              testing::HasSubstr("until: found an end before the beginning"));
  EXPECT_THAT(
      said_of_an_end("evacuation_order,2023-09-22T10:00,,a,,72"),
      testing::HasSubstr(
          "events.csv:3: warning: lasts_hours: found \"72\" for evacuation_order, expected an "
          "empty "
          "cell: only threats have it; it changes nothing; what ends or changes later is an event "
          "of its own\n"));
  EXPECT_THAT(said_of_an_end("hazard,2023-09-22T10:00,,a,,@size", nullptr, "daily"),
              testing::HasSubstr("events.csv:3: lasts_hours: found \"@size\", expected a number "
                                 "with ruleset: daily"));
}

TEST(Plausibility, AThreatThatGoesOnHasNotFaded) {
  const char* faded = "threat with a half-life of";
  EXPECT_THAT(said_of_an_end("hazard,2021-09-22T10:00,,a,,"), testing::HasSubstr(faded));
  EXPECT_THAT(said_of_an_end("hazard,2021-09-22T10:00,,a,,48"), testing::HasSubstr(faded));
  EXPECT_THAT(said_of_an_end("hazard,2021-09-22T10:00,,a,2022-01-01,"), testing::HasSubstr(faded));
  EXPECT_EQ(said_of_an_end("hazard,2022-09-22T10:00,,a,2023-09-21,"), "");
  EXPECT_EQ(said_of_an_end("hazard,2022-09-22T10:00,,a,,8700*@chance"), "");
}

TEST(ScenarioFolder, AMissingColumnIsNamedOnce) {
  struct Lack {
    const char* file;
    std::size_t column;
    const char* name;
  };
  for (const Lack& lack : {Lack{"places.csv", 0, "id"}, Lack{"places.csv", 2, "kind"},
                           Lack{"roads.csv", 0, "id"}, Lack{"roads.csv", 3, "length_km"},
                           Lack{"groups.csv", 3, "people"}, Lack{"claims.csv", 2, "qualifier"}}) {
    Files files = good();
    files[lack.file] = without_column(files[lack.file], lack.column);
    EXPECT_EQ(messages(files), std::string(lack.file) + ":1: " + lack.name +
                                   ": found no such column, expected the column; add it to the "
                                   "header\n");
  }
}

/// Slips of a hand that leave the folder readable: warnings.
const Mistake kSlips[] = {
    {"places.csv", "settlement,40,46", "settlement,46,40",
     "places.csv:2: warning: latitude_deg: found 46, 40, which is 818 km from every other place, "
     "expected a place within 500 km of another; latitude and longitude are exchanged"},
    {"places.csv", "settlement,40,46", "settlement,4,46",
     "places.csv:2: warning: latitude_deg: found 4, 46, which is 4009 km from every other place, "
     "expected a place within 500 km of another; check the coordinates"},
    {"roads.csv", "ab,a,b,10,", "ab,a,b,1.0,",
     "roads.csv:2: warning: length_km: found 1 km, expected at least the straight line from a to "
     "b, 7 km"},
    {"events.csv", "e3,buses,2023-09-23T10:00,,,a", "e3,buses,2023-09-23T10:00,,,c",
     "events.csv:4: warning: place: found \"c\", where no group of groups.csv lives"},
    {"events.csv", ",ab,,,,,,,,", ",ab,,,,,,2023-09-24,,",
     "events.csv:3: warning: until: found \"2023-09-24\" for road_opens, expected an empty cell: "
     "only fleets and threats have it"},
    {"roads.csv", ",no,yes,100", ",yes,yes,100",
     "events.csv:3: warning: road: found \"ab\", which is open already"},
    {"events.csv", "e2,road_opens", "e2,road_closes",
     "events.csv:3: warning: road: found \"ab\", which is closed already"},
    {"places.csv", "c,C,destination", "c,C,desk",
     "kin.csv: warning: to: found no kin at c, expected a row for each place where journeys end"},
    {"events.csv", "e4,ceasefire,2023-09-23T10:00,,,,", "e4,ceasefire,2023-09-23T10:00,,,a,",
     "events.csv:5: warning: place: found \"a\" for ceasefire, expected an empty cell: only "
     "threats, orders, rules of exit, supplies, fleets, reception, return and deaths have it"},
    {"onward.csv", "b,c,0.4,s\n", "",
     "places.csv:4: warning: id: found \"c\", where nobody can ever stay"},
    {"observations.csv", "arrivals_cumulative,,", "arrivals_cumulative,c,",
     "observations.csv:2: warning: series: found arrivals_cumulative at c, which no road leads to "
     "from danger"},
    {"scenario.yaml", "step: 1h\n", "step: 1h\nas_of: 2023-10-22\n",
     "scenario.yaml:7: warning: as_of: found 2023-10-22T00:00+04:00, expected a moment from the "
     "scenario's start, 2023-09-22T00:00+04:00, to its end, 2023-09-24T00:00+04:00; the run is "
     "over by then"},
    {"events.csv", "e1,attack,2023-09-21", "e1,attack,2012-09-21",
     "events.csv:2: warning: time: found 2012-09-21T10:00+04:00, 4018 days before the scenario's "
     "start, expected a moment that matters to 2023-09-22T00:00+04:00 and after; a threat with a "
     "half-life of 24 h has faded by then; check the year"},
    {"events.csv", "1,,10,24,,,", "1,,10,24,2023-09-23T10:00,,",
     "events.csv:2: warning: until: found 2023-09-23T10:00+04:00, after the row was published, "
     "expected an end that was known by 2023-09-21T12:00+04:00; as it stands forecasts know how "
     "long it goes on: publish the end in a row of its own that `supersedes` this one, or assume "
     "it in `lasts_hours`"},
    {"events.csv", "e2,road_opens,2023", "e2,road_opens,2012",
     "events.csv:3: warning: time: found 2012-09-23T10:00+04:00, 4016 days before"},
    {"events.csv", "d1,delivery_food", "d1,announcement",
     "places.csv:1: warning: food_person_days: found none at any place where a group lives, and no "
     "delivery, expected what people have at the start; an empty cell is 0: all are hungry"},
    {"events.csv", "d2,delivery_medicine", "d2,announcement",
     "places.csv:1: warning: medicine_person_days: found none"},
    {"events.csv", "d3,delivery_fuel", "d3,announcement",
     "places.csv:1: warning: fuel_litres: found none"},
    {"events.csv", "e1,attack,2023-09-21T10:00,,,a,,,1,,10,24",
     "e1,evacuation_order,2023-09-21T10:00,,,b,,,1,,,",
     "events.csv:2: warning: place: found \"b\", a safe place, expected a place whose people are "
     "in danger"},
    {"scenario.yaml", "  rate.fixed: 1\n", "  decision.reason_begins: 2\n",
     "scenario.yaml: warning: decision.reason_begins: found 2, more than decision.reason_full, 1, "
     "expected"},
    {"events.csv", "e3,buses,2023-09-23T10:00,,,a,,,3,40,,,2023-09-24T00:00",
     "e3,delivery_food,2023-09-23T10:00,,,b,,,3,,,,",
     "events.csv:4: warning: place: found \"b\", a safe place, expected a place where people live "
     "in danger at the start"},
    {"events.csv", "e3,buses,2023-09-23T10:00,,,a,,,3,40,,,2023-09-24T00:00",
     "e3,service_water,2023-09-23T10:00,,,c,,,1,,,,", "events.csv:4: warning: place: found \"c\""},
    {"scenario.yaml", "topics:\n",
     "  gate: {unit: 1/h, meaning: m, lower: 1, upper: 9, source: s, value: 2}\ntopics:\n",
     "scenario.yaml: warning: parameters.gate: found a parameter that no value of any table uses, "
     "expected \"@gate\" in a table"},
    {"groups.csv", "4,no,s\n", "4,no,s\ng2,c,vehicle,10,@people_per_household,4,no,s\n",
     "groups.csv:3: warning: place: found \"c\", a safe place, expected a place that people leave; "
     "as "
     "it stands nobody leaves it"},
    {"scenario.yaml", "topics:\n", "regions:\n  r: {name: R, places: [c]}\ntopics:\n",
     "regions.r.places: found \"c\" without \"b\", by which people come there"},
    {"observations.csv", "12:00,50", "12:00,50.5",
     "observations.csv:2: warning: value: found \"50.5\", a fraction in a count, expected a whole "
     "number; check the decimal point"},
    {"claims.csv", "c3,talks,statement,,,,", "c3,killed,about,1.100,,killed,",
     "claims.csv:4: warning: value: found \"1.100\", whose point seems to separate thousands, "
     "expected a number without separators; write 1100"},
    {"places.csv", "yes,10,08:00", "yes,1.200,08:00",
     "places.csv:3: warning: registration_people_per_hour: found \"1.200\", whose point"},
    {"roads.csv", "10,40,500,1", "10,40,1.800,1",
     "roads.csv:2: warning: capacity_vehicles_per_hour: found \"1.800\", whose point"},
    {"roads.csv", "yes,100,08:00", "yes,1.100,08:00",
     "roads.csv:2: warning: checkpoint_vehicles_per_hour: found \"1.100\", whose point"},
    {"events.csv", "d3,delivery_fuel,2023-09-23T10:00,,,a,,,9000",
     "d3,delivery_fuel,2023-09-23T10:00,,,a,,,9.000",
     "events.csv:8: warning: amount: found \"9.000\", whose point"},
    {"events.csv", "e1,attack,2023-09-21T10:00,,,a,,,1,,10,24",
     "e1,exit_rule,2023-09-21T10:00,,,c,,,,,,",
     "events.csv:2: warning: place: found \"c\", where no group of groups.csv lives, expected the "
     "place whose people the rule is about, or an empty cell for all"},
    {"events.csv", "e1,attack,2023-09-21T10:00,,,a,,,1,,10,24,,,",
     "e1,exit_rule,2023-09-21T10:00,,,b,,,0,,,,,vehicle|g,",
     "events.csv:2: warning: applies_to: found \"g\", whose home is \"a\", expected groups of "
     "\"b\"; as it stands the rule does not hold for them"},
    {"events.csv", "e3,buses,2023-09-23T10:00,,,a,,,3,40,,,2023-09-24T00:00",
     "e3,buses,2023-09-25T10:00,,,a,,,3,40,,,2023-09-26T00:00",
     "events.csv:4: warning: time: found 2023-09-25T10:00+04:00, after the scenario's end, "
     "expected "
     "a moment before 2023-09-24T00:00+04:00; check the date, or let the scenario end later: as it "
     "stands the event changes nothing"},
    {"events.csv", "d1,delivery_food,2023-09-23T10:00,,", "d1,delivery_food,2023-09-23T10:00,20,",
     "events.csv:6: warning: delay_hours: found 2023-09-24T06:00+04:00, after the scenario's end"},
    {"events.csv", "d1,delivery_food,2023-09-23", "d1,delivery_food,2024-12-09",
     "events.csv:6: warning: time: found 2024-12-09T10:00+04:00, after the scenario's end"},
    {"events.csv", "d1,delivery_food,2023-09-23", "d1,delivery_food,2023-12-09",
     "day and month exchanged? 2023-09-12 would fit; otherwise check the date"},
    {"events.csv", "d1,delivery_food,2023-09-23", "d1,delivery_food,2023-03-10",
     "events.csv:6: warning: time: found 2023-03-10T10:00+04:00, 196 days before the scenario's "
     "start, expected a moment that matters to 2023-09-22T00:00+04:00 and after; day and month "
     "exchanged? 2023-10-03 would fit\n"},
    {"events.csv", "24,,,2023-09-21T12:00", "24,,,2025-09-21T12:00",
     "events.csv:2: warning: published: found 2025-09-21T12:00+04:00, expected a moment within a "
     "year of the scenario's time, 2023-09-22T00:00+04:00 to 2023-09-24T00:00+04:00; check the "
     "year: as it stands no forecast knows of the event"},
    {"events.csv", "24,,,2023-09-21T12:00", "24,,,2013-09-21T12:00",
     "events.csv:2: warning: published: found 2013-09-21T12:00+04:00, expected a moment within a "
     "year of the scenario's time, 2023-09-22T00:00+04:00 to 2023-09-24T00:00+04:00; check the "
     "year: as it stands every forecast knows of the event"},
    {"events.csv", "24,,,2023-09-21T12:00", "24,,,2023-09-20T12:00",
     "events.csv:2: warning: published: found 2023-09-20T12:00+04:00, before the event itself, "
     "expected a moment after its time, 2023-09-21T10:00+04:00; check both dates"},
    {"events.csv", "24,,,2023-09-21T12:00", "24,,,2023-09-21",
     "before the event itself, expected a moment after its time, 2023-09-21T10:00+04:00; a bare "
     "date is the midnight at its beginning: write the end of the day"},
    {"observations.csv", "2023-09-23T12:00,50", "2023-03-10T12:00,50",
     "observations.csv:2: warning: time: found 2023-03-10T12:00+04:00, expected a moment after the "
     "scenario's start, 2023-09-22T00:00+04:00; day and month exchanged? 2023-10-03 would fit; "
     "otherwise the count is shown and not learned from"},
    {"observations.csv", "2023-09-23T12:00,50,,exactly,people,2023-09-23",
     "2023-12-09T12:00,50,,exactly,people,2023-12-09",
     "observations.csv:2: warning: time: found 2023-12-09T12:00+04:00, expected a moment from "
     "2023-09-22T00:00+04:00 to 2023-09-24T00:00+04:00; day and month exchanged? 2023-09-12 would "
     "fit\n"},
    {"observations.csv", "2023-09-23T12:00,50", "2023-09-21T12:00,50",
     "observations.csv:2: warning: time: found 2023-09-21T12:00+04:00, expected a moment after the "
     "scenario's start"},
};

class Slips : public testing::TestWithParam<Mistake> {};

TEST_P(Slips, AreWarnedOfWithTheirPlace) {
  const Mistake& slip = GetParam();
  Files files = good();
  std::string& text = files[slip.file];
  const std::size_t at = text.find(slip.from);
  ASSERT_NE(at, std::string::npos) << slip.from;
  text.replace(at, std::string(slip.from).size(), slip.to);
  std::optional<Scenario> scenario;
  EXPECT_THAT(messages(files, &scenario), testing::HasSubstr(slip.expected));
  EXPECT_TRUE(scenario);
}

INSTANTIATE_TEST_SUITE_P(Plausibility, Slips, testing::ValuesIn(kSlips));

TEST(ScenarioFolder, MeansAndProductsMayBeFractions) {
  Files files = good();
  std::string& claims = files["claims.csv"];
  claims += "c4,people_per_household,about,4.125,,people,,X,press,P,,2023-09-21T12:00,,1\n";
  files["events.csv"].replace(files["events.csv"].find("a,,,3,40"), 8, "a,,,@size*0.125,40");
  EXPECT_EQ(messages(files), "");
}

TEST(Plausibility, ARunningTallyFallsOnlyWithinTheCountsOfOneSource) {
  const auto with_second = [](const std::string& row) {
    Files files = good();
    files["observations.csv"] += row + "\n";
    return messages(files);
  };
  const std::string falls =
      "observations.csv:3: warning: value: found 40, less than 50 by the same "
      "source at 2023-09-23T12:00+04:00 (line 2)";
  EXPECT_THAT(with_second("arrivals_cumulative,,2023-09-23T14:00,40,,exactly,people,2023-09-23T15:"
                          "00,s"),
              testing::HasSubstr(falls));
  for (const char* row :
       {"arrivals_cumulative,,2023-09-23T14:00,40,,at_least,people,2023-09-23T15:00,s",
        "arrivals_cumulative,,2023-09-23T14:00,46,,about,people,2023-09-23T15:00,s",
        "arrivals_cumulative,,2023-09-23T14:00,40,,exactly,people,2023-09-23T15:00,another",
        "arrivals_cumulative,b,2023-09-23T14:00,40,,exactly,people,2023-09-23T15:00,s",
        "arrivals_cumulative,,2023-09-23T10:00,40,,exactly,people,2023-09-23T15:00,s"}) {
    EXPECT_EQ(with_second(row), "") << row;
  }
}

TEST(Plausibility, WhatIsAnnouncedAssumedOrAskedMayBePublishedAhead) {
  Files files = good();
  files["events.csv"] +=
      "a1,attack,2023-09-23T10:00,,@chance,a,,,1,,10,24,,,2023-09-21T12:00,,s\n"
      "a2,attack,2023-09-23T10:00,24*@chance,,a,,,1,,10,24,,,2023-09-21T12:00,,s\n"
      "a3,announcement,2023-09-29T10:00,,,,,,,,,,,,2023-09-21T12:00,,s\n";
  EXPECT_EQ(messages(files), "");
  const Folder base(files);
  const AddedRow asked{"events",
                       {{"id", "what-if-1"},
                        {"kind", "attack"},
                        {"place", "a"},
                        {"time", "2023-09-23T10:00"},
                        {"published", "2023-09-23T09:59"},
                        {"source", "what-if"}}};
  EXPECT_EQ(messages_of({base.path(), {}, {}, {asked}}), "");
}

/// What is said of counts of arrivals: time, number, qualifier, source.
std::string said_of_counts(const std::vector<std::string>& counts) {
  Files files = good();
  std::string& table = files["observations.csv"];
  table = "series,time,value,qualifier,source,unit,published\n";
  for (const std::string& count : counts)
    table += "arrivals_cumulative," + count + ",people,2023-09-24\n";
  return messages(files);
}

TEST(Plausibility, ATallyWithADigitTooManyOrTooFewIsNamedOnceWhoeverCounted) {
  const std::vector<std::string> right = {"2023-09-22T12:00,40000,about,A",
                                          "2023-09-22T18:00,52000,exactly,B",
                                          "2023-09-23T12:00,66000,exactly,C"};
  EXPECT_EQ(said_of_counts(right), "");
  const auto with = [&](const std::string& slip) {
    std::vector<std::string> counts = right;
    counts.push_back(slip);
    return said_of_counts(counts);
  };
  EXPECT_EQ(with("2023-09-22T18:00,525000,exactly,D"),
            "observations.csv:5: warning: value: found 525000 beside 52000 at "
            "2023-09-22T18:00+04:00 (line 3), expected about as many, or fewer; a digit too many "
            "or too few? Check both, and their dates; leave the wrong one out\n");
  EXPECT_THAT(with("2023-09-22T20:00,5250,exactly,D"),
              testing::HasSubstr("observations.csv:5: warning: value: found 5250 beside 52000 at"));
  for (const char* sound :
       {"2023-09-22T20:00,5250,at_least,D", "2023-09-22T18:00,525000,at_most,D",
        "2023-09-22T04:00,3000,exactly,D", "2023-09-23T22:00,300000,exactly,D"}) {
    EXPECT_EQ(with(sound), "") << sound;
  }
  // An earlier count of what never falls, a day before; and small numbers, which grow fast.
  EXPECT_THAT(with("2023-09-22T02:00,525000,exactly,D"), testing::HasSubstr(":5: warning: value"));
  EXPECT_EQ(said_of_counts({"2023-09-22T12:00,40,exactly,A", "2023-09-22T18:00,900,exactly,B"}),
            "");
}

/// What is said of counts of arrivals at places a and b (empty: of all).
std::string said_of_places(const std::vector<std::string>& counts) {
  Files files = good();
  std::string& table = files["observations.csv"];
  table = "series,place,since,time,value,qualifier,source,unit,published\n";
  for (const std::string& count : counts) table += "staying," + count + ",people,2023-09-24\n";
  return messages(files);
}

TEST(Plausibility, ATotalBelowWhatTheSameSourceHasAtPlacesIsNamed) {
  const std::string a = "a,,2023-09-22T12:00,3000,exactly,UN";
  const std::string b = "b,,2023-09-22T12:00,2000,about,UN";
  EXPECT_EQ(said_of_places({",,2023-09-22T12:00,4000,exactly,UN", a, b}),
            "observations.csv:2: warning: value: found 4000 in all, less than the 4818 or more "
            "that the same source has at places then, expected at least as many as at its places "
            "together; check them; a count of some places only is one of a region\n");
  for (const char* sound :
       {",,2023-09-22T12:00,5000,exactly,UN", ",,2023-09-22T12:00,4500,about,UN",
        ",,2023-09-22T12:00,4000,at_least,UN", ",,2023-09-22T12:00,4000,exactly,party",
        ",,2023-09-22T15:00,4000,exactly,UN"}) {
    EXPECT_EQ(said_of_places({sound, a, b}), "") << sound;
  }
}

TEST(Plausibility, PeopleOfEarlierFlightsNeverReturn) {
  const auto said = [](const std::string& before, bool may_return) {
    Files files = good();
    std::string& places = files["places.csv"];
    places.replace(places.find("own_means_share"), 15, "present_before");
    for (const char* desk : {"yes,10,08:00,20:00,0.5,0.3", "yes,0,,,0.5,0.3"}) {
      const std::size_t at = places.find(desk) + std::string(desk).size() - 3;
      places.replace(at, 3, before);
    }
    if (may_return)
      files["events.csv"] +=
          "r1,return_permitted,2023-09-23T10:00,,,a,,,1,,,,,,2023-09-21T12:00,,s\n";
    return messages(files);
  };
  EXPECT_THAT(said("5000", true),
              testing::HasSubstr("places.csv:3: warning: present_before: found people of earlier "
                                 "flights at \"b\", beside an event that permits return"));
  EXPECT_THAT(said("5000", false), testing::Not(testing::HasSubstr("earlier flights")));
  EXPECT_THAT(said("0", true), testing::Not(testing::HasSubstr("earlier flights")));
}

TEST(Plausibility, AServiceThatEndsBeforeTheStartIsOver) {
  Files files = good();
  std::string& events = files["events.csv"];
  events.replace(events.find("e3,buses,2023-09-23"), 19, "e3,buses,2023-09-20");
  events.replace(events.find("2023-09-24T00:00"), 16, "2023-09-21T00:00");
  EXPECT_THAT(messages(files), testing::HasSubstr("the service has ended by then"));
}

TEST(Plausibility, ExchangedLengthsAndSpeedsAreOneWarning) {
  Files files = good();
  std::string& roads = files["roads.csv"];
  files["kin.csv"] += "k3,,c,90,2021-05-01,,s\n";
  roads += "ac,a,c,35,50,500,1,,yes,yes,,,,s\nbc,b,c,25,45,500,1,,yes,yes,,,,s\n";
  EXPECT_EQ(messages(files), "");
  const std::string names = "length_km,free_speed_km_per_hour";
  roads.replace(roads.find(names), names.size(), "free_speed_km_per_hour,length_km");
  const std::string text = messages(files);
  EXPECT_THAT(text, testing::HasSubstr("roads.csv:1: warning: length_km: found lengths of which 2 "
                                       "of 3 do not go with the straight lines"));
  EXPECT_THAT(text, testing::HasSubstr("length_km and free_speed_km_per_hour look exchanged"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
}

TEST(Plausibility, ExchangedCoordinatesShowInTheLocalTime) {
  const auto with_zone = [](const std::string& offset) {
    Files files = good();
    std::string& yaml = files["scenario.yaml"];
    yaml.replace(yaml.find("+04:00"), 6, offset);
    return messages(files);
  };
  EXPECT_THAT(with_zone("+04:00"), testing::Not(testing::HasSubstr("longitude_deg")));
  EXPECT_THAT(with_zone("+05:00"), testing::Not(testing::HasSubstr("longitude_deg")));
  Files files = good();
  std::string& places = files["places.csv"];
  places.replace(places.find("settlement,40,46"), 16, "settlement,58,-1.5");
  places.replace(places.find("desk,40.05,46.05"), 16, "desk,58.05,-1.55");
  places.replace(places.find("destination,40.2,46.2"), 21, "destination,58.2,-1.7");
  EXPECT_THAT(messages(files),
              testing::HasSubstr("places.csv:1: warning: longitude_deg: found longitudes about -2 "
                                 "and latitudes about 58, expected longitudes about 60"));
}

TEST(Plausibility, GroupsAddUpToThePopulation) {
  const auto with_people = [](const std::string& people) {
    Files files = good();
    files["scenario.yaml"].replace(
        files["scenario.yaml"].find("  chance: {"), 0,
        "  population: {unit: people, meaning: m, lower: 1, upper: 9000, source: s, prior: "
        "{uniform: {low: 1000, high: 2000}}}\n");
    files["groups.csv"].replace(files["groups.csv"].find("@size*0.5*(1-@chance)"), 21, people);
    return messages(files);
  };
  EXPECT_EQ(with_people("@population*0.7"), "");
  EXPECT_EQ(with_people("1900"), "");
  EXPECT_THAT(with_people("200"),
              testing::HasSubstr("groups.csv: warning: people: found groups of 200 people in all, "
                                 "expected about the parameter population, 1050 to 1950"));
  EXPECT_THAT(with_people("@population*2"), testing::HasSubstr("groups of 3000 people in all"));
}

TEST(ScenarioFolder, TextInAnyScriptSurvivesByteByByte) {
  const char* const kTexts[] = {
      "Հայաստանի վարչապետ՝ «շուրջ 40 000 ընտանիք»",  // Armenian
      "Prezidentin köməkçisi: “əhali təxminən 60 min nəfərdir”",
      "رئيس الوزراء: نحو ٤٠٬٠٠٠ عائلة",
      "Минобороны России: «эвакуировано более 5000 человек»",
      "联合国难民署：约七万人",
      "combining e\xCC\x81, right-to-left \xE2\x80\x8F mark, emoji \xF0\x9F\x9A\x8C"};
  Files files = good();
  std::string& claims = files["claims.csv"];
  int number = 4;
  for (const char* text : kTexts) {
    claims += "c" + std::to_string(number++) + ",talks,statement,,,,\"" + text + "\",\"" + text +
              "\",press,\"" + text + "\",,2023-09-21T12:00,,1\n";
  }
  std::optional<Scenario> scenario;
  EXPECT_EQ(messages(files, &scenario), "");
  ASSERT_TRUE(scenario);
  for (std::size_t i = 0; i < std::size(kTexts); ++i) {
    const Claim& claim = scenario->claims.at(3 + i);
    EXPECT_EQ(claim.statement, kTexts[i]);
    EXPECT_EQ(claim.said_by, kTexts[i]);
    EXPECT_EQ(claim.publication, kTexts[i]);
  }
}

TEST(ScenarioFolder, ClaimsAboutAPartOrAnotherTimeAreSaidNotToBeUsedForAParameter) {
  Files files = good();
  files["claims.csv"] =
      "id,subject,place,holds_for,qualifier,value,unit,said_by,source_type,publication,published\n"
      "c1,size,a,,about,100,people,X,press,P,2023-09-21T12:00\n"
      "c2,size,,2015-05-01,about,100,people,X,press,P,2023-09-21T12:00\n"
      "c3,size,,2023-09-23,about,100,people,X,press,P,2023-09-21T12:00\n"
      "c4,killed,a,2015-05-01,about,100,killed,X,press,P,2023-09-21T12:00\n";
  std::optional<Scenario> scenario;
  EXPECT_EQ(messages(files, &scenario),
            "claims.csv:2: warning: place: found \"a\" in a claim about the parameter size, "
            "expected an empty cell: a parameter stands for the whole area; the claim is shown and "
            "not used; leave the place empty if it is about the whole, or make it a claim about a "
            "parameter or topic of the place's own\n"
            "claims.csv:3: warning: holds_for: found \"2015-05-01\" in a claim about the parameter "
            "size, expected an empty cell, or a moment from 2023-09-22T00:00+04:00 to "
            "2023-09-24T00:00+04:00; the claim is shown and not used; leave the moment out if the "
            "number stands for the time of the scenario too\n");
  EXPECT_TRUE(scenario);
}

TEST(ScenarioFolder, ACircleOfSuccessorsIsFound) {
  Files files = good();
  std::string& text = files["claims.csv"];
  text.replace(text.find("12:00,,1\nc2"), 8, "12:00,c2,1");
  text.replace(text.find("12:00,,1\nc3"), 8, "12:00,c1,1");
  EXPECT_THAT(messages(files), testing::HasSubstr("claims.csv:2: supersedes: found a circle of "
                                                  "rows that replace each other"));
}

TEST(ScenarioFolder, MoreFleetsThanARunCanTellApartAreRefused) {
  Files files = good();
  constexpr int kMost = 65535;
  const auto with = [&](int fleets) {
    Files many = files;
    for (int f = 1; f < fleets; ++f) {
      many["events.csv"] += "f" + std::to_string(f) +
                            ",buses,2023-09-23T10:00,,,a,,,3,40,,,2023-09-24T00:00,,"
                            "2023-09-21T12:00,,s\n";
    }
    return messages(many);
  };
  EXPECT_THAT(with(kMost), testing::Not(testing::HasSubstr("error")));
  EXPECT_THAT(with(kMost + 1), testing::HasSubstr("65536 events of fleets"));
}

TEST(ScenarioFolder, ACircleOfEventsIsFoundOnceAndWhatLeadsIntoItIsNone) {
  Files files = good();
  std::string& text = files["events.csv"];
  text += "e5,announcement,2023-09-23T10:00,,,,,,,,,,,,2023-09-21T12:00,e3,s\n";
  text.replace(text.find("12:00,,s\ne3"), 8, "12:00,e3,s");
  text.replace(text.find("12:00,,s\ne4"), 8, "12:00,e2,s");
  EXPECT_EQ(messages(files),
            "events.csv:3: supersedes: found a circle of rows that replace each other, expected "
            "one that no other replaces; leave `supersedes` of the oldest empty\n");
}

TEST(ScenarioFolder, OfTheSameKinTheNewerFigureReplacesTheOlderButNotInACircle) {
  Files files = good();
  files["kin.csv"] += "k3,a,b,90,2023-09-21T13:00,k2,s\n";
  std::optional<Scenario> scenario;
  EXPECT_EQ(messages(files, &scenario), "");
  ASSERT_TRUE(scenario);
  EXPECT_EQ(scenario->kin.size(), 3U);
  files["kin.csv"].replace(files["kin.csv"].find("12:00,,s"), 8, "12:00,k3,s");
  EXPECT_THAT(messages(files),
              testing::HasSubstr("kin.csv:3: supersedes: found a circle of rows that replace each "
                                 "other"));
}

TEST(ScenarioFolder, AllProblemsAreReportedAtOnce) {
  Files files = good();
  files["places.csv"].replace(files["places.csv"].find("settlement"), 10, "hamlet");
  files["roads.csv"].replace(files["roads.csv"].find("10,40"), 5, "-1,40");
  files["claims.csv"].replace(files["claims.csv"].find("press"), 5, "blog");
  const std::string text = messages(files);
  for (const char* expected : {"hamlet", "\"-1\"", "blog"})
    EXPECT_THAT(text, testing::HasSubstr(expected));
}

TEST(ScenarioFolder, AFolderThatIsNotThereIsOneFault) {
  Diagnostics diagnostics;
  EXPECT_FALSE(read_scenario_folder({"no/such/place", {}, {}}, registry(), diagnostics));
  ASSERT_EQ(diagnostics.items().size(), 1U);
  EXPECT_EQ(to_string(diagnostics.items()[0]),
            "no/such/place: found no such folder, expected the folder of a scenario; check its "
            "path");
}

TEST(ScenarioFolder, MissingAndEmptyFilesAreNamed) {
  Files files = good();
  files.erase("roads.csv");
  files["groups.csv"] = "";
  const std::string text = messages(files);
  EXPECT_THAT(text, testing::HasSubstr("roads.csv: found no such file"));
  EXPECT_THAT(text, testing::HasSubstr("groups.csv: found an empty file"));
  EXPECT_THAT(messages(Files{}), testing::HasSubstr("scenario.yaml: found no such file"));
}

TEST(ScenarioFolder, WithoutYamlNoTableIsBlamed) {
  Files files = good();
  files["scenario.yaml"] += "\tx: 1\n";
  const std::string text = messages(files);
  EXPECT_THAT(text, testing::HasSubstr("text that is not YAML"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
}

TEST(ScenarioFolder, WindowsLineEndsAreReadWithAWarning) {
  Files files = good();
  std::string& text = files["onward.csv"];
  text = "from,to,share,source\r\nb,c,0.4,s\r\n";
  std::optional<Scenario> scenario;
  EXPECT_THAT(messages(files, &scenario),
              testing::HasSubstr("onward.csv:1: warning: found Windows line ends"));
  ASSERT_TRUE(scenario);
  EXPECT_EQ(scenario->onward.at(0).source, "s");
}

TEST(ScenarioFolder, OverlaysReplaceRowsOfTheSameIdAndAddOthers) {
  const Folder base(good());
  const Folder overlay(Files{{"roads.csv",
                              "id,from,to,length_km,free_speed_km_per_hour,capacity_vehicles_per_"
                              "hour\nab,a,b,20,40,500\nac,a,c,30,40,500\n"}});
  Diagnostics diagnostics;
  const auto scenario = read_scenario_folder(ScenarioSource{base.path(), {overlay.path()}, {}},
                                             registry(), diagnostics);
  ASSERT_TRUE(scenario);
  ASSERT_EQ(scenario->roads.size(), 2U);
  EXPECT_EQ(scenario->roads[0].length_km, 20.0);
}

TEST(ScenarioFolder, CellEditsChangeOneCell) {
  const Folder base(good());
  const auto edited = [&](const std::string& operation, const std::string& value) {
    Diagnostics diagnostics;
    const auto scenario = read_scenario_folder(
        ScenarioSource{
            base.path(), {}, {{"roads", "ab", "capacity_vehicles_per_hour", operation, value}}},
        registry(), diagnostics);
    return scenario->roads[0].capacity_vehicles_per_hour.of({});
  };
  EXPECT_DOUBLE_EQ(edited("=", "300"), 300);
  EXPECT_DOUBLE_EQ(edited("*=", "2"), 1000);
  EXPECT_DOUBLE_EQ(edited("+=", "50"), 550);
  EXPECT_DOUBLE_EQ(edited("+=", "0.1"), 500.1);
  Diagnostics diagnostics;
  const auto longer = read_scenario_folder(
      ScenarioSource{base.path(), {}, {{"roads", "ab", "length_km", "*=", "2"}}}, registry(),
      diagnostics);
  ASSERT_TRUE(longer);
  EXPECT_DOUBLE_EQ(longer->roads[0].length_km, 20.0);  // a cell that takes no product
  EXPECT_FALSE(
      read_scenario_folder(ScenarioSource{base.path(), {}, {{"roads", "abc", "lanes", "=", "2"}}},
                           registry(), diagnostics));
  EXPECT_THAT(to_string(diagnostics.items().at(0)), testing::HasSubstr("unknown row \"abc\""));
}

TEST(ScenarioFolder, OfAProductNothingIsLostWhereSomethingIsAddedToIt) {
  Files files = good();
  files["roads.csv"].replace(files["roads.csv"].find(",500,"), 5, ",6000*0.1,");
  const Folder base(files);
  const auto added = [&](const std::string& value) {
    return messages_of(
        {base.path(), {}, {{"roads", "ab", "capacity_vehicles_per_hour", "+=", value}}});
  };
  EXPECT_EQ(added("1"),
            "roads.csv:2: capacity_vehicles_per_hour: found \"6000*0.1\" += \"1\", expected two "
            "plain numbers; use = or *=\n");
  const Folder plain(good());
  EXPECT_THAT(messages_of({plain.path(), {}, {{"roads", "ab", "length_km", "+=", "1 km"}}}),
              testing::HasSubstr("found \"10\" += \"1 km\""));
}

TEST(ScenarioFolder, ARowThatIsAddedNeedsAnIdOfItsOwn) {
  const Folder base(good());
  const AddedRow row{"events",
                     {{"id", "e1"},
                      {"kind", "announcement"},
                      {"time", "2023-09-23T10:00"},
                      {"published", "2023-09-21T12:00"},
                      {"source", "s"}}};
  EXPECT_EQ(messages_of({base.path(), {}, {}, {row}}),
            "events.csv: id: found a second row with \"e1\", expected each row once; remove it, or "
            "give it another id\n");
  EXPECT_THAT(messages_of({base.path(), {}, {{"places", "c", "id", "=", "b"}}}),
              testing::HasSubstr("places.csv:4: id: found a second row with \"b\""));
}

TEST(ScenarioFolder, AnOverlayReplacesTheShareOfAPairWhateverItsSource) {
  const Folder base(good());
  const Folder overlay(Files{{"onward.csv", "from,to,share,source\nb,c,0.7,another\n"}});
  Diagnostics diagnostics;
  const auto scenario = read_scenario_folder(ScenarioSource{base.path(), {overlay.path()}, {}},
                                             registry(), diagnostics);
  ASSERT_TRUE(scenario);
  ASSERT_EQ(scenario->onward.size(), 1U);
  EXPECT_EQ(scenario->onward[0].share.of({}), 0.7);
}

TEST(ScenarioFolder, WhatYamlFilesSayTogetherIsCheckedOfAllOfThem) {
  const Folder base(good());
  const auto with = [&](const std::string& yaml) {
    const Folder overlay(Files{{"scenario.yaml", yaml}});
    return messages_of({base.path(), {overlay.path()}, {}});
  };
  EXPECT_EQ(
      with("title: another\nstart: 2023-09-30T00:00\n"),
      "scenario.yaml:2: start: found 2023-09-30T00:00+04:00, expected a moment before the end "
      "2023-09-24T00:00+04:00 by a step of 1 h or more; give the end too\n");
  EXPECT_EQ(with("start: 2023-09-23T00:00\nend: 2023-10-02T00:00\n"), "");
  EXPECT_THAT(with("parameters:\n  size: {lower: 1000}\n"),
              testing::HasSubstr("scenario.yaml:2: size: found a prior with 0 % of its weight"));
}

/// The good folder with regions, as they stand from line 15 of scenario.yaml on.
Files with_regions(const std::string& regions) {
  Files files = good();
  files["scenario.yaml"] += "regions:\n" + regions;
  return files;
}

const std::string kNorth = "  north: {name: North, other_name: Հյուսիս, places: [b, c]}\n";  // 16

TEST(Regions, StandWhereThePlaceOfACountOrClaimStands) {
  Files files = with_regions(kNorth);
  files["observations.csv"] +=
      "arrivals_cumulative,north,2023-09-23T12:00,40,,exactly,people,2023-09-23T13:00,s\n";
  files["claims.csv"] =
      "id,subject,place,qualifier,value,unit,said_by,source_type,publication,published\n"
      "c1,arrivals_cumulative,north,about,100,people,X,press,P,2023-09-21T12:00\n";
  std::optional<Scenario> scenario;
  EXPECT_EQ(messages(files, &scenario), "");
  ASSERT_TRUE(scenario);
  const Region* north = scenario->find_region("north");
  ASSERT_NE(north, nullptr);
  EXPECT_EQ(north->name, "North");
  EXPECT_EQ(north->other_name, "Հյուսիս");
  EXPECT_EQ(north->places, (std::vector<std::string>{"b", "c"}));
  EXPECT_EQ(scenario->claims[0].place, "north");
  EXPECT_EQ(scenario->observations[1].place, "north");
}

struct BadRegions {
  const char* regions;
  const char* expected;
};

const BadRegions kBadRegions[] = {
    {"  - north\n", "scenario.yaml:16: regions: found no mapping, expected ids with name and"},
    {"  north: [b, c]\n", "scenario.yaml:16: regions.north: found no mapping, expected name and"},
    {"  north: {places: [b, c]}\n", "scenario.yaml:16: regions.north.name: found no such key"},
    {"  north: {name: North}\n",
     "scenario.yaml:16: regions.north.places: found no such key, expected ids of places"},
    {"  north: {name: North, places: []}\n",
     "scenario.yaml:16: regions.north.places: found an empty list"},
    {"  north: {name: North, places: b}\n", "regions.north.places: found no list"},
    {"  north: {name: North, places: [[b]]}\n", "regions.north.places: found no plain text"},
    {"  north: {name: North, place: [b]}\n",
     "regions.north.place: found an unknown key, expected a documented key; did you mean "
     "\"places\"?"},
    {"  \"no,rth\": {name: North, places: [b]}\n",
     "regions.no,rth: found \"no,rth\", expected a name without commas"},
    {"  north: {name: North, places: [b]}\n  north: {name: South, places: [c]}\n",
     "scenario.yaml:17: regions.north: found the region twice, expected each region once"},
    {"  a: {name: North, places: [b, c]}\n",
     "scenario.yaml:16: regions.a: found the id of a place, expected an id of its own; rename"},
    {"  ab: {name: North, places: [b, c]}\n", "regions.ab: found the id of a road"},
    {"  total: {name: North, places: [b, c]}\n",
     "scenario.yaml:16: regions.total: found \"total\", which stands for the whole in hub.csv"},
    {"  north: {name: North, places: [b, b]}\n",
     "scenario.yaml:16: regions.north.places: found \"b\" twice, expected each place once"},
    {"  north: {name: North, places: [b, cc]}\n",
     "scenario.yaml:16: regions.north.places: found \"cc\", expected a place of the scenario"},
    {"  all: {name: All, places: [a, north]}\n  north: {name: North, places: [b, c]}\n",
     "scenario.yaml:16: regions.all.places: found \"north\", which is a region, expected ids of "
     "places; name its places instead"},
    {"  north: {name: North, places: [b, c]}\n  upper: {name: Upper, places: [c, b]}\n",
     "scenario.yaml:17: warning: regions.upper.places: found the same places as those of north"},
};

class MalformedRegions : public testing::TestWithParam<BadRegions> {};

TEST_P(MalformedRegions, AreReportedWithTheirPlace) {
  EXPECT_THAT(messages(with_regions(GetParam().regions)), testing::HasSubstr(GetParam().expected));
}

INSTANTIATE_TEST_SUITE_P(Mistakes, MalformedRegions, testing::ValuesIn(kBadRegions));

TEST(Regions, EveryFaultIsReportedAtOnce) {
  const std::string text =
      messages(with_regions("  a: {name: A, places: [b, b, nowhere]}\n  north: {places: []}\n"));
  for (const char* expected :
       {"regions.a: found the id of a place", "\"b\" twice", "\"nowhere\"",
        "regions.north.name: found no such key", "regions.north.places: found an empty list"}) {
    EXPECT_THAT(text, testing::HasSubstr(expected));
  }
}

TEST(Regions, AreNoPlacesOfEventsGroupsAndRoads) {
  Files files = with_regions(kNorth);
  std::string& events = files["events.csv"];
  events.replace(events.find("10:00,,,a"), 9, "10:00,,,north");
  EXPECT_THAT(messages(files),
              testing::HasSubstr("events.csv:2: place: found \"north\", which is a region, "
                                 "expected the id of a place; name one of its places: b, c"));
}

TEST(Regions, AreSaidToMoveNothingWithTheDailyRules) {
  Files files = with_regions(kNorth);
  for (const char* at : {"2023-09-23T12:00", "2023-09-23T18:00"}) {
    files["observations.csv"] +=
        std::string("arrivals_cumulative,north,") + at + ",60,,exactly,people,2023-09-23T19:00,s\n";
  }
  EXPECT_EQ(messages(files), "");
  std::string& yaml = files["scenario.yaml"];
  yaml.replace(yaml.find("ruleset: corridor"), 17, "ruleset: daily");
  std::string& events = files["events.csv"];
  events.replace(events.find("10:00,2,@chance"), 15, "10:00,0,1");
  EXPECT_THAT(
      messages(files),
      testing::StartsWith(
          "observations.csv:3: warning: place: found \"north\", a region, with ruleset: daily, "
          "expected counts of single places, or of all; counts of the region are shown and "
          "scored, and move no forecast\n"));
}

TEST(ScenarioFolder, PlacesAndRoadsShareNoIdAndNoneIsCalledAsTheWhole) {
  Files files = good();
  files["roads.csv"] += "c,b,c,10,40,500,1,,no,yes,,,,s\ntotal,b,c,10,40,500,1,,no,yes,,,,s\n";
  files["places.csv"] += "total,T,settlement,40,46,no,0,,,0,0,s\n";
  const std::string text = messages(files);
  EXPECT_THAT(text, testing::HasSubstr("roads.csv:3: id: found \"c\", the id of a place, expected "
                                       "an id of its own; rename the road"));
  for (const char* expected : {"places.csv:5: id", "roads.csv:4: id"}) {
    EXPECT_THAT(text,
                testing::HasSubstr(std::string(expected) + ": found \"total\", which stands for "
                                                           "the whole in hub.csv"));
  }
}

TEST(Regions, AMisspeltOneIsOffered) {
  Files files = with_regions(kNorth);
  files["observations.csv"] +=
      "arrivals_cumulative,nort,2023-09-23T12:00,40,,exactly,people,2023-09-23T13:00,s\n";
  EXPECT_THAT(messages(files), testing::HasSubstr("observations.csv:3: place: found \"nort\", "
                                                  "expected a known name; did you mean "
                                                  "\"north\"?"));
}

TEST(Regions, OfAnOverlayReplaceThoseOfTheSameId) {
  const Folder base(with_regions(kNorth));
  const Folder overlay(Files{{"scenario.yaml",
                              "regions:\n  north: {name: The north, places: [c]}\n"
                              "  home: {name: Home, places: [a]}\n"}});
  Diagnostics diagnostics;
  const auto scenario = read_scenario_folder(ScenarioSource{base.path(), {overlay.path()}, {}},
                                             registry(), diagnostics);
  ASSERT_TRUE(scenario);
  ASSERT_EQ(scenario->regions.size(), 2U);
  EXPECT_EQ(scenario->regions[0].id, "home");
  EXPECT_EQ(scenario->regions[1].name, "The north");
  EXPECT_EQ(scenario->regions[1].other_name, "");
  EXPECT_EQ(scenario->regions[1].places, std::vector<std::string>{"c"});
}

TEST(ScenarioFolder, TheDailyRulesNeedNoGroupsAndSayWhatTheyDoNotRead) {
  Files files = good();
  std::string& yaml = files["scenario.yaml"];
  yaml.replace(yaml.find("ruleset: corridor"), 17, "ruleset: daily");
  std::string& events = files["events.csv"];
  events.replace(events.find("10:00,2,@chance"), 15, "10:00,0,1");
  EXPECT_THAT(messages(files),
              testing::HasSubstr("groups.csv: warning: found 1 row with ruleset: daily"));
  files.erase("groups.csv");
  EXPECT_THAT(messages(files), testing::Not(testing::HasSubstr("groups.csv")));
}

TEST(ScenarioFolder, TheDailyRulesTakeEventsThatAreCertain) {
  Files files = good();
  std::string& yaml = files["scenario.yaml"];
  yaml.replace(yaml.find("ruleset: corridor"), 17, "ruleset: daily");
  std::string& events = files["events.csv"];
  events.replace(events.find("10:00,2,@chance"), 15, "10:00,0,1");
  EXPECT_THAT(messages(files), testing::Not(testing::HasSubstr("certain")));
  events.replace(events.find("a,,,1,,10"), 9, "a,,,@size,,10");
  EXPECT_THAT(messages(files),
              testing::HasSubstr("events.csv:2: amount: found \"@size\", expected a number with "
                                 "ruleset: daily"));
}

TEST(ScenarioFolder, AnEditThatChangesNothingSaysSo) {
  const Folder base(good());
  const auto warnings = [&](const CellEdit& edit) {
    Diagnostics diagnostics;
    read_scenario_folder(ScenarioSource{base.path(), {}, {edit}}, registry(), diagnostics);
    std::string text;
    for (const Diagnostic& item : diagnostics.items()) text += to_string(item) + "\n";
    return text;
  };
  EXPECT_THAT(warnings({"roads", "ab", "open", "=", "no"}),
              testing::HasSubstr("roads.csv:2: warning: open: found \"no\" for \"ab\", as in the "
                                 "table, expected a change"));
  EXPECT_EQ(warnings({"roads", "ab", "lanes", "=", "2"}), "");
}

TEST(ScenarioFolder, TheDigestFollowsEveryByte) {
  Files files = good();
  const Folder a(files);
  const Folder same(files);
  files["onward.csv"] += "\n";
  const Folder other(files);
  const auto digest = [](const Folder& folder) {
    return scenario_digest(ScenarioSource{folder.path(), {}, {}});
  };
  EXPECT_EQ(digest(a), digest(same));
  EXPECT_NE(digest(a), digest(other));
}

TEST(ScenarioFormat, EveryColumnIsDocumented) {
  std::ifstream stream(std::string(CORRIDOR_SOURCE_DIR) + "/docs/scenario-format.md");
  std::stringstream text;
  text << stream.rdbuf();
  for (const TableFormat& format : table_formats()) {
    for (const auto* columns : {&format.schema.required, &format.schema.optional}) {
      for (const std::string& column : *columns)
        EXPECT_THAT(text.str(), testing::HasSubstr("`" + column + "`")) << format.name;
    }
  }
}

RC_GTEST_PROP(ScenarioFolder, NoiseNeverBreaksTheReader, ()) {
  Files files = good();
  const auto file = *rc::gen::elementOf(
      std::vector<std::string>{"scenario.yaml", "places.csv", "roads.csv", "events.csv"});
  std::string& text = files[file];
  for (int i = *rc::gen::inRange(1, 8); i > 0; --i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    text[at] = static_cast<char>(*rc::gen::inRange(0, 256));
  }
  messages(files);
}

}  // namespace
}  // namespace corridor
