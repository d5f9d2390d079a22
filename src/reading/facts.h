#pragma once
// Yes or no: is there electricity, is the road open, does the ceasefire hold.
#include <string>
#include <vector>

#include "reading/language.h"

namespace corridor::reading {

struct YesNo {
  std::string subject;  ///< electricity, road_open, ceasefire_holds
  bool yes = false;
  std::size_t first = 0;  ///< token range, `last` is one past the end
  std::size_t last = 0;
};

/// At most one a subject and sentence.
std::vector<YesNo> find_facts(const Tokens& tokens, const Language& language);

}  // namespace corridor::reading
