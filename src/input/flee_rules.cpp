// That the folder has what its settings ask for.
#include "input/flee_csv.h"
#include "input/flee_readers.h"

namespace corridor {
namespace {

struct Need {
  bool is_on;
  const char* rule;
  const char* attribute;
  bool is_number;
};

std::vector<Need> needs_of(const FleeSettings& rules) {
  return {{rules.women_avoid_hazards, "WomenAvoidHazards", "gender", false},
          {rules.children_avoid_hazards, "ChildrenAvoidHazards", "age", true},
          {rules.boys_take_risk, "BoysTakeRisk", "age", true},
          {rules.boys_take_risk, "BoysTakeRisk", "gender", false},
          {rules.elderly_avoid_hazards, "ElderlyAvoidHazards", "age", true},
          {rules.match_camp_religion, "MatchCampReligion", "religion", false},
          {rules.match_camp_ethnicity, "MatchCampEthnicity", "ethnicity", false},
          {rules.match_town_ethnicity, "MatchTownEthnicity", "ethnicity", false},
          {rules.match_conflict_ethnicity, "MatchConflictEthnicity", "ethnicity", false},
          {rules.flood_forecaster, "flood_forecaster", "floodawareness", true}};
}

void check_attribute(const Need& need, const FleeInstance& instance, Diagnostics& diagnostics) {
  const std::string file = "demographics_" + std::string(need.attribute) + ".csv";
  const FleeAttribute* attribute = instance.find_attribute(need.attribute);
  if (attribute == nullptr) {
    flee_error(diagnostics, file, 0, "", "no such file",
               "the table that the rule " + std::string(need.rule) + " needs",
               "add it or switch the rule off");
    return;
  }
  for (const std::string& value : attribute->values) {
    if (!need.is_number || flee_number(value)) continue;
    flee_error(diagnostics, file, 0, need.attribute, '"' + value + '"', "a number",
               std::string("as ") + need.rule + " is on");
  }
}

void check_economic_pull(const FleeInstance& instance, Diagnostics& diagnostics) {
  if (!instance.settings.use_economic_pull) return;
  for (const FleeLocation& location : instance.locations) {
    if (location.country == instance.locations.front().country) continue;
    for (const char* name : {"trade_volume", "hdi"}) {
      const auto found = location.attributes.find(name);
      if (found != location.attributes.end() && flee_number(found->second)) continue;
      flee_error(diagnostics, "locations.csv", 0, location.name + "." + name, "no number",
                 "the column filled for all foreign places, as use_economic_pull is on");
    }
  }
}

void check_boys(const FleeInstance& instance, Diagnostics& diagnostics) {
  const FleeSettings& settings = instance.settings;
  if (!settings.boys_take_risk) return;
  const std::string doing = settings.strict
                                ? "as in Flee it works only with ChildrenAvoidHazards and has no "
                                  "upper age (quirk Q22)"
                                : "here it holds for boys of 15 to 18, with or without "
                                  "ChildrenAvoidHazards (quirk Q22 corrected)";
  flee_warning(diagnostics, instance.settings_file, 0, "move_rules.BoysTakeRisk", "true", "false",
               doing);
}

void check_matching(const FleeInstance& instance, Diagnostics& diagnostics) {
  const FleeSettings& settings = instance.settings;
  if (!settings.match_camp_religion && !settings.match_camp_ethnicity &&
      !settings.match_town_ethnicity && !settings.match_conflict_ethnicity) {
    return;
  }
  flee_warning(diagnostics, instance.settings_file, 0, "move_rules.Match...", "true", "false",
               settings.strict
                   ? "as in Flee only the displaced who are present count, and camps count as "
                     "hugely populated (quirk Q21; Flee stops when somebody is on a road)"
                   : "residents and displaced people count together (quirk Q21 corrected)");
}

}  // namespace

void check_flee_rules(const FleeInstance& instance, Diagnostics& diagnostics) {
  for (const Need& need : needs_of(instance.settings)) {
    if (need.is_on) check_attribute(need, instance, diagnostics);
  }
  if (!instance.locations.empty()) check_economic_pull(instance, diagnostics);
  check_boys(instance, diagnostics);
  check_matching(instance, diagnostics);
  if (instance.settings.stay_close_to_home) {
    flee_warning(
        diagnostics, instance.settings_file, 0, "move_rules.stay_close_to_home", "true", "false",
        instance.settings.strict
            ? "as in Flee the distance is that from the present place (quirk Q22)"
            : "the distance is that from home; in Flee from the present place (quirk Q22)");
  }
  if (instance.settings.fixed_routes) {
    flee_warning(diagnostics, instance.settings_file, 0, "move_rules.fixed_routes", "true", "false",
                 instance.settings.strict
                     ? "as in Flee scores count twice and major routes lose their first hop "
                       "(quirk Q26)"
                     : "scores count once and major routes keep their first hop (quirk Q26 "
                       "corrected)");
  }
  if (!instance.settings.harvest_months.empty()) {
    flee_warning(diagnostics, instance.settings_file, 0, "move_rules.harvest_months", "months",
                 "none",
                 instance.settings.strict ? "as in Flee everybody goes home to harvest (quirk Q32)"
                                          : "farmers go home; in Flee everybody (quirk Q32)");
  }
}

}  // namespace corridor
