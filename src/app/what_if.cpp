#include "app/what_if.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "app/refuse.h"
#include "input/cells.h"
#include "input/events_table.h"

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
    refuse("--what-if", text,
           "KEY=VALUE, KEY+=VALUE, KEY*=VALUE, EVENT:PLACE_OR_ROAD [COLUMN=VALUE ...] or a folder");
  }
  const char before = text[equals - 1];
  const bool compound = before == '+' || before == '*';
  return {text.substr(0, equals - (compound ? 1 : 0)),
          compound ? std::string(1, before) + "=" : "=", text.substr(equals + 1)};
}

/// `100 other=1`: the second change stands in the value of the first.
void require_one_change(const Assignment& assignment, const ParameterRegistry& registry) {
  const std::size_t blank = assignment.value.rfind(' ', assignment.value.find('='));
  if (blank == std::string::npos || assignment.value.find('=') == std::string::npos) return;
  const Assignment second = split(assignment.value.substr(blank + 1));
  const bool is_change =
      registry.find(second.key).valid() || second.key.find('.') != std::string::npos;
  if (!is_change) return;
  refuse("--what-if", assignment.key + assignment.operation + assignment.value,
         "one change per argument", "put each change in quotes of its own");
}

void add_assignment(const Assignment& assignment, const ParameterRegistry& registry,
                    ScenarioChange& change) {
  require_one_change(assignment, registry);
  if (const ParameterId id = registry.find(assignment.key); id.valid()) {
    const auto value = parse_number(assignment.value);
    if (!value) refuse("--what-if", assignment.value, "a number", how_to_write(assignment.value));
    if (assignment.operation == "=") {
      require_within_bounds("--what-if", assignment.key + "=" + assignment.value, *value,
                            registry[id]);
    }
    change.parameters.push_back({assignment.key, assignment.operation, *value});
    return;
  }
  const std::size_t first = assignment.key.find('.');
  const std::size_t last = assignment.key.rfind('.');
  if (first == std::string::npos || first == last) {
    std::vector<std::string> names;
    for (const Parameter& parameter : registry.all()) names.push_back(parameter.name);
    const std::string near = nearest_name(assignment.key, names);
    refuse("--what-if", assignment.key,
           "a parameter, table.row.column, or an event such as buses:PLACE amount=50 seats=45",
           near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
  change.source.edits.push_back(
      {assignment.key.substr(0, first), assignment.key.substr(first + 1, last - first - 1),
       assignment.key.substr(last + 1), assignment.operation, assignment.value});
}

constexpr const char* kBlanks = " \t\n";

/// What stands before the first colon or blank.
std::string kind_in(const std::string& text) {
  return text.substr(0, text.find_first_of(": \t\n"));
}

bool is_event(const std::string& text) {
  const std::vector<std::string> kinds = event_kind_names();
  return std::find(kinds.begin(), kinds.end(), kind_in(text)) != kinds.end();
}

/// The longest known id of a place or road that `text` begins with, up to a blank or its end; where
/// there is none its first word. Ids may have blanks inside.
std::string_view location_at_begin(std::string_view text, const Scenario& known) {
  std::string_view longest = text.substr(0, text.find_first_of(kBlanks));
  const auto consider = [&](const std::string& id) {
    const bool ends = text.size() == id.size() ||
                      (text.size() > id.size() &&
                       std::string_view(kBlanks).find(text[id.size()]) != std::string_view::npos);
    if (ends && id.size() > longest.size() && text.starts_with(id))
      longest = text.substr(0, id.size());
  };
  for (const Place& place : known.places) consider(place.id);
  for (const Road& road : known.roads) consider(road.id);
  return longest;
}

/// `COLUMN=VALUE ...`: a word without a sign belongs to the value before it.
void add_cells(std::string_view text, std::vector<std::pair<std::string, std::string>>& cells) {
  const std::size_t before = cells.size();
  for (std::size_t at = text.find_first_not_of(kBlanks); at != std::string_view::npos;
       at = text.find_first_not_of(kBlanks, at)) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    const std::string word(text.substr(at, end - at));
    at = end;
    const std::size_t equals = word.find('=');
    if (equals != std::string::npos && equals > 0) {
      cells.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    } else if (cells.size() > before) {
      cells.back().second += " " + word;
    } else {
      refuse("--what-if", word, "COLUMN=VALUE of events.csv", "for example amount=240");
    }
  }
}

/// `KIND:PLACE_OR_ROAD ...`, whether there is such a kind or not.
bool looks_like_an_event(const std::string& text) {
  const std::size_t end = text.find_first_of(":.= ");
  return end != std::string::npos && text[end] == ':';
}

[[noreturn]] void refuse_kind(const std::string& text) {
  const std::vector<std::string> kinds = event_kind_names();
  const std::string kind = kind_in(text);
  const std::string near = nearest_name(kind, kinds);
  refuse("--what-if", kind, fmt::format("a kind of event: {}", fmt::join(kinds, ", ")),
         near.empty() ? "" : "did you mean \"" + near + "\"?");
}

/// Where the kind of event wants a name: misspelt ones are then told of beside the right ones.
/// Announcements name either.
std::string column_of_location(const std::string& kind, const std::string& where,
                               const Scenario& known) {
  const bool is_road_of_announcement = kind == "announcement" && known.find_road(where).valid();
  return names_a_road(kind) || is_road_of_announcement ? "road" : "place";
}

/// `KIND:PLACE_OR_ROAD COLUMN=VALUE ...`: a row of events.csv that is known now and holds from now
/// on, unless it says when.
AddedRow event_row(const std::string& text, const LoadedScenario& base, std::size_t number) {
  constexpr Duration kBefore{60};  // known is what was published before the as-of time
  const Duration offset = base.known.utc_offset;
  const std::string kind = kind_in(text);
  std::string_view rest = std::string_view(text).substr(kind.size());
  AddedRow row{"events",
               {{"id", "what-if-" + std::to_string(number)},
                {"kind", kind},
                {"published", format_time(base.as_of - kBefore, offset)},
                {"source", "what-if"},
                {"time", format_time(base.as_of, offset)}}};
  if (rest.starts_with(':')) {
    rest.remove_prefix(1);
    const std::string where(location_at_begin(rest, base.known));
    rest.remove_prefix(where.size());
    if (!where.empty()) row.cells.emplace_back(column_of_location(kind, where, base.known), where);
  }
  add_cells(rest, row.cells);
  return row;
}

/// Whether an event begins, and what it replaces would have begun, no earlier than the forecast.
bool is_from_now_on(const AddedRow& event, const LoadedScenario& base) {
  const auto begins_before = [&](const std::string& id) {
    return std::any_of(base.known.events.begin(), base.known.events.end(), [&](const Event& known) {
      return known.id == id && known.time < base.as_of;
    });
  };
  return std::none_of(event.cells.begin(), event.cells.end(), [&](const auto& cell) {
    const auto time = parse_time(cell.second, base.known.utc_offset);
    return (cell.first == "time" && time && *time < base.as_of) ||
           (cell.first == "supersedes" && begins_before(cell.second));
  });
}

}  // namespace

ScenarioChange parse_what_if(const WhatIf& what_if, const std::filesystem::path& folder,
                             const LoadedScenario& base) {
  ScenarioChange change;
  change.source.folder = folder;
  for (const std::string& text : what_if.changes) {
    if (std::filesystem::is_directory(text)) {
      change.source.overlays.emplace_back(text);
    } else if (is_event(text)) {
      change.source.added.push_back(event_row(text, base, change.source.added.size() + 1));
    } else if (looks_like_an_event(text)) {
      refuse_kind(text);
    } else {
      add_assignment(split(text), base.known.parameters, change);
    }
  }
  return change;
}

bool changes_the_past(const ScenarioChange& change, const LoadedScenario& base) {
  const std::vector<AddedRow>& events = change.source.added;
  const bool is_of_events =
      change.parameters.empty() && change.source.edits.empty() && change.source.overlays.empty();
  if (!is_of_events) return base.as_of > base.known.start;
  return !std::all_of(events.begin(), events.end(),
                      [&](const AddedRow& event) { return is_from_now_on(event, base); });
}

}  // namespace corridor
