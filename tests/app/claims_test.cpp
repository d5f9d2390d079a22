// Claims as their user meets them: nothing published later counts, trust, the view, the ranking.
#include "app/claims.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/learn.h"
#include "app/prior_members.h"
#include "app/rank.h"
#include "inference/ensemble.h"
#include "rules/corridor/corridor_model.h"

namespace corridor {
namespace {

namespace fs = std::filesystem;

const fs::path kKarabakh = fs::path(CORRIDOR_SOURCE_DIR) / "scenarios/karabakh-2023";

/// The files of a scenario folder, cell by cell.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;

  [[nodiscard]] std::ptrdiff_t column(const std::string& name) const {
    const auto at = std::find(columns.begin(), columns.end(), name);
    return at == columns.end() ? -1 : at - columns.begin();
  }
  std::string& cell(std::size_t row, const std::string& name) {
    return rows.at(row).at(static_cast<std::size_t>(column(name)));
  }
  void add_column(const std::string& name) {
    if (column(name) >= 0) return;
    columns.push_back(name);
    for (auto& row : rows) row.emplace_back();
  }
  /// A copy of a row with other cells.
  void add_like(std::size_t row, const std::map<std::string, std::string>& cells) {
    rows.push_back(rows.at(row));
    for (const auto& [name, text] : cells) cell(rows.size() - 1, name) = text;
  }
};

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

using Folder = std::map<std::string, Table>;

Folder read_karabakh() {
  Folder folder;
  for (const auto& entry : fs::directory_iterator(kKarabakh)) {
    if (entry.path().extension() != ".csv") continue;
    std::ifstream in(entry.path());
    Table& table = folder[entry.path().stem().string()];
    std::string line;
    std::getline(in, line);
    table.columns = cells_of(line);
    while (std::getline(in, line)) table.rows.push_back(cells_of(line));
  }
  return folder;
}

class Written {
 public:
  explicit Written(const Folder& folder, const std::string& yaml = "") {
    static int number = 0;
    path_ = fs::temp_directory_path() /
            ("corridor-claims-" + std::to_string(::getpid()) + "-" + std::to_string(number++)) /
            "karabakh-2023";
    fs::create_directories(path_);
    for (const auto& [name, table] : folder) {
      std::ofstream out(path_ / (name + ".csv"));
      write(out, table.columns);
      for (const auto& row : table.rows) write(out, row);
    }
    if (yaml.empty()) {
      fs::copy_file(kKarabakh / "scenario.yaml", path_ / "scenario.yaml");
    } else {
      std::ofstream(path_ / "scenario.yaml") << yaml;
    }
  }
  ~Written() { fs::remove_all(path_.parent_path()); }
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  static void write(std::ofstream& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) out << (i ? "," : "") << '"' << cells[i] << '"';
    out << '\n';
  }
  fs::path path_;
};

/// Everything that a forecast and its view are made of.
struct Seen {
  std::vector<float> values;
  std::vector<double> parameters;
  std::string claims;
  bool operator==(const Seen&) const = default;
};

Seen seen_in(const fs::path& folder, const std::string& as_of) {
  ClaimsOptions options;
  options.folder = folder;
  options.as_of = as_of;
  const ClaimsView view = view_claims(options);
  const Scenario& known = view.loaded.known;
  const EnsembleResults results = run_prior_members(known, 3, 300, 1);
  return {{results.values.begin(), results.values.end()}, results.parameters, claims_json(view)};
}

const char* const kAsOf[] = {"2023-09-22T18:00+04:00", "2023-09-25T00:00+04:00"};

bool is_later(Table& table, std::size_t row, const std::string& as_of) {
  return table.column("published") >= 0 && table.cell(row, "published") >= as_of;
}

