#include "app/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/refuse.h"
#include "app/rulesets.h"
#include "input/cells.h"
#include "scenario/known.h"

namespace corridor {
namespace {

std::string known_sources(const Scenario& known) {
  std::set<std::string> types;
  std::set<std::string> speakers;
  for (const Claim& claim : known.claims) {
    types.insert(claim.source_type);
    speakers.insert(claim.said_by);
  }
  for (const ObservationRow& count : all_counts(known)) speakers.insert(count.source);
  std::string text;
  for (const std::string& type : types) text += (text.empty() ? "" : ", ") + type;
  for (const std::string& speaker : speakers) text += "; " + speaker;
  return "known: " + text;
}

template <class Row>
std::size_t rows_of(const Trust& rule, const std::vector<Row>& rows) {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [&](const Row& row) { return is_about(rule, row); }));
}

/// What the rules do to counts, or do not: a forecast learns from them beside the claims.
void say_what_trust_does_to_counts(const std::vector<Trust>& rules, const Scenario& known,
                                   Diagnostics& diagnostics) {
  const std::vector<ObservationRow> known_counts = all_counts(known);
  for (const Trust& rule : rules) {
    const std::size_t counts = rows_of(rule, known_counts);
    if (counts == 0) continue;
    const auto warn = [&](const std::string& what, const std::string& expected,
                          const std::string& mend) {
      diagnostics.add(
          {Severity::warning, "--trust", 0, rule.source,
           fmt::format("{} count{} of this source, {}", counts, counts == 1 ? "" : "s", what),
           expected, mend});
    };
    if (!rule.weight)
      warn("learned from beside all others", "claims only: `only` does not act on counts",
           "give the other sources weight 0 to leave out their counts");
    else if (*rule.weight == 0.0)
      warn("left out of this forecast", "nothing else: weight 0 leaves out claims and counts", "");
    else if (known.ruleset == "daily")
      warn("taken as they are", "weight 0 or 1 for counts of rules daily, which begin with them",
           "to forecast without these counts give it weight 0");
    else if (*rule.weight > 1.0)
      warn("believed fully as they were", "a weight up to 1 for counts",
           "nothing to mend: weights above 1 act on claims only");
  }
}

/// The rules; each must be about a claim or a count that is known.
std::vector<Trust> parse_trust(const std::vector<std::string>& texts, const Scenario& known) {
  const std::vector<ObservationRow> known_counts = all_counts(known);
  std::vector<Trust> rules;
  for (const std::string& text : texts) {
    const std::size_t equals = text.rfind('=');
    const std::string value = equals == std::string::npos ? "" : text.substr(equals + 1);
    const auto number = parse_number(value);
    constexpr double kMost = 1000.0;
    if ((!number && value != "only") || (number && (*number < 0.0 || *number > kMost))) {
      refuse("--trust", text, "SOURCE=NUMBER (0 to 1000) or SOURCE=only",
             "for example un=2 or 'Reuters=0.5'");
    }
    rules.push_back({text.substr(0, equals), number});
    if (rows_of(rules.back(), known.claims) + rows_of(rules.back(), known_counts) == 0) {
      refuse("--trust", rules.back().source,
             "a source type, speaker or publication of a claim or count known at the time",
             known_sources(known));
    }
  }
  return rules;
}

/// When the first claim, event or count was published.
std::optional<Time> first_publication(const Scenario& full) {
  Time first = kNever;
  for (const Claim& claim : full.claims) first = std::min(first, claim.published);
  for (const Event& event : full.events) first = std::min(first, event.published);
  for (const ObservationRow& row : all_counts(full)) first = std::min(first, row.published);
  return first == kNever ? std::nullopt : std::optional(first);
}

/// From before anything was known nothing can be forecast but what the priors say.
void require_evidence(const LoadedScenario& loaded) {
  const auto first = first_publication(loaded.full);
  if (loaded.full.flee != nullptr || !first || *first < loaded.as_of) return;
  refuse("--as-of", format_time(loaded.as_of, loaded.full.utc_offset),
         "a moment after the first claim, event or count was published, " +
             format_time(*first, loaded.full.utc_offset),
         "before it nothing is known of this crisis: choose a later moment");
}

