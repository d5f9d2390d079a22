#pragma once
#include <vector>

#include "reading/quantities.h"

namespace corridor::reading {

/// Whether a quantity is a part of the next one: "two thirds of the 90,000 people", "12 of the 40
/// wounded". What is said to have happened, happened to the part.
bool is_part_of_next(const Tokens& tokens, const std::vector<Quantity>& quantities, std::size_t q,
                     const Language& language);

}  // namespace corridor::reading