/// Changes one row published at or after `as_of` in some file: away, doubled, a number trebled, or
/// made the successor of a row that is known.
std::string change_a_later_row(Folder& folder, Stream& stream, const std::string& as_of) {
  const auto below = [&](std::size_t n) {
    return std::min(static_cast<std::size_t>(stream.uniform() * static_cast<double>(n)), n - 1);
  };
  const char* const kFiles[] = {"events", "claims", "observations"};
  const std::string file = kFiles[below(3)];
  Table& table = folder[file];
  std::vector<std::size_t> later;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (is_later(table, r, as_of)) later.push_back(r);
  }
  const std::size_t row = later.at(below(later.size()));
  std::string change = file + " row " + std::to_string(row);
  switch (below(4)) {
    case 0:
      table.rows.erase(table.rows.begin() + static_cast<std::ptrdiff_t>(row));
      return change + " away";
    case 1:
      table.add_like(row, {});
      if (table.column("id") >= 0) table.cell(table.rows.size() - 1, "id") += "-again";
      return change + " doubled";
    case 2:
      for (const char* name : {"amount", "value"}) {
        if (table.column(name) < 0) continue;
        std::string& cell = table.cell(row, name);
        const bool is_number = cell.find_first_not_of("0123456789") == std::string::npos;
        if (is_number && cell.size() > 1) cell = std::to_string(3 * std::stol(cell));
      }
      return change + " trebled";
    default:
      if (table.column("supersedes") < 0) return change + " kept";
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const bool same_subject =
            file == "events" || table.cell(r, "subject") == table.cell(row, "subject");
        if (is_later(table, r, as_of) || !same_subject) continue;
        table.cell(row, "supersedes") = table.cell(r, "id");
        return change + " replaces " + table.cell(r, "id");
      }
      return change + " kept";
  }
}

/// Nothing where the changes make a folder that is refused, e.g. a successor of a row that is gone.
std::optional<Seen> seen_if_accepted(const Folder& folder, const std::string& as_of) {
  const Written changed(folder);
  try {
    return seen_in(changed.path(), as_of);
  } catch (const InputError&) {
    return std::nullopt;
  }
}

TEST(AsOf, NoChangeOfALaterRowInAnyFileChangesABit) {
  const Folder original = read_karabakh();
  const Written unchanged(original);
  for (const char* as_of : kAsOf) {
    const Seen expected = seen_in(unchanged.path(), as_of);
    int accepted = 0;
    for (std::uint32_t number = 0; number < 20; ++number) {
      Stream stream({11, number}, 0, 1, 1);
      Folder folder = original;
      std::string changes;
      for (int i = 0; i < 4; ++i) changes += change_a_later_row(folder, stream, as_of) + "; ";
      const std::optional<Seen> seen = seen_if_accepted(folder, as_of);
      if (!seen) continue;
      ++accepted;
      EXPECT_TRUE(*seen == expected) << as_of << ": " << changes;
    }
    EXPECT_GE(accepted, 10);
  }
}

TEST(AsOf, LaterPlacesRoadsGroupsAndOnwardJourneysChangeNoBit) {
  const std::string as_of = kAsOf[0];
  Folder folder = read_karabakh();
  for (const char* name : {"places", "roads", "groups", "onward"}) {
    folder[name].add_column("published");
  }
  folder["places"].add_like(0, {{"id", "aaa-new"}, {"safe", "yes"}, {"published", as_of}});
  folder["roads"].add_like(0, {{"id", "aaa-new-road"}, {"published", as_of}});
  folder["groups"].add_like(0, {{"id", "aaa-new-group"}, {"published", as_of}});
  folder["onward"].add_like(0, {{"to", "aaa-new"}, {"share", "0.0001"}, {"published", as_of}});
  const Written changed(folder);
  const Written unchanged(read_karabakh());
  EXPECT_TRUE(seen_in(changed.path(), as_of) == seen_in(unchanged.path(), as_of));
  EXPECT_FALSE(seen_in(changed.path(), "2023-09-22T18:01+04:00") ==
               seen_in(unchanged.path(), "2023-09-22T18:01+04:00"));
}

