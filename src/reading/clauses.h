#pragma once
// Where one clause of a sentence ends and another begins.
#include <optional>

#include "reading/language.h"
#include "reading/modality.h"

namespace corridor::reading {

/// A semicolon, an aside, or a comma with "and" or another beginning of a clause stands in
/// [begin, end): what is on one side says nothing of the other.
bool is_cut_off(const Tokens& tokens, std::size_t begin, std::size_t end, const Language& language);

/// "..., down from 300 on Monday": what stands behind the comparison in [begin, end) has a time of
/// its own.
bool is_compared(const Tokens& tokens, std::size_t begin, std::size_t end,
                 const Language& language);

/// How far the phrase [first, last) stands from a claim in its sentence, in tokens; beyond the next
/// claim it counts as further. Nothing where what lies between cuts it off, or where it is said of
/// what the claim is compared with.
std::optional<std::size_t> distance_from(const Tokens& tokens, const Claimed& claimed,
                                         std::size_t first, std::size_t last,
                                         const Language& language);

/// One past the dash of "PORT, Friday (the agency) - "; 0 where there is none.
std::size_t dateline_end(const Tokens& tokens);

}  // namespace corridor::reading
