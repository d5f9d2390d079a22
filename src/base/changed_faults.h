#pragma once
#include <utility>

#include "base/diagnostics.h"

namespace corridor {

/// Adds faults to others, each as `change` makes it: those of a part, as who reads of the whole
/// knows them.
template <class Change>
void add_changed(const Diagnostics& faults, const Change& change, Diagnostics& to) {
  for (Diagnostic fault : faults.items()) {
    change(fault);
    to.add(std::move(fault));
  }
}

}  // namespace corridor