TEST(AsOf, LaterKinChangeNoBitUntilTheyAreKnown) {
  const std::string as_of = kAsOf[0];
  Folder folder = read_karabakh();
  Table& roads = folder["roads"];
  for (std::size_t r = 0; r < roads.rows.size(); ++r) roads.cell(r, "open") = "yes";
  folder["kin"].columns = {"id", "to", "people", "published", "supersedes", "source"};
  folder["kin"].rows = {{"earlier", "aghdam", "500", "2021-06-30", "", "s"}};
  const Written unchanged(folder);
  folder["kin"].rows.push_back({"later", "aghdam", "9", as_of, "earlier", "s"});
  folder["kin"].rows.push_back({"other", "goris", "20000", as_of, "", "s"});
  const Written changed(folder);
  EXPECT_TRUE(seen_in(changed.path(), as_of) == seen_in(unchanged.path(), as_of));
  const std::string after = "2023-09-22T18:01+04:00";
  EXPECT_FALSE(seen_in(changed.path(), after) == seen_in(unchanged.path(), after));
  folder["kin"].rows = {};
  const Written without(folder);
  EXPECT_FALSE(seen_in(without.path(), as_of) == seen_in(unchanged.path(), as_of));
}

TEST(AsOf, APriorPublishedLaterChangesNoBitAndIsRefusedWhereItIsNeeded) {
  std::ifstream in(kKarabakh / "scenario.yaml");
  std::stringstream text;
  text << in.rdbuf();
  const std::string line = "  decision.intercept: {prior: {normal: {mean: -4.5, sd: 1.0}},";
  std::string yaml = text.str();
  const std::size_t at = yaml.find(line);
  ASSERT_NE(at, std::string::npos);
  const auto with = [&](const std::string& replacement) {
    std::string changed = yaml;
    return changed.replace(at, line.size(), replacement);
  };
  const std::string later = "published: 2023-09-22T18:00+04:00,";
  const Folder folder = read_karabakh();
  const Written one(folder,
                    with("  decision.intercept: {prior: {normal: {mean: -9, sd: 1}}, " + later));
  const Written other(folder,
                      with("  decision.intercept: {prior: {uniform: {low: 0, high: 1}}, " + later));
  EXPECT_TRUE(seen_in(one.path(), kAsOf[0]) == seen_in(other.path(), kAsOf[0]));
  const std::string own = "    published: 2023-09-22T12:00+04:00\n  people_per_household:";
  std::string too_late = yaml;
  too_late.replace(too_late.find(own), 22, "    published: 2023-09-25");
  const Written refused(folder, too_late);
  EXPECT_THROW(seen_in(refused.path(), kAsOf[0]), InputError);
}

TEST(AsOf, AnEarlierClaimDoesCount) {
  Folder folder = read_karabakh();
  Table& claims = folder["claims"];
  for (std::size_t r = 0; r < claims.rows.size(); ++r) {
    if (claims.cell(r, "id") == "p02-aliyev-2021") claims.cell(r, "value") = "90000";
  }
  const Written changed(folder);
  const Written unchanged(read_karabakh());
  EXPECT_FALSE(seen_in(changed.path(), kAsOf[0]) == seen_in(unchanged.path(), kAsOf[0]));
}

// --- the view

ClaimsView karabakh_view(const std::string& as_of, bool only_contested = true) {
  ClaimsOptions options;
  options.folder = kKarabakh;
  options.as_of = as_of;
  options.only_contested = only_contested;
  return view_claims(options);
}

std::vector<std::string> contested(const std::string& as_of) {
  std::vector<std::string> subjects;
  for (const Quantity& quantity : karabakh_view(as_of).quantities)
    subjects.push_back(quantity.subject);
  return subjects;
}

TEST(ClaimsView, KarabakhShowsItsRealConflictsOnceTheyAreKnown) {
  EXPECT_THAT(contested(""), testing::IsSupersetOf({"population", "reception_capacity", "killed",
                                                    "aid_tonnes", "peacekeepers_killed"}));
  EXPECT_THAT(contested(""), testing::Not(testing::Contains("day_road_opened")));
  EXPECT_THAT(contested("2023-10-06T00:00+04:00"),
              testing::IsSupersetOf({"population", "reception_capacity", "killed", "aid_tonnes",
                                     "day_road_opened", "explosion_killed"}));
}

