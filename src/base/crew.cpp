#include "base/crew.h"

#include <algorithm>
#include <thread>

namespace corridor {

unsigned Crew::threads(unsigned wanted) const {
  if (wanted > 0) return wanted;
  return std::max(1U,
                  std::thread::hardware_concurrency() / static_cast<unsigned>(on_this_machine()));
}

const Crew& alone() {
  static const Crew crew;
  return crew;
}

}  // namespace corridor
