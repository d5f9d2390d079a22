#include "app/compare.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "app/learn.h"
#include "app/output_folder.h"
#include "app/refuse.h"
#include "base/changed_faults.h"

namespace corridor {
namespace {

void check_names(const std::vector<WhatIf>& what_ifs) {
  std::set<std::string> names = {kBaseName};
  for (const WhatIf& what_if : what_ifs) {
    if (names.insert(what_if.name).second) continue;
    refuse(
        "--what-if", what_if.name, "a name of its own",
        "each what-if is told apart by its name, and " + std::string(kBaseName) + " is the base");
  }
}

void require_changes(const std::vector<WhatIf>& what_ifs) {
  for (const WhatIf& what_if : what_ifs) {
    if (!what_if.changes.empty()) continue;
    const bool is_change = what_if.name.find_first_of("=:") != std::string::npos;
    refuse("--what-if", what_if.name, "a name and a change or more",
           "no change given for '" + what_if.name + "'" +
               (is_change ? "; did you forget the name?" : ": write one behind the name"));
  }
}

/// Where a change holds before the forecast although counts of that time have been learned from.
std::string warning_of_past(const WhatIf& what_if, const LoadedScenario& base) {
  return "\"" + what_if.name + "\" changes the time before " +
         format_time(base.as_of, base.known.utc_offset) +
         " too, of which counts tell what it was like. What happens from then on is an event, for "
         "example 'checkpoint_rate:ROAD amount=240'";
}

/// Where += and *= lead out of a parameter's bounds: members then have the bound itself. Who had it
/// in the base already was not led there.
std::vector<std::string> warnings_of_bounds(const WhatIf& what_if,
                                            const std::vector<ParameterChange>& changes,
                                            const ParameterRegistry& registry,
                                            const EnsembleResults& results,
                                            const ParameterRegistry& base_registry,
                                            const EnsembleResults& base) {
  std::vector<std::string> warnings;
  for (const ParameterChange& change : changes) {
    const ParameterId id = registry.require(change.name);
    const Parameter& parameter = registry[id];
    // An overlay may declare parameters of its own, which moves the ids of those behind it.
    const ParameterId id_in_base = base_registry.require(change.name);
    std::size_t held = 0;
    for (std::size_t m = 0; m < results.members; ++m) {
      const double value = results.parameter(m, id);
      const bool is_bound = value <= parameter.lower || value >= parameter.upper;
      held += is_bound && value != base.parameter(m, id_in_base) ? 1 : 0;
    }
    if (change.operation == "=" || held == 0) continue;
    warnings.push_back(
        fmt::format("\"{}\": after {}{}{:g} {} of {} members are held at a bound of the parameter, "
                    "{:g} or {:g}",
                    what_if.name, change.name, change.operation, change.value, held,
                    results.members, parameter.lower, parameter.upper));
  }
  return warnings;
}

/// What is said of a scenario; what was said before is not said again.
void add_warnings(const Diagnostics& diagnostics, std::vector<std::string>& warnings) {
  for (Diagnostic item : diagnostics.items()) {
    item.severity = Severity::error;  // the word stands before it already
    const std::string text = to_string(item);
    if (std::find(warnings.begin(), warnings.end(), text) == warnings.end())
      warnings.push_back(text);
  }
}

/// A what-if ready to run.
struct PlannedWhatIf {
  const WhatIf* what_if;
  ScenarioChange change;
  RunPlan plan;
};

/// Faults of a change are of this what-if, whose rows stand in no file of the user's.
RunPlan plan_change(const ForecastOptions& options, const WhatIf& what_if,
                    const ScenarioChange& change) {
  try {
    return plan_run(options, change.source);
  } catch (const InputError& error) {
    Diagnostics named;
    const std::string prefix = "--what-if '" + what_if.name + "': ";
    add_changed(
        error.diagnostics(), [&](Diagnostic& fault) { fault.file = prefix + fault.file; }, named);
    throw InputError(named);
  }
}

/// All of them: a fault is named before anything is computed.
std::vector<PlannedWhatIf> plan_what_ifs(const ForecastOptions& options,
                                         const std::vector<WhatIf>& what_ifs,
                                         const LoadedScenario& base) {
  check_names(what_ifs);
  require_changes(what_ifs);
  std::vector<PlannedWhatIf> planned;
  for (const WhatIf& what_if : what_ifs) {
    ScenarioChange change = parse_what_if(what_if, options.folder, base);
    RunPlan plan = plan_change(options, what_if, change);
    planned.push_back({&what_if, std::move(change), std::move(plan)});
  }
  return planned;
}

ParameterSampler sampler_of(const RunPlan& plan, const ForecastOptions& options) {
  return {plan.loaded.known, parse_overrides(options.settings, plan.loaded.known.parameters),
          options.prior_width};
}

/// The base with what it learned, and the entries of the what-ifs run so far.
class Comparison {
 public:
  Comparison(const RunPlan& base, const Assimilation& learned)
      : base_(base),
        learned_(learned),
        members_(comparison_quantities(learned.results, base.loaded.as_of)) {
    add_warnings(base.loaded.diagnostics, warnings_);
  }

