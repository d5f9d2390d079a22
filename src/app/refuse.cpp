#include "app/refuse.h"

#include "base/diagnostics.h"

namespace corridor {

void refuse(const std::string& option, const std::string& found, const std::string& expected,
            const std::string& remedy) {
  Diagnostics diagnostics;
  diagnostics.add({Severity::error, option, 0, "", "\"" + found + "\"", expected, remedy});
  throw InputError(diagnostics);
}

}  // namespace corridor
