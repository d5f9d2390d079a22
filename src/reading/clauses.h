#pragma once
// Where one clause of a sentence ends and another begins.
#include "reading/language.h"

namespace corridor::reading {

/// A semicolon, an aside, or a comma with "and" or another beginning of a clause stands in
/// [begin, end): what is on one side says nothing of the other.
bool is_cut_off(const Tokens& tokens, std::size_t begin, std::size_t end, const Language& language);

/// One past the dash of "PORT, Friday (the agency) - "; 0 where there is none.
std::size_t dateline_end(const Tokens& tokens);

}  // namespace corridor::reading
