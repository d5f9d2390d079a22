#pragma once
// Numbers that are parts of one: "42,300 Sudanese and 2,300 others had entered".
#include <optional>
#include <vector>

#include "reading/subjects.h"

namespace corridor::reading {

/// Puts the sum in the place of parts that stand side by side and of which the same is said; it is
/// of low confidence. What is left of the parts but the first is empty. `quantities` and `whats`
/// have an entry for every number of a sentence, as `find_subjects` gives them.
void add_up_parts(const Tokens& tokens, std::vector<Quantity>& quantities,
                  std::vector<std::optional<What>>& whats, const Language& language);

}  // namespace corridor::reading
