#include "app/compare.h"

#include <algorithm>

#include "app/refuse.h"
#include "input/cells.h"
#include "output/comparison.h"

namespace corridor {
namespace {

struct Assignment {
  std::string key;
  std::string operation;
  std::string value;
};

Assignment split(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    refuse("--what-if", text, "KEY=VALUE, KEY+=VALUE, KEY*=VALUE or a folder");
  }
  const char before = text[equals - 1];
  const bool compound = before == '+' || before == '*';
  return {text.substr(0, equals - (compound ? 1 : 0)),
          compound ? std::string(1, before) + "=" : "=", text.substr(equals + 1)};
}

void add_assignment(const Assignment& assignment, const ParameterRegistry& registry,
                    ScenarioChange& change) {
  if (registry.find(assignment.key).valid()) {
    const auto value = parse_number(assignment.value);
    if (!value) refuse("--what-if", assignment.value, "a number");
    change.parameters.push_back({assignment.key, assignment.operation, *value});
    return;
  }
  const std::size_t first = assignment.key.find('.');
  const std::size_t last = assignment.key.rfind('.');
  if (first == std::string::npos || first == last) {
    std::vector<std::string> names;
    for (const Parameter& parameter : registry.all()) names.push_back(parameter.name);
    const std::string near = nearest_name(assignment.key, names);
    refuse("--what-if", assignment.key, "a parameter or table.row.column",
           near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
  change.source.edits.push_back(
      {assignment.key.substr(0, first), assignment.key.substr(first + 1, last - first - 1),
       assignment.key.substr(last + 1), assignment.operation, assignment.value});
}

}  // namespace

ScenarioChange parse_what_if(const WhatIf& what_if, const std::filesystem::path& folder,
                             const ParameterRegistry& registry) {
  ScenarioChange change;
  change.source.folder = folder;
  for (const std::string& text : what_if.changes) {
    if (std::filesystem::is_directory(text)) {
      change.source.overlays.emplace_back(text);
    } else {
      add_assignment(split(text), registry, change);
    }
  }
  return change;
}

ComparisonText compare(const ForecastOptions& options, const std::vector<WhatIf>& what_ifs,
                       const std::function<void(std::size_t, std::size_t)>& progress) {
  const RunPlan base = plan_run(options, ScenarioSource{options.folder, {}, {}});
  std::vector<ScenarioChange> changes;
  for (const WhatIf& what_if : what_ifs) {
    changes.push_back(parse_what_if(what_if, options.folder, base.loaded.known.parameters));
  }
  const auto sampler_of = [&](const RunPlan& plan) {
    return ParameterSampler(plan.loaded.known,
                            parse_overrides(options.settings, plan.loaded.known.parameters),
                            options.prior_width);
  };
  const std::size_t total = options.members * (what_ifs.size() + 1);
  std::size_t finished = options.members;
  const Assimilation learned = learn(
      base, options, sampler_of(base),
      [&](std::size_t done, std::size_t of) { progress(options.members * done / of, total); });
  const MemberQuantities base_members = comparison_quantities(learned.results);
  std::vector<ComparisonEntry> entries;
  for (std::size_t i = 0; i < what_ifs.size(); ++i) {
    const RunPlan plan = plan_run(options, changes[i].source);
    std::string description;
    for (const std::string& text : what_ifs[i].changes)
      description += (description.empty() ? "" : ", ") + text;
    const EnsembleResults results =
        run_plan(plan, sampler_of(plan), learned, changes[i].parameters, *options.crew,
                 [&](std::size_t done) { progress(finished + done, total); });
    entries.push_back({what_ifs[i].name, description, comparison_quantities(results)});
    finished += options.members;
  }
  if (!options.crew->leads()) return {};
  const std::filesystem::path directory =
      options.out.empty() ? std::filesystem::path("out") / base.loaded.known.id : options.out;
  return write_comparison(base.loaded.known, base_members, entries, directory,
                          options.keep_members);
}

}  // namespace corridor
