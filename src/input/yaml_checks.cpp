#include "input/yaml_checks.h"

#include <fmt/format.h>

#include "scenario/prior.h"

namespace corridor {
namespace {

/// The least that a prior must have within its bounds: with less, all that is drawn is its tail.
constexpr double kLeastMass = 1.0e-3;

void fault(const Mention& where, const std::string& key, const std::string& found,
           const std::string& expected, const std::string& remedy, Diagnostics& diagnostics) {
  diagnostics.add({Severity::error, kScenarioYaml, where.line, key, found, expected, remedy});
}

void check_prior(const Parameter& parameter, const Mention& where, Diagnostics& diagnostics) {
  const Prior& prior = parameter.prior;
  const std::string bounds = fmt::format("{:g} to {:g}", parameter.lower, parameter.upper);
  if (prior.family == PriorFamily::fixed) {
    if (prior.a >= parameter.lower && prior.a <= parameter.upper) return;
    fault(where, parameter.name, fmt::format("{:g}", prior.a), "a number from " + bounds,
          "check the unit, or the bounds", diagnostics);
    return;
  }
  const double mass = prior_mass(prior, parameter.lower, parameter.upper);
  if (mass >= kLeastMass) return;
  fault(where, parameter.name,
        fmt::format("a prior with {:.2g} % of its weight within the bounds", 100.0 * mass),
        "one that lies within them, " + bounds,
        "check the unit (is a share given in percent?), or widen the bounds", diagnostics);
}

}  // namespace

std::string key_of(const Parameter& parameter) { return "parameters." + parameter.name; }

void check_period(const Scenario& scenario, const Mentions& mentions, Diagnostics& diagnostics) {
  const auto start = mentions.find("start");
  const auto end = mentions.find("end");
  if (start == mentions.end() || end == mentions.end()) return;
  const Duration step = scenario.ruleset == "flee" ? kDay : scenario.step;
  if (scenario.end - scenario.start >= step) return;
  const auto words = [&](Time time) { return format_time(time, scenario.utc_offset); };
  if (start->second.file > end->second.file) {
    fault(start->second, "start", words(scenario.start),
          fmt::format("a moment before the end {} by a step of {:g} h or more", words(scenario.end),
                      in_hours(step)),
          "give the end too", diagnostics);
  } else {
    fault(end->second, "end", words(scenario.end),
          fmt::format("a moment after the start {} by a step of {:g} h or more",
                      words(scenario.start), in_hours(step)),
          "are start and end exchanged?", diagnostics);
  }
}

void check_as_of(const Scenario& scenario, const Mentions& mentions, Diagnostics& diagnostics) {
  const auto as_of = mentions.find("as_of");
  const std::optional<Time> time = scenario.default_as_of;
  if (as_of == mentions.end() || !time || scenario.end < scenario.start) return;
  if (*time >= scenario.start && *time <= scenario.end) return;
  const auto words = [&](Time moment) { return format_time(moment, scenario.utc_offset); };
  diagnostics.add({Severity::warning, kScenarioYaml, as_of->second.line, "as_of", words(*time),
                   fmt::format("a moment from the scenario's start, {}, to its end, {}",
                               words(scenario.start), words(scenario.end)),
                   *time < scenario.start
                       ? "the run begins at the start, and is told nothing of the time in between"
                       : "the run is over by then: give a later end, or an earlier as_of"});
}

void check_priors(const std::vector<Parameter>& parameters, const Mentions& mentions,
                  Diagnostics& diagnostics) {
  for (const Parameter& parameter : parameters) {
    const auto mention = mentions.find(key_of(parameter));
    if (mention != mentions.end()) check_prior(parameter, mention->second, diagnostics);
  }
}

}  // namespace corridor
