#include "input/claims_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "input/thousands.h"
#include "scenario/names.h"
#include "scenario/units.h"

namespace corridor {
namespace {

constexpr double kMostClaimed = 1.0e10;
constexpr double kLargestWeight = 1000.0;

void check_subject(Cells& cells, const Claim& claim, const Scenario& scenario) {
  if (claim.subject.empty() || scenario.parameters.find(claim.subject).valid() ||
      scenario.find_topic(claim.subject) != nullptr) {
    return;
  }
  std::vector<std::string> names;
  for (const Parameter& parameter : scenario.parameters.all()) names.push_back(parameter.name);
  for (const Topic& topic : scenario.topics) names.push_back(topic.name);
  const std::string near = nearest_name(claim.subject, names);
  cells.error("subject", "\"" + claim.subject + "\"", "a parameter, a series or a declared topic",
              (near.empty() ? "" : "did you mean \"" + near + "\"? Otherwise ") +
                  "declare it under topics in scenario.yaml");
}

void check_numbers(Cells& cells, const Claim& claim) {
  if (claim.qualifier == Qualifier::statement && claim.value) {
    cells.error("value", "a value in a statement", "no value",
                "give a qualifier such as exactly, or remove the value");
  }
  if (claim.qualifier != Qualifier::statement && !claim.value) {
    cells.error("value", "an empty cell", "a number", "or give the qualifier statement");
  }
  if (claim.qualifier == Qualifier::statement && claim.statement.empty()) {
    cells.error("statement", "an empty cell", "what was said", "give it in words");
  }
  if (claim.value && claim.unit.empty())
    cells.error("unit", "an empty cell", "what is counted", "for example people");
  check_upper_end(cells, claim.qualifier, claim.value, claim.value_high);
}

std::string number_words(double value) { return fmt::format("{:g}", value); }

/// Counts are not negative, shares lie within their ends, yes and no are 1 and 0.
void check_range_of_unit(Cells& cells, const Claim& claim) {
  if (!claim.value) return;
  const double largest = claim.value_high.value_or(*claim.value);
  if (claim.unit == "yes_no" && (largest != *claim.value || (largest != 0.0 && largest != 1.0))) {
    cells.error("value", number_words(*claim.value), "1 for yes, 0 for no",
                "write a share with the unit share");
  }
  const double most = claim.unit == "percent"     ? 100.0
                      : is_share_unit(claim.unit) ? 1.0
                                                  : kMostClaimed;
  const bool may_be_negative = !is_share_unit(claim.unit) && !counts_people(claim.unit);
  if ((*claim.value < 0.0 && !may_be_negative) || largest > most) {
    cells.error("value", number_words(*claim.value < 0.0 ? *claim.value : largest),
                fmt::format("a number from 0 to {:g} {}", most, claim.unit),
                "check the value and its unit");
  }
}

bool is_party_size(const std::string& name) {
  return name == "people_per_household" || name == "people_per_vehicle";
}

void check_unit(Cells& cells, const Claim& claim, const Scenario& scenario) {
  const std::string wanted = scenario.unit_of(claim.subject);
  if (!claim.value || claim.unit.empty()) return;
  const Topic* topic = scenario.find_topic(claim.subject);
  if (topic != nullptr && topic->unit.empty()) {
    cells.error("unit", "a number about the topic " + claim.subject + ", which has no unit",
                "a topic with a unit", "add unit: " + claim.unit + " to it in scenario.yaml");
  }
  if (wanted.empty()) return;
  const auto conversion = unit_conversion(claim.unit, wanted);
  if (!conversion || (is_party_size(claim.subject) && claim.unit != wanted)) {
    cells.error("unit", "the unit \"" + claim.unit + "\" for " + claim.subject,
                "\"" + wanted + "\" or a unit that converts to it", "convert the value");
    return;
  }
  for (const auto& [power, name] : {std::pair{conversion->households, "people_per_household"},
                                    std::pair{conversion->vehicles, "people_per_vehicle"}}) {
    const ParameterId id = scenario.parameters.find(name);
    if (power == 0 || (id.valid() && scenario.parameters[id].lower > 0.0)) continue;
    cells.error("unit", "\"" + claim.unit + "\", which needs the parameter " + name,
                "that parameter in scenario.yaml, with a lower bound above 0",
                "declare it, with a prior, or convert the value to " + wanted);
  }
}

/// Means may be fractions: a parameter counts thousands only where its bounds reach so far.
bool may_count_thousands(const Claim& claim, const std::string& text, const Scenario& scenario) {
  const auto thousands = read_with_thousands(text);
  const ParameterId id = scenario.parameters.find(claim.subject);
  return !id.valid() || (thousands && *thousands <= scenario.parameters[id].upper);
}

/// People and parties are whole; what has a unit of its own (killed, dollars) most often is.
void check_is_whole(Cells& cells, const Claim& claim, const Scenario& scenario) {
  for (const char* column : {"value", "value_high"}) {
    if (!may_count_thousands(claim, cells.text(column), scenario)) continue;
    if (counts_people(claim.unit)) cells.require_whole_count(column);
    if (!converts_to_others(claim.unit)) cells.warn_of_thousands(column);
  }
}

/// A claim outside a parameter's bounds can never be right.
void check_bounds(Cells& cells, const Claim& claim, const Scenario& scenario) {
  const ParameterId id = scenario.parameters.find(claim.subject);
  if (!id.valid() || !claim.value) return;
  const Parameter& parameter = scenario.parameters[id];
  const auto conversion = unit_conversion(claim.unit, parameter.unit);
  if (!conversion || conversion->households != 0 || conversion->vehicles != 0) return;
  const double low = *claim.value * conversion->factor;
  const double high = claim.value_high.value_or(*claim.value) * conversion->factor;
  const bool open_above = claim.qualifier == Qualifier::at_least;
  const bool open_below = claim.qualifier == Qualifier::at_most;
  if ((low <= parameter.upper || open_below) && (high >= parameter.lower || open_above)) return;
  cells.warning(
      "value", number_words(*claim.value),
      fmt::format("a number within the bounds of {}, {:g} to {:g} {}", parameter.name,
                  parameter.lower, parameter.upper, parameter.unit),
      "as it stands it cannot be right here: check the unit, or widen the parameter's bounds");
}

/// A claim about a part, or about another time, says nothing of a parameter.
void check_matter(Cells& cells, const Claim& claim, const Scenario& scenario) {
  const ParameterId id = scenario.parameters.find(claim.subject);
  if (!id.valid() || !scenario.parameters[id].uses_claims || !claim.value) return;
  if (!claim.place.empty()) {
    cells.warning("place",
                  "\"" + cells.text("place") + "\" in a claim about the parameter " + claim.subject,
                  "an empty cell: a parameter stands for the whole area",
                  "the claim is shown and not used; leave the place empty if it is about the "
                  "whole, or make it a claim about a parameter or topic of the place's own");
  } else if (!is_about_a_parameters_matter(scenario, claim.place, claim.holds_for)) {
    cells.warning(
        "holds_for",
        "\"" + cells.text("holds_for") + "\" in a claim about the parameter " + claim.subject,
        fmt::format("an empty cell, or a moment from {} to {}",
                    format_time(scenario.start, scenario.utc_offset),
                    format_time(scenario.end, scenario.utc_offset)),
        "the claim is shown and not used; leave the moment out if the number stands for "
        "the time of the scenario too");
  }
}

/// Where a reader can look it up.
void check_reference(Cells& cells, const Claim& claim) {
  if (claim.url.empty() && claim.publication.empty()) {
    cells.error("url", "neither url nor publication", "where it was published",
                "give one of them: a claim without a source cannot be checked");
  }
  const bool is_address = claim.url.rfind("http://", 0) == 0 || claim.url.rfind("https://", 0) == 0;
  if (!claim.url.empty() &&
      (!is_address || claim.url.find_first_of(" \t\n") != std::string::npos)) {
    cells.error("url", "\"" + claim.url + "\"", "an address that begins with http:// or https://",
                "put other references into publication");
  }
}

void error(Diagnostics& diagnostics, const Claim& claim, const std::string& found,
           const std::string& expected, const std::string& remedy) {
  diagnostics.add(
      {Severity::error, "claims.csv", claim.line, "supersedes", found, expected, remedy});
}

void check_successor(const Claim& claim, const Claim& earlier, Diagnostics& diagnostics) {
  if (claim.subject != earlier.subject || claim.place != earlier.place) {
    error(diagnostics, claim, "\"" + earlier.id + "\", which is about something else",
          "an earlier claim about the same subject and place", "remove it from supersedes");
  }
  if (claim.published < earlier.published) {
    error(diagnostics, claim, "\"" + earlier.id + "\", which was published later",
          "an earlier claim", "exchange them, or check the dates of publication");
  }
}

}  // namespace

void check_upper_end(Cells& cells, Qualifier qualifier, const std::optional<double>& value,
                     const std::optional<double>& value_high) {
  if ((qualifier == Qualifier::between) != value_high.has_value()) {
    cells.error("value_high", value_high ? "a value" : "an empty cell",
                "an upper end exactly where the qualifier is between",
                value_high ? "remove it or write between" : "give the upper end");
  }
  if (value && value_high && *value_high < *value) {
    cells.error("value_high", "an upper end below the lower", "value <= value_high",
                "exchange them");
  }
}

Claim read_claim(Cells& cells, const Scenario& scenario) {
  Claim claim;
  claim.id = cells.id();
  claim.line = cells.line();
  claim.subject = cells.required("subject");
  claim.place = cells.place_or_region("place");
  claim.holds_for = cells.time("holds_for");
  claim.qualifier = cells.choice("qualifier", qualifier_names());
  claim.value = cells.optional_number("value", -kMostClaimed, kMostClaimed);
  claim.value_high = cells.optional_number("value_high", -kMostClaimed, kMostClaimed);
  claim.unit = cells.text("unit");
  claim.statement = cells.text("statement");
  claim.said_by = cells.required("said_by");
  claim.source_type = cells.choice("source_type", source_type_names());
  claim.publication = cells.text("publication");
  claim.url = cells.text("url");
  claim.published = cells.published(kNever);
  claim.supersedes = cells.text("supersedes");
  claim.weight = cells.number("weight", 0.0, kLargestWeight, 1.0);
  check_subject(cells, claim, scenario);
  check_numbers(cells, claim);
  check_range_of_unit(cells, claim);
  check_unit(cells, claim, scenario);
  check_is_whole(cells, claim, scenario);
  check_bounds(cells, claim, scenario);
  check_matter(cells, claim, scenario);
  check_reference(cells, claim);
  return claim;
}

void check_claims(const Scenario& scenario, Diagnostics& diagnostics) {
  std::map<std::string, const Claim*> by_id;
  for (const Claim& claim : scenario.claims) by_id[claim.id] = &claim;
  for (const Claim& claim : scenario.claims) {
    const auto earlier = by_id.find(claim.supersedes);
    if (earlier == by_id.end() || earlier->second == &claim) continue;
    check_successor(claim, *earlier->second, diagnostics);
  }
}

}  // namespace corridor
