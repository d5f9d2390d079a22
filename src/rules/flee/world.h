#pragma once
// One member of a Flee ensemble: the state of the world and its day.
#include <memory>
#include <optional>
#include <vector>

#include "rules/flee/choices.h"
#include "rules/flee/cohorts.h"
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
            FleeCapacityRule capacity_rule,
            FleeRepresentation representation = FleeRepresentation::automatic);
  /// Draws come from `streams` from now on.
  void reslot(const MemberStreams& streams) { streams_ = streams; }

  /// One day: environment, newcomers, closures, scores, departures, travel.
  void step();

  /// Days done.
  [[nodiscard]] int day() const { return day_; }
  [[nodiscard]] Count present(FleeLocationIndex place) const {
    return network_.places()[place].present;
  }
  /// People ever displaced, with those in camps on day 0.
  [[nodiscard]] Count people() const {
    return cohorts_ ? cohorts_->people() : static_cast<Count>(travellers_.people());
  }
  /// Everybody counted again where people are counted; otherwise `people`.
  [[nodiscard]] Count recount() const { return cohorts_ ? cohorts_->recount() : people(); }
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
  void displace(FleeLocationIndex place, Count people, BufferedStream& stream);
  void add(FleeLocationIndex place, Count people, BufferedStream& stream);
  template <class People>
  void move(People& people, FleeDay& day);
  void count_groups();

  std::shared_ptr<const FleeSetting> setting_;
  MemberStreams streams_;
  FleeCapacityRule capacity_rule_;
  FleeNetwork network_;
  FleeChoices choices_;
  FleeTravellers travellers_;           ///< people one by one ...
  std::optional<FleeCohorts> cohorts_;  ///< ... or counted, where there is something here
  std::optional<FleePersons> persons_;
  FleeLedger ledger_;
  std::vector<double> spawn_weights_;
  std::vector<double> sinks_;  ///< by place: chance a day of vanishing; empty: none
  int day_ = 0;
};

}  // namespace corridor
