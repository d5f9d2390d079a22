#pragma once
// "from 9,000 a day in May to about 1,200 on Tuesday": one quantity at two times.
#include <vector>

#include "reading/language.h"
#include "reading/quantities.h"

namespace corridor::reading {

/// Quantity `q` rose or fell to the one behind it: "from" stands before it, "to" before the other.
bool is_trend(const Tokens& tokens, const std::vector<Quantity>& quantities, std::size_t q,
              const Language& language);

}  // namespace corridor::reading