TEST(ClaimsView, CountsAllClaimsWhereItShowsOnlyTheContested) {
  ClaimsOptions options;
  options.folder = kKarabakh;
  const ClaimsView all = view_claims(options);
  options.only_contested = true;
  const ClaimsView contested_only = view_claims(options);
  EXPECT_LT(contested_only.quantities.size(), all.quantities.size());
  EXPECT_EQ(contested_only.subjects_in_all, all.quantities.size());
  EXPECT_EQ(contested_only.claims_in_all, all.claims_in_all);
}

TEST(ClaimsView, ShowsWhatWasClaimedBeforeAPriorWasPublishedWithoutABelief) {
  const ClaimsView view = karabakh_view("2023-09-21T00:00+04:00");  // forecasts are refused
  ASSERT_FALSE(view.quantities.empty());
  EXPECT_EQ(view.quantities.front().subject, "population");
  EXPECT_FALSE(view.beliefs.front().has_value());
  EXPECT_TRUE(karabakh_view("").beliefs.front().has_value());
}

TEST(ClaimsView, JsonKeepsEveryWordOfEveryScript) {
  Folder folder = read_karabakh();
  const std::string text = "Կառավարությունը՝ «40 հազար» / 政府 / الحكومة";
  folder["claims"].cell(0, "said_by") = text;
  const Written changed(folder);
  ClaimsOptions options;
  options.folder = changed.path();
  const auto json = nlohmann::json::parse(claims_json(view_claims(options)));
  bool found = false;
  for (const auto& quantity : json["quantities"]) {
    for (const auto& claim : quantity["claims"]) found = found || claim["said_by"] == text;
  }
  EXPECT_TRUE(found);
}

// --- trust

TEST(Trust, MustNameASourceThatIsKnown) {
  const auto load = [](const std::string& rule) {
    return load_scenario(ScenarioSource{kKarabakh, {}, {}}, "", {rule});
  };
  EXPECT_NO_THROW(load("un=0"));
  EXPECT_NO_THROW(load("Aliyev=only"));
  EXPECT_THROW(load("nobody=1"), InputError);
  EXPECT_THROW(load("BBC Russian=0.5"), InputError);  // published later
  EXPECT_THROW(load("un=-1"), InputError);
  EXPECT_THROW(load("un"), InputError);
}

// --- the ranking

RankOptions rank_options(const std::string& target, std::size_t members) {
  RankOptions options;
  options.run.folder = kKarabakh;
  options.run.members = members;
  options.target = target;
  return options;
}

TEST(Rank, IsTheSameForAnyNumberOfThreadsAndRefusesWhatIsNotThere) {
  const auto saved = [](unsigned threads) {
    RankOptions options = rank_options("arrivals_cumulative@2023-09-26", 60);
    options.run.threads = threads;
    std::vector<double> values;
    for (const RankedQuantity& quantity :
         rank(options, [](std::size_t, std::size_t) {}).quantities) {
      values.push_back(quantity.worth.saved.value);
      values.push_back(quantity.worth.saved.standard_error);
    }
    return values;
  };
  EXPECT_EQ(saved(1), saved(2));
  for (const char* wrong :
       {"arrivals@", "arivals_cumulative@end", "arrivals_cumulative:nowhere@end",
        "arrivals_cumulative@2031-01-01", "beds"}) {
    EXPECT_THROW(rank(rank_options(wrong, 60), [](std::size_t, std::size_t) {}), InputError)
        << wrong;
  }
  RankOptions options = rank_options("beds@end", 60);
  options.loss = "absolut";
  EXPECT_THROW(rank(options, [](std::size_t, std::size_t) {}), InputError);
}

/// A ranking asks the members that the forecast is made of: what has been counted is no longer
/// uncertain.
TEST(Rank, KnowsTheCounts) {
  RankOptions options = rank_options("arrivals_cumulative@2023-09-25T12:00", 60);
  options.run.as_of = "2023-09-25T12:00";
  const Ranking ranking = rank(options, [](std::size_t, std::size_t) {});
  EXPECT_NEAR(ranking.mean, 3200.0, 600.0);
  EXPECT_LT(ranking.standard_deviation, 2000.0);
  options.sobol_design = true;
  EXPECT_THROW(rank(options, [](std::size_t, std::size_t) {}), InputError);
}

