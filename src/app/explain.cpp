#include "app/explain.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/rulesets.h"

namespace corridor {

std::string explain(const LoadedScenario& loaded) {
  const Explained explained = explain_rules(loaded);
  std::string text = fmt::format("{}\n{}\n", loaded.known.title, explained.introduction);
  for (const ExplainedStep& step : explained.steps)
    text += fmt::format("{}\n   {}\n\n", step.title, step.text);
  return text + explained.example;
}

std::string explain_json(const LoadedScenario& loaded) {
  const Scenario& known = loaded.known;
  const Explained explained = explain_rules(loaded);
  nlohmann::ordered_json steps = nlohmann::ordered_json::array();
  for (const ExplainedStep& step : explained.steps)
    steps.push_back({{"title", step.title}, {"text", step.text}});
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
                                {"example", explained.example}}
             .dump(2) +
         "\n";
}

}  // namespace corridor