/// Of the scenario's own the folder's reader has said so.
void warn_of_an_odd_as_of_time(LoadedScenario& loaded) {
  const Scenario& full = loaded.full;
  const bool is_early = loaded.as_of < full.start;
  if (!is_early && loaded.as_of <= full.end) return;
  loaded.diagnostics.add(
      {Severity::warning, "--as-of", 0, "", format_time(loaded.as_of, full.utc_offset),
       fmt::format("a moment from the scenario's start, {}, to its end, {}",
                   format_time(full.start, full.utc_offset),
                   format_time(full.end, full.utc_offset)),
       is_early ? "the run begins at the start, and is told nothing of the time in between"
                : "the run is over by then: this is no forecast"});
}

}  // namespace

LoadedScenario load_evidence(const ScenarioSource& source, const std::string& as_of_text,
                             const std::vector<std::string>& trust) {
  LoadedScenario loaded;
  auto scenario = read_scenario(source, loaded.diagnostics);
  if (!scenario) throw InputError(loaded.diagnostics);
  loaded.full = std::move(*scenario);
  loaded.as_of = loaded.full.default_as_of.value_or(loaded.full.end);
  if (!as_of_text.empty()) {
    const auto parsed = parse_time(as_of_text, loaded.full.utc_offset);
    if (!parsed) {
      refuse("--as-of", as_of_text, moment_words(loaded.full));
    }
    loaded.as_of = *parsed;
  }
  loaded.known = known_at(loaded.full, loaded.as_of);
  loaded.later = published_later(loaded.full, loaded.as_of);
  loaded.trust = parse_trust(trust, loaded.known);
  say_what_trust_does_to_counts(loaded.trust, loaded.known, loaded.diagnostics);
  apply_trust(loaded.known, loaded.trust);
  loaded.digest = scenario_digest(source);
  return loaded;
}

void trust_throughout(LoadedScenario& loaded, const std::vector<std::string>& trust) {
  loaded.trust = parse_trust(trust, loaded.full);
  say_what_trust_does_to_counts(loaded.trust, loaded.full, loaded.diagnostics);
  apply_trust(loaded.full, loaded.trust);
}

LoadedScenario load_scenario(const ScenarioSource& source, const std::string& as_of_text,
                             const std::vector<std::string>& trust) {
  LoadedScenario loaded = load_evidence(source, as_of_text, trust);
  require_evidence(loaded);
  require_published_priors(loaded.full, loaded.known, loaded.as_of, "--as-of");
  if (!as_of_text.empty()) warn_of_an_odd_as_of_time(loaded);
  return loaded;
}

void require_published_priors(const Scenario& full, const Scenario& known, Time as_of,
                              const char* option) {
  Diagnostics diagnostics;
  for (const std::string& name : parameters_used_before_publication(known, as_of)) {
    const ParameterId id = full.parameters.find(name);
    const std::string published = format_time(full.parameters[id].published, full.utc_offset);
    diagnostics.add({Severity::error, "scenario.yaml", 0, name, "a prior published " + published,
                     "one published before the as-of time " + format_time(as_of, full.utc_offset),
                     fmt::format("choose a later {}, or remove `published` where the prior uses "
                                 "nothing that was published later",
                                 option)});
  }
  if (diagnostics.has_errors()) throw InputError(diagnostics);
}

void require_within_bounds(const std::string& option, const std::string& text, double value,
                           const Parameter& parameter) {
  if (value >= parameter.lower && value <= parameter.upper) return;
  refuse(option, text, fmt::format("a number from {:g} to {:g}", parameter.lower, parameter.upper));
}

std::map<std::string, double> parse_overrides(const std::vector<std::string>& settings,
                                              const ParameterRegistry& registry) {
  std::map<std::string, double> overrides;
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    const auto value =
        equals == std::string::npos ? std::nullopt : parse_number(setting.substr(equals + 1));
    if (!value) {
      const std::string number = equals == std::string::npos ? "" : setting.substr(equals + 1);
      refuse("--set", setting, "NAME=NUMBER", number.empty() ? "" : how_to_write(number));
    }
    const std::string name = setting.substr(0, equals);
    const ParameterId id = registry.find(name);
    if (!id.valid()) {
      std::vector<std::string> names;
      for (const Parameter& parameter : registry.all()) names.push_back(parameter.name);
      const std::string near = nearest_name(name, names);
      refuse("--set", name, "a parameter (see `corridor parameters`)",
             near.empty() ? "" : "did you mean \"" + near + "\"?");
    }
    require_within_bounds("--set", setting, *value, registry[id]);
    overrides[name] = *value;
  }
  return overrides;
}

}  // namespace corridor
