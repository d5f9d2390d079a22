#pragma once
// Numbers that a spreadsheet wrote with a point between thousands: "40.000" for 40000.
#include <optional>
#include <string>
#include <string_view>

namespace corridor {

/// What a text means where its points separate thousands, as in "40.000" and "1.234.567"; nothing
/// where they cannot: one to three digits, of which the first is no 0, then three behind each
/// point.
std::optional<double> read_with_thousands(std::string_view text);

/// "write 40000 without a separator, or 40 if that is meant"; of "1.234.567" the first alone.
std::string without_separators(std::string_view text);

}  // namespace corridor
