#pragma once
// What is counted, and what has happened to it.
#include <optional>
#include <string>
#include <vector>

#include "reading/states.h"

namespace corridor::reading {

struct What {
  std::string subject;    ///< `killed`, `children_evacuated`, `buses`
  std::string unit;       ///< `people`, `families`, `killed`, `t`, `people_per_day`, `share`
  std::size_t first = 0;  ///< token range of quantity and what it counts; `last` is past it
  std::size_t last = 0;
  Confidence confidence = Confidence::high;
  std::string reason;             ///< how it was found, for the reviewer
  bool has_own_state = false;     ///< what happened is said of it, not only of the one beside it
  bool is_bare = false;           ///< nothing is said of what happened to these people
  bool is_part = false;           ///< "including 300": of those counted before
  bool shares_qualifier = false;  ///< "at least 20 killed and 31 injured": with the one before
};

/// People who pass a point, also those of a group (`children_arrivals`): who did so in a period and
/// who has done so up to a moment are different quantities.
bool is_passage(const std::string& subject);

/// People and things alike can be in this state: 300 people waiting, 120 buses waiting.
bool applies_to_things(const std::string& subject);

/// One entry a quantity; empty where nothing of interest is counted.
std::vector<std::optional<What>> find_subjects(const Tokens& tokens,
                                               const std::vector<Quantity>& quantities,
                                               const Language& language);

}  // namespace corridor::reading
