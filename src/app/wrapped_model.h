#pragma once
// A model around another that shows other series of it.
#include <memory>
#include <utility>
#include <vector>

#include "model.h"

namespace corridor {

/// Passes everything on to the model inside but what it shows.
class WrappedModel : public Model {
 public:
  [[nodiscard]] Time start_time() const override { return model_->start_time(); }
  [[nodiscard]] Duration step_length() const override { return model_->step_length(); }
  [[nodiscard]] std::size_t shocks(std::size_t steps) const override {
    return model_->shocks(steps);
  }
  [[nodiscard]] std::unique_ptr<ModelState> start(const ParameterValues& parameters,
                                                  const MemberStreams& streams) const override {
    return model_->start(parameters, streams);
  }
  void step(ModelState& state) const override { model_->step(state); }

 protected:
  explicit WrappedModel(std::unique_ptr<Model> model) : model_(std::move(model)) {}
  [[nodiscard]] const Model& inside() const { return *model_; }

 private:
  std::unique_ptr<Model> model_;
};

}  // namespace corridor
