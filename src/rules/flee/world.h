#pragma once
// One member of a Flee ensemble: the state of the world and its day.
#include <memory>
#include <optional>
#include <vector>

#include "rules/flee/choices.h"
#include "rules/flee/data.h"
#include "rules/flee/network.h"
#include "rules/flee/spawning.h"
#include "rules/flee/travellers.h"

namespace corridor {

/// What all members share.
struct FleeSetting {
  explicit FleeSetting(FleeInstance given) : instance(std::move(given)), data(instance) {}
  /// The same with the settings of one member; what is observed stays.
  FleeSetting(const FleeSetting& other, const FleeSettings& settings)
      : instance(other.instance), data(other.data) {
    instance.settings = settings;
  }
  FleeInstance instance;
  FleeData data;
};

class FleeWorld {
 public:
  FleeWorld(std::shared_ptr<const FleeSetting> setting, const MemberStreams& streams,
            FleeCapacityRule capacity_rule);

  /// One day: environment, newcomers, closures, scores, departures, travel.
  void step();

  /// Days done.
  [[nodiscard]] int day() const { return day_; }
  [[nodiscard]] Count present(FleeLocationIndex place) const {
    return network_.places()[place].present;
  }
  /// People ever displaced, with those in camps on day 0.
  [[nodiscard]] Count people() const { return travellers_.people(); }
  [[nodiscard]] const FleeLedger& ledger() const { return ledger_; }
  [[nodiscard]] const FleeNetwork& network() const { return network_; }
  [[nodiscard]] const FleeTravellers& travellers() const { return travellers_; }
  /// What is known of persons; nothing where neither rules nor logs need it.
  [[nodiscard]] const FleePersons* persons() const { return persons_ ? &*persons_ : nullptr; }
  [[nodiscard]] const FleeSetting& setting() const { return *setting_; }
  /// Puts people into a place, besides what the data say.
  void add_people(FleeLocationIndex place, Count people);

 private:
  [[nodiscard]] FleeDay today();
  void spawn();
  void take_from_population(FleeLocationIndex place);
  void add_person(FleeLocationIndex place, BufferedStream& stream);
  void count_groups();

  std::shared_ptr<const FleeSetting> setting_;
  MemberStreams streams_;
  FleeCapacityRule capacity_rule_;
  FleeNetwork network_;
  FleeChoices choices_;
  FleeTravellers travellers_;
  std::optional<FleePersons> persons_;
  FleeLedger ledger_;
  std::vector<double> spawn_weights_;
  std::vector<double> sinks_;  ///< by place: chance a day of vanishing; empty: none
  int day_ = 0;
};

}  // namespace corridor
