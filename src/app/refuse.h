#pragma once
#include <string>

namespace corridor {

/// Throws InputError for one option of a use case: what was found (quoted in the message), what was
/// expected, how to mend it.
[[noreturn]] void refuse(const std::string& option, const std::string& found,
                         const std::string& expected, const std::string& remedy = "");

}  // namespace corridor