/// Two days after an opening was held possible nobody has reported one: that it opened long ago is
/// ruled out in a forecast, and so it is in a ranking.
TEST(Rank, AsksTheMembersOfTheForecastThatSilenceHasLeft) {
  RankOptions options = rank_options("arrivals_cumulative@2023-09-24T23:00", 60);
  options.run.as_of = "2023-09-24T23:00";
  const RunPlan plan = plan_run(options.run, ScenarioSource{options.run.folder, {}, {}});
  const ParameterSampler sampler(plan.loaded.known, {});
  const EnsembleResults members =
      learn(plan, options.run, sampler, [](std::size_t, std::size_t) {}).results;
  const auto arrivals = static_cast<std::size_t>(
      std::find_if(members.series.begin(), members.series.end(),
                   [](const SeriesInfo& info) { return info.target == "arrivals_cumulative"; }) -
      members.series.begin());
  const auto step =
      static_cast<std::size_t>((plan.loaded.as_of - members.start) / members.step) - 1;
  double mean = 0.0;
  for (std::size_t m = 0; m < members.members; ++m)
    mean += static_cast<double>(members.row(arrivals, step)[m]) / 60.0;
  const auto no_progress = [](std::size_t, std::size_t) {};
  const Ranking ranking = rank(options, no_progress);
  EXPECT_NEAR(ranking.mean, mean, 1e-6 * mean);
  options.sobol_design = true;
  const Ranking with_indices = rank(options, no_progress);
  EXPECT_EQ(with_indices.mean, ranking.mean);
  ASSERT_EQ(with_indices.warnings.size(), 1U);
  EXPECT_NE(with_indices.warnings[0].find("total indices"), std::string::npos);
}

TEST(Rank, OfTheSobolDesignHasAnIndexForEveryFactorAndForLuck) {
  RankOptions options = rank_options("arrivals_cumulative@2023-09-24", 40);
  options.sobol_design = true;
  options.run.settings = {"opening_delay_hours=6", "opening_probability=1"};
  const Ranking ranking = rank(options, [](std::size_t, std::size_t) {});
  EXPECT_EQ(ranking.members, 40U);
  EXPECT_TRUE(ranking.warnings.empty());
  ASSERT_TRUE(ranking.luck);
  for (const RankedQuantity& quantity : ranking.quantities) {
    ASSERT_TRUE(quantity.sobol);
    EXPECT_GE(quantity.sobol->total.value, 0.0);
  }
}

TEST(Rank, AParameterThatDecidesAloneTakesNearlyAll) {
  // With the road open from the start and everything else at its median, hardly anything but the
  // delay decides when the first thousand are through; the population does not matter yet.
  RankOptions options = rank_options("way_out_open@2023-09-24", 200);
  options.loss = "squared";
  options.run.settings = {"opening_probability=1", "aghdam_probability=0",
                          "ambulance_probability=0", "helicopter_probability=0"};
  const Ranking ranking = rank(options, [](std::size_t, std::size_t) {});
  EXPECT_EQ(ranking.quantities.front().name, "opening_delay_hours");
  EXPECT_GT(ranking.quantities.front().worth.first_order.value, 0.8);
}

TEST(CommandLine, ClaimsInEveryForm) {
  const auto status = [](const std::string& arguments) {
    return WEXITSTATUS(std::system((std::string(CORRIDOR_PROGRAM) + " claims " +  // NOLINT
                                    kKarabakh.string() + " " + arguments + " >/dev/null 2>&1")
                                       .c_str()));
  };
  EXPECT_EQ(status(""), 0);
  EXPECT_EQ(status("--conflicts --json"), 0);
  EXPECT_EQ(status("--as-of 2023-10-06 --trust un=0"), 0);
  EXPECT_EQ(status("--rank beds@end --members 50"), 0);
  EXPECT_EQ(status("--rank beds:nowhere@end --members 50"), 2);
  EXPECT_EQ(status("--rank arrivals:goris@2023-09-26"), 2) << "a total has no places";
  EXPECT_EQ(status("--design latin"), 2);
}

}  // namespace
}  // namespace corridor
