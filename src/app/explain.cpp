#include "app/explain.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/explain_decision.h"
#include "app/rulesets.h"

namespace corridor {
namespace {

/// A place is shown where its median on some day lies this far from that of all places.
constexpr double kDiffersMuch = 0.05;

bool differs_much(const ExplainedDecision& place, const ExplainedDecision& all) {
  const auto far = [](const Estimate& a, const Estimate& b) {
    return std::fabs(a.median - b.median) >= kDiffersMuch;
  };
  if (far(place.never_leave, all.never_leave)) return true;
  for (std::size_t d = 0; d < all.after.size(); ++d) {
    if (far(place.after[d].as_things_stand, all.after[d].as_things_stand) ||
        far(place.after[d].if_open, all.after[d].if_open))
      return true;
  }
  return false;
}

/// Wider than `100 % (100 to 100)`.
constexpr int kColumn = 19;
/// Before a row's first cell.
constexpr const char* kIndent = "   ";

std::string cell_of(const std::string& words) { return fmt::format("{:<{}}", words, kColumn); }

/// `12 % (3 to 40)`.
std::string percent_words(const Estimate& share) {
  const auto percent = [](double value) { return fmt::format("{:.0f}", 100.0 * value); };
  return fmt::format("{} % ({} to {})", percent(share.median), percent(share.low),
                     percent(share.high));
}

std::string row_of(const std::string& name, const ExplainedDecision& decision,
                   Estimate DecidedAfter::*share) {
  std::string row = kIndent;
  for (const DecidedAfter& after : decision.after) row += cell_of(percent_words(after.*share));
  return row + cell_of(percent_words(decision.never_leave)) + name + "\n";
}

std::string head_of(const ExplainedDecision& decision) {
  std::string head = kIndent;
  for (const DecidedAfter& after : decision.after)
    head += cell_of(fmt::format("{} day{}", after.days, after.days == 1 ? "" : "s"));
  return head + "never leave\n";
}

/// All places together, and those that differ much from it.
std::string table_of(const std::vector<ExplainedDecision>& decisions,
                     Estimate DecidedAfter::*share) {
  std::string text = head_of(decisions.front());
  text += row_of("all places together", decisions.front(), share);
  std::size_t alike = 0;
  for (std::size_t d = 1; d < decisions.size(); ++d) {
    if (differs_much(decisions[d], decisions.front())) {
      text += row_of(decisions[d].name, decisions[d], share);
    } else {
      ++alike;
    }
  }
  if (alike > 0) {
    text += fmt::format("   {} place{} within {:.0f} points of all together\n", alike,
                        alike == 1 ? " is" : "s are", 100.0 * kDiffersMuch);
  }
  return text;
}

/// What the decision law alone means.
std::string decisions_text(const LoadedScenario& loaded,
                           const std::vector<ExplainedDecision>& decisions) {
  if (decisions.empty()) return "";
  std::string text = fmt::format(
      "What the law of step 4 means by itself: of the people who have not decided by {},\nso many "
      "would have decided to leave after some days, were threat, deprivation and neighbours gone "
      "to\nstay as they are, and so many never leave (median and 90 % range over {} members, "
      "before "
      "learning\nfrom counts; those who never leave are counted in):\n",
      format_time(moment_of_decisions(loaded), loaded.known.utc_offset), kMembersOfDecisions);
  text += table_of(decisions, &DecidedAfter::as_things_stand);
  if (decisions.front().way_out < 1.0) {
    text += "the same were a way out open:\n" + table_of(decisions, &DecidedAfter::if_open);
  }
  return text + "\n";
}

nlohmann::ordered_json share_json(const Estimate& share) {
  return {{"low", share.low}, {"median", share.median}, {"high", share.high}};
}

nlohmann::ordered_json decision_json(const ExplainedDecision& decision) {
  nlohmann::ordered_json after = nlohmann::ordered_json::array();
  for (const DecidedAfter& share : decision.after) {
    after.push_back({{"days", share.days},
                     {"as_things_stand", share_json(share.as_things_stand)},
                     {"if_a_way_out_is_open", share_json(share.if_open)}});
  }
  return {{"place", decision.place},
          {"name", decision.name},
          {"way_out_open_share", decision.way_out},
          {"never_leave", share_json(decision.never_leave)},
          {"decided_after", after}};
}

}  // namespace

std::string explain(const LoadedScenario& loaded) {
  const Explained explained = explain_rules(loaded);
  std::string text = fmt::format("{}\n{}\n", loaded.known.title, explained.introduction);
  for (const ExplainedStep& step : explained.steps)
    text += fmt::format("{}\n   {}\n\n", step.title, step.text);
  return text + decisions_text(loaded, explained.decisions) + explained.example;
}

std::string explain_json(const LoadedScenario& loaded) {
  const Scenario& known = loaded.known;
  const Explained explained = explain_rules(loaded);
  nlohmann::ordered_json steps = nlohmann::ordered_json::array();
  for (const ExplainedStep& step : explained.steps)
    steps.push_back({{"title", step.title}, {"text", step.text}});
  nlohmann::ordered_json decisions = nlohmann::ordered_json::array();
  for (const ExplainedDecision& decision : explained.decisions)
    decisions.push_back(decision_json(decision));
  return nlohmann::ordered_json{{"scenario", known.id},
                                {"title", known.title},
                                {"ruleset", known.ruleset},
                                {"as_of", format_time(loaded.as_of, known.utc_offset)},
                                {"places", known.places.size()},
                                {"roads", known.roads.size()},
                                {"groups", known.groups.size()},
                                {"events", known.events.size()},
                                {"claims", known.claims.size()},
                                {"steps", steps},
                                {"decisions", decisions},
                                {"example", explained.example}}
             .dump(2) +
         "\n";
}

}  // namespace corridor
