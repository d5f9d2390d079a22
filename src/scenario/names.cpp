#include "scenario/names.h"

#include "base/check.h"

namespace corridor {
namespace {

template <class Kind>
const std::string& find_name(const std::vector<std::pair<std::string, Kind>>& names, Kind kind) {
  for (const auto& [name, value] : names) {
    if (value == kind) return name;
  }
  CORRIDOR_CHECK(false, "a kind without a name");
  return names.front().first;
}

/// Whether a text has letters of a script from right to left: in UTF-8 those of U+0590 to U+08FF
/// begin with 0xD6 to 0xE0, the forms of U+FB1D to U+FEFC with 0xEF 0xAC to 0xBB.
bool has_letters_from_right_to_left(const std::string& text) {
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned next = byte(i + 1);
    const bool is_letter = (byte(i) == 0xD6 && next >= 0x90) ||
                           (byte(i) >= 0xD7 && byte(i) <= 0xDF) ||
                           (byte(i) == 0xE0 && (next >= 0xA0 && next <= 0xA3));
    const bool is_form = byte(i) == 0xEF && next >= 0xAC && next <= 0xBB;
    if (is_letter || is_form) return true;
  }
  return false;
}

/// Set apart (U+2068, U+2069) where it runs from right to left, so that it shuffles no number
/// beside it.
std::string apart(const std::string& name) {
  return has_letters_from_right_to_left(name) ? "\u2068" + name + "\u2069" : name;
}

}  // namespace

const std::vector<std::pair<std::string, Qualifier>>& qualifier_names() {
  static const std::vector<std::pair<std::string, Qualifier>> names = {
      {"exactly", Qualifier::exactly},   {"about", Qualifier::about},
      {"at_least", Qualifier::at_least}, {"at_most", Qualifier::at_most},
      {"between", Qualifier::between},   {"statement", Qualifier::statement}};
  return names;
}

const std::vector<std::pair<std::string, PlaceKind>>& place_kind_names() {
  static const std::vector<std::pair<std::string, PlaceKind>> names = {
      {"settlement", PlaceKind::settlement},
      {"junction", PlaceKind::junction},
      {"crossing", PlaceKind::crossing},
      {"checkpoint", PlaceKind::checkpoint},
      {"desk", PlaceKind::desk},
      {"reception", PlaceKind::reception},
      {"destination", PlaceKind::destination}};
  return names;
}

const std::vector<std::pair<std::string, HouseholdClass>>& household_class_names() {
  static const std::vector<std::pair<std::string, HouseholdClass>> names = {
      {"vehicle", HouseholdClass::vehicle},
      {"no_vehicle", HouseholdClass::no_vehicle},
      {"needs_help", HouseholdClass::needs_help}};
  return names;
}

const std::vector<std::pair<std::string, std::string>>& source_type_names() {
  static const std::vector<std::pair<std::string, std::string>> names = {
      {"party", "party"},
      {"government", "government"},
      {"un", "un"},
      {"ngo", "ngo"},
      {"press", "press"}};
  return names;
}

const std::string& name_of(Qualifier qualifier) { return find_name(qualifier_names(), qualifier); }

const std::string& name_of(PlaceKind kind) { return find_name(place_kind_names(), kind); }

std::string in_words(const Names& names) {
  if (names.name.empty()) return apart(names.other_name);
  return names.other_name.empty() ? apart(names.name)
                                  : apart(names.name) + " / " + apart(names.other_name);
}

std::string names_of(const Place& place) {
  const std::string names = in_words({place.name, place.other_name});
  return names.empty() ? apart(place.id) : names;
}

std::string names_of(const Scenario& scenario, const Road& road) {
  return names_of(scenario.place(road.from)) + " \u2192 " + names_of(scenario.place(road.to));
}

std::string names_of(const Scenario& scenario, const SeriesInfo& series) {
  const Topic* topic = scenario.find_topic(series.target);
  const std::string what = topic == nullptr ? series.target : topic->meaning;
  return series.location.empty() ? what
                                 : what + ", " + names_of_location(scenario, series.location);
}

std::string names_of_location(const Scenario& scenario, const std::string& id) {
  const RoadId road = scenario.find_road(id);
  if (road.valid()) return names_of(scenario, scenario.road(road));
  const std::string names = in_words(scenario.names_of(id));
  return names.empty() ? apart(id) : names;
}

}  // namespace corridor
