#include "rules/flee/flee_model.h"

#include "base/check.h"
#include "rules/flee/parameters.h"
#include "scenario/flee_scenario.h"

namespace corridor {
namespace {

struct FleeState final : ModelState {
  explicit FleeState(FleeWorld given) : world(std::move(given)) {}
  [[nodiscard]] std::unique_ptr<ModelState> clone() const override {
    return std::make_unique<FleeState>(world);
  }
  void reslot(const MemberStreams& streams) override { world.reslot(streams); }
  FleeWorld world;
};

class FleeModel final : public Model {
 public:
  FleeModel(std::shared_ptr<const FleeSetting> setting, const ParameterRegistry& registry,
            FleeRepresentation representation)
      : setting_(std::move(setting)), parameters_(registry), representation_(representation) {
    const std::vector<std::string> places = flee_place_ids(setting_->instance);
    series_ = {{"in_camps", "", "people"}, {"displaced", "", "people"}};
    for (const FleeCamp& camp : setting_->data.camps()) {
      series_.push_back({"in_camp", places[camp.location], "people"});
    }
  }

  [[nodiscard]] Time start_time() const override { return setting_->instance.start; }
  [[nodiscard]] Duration step_length() const override { return kDay; }
  [[nodiscard]] const std::vector<SeriesInfo>& series() const override { return series_; }

  [[nodiscard]] std::unique_ptr<ModelState> start(const ParameterValues& values,
                                                  const MemberStreams& streams) const override {
    const FleeSettings& base = setting_->instance.settings;
    const FleeSettings settings = parameters_.apply(base, values);
    const auto setting =
        settings == base ? setting_ : std::make_shared<const FleeSetting>(*setting_, settings);
    const auto rule =
        settings.frozen_capacity ? FleeCapacityRule::frozen : FleeCapacityRule::running;
    return std::make_unique<FleeState>(FleeWorld(setting, streams, rule, representation_));
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
  FleeParameterMap parameters_;
  FleeRepresentation representation_;
  std::vector<SeriesInfo> series_;
};

}  // namespace

std::vector<Topic> flee_series() {
  return {{"in_camps", "people", "people in all camps", true},
          {"in_camp", "people", "people in a camp", true},
          {"displaced", "people", "people displaced since the beginning", true}};
}

std::unique_ptr<Model> make_flee_model(std::shared_ptr<const FleeSetting> setting,
                                       const ParameterRegistry& registry,
                                       FleeRepresentation representation) {
  return std::make_unique<FleeModel>(std::move(setting), registry, representation);
}

}  // namespace corridor
