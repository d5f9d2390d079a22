#pragma once
// A number with what is said about its exactness: qualifier, range, share, rate.
#include <string>
#include <vector>

#include "reading/numbers.h"
#include "scenario/scenario.h"

namespace corridor::reading {

struct Quantity {
  std::size_t first = 0;  ///< token range from the qualifier to the last number; `last` is past it
  std::size_t last = 0;
  std::optional<double> value;  ///< none for "several hundred"
  std::optional<double> value_high;
  Qualifier qualifier = Qualifier::exactly;
  bool share = false;  ///< per cent or a fraction; `value` is then 0 to 1
  bool none = false;   ///< "no": zero of something that must be named
};

/// Joins the numbers of a sentence into quantities. Numbers that name or measure something else
/// (article 5, 30 km, 3 million dollars) are left out. `taken` marks tokens that say when or who.
std::vector<Quantity> find_quantities(const Tokens& tokens, const std::vector<Number>& numbers,
                                      const std::vector<bool>& taken, const Language& language);

}  // namespace corridor::reading
