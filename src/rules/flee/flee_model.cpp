#include "rules/flee/flee_model.h"

#include "base/check.h"

namespace corridor {
namespace {

constexpr Duration kDay{86400};

struct FleeState final : ModelState {
  explicit FleeState(FleeWorld given) : world(std::move(given)) {}
  [[nodiscard]] std::unique_ptr<ModelState> clone() const override {
    return std::make_unique<FleeState>(world);
  }
  FleeWorld world;
};

class FleeModel final : public Model {
 public:
  FleeModel(std::shared_ptr<const FleeSetting> setting, FleeCapacityRule capacity_rule)
      : setting_(std::move(setting)), capacity_rule_(capacity_rule) {
    series_ = {{"in_camps", "", "people"}, {"displaced", "", "people"}};
    for (const FleeCamp& camp : setting_->data.camps()) {
      series_.push_back({"in_camp", setting_->instance.locations[camp.location].name, "people"});
    }
  }

  [[nodiscard]] Time start_time() const override { return setting_->instance.start; }
  [[nodiscard]] Duration step_length() const override { return kDay; }
  [[nodiscard]] const std::vector<SeriesInfo>& series() const override { return series_; }

  [[nodiscard]] std::unique_ptr<ModelState> start(const ParameterValues& /*parameters*/,
                                                  const MemberStreams& streams) const override {
    return std::make_unique<FleeState>(FleeWorld(setting_, streams, capacity_rule_));
  }

  void step(ModelState& state) const override { static_cast<FleeState&>(state).world.step(); }

  void observe(const ModelState& state, std::span<double> out) const override {
    CORRIDOR_CHECK(out.size() == series_.size(), std::to_string(out.size()));
    const FleeWorld& world = static_cast<const FleeState&>(state).world;
    std::size_t next = 2;
    Count in_camps = 0;
    for (const FleeCamp& camp : setting_->data.camps()) {
      const Count present = world.present(camp.location);
      out[next++] = static_cast<double>(present);
      in_camps += present;
    }
    out[0] = static_cast<double>(in_camps);
    out[1] = static_cast<double>(world.people());
  }

 private:
  std::shared_ptr<const FleeSetting> setting_;
  FleeCapacityRule capacity_rule_;
  std::vector<SeriesInfo> series_;
};

}  // namespace

std::unique_ptr<Model> make_flee_model(std::shared_ptr<const FleeSetting> setting,
                                       FleeCapacityRule capacity_rule) {
  return std::make_unique<FleeModel>(std::move(setting), capacity_rule);
}

}  // namespace corridor
