// That the folder has what its settings ask for.
#include <cmath>

#include "input/flee_csv.h"
#include "input/flee_readers.h"

namespace corridor {
namespace {

struct Need {
  bool is_on;
  const char* rule;  ///< section.key of the settings
  const char* attribute;
  bool is_number;
};

std::vector<Need> needs_of(const FleeSettings& rules) {
  return {{rules.women_avoid_hazards, "move_rules.WomenAvoidHazards", "gender", false},
          {rules.children_avoid_hazards, "move_rules.ChildrenAvoidHazards", "age", true},
          {rules.boys_take_risk, "move_rules.BoysTakeRisk", "age", true},
          {rules.boys_take_risk, "move_rules.BoysTakeRisk", "gender", false},
          {rules.elderly_avoid_hazards, "move_rules.ElderlyAvoidHazards", "age", true},
          {rules.match_camp_religion, "move_rules.MatchCampReligion", "religion", false},
          {rules.match_camp_ethnicity, "move_rules.MatchCampEthnicity", "ethnicity", false},
          {rules.match_town_ethnicity, "move_rules.MatchTownEthnicity", "ethnicity", false},
          {rules.match_conflict_ethnicity, "move_rules.MatchConflictEthnicity", "ethnicity", false},
          {rules.flood_forecaster, "move_rules.flood_rules", "floodawareness", true}};
}

void check_attribute(const Need& need, const FleeInstance& instance, Diagnostics& diagnostics) {
  const FleeAttribute* attribute = instance.find_attribute(need.attribute);
  if (attribute == nullptr) {
    flee_error(diagnostics, instance.settings_file, instance.setting_line(need.rule), need.rule,
               "true without demographics_" + std::string(need.attribute) + ".csv",
               "the table that this rule needs", "add it or switch the rule off");
    return;
  }
  for (std::size_t i = 0; i < attribute->values.size(); ++i) {
    if (!need.is_number || !std::isnan(attribute->numbers[i])) continue;
    const FleeOrigin& origin = attribute->origins[i];
    flee_error(diagnostics, origin.file, origin.line, need.attribute,
               '"' + attribute->values[i] + '"', "a number",
               std::string("as ") + need.rule + " is on");
  }
}

void check_economic_pull(const FleeInstance& instance, Diagnostics& diagnostics) {
  if (!instance.settings.use_economic_pull) return;
  for (const FleeLocation& location : instance.locations) {
    if (location.country == instance.locations.front().country) continue;
    for (const char* name : {"trade_volume", "hdi"}) {
      const auto found = location.attributes.find(name);
      if (found != location.attributes.end() && !std::isnan(found->second)) continue;
      flee_error(diagnostics, "locations.csv", location.line, location.name + "." + name,
                 "no number",
                 "the column filled for all foreign places, as use_economic_pull is on");
    }
  }
}

/// A rule of the section `move_rules` that does not do what one expects.
void warn_of_rule(const std::string& key, const std::string& found, const std::string& remedy,
                  const FleeInstance& instance, Diagnostics& diagnostics) {
  const std::string label = "move_rules." + key;
  flee_warning(diagnostics, instance.settings_file, instance.setting_line(label), label, found,
               "no such rule", remedy);
}

void check_boys(const FleeInstance& instance, Diagnostics& diagnostics) {
  const FleeSettings& settings = instance.settings;
  if (!settings.boys_take_risk) return;
  const std::string doing = settings.strict
                                ? "as in Flee it works only with ChildrenAvoidHazards and has no "
                                  "upper age (quirk Q22)"
                                : "here it holds for boys of 15 to 18, with or without "
                                  "ChildrenAvoidHazards (quirk Q22 corrected)";
  warn_of_rule("BoysTakeRisk", "true", doing, instance, diagnostics);
}

void check_matching(const FleeInstance& instance, Diagnostics& diagnostics) {
  const FleeSettings& settings = instance.settings;
  const char* key = settings.match_camp_religion        ? "MatchCampReligion"
                    : settings.match_camp_ethnicity     ? "MatchCampEthnicity"
                    : settings.match_town_ethnicity     ? "MatchTownEthnicity"
                    : settings.match_conflict_ethnicity ? "MatchConflictEthnicity"
                                                        : nullptr;
  if (key == nullptr) return;
  warn_of_rule(key, "true",
               settings.strict
                   ? "as in Flee only the displaced who are present count, and camps count as "
                     "hugely populated (quirk Q21; Flee stops when somebody is on a road)"
                   : "residents and displaced people count together (quirk Q21 corrected)",
               instance, diagnostics);
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
    warn_of_rule("stay_close_to_home", "true",
                 instance.settings.strict
                     ? "as in Flee the distance is that from the present place (quirk Q22)"
                     : "the distance is that from home; in Flee from the present place (quirk Q22)",
                 instance, diagnostics);
  }
  if (instance.settings.fixed_routes) {
    warn_of_rule("fixed_routes", "true",
                 instance.settings.strict
                     ? "as in Flee scores count twice and major routes lose their first hop "
                       "(quirk Q26)"
                     : "scores count once and major routes keep their first hop (quirk Q26 "
                       "corrected)",
                 instance, diagnostics);
  }
  if (!instance.settings.harvest_months.empty()) {
    warn_of_rule("harvest_months", "months",
                 instance.settings.strict ? "as in Flee everybody goes home to harvest (quirk Q32)"
                                          : "farmers go home; in Flee everybody (quirk Q32)",
                 instance, diagnostics);
  }
}

}  // namespace corridor
