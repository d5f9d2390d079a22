#pragma once
#include <memory>

#include "base/crew.h"

namespace corridor {

/// The crew that this process joined, of one where nothing is said, and how it leaves it.
class JoinedCrew : public Crew {
 public:
  /// Ends this member's part when all went well, or for a reason that every member sees (bad
  /// input).
  virtual void leave() {}
  /// Ends all members at once: this one failed and the others may be waiting for it.
  virtual void abandon(int /*exit_code*/) {}
};

/// The crew that `mpirun` started this process in; a crew of one where there is none or where the
/// program was built without MPI.
std::unique_ptr<JoinedCrew> join_crew();

}  // namespace corridor
