#include "scenario/exit_rules.h"

#include <algorithm>
#include <utility>

#include "scenario/hypotheses.h"

namespace corridor {

bool is_about(const Event& rule, const Group& group) {
  return !rule.place.valid() || rule.place == group.place;
}

bool names(const Event& rule, const Group& group) {
  const auto has = [](const auto& list, const auto& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
  };
  const bool names_nobody = rule.applies_to.empty() && rule.applies_to_groups.empty();
  return names_nobody || has(rule.applies_to, group.household_class) ||
         has(rule.applies_to_groups, group.id);
}

void apply_exit_rule(const Scenario& scenario, const Event& rule, const ParameterValues& values,
                     std::vector<char>& may_leave) {
  const bool named_may = rule.names_all_who_may || rule.amount.of(values) > 0.0;
  for (std::size_t g = 0; g < scenario.groups.size(); ++g) {
    if (!is_about(rule, scenario.groups[g])) continue;
    if (names(rule, scenario.groups[g])) {
      may_leave[g] = named_may ? 1 : 0;
    } else if (rule.names_all_who_may) {
      may_leave[g] = 0;
    }
  }
}

std::vector<char> who_may_leave(const Scenario& scenario, Time moment,
                                const ParameterValues& values) {
  std::vector<std::pair<double, std::size_t>> rules;
  for (std::size_t e = 0; e < scenario.events.size(); ++e) {
    if (scenario.events[e].kind != EventKind::exit_rule) continue;
    const auto hours = event_hours(scenario, e, values, MemberStreams{});
    if (hours && *hours <= in_hours(moment - scenario.start)) rules.emplace_back(*hours, e);
  }
  std::sort(rules.begin(), rules.end());
  std::vector<char> may_leave(scenario.groups.size(), 1);
  for (const auto& [hours, event] : rules)
    apply_exit_rule(scenario, scenario.events[event], values, may_leave);
  return may_leave;
}

}  // namespace corridor