  void add(const PlannedWhatIf& planned, const EnsembleResults& results) {
    const WhatIf& what_if = *planned.what_if;
    const LoadedScenario& loaded = planned.plan.loaded;
    const bool of_the_past = changes_the_past(planned.change, base_.loaded);
    entries_.push_back({what_if.name, fmt::format("{}", fmt::join(what_if.changes, ", ")),
                        comparison_quantities(results, base_.loaded.as_of, members_), of_the_past,
                        of_the_past && learned_.diagnostics.counts > 0
                            ? warning_of_past(what_if, base_.loaded)
                            : ""});
    add_warnings(loaded.diagnostics, warnings_);
    const std::vector<std::string> of_bounds =
        warnings_of_bounds(what_if, planned.change.parameters, loaded.known.parameters, results,
                           base_.loaded.known.parameters, learned_.results);
    warnings_.insert(warnings_.end(), of_bounds.begin(), of_bounds.end());
  }

  [[nodiscard]] ComparisonText write(const std::filesystem::path& directory,
                                     bool keep_members) const {
    ComparisonText text = write_comparison(base_.loaded.known, base_.loaded.as_of, members_,
                                           entries_, directory, keep_members);
    const std::vector<std::string>& of_counts = learned_.diagnostics.warnings;
    text.warnings.insert(text.warnings.begin(), warnings_.begin(), warnings_.end());
    text.warnings.insert(text.warnings.begin(), of_counts.begin(), of_counts.end());
    return text;
  }

 private:
  const RunPlan& base_;
  const Assimilation& learned_;
  MemberQuantities members_;
  std::vector<ComparisonEntry> entries_;
  std::vector<std::string> warnings_;
};

}  // namespace

ComparisonText compare(const ForecastOptions& options, const std::vector<WhatIf>& what_ifs,
                       const std::function<void(std::size_t, std::size_t)>& progress) {
  const RunPlan base = plan_run(options, ScenarioSource{options.folder, {}, {}});
  const std::vector<PlannedWhatIf> planned = plan_what_ifs(options, what_ifs, base.loaded);
  const std::filesystem::path directory = results_folder(options.out, base.loaded.known.id);
  const std::size_t total = options.members * (what_ifs.size() + 1);
  const Assimilation learned = learn(
      base, options, sampler_of(base, options),
      [&](std::size_t done, std::size_t of) { progress(options.members * done / of, total); });
  Comparison comparison(base, learned);
  std::size_t finished = options.members;
  for (const PlannedWhatIf& one : planned) {
    comparison.add(
        one, rerun(one.plan, sampler_of(one.plan, options), learned, one.change.parameters,
                   *options.crew, [&](std::size_t done) { progress(finished + done, total); }));
    finished += options.members;
  }
  if (!options.crew->leads()) return {};
  return comparison.write(directory, options.keep_members);
}

}  // namespace corridor
