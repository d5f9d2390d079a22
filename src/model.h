#pragma once
// The narrow waist: all that ensembles, inference, scores, what-ifs and outputs know of a model.
#include <memory>
#include <span>
#include <vector>

#include "base/time.h"
#include "random/stream.h"
#include "scenario/parameter.h"
#include "scenario/series.h"

namespace corridor {

/// A member's state: everything the next step depends on.
class ModelState {
 public:
  virtual ~ModelState() = default;
  [[nodiscard]] virtual std::unique_ptr<ModelState> clone() const = 0;
  /// From now on draws come from `streams`, so that copies part company. What was drawn before
  /// stays. A state that draws nothing ignores it.
  virtual void reslot(const MemberStreams& /*streams*/) {}
};

class Model {
 public:
  virtual ~Model() = default;
  [[nodiscard]] virtual Time start_time() const = 0;
  [[nodiscard]] virtual Duration step_length() const = 0;
  /// The series that `observe` fills, in its order.
  [[nodiscard]] virtual const std::vector<SeriesInfo>& series() const = 0;
  /// How many standard normal shocks the first `steps` steps take, beside the parameters: whether
  /// open events happen (`open_events`, where the model draws that), then what makes a rate wander.
  /// Inference moves them like parameters.
  [[nodiscard]] virtual std::size_t shocks(std::size_t /*steps*/) const { return 0; }
  /// The state of a member at the start time. `parameters` may go on with shocks; those not given
  /// come from the streams (scenario/shocks.h).
  [[nodiscard]] virtual std::unique_ptr<ModelState> start(const ParameterValues& parameters,
                                                          const MemberStreams& streams) const = 0;
  /// Advances the state by one step. Thread-safe for different states.
  virtual void step(ModelState& state) const = 0;
  /// Writes the present value of every series (`out` has the size of `series()`).
  virtual void observe(const ModelState& state, std::span<double> out) const = 0;
};

}  // namespace corridor
