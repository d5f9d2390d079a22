#include "input/exit_rule_cells.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "scenario/exit_rules.h"
#include "scenario/names.h"

namespace corridor {
namespace {

/// Classes and groups whom an exit rule names.
class NamedPeople {
 public:
  NamedPeople(Cells& cells, const Scenario& scenario, Event& event)
      : cells_(cells), scenario_(scenario), event_(event) {}

  void read() {
    std::stringstream list(cells_.text(kColumn));
    for (std::string name; std::getline(list, name, '|');) {
      if (!read_class(name) && !read_group(name)) tell_of_nobody(name);
    }
  }

 private:
  static constexpr const char* kColumn = "applies_to";

  bool read_class(const std::string& name) {
    for (const auto& [class_name, household_class] : household_class_names()) {
      if (class_name != name) continue;
      event_.applies_to.push_back(household_class);
      return true;
    }
    return false;
  }

  bool read_group(const std::string& name) {
    const auto group = std::find_if(scenario_.groups.begin(), scenario_.groups.end(),
                                    [&](const Group& one) { return one.id == name; });
    if (group == scenario_.groups.end()) return false;
    event_.applies_to_groups.push_back(name);
    const bool is_elsewhere = group->place.valid() && !is_about(event_, *group);
    if (event_.kind == EventKind::exit_rule && is_elsewhere) warn_of_home_elsewhere(*group);
    return true;
  }

  void warn_of_home_elsewhere(const Group& group) {
    cells_.warning(
        kColumn, "\"" + group.id + "\", whose home is \"" + scenario_.place(group.place).id + "\"",
        "groups of \"" + scenario_.place(event_.place).id + "\"",
        "as it stands the rule does not hold for them: leave `place` empty, or give them "
        "a rule of their own");
  }

  void tell_of_nobody(const std::string& name) {
    std::vector<std::string> names;
    for (const auto& [class_name, household_class] : household_class_names())
      names.push_back(class_name);
    for (const Group& group : scenario_.groups) names.push_back(group.id);
    cells_.unknown_name(kColumn, name, names);
  }

  Cells& cells_;
  const Scenario& scenario_;
  Event& event_;
};

}  // namespace

void read_exit_rule(Cells& cells, const Scenario& scenario, Event& event) {
  NamedPeople(cells, scenario, event).read();
  event.names_all_who_may = cells.text("amount").empty();
}

}  // namespace corridor
