#pragma once
// What rules on persons and the logs know of a simulated person beside where they are. Kept only
// where an instance needs it.
#include <memory>
#include <vector>

#include "random/buffered_stream.h"
#include "rules/flee/traits.h"

namespace corridor {

/// Lengths in units of the network.
struct FleePerson {
  FleeLocationIndex home = 0;
  FleeTraitIndex trait = 0;
  std::int64_t travelled = 0;    ///< on completed links
  std::int32_t moved_today = 0;  ///< on all links
  std::uint16_t places = 1;      ///< where they have been
  std::uint16_t days_here = 0;   ///< as Flee counts: two a day (quirk Q38)
  std::uint8_t connections = 0;  ///< 0 to 10
  bool has_decided = false;      ///< at least once
  bool is_farmer = false;
  bool is_harvesting = false;  ///< counted at home meanwhile
};

/// A link that somebody completed and went on from on the same day.
struct FleeHop {
  std::uint32_t person = 0;
  FleeLinkIndex link = 0;
};

class FleePersons {
 public:
  /// True where rules or logs of the instance need to know persons.
  static bool are_needed(const FleeInstance& instance);

  explicit FleePersons(const FleeInstance& instance);

  /// A person displaced at `home`, with attributes drawn from the weights of that place.
  void add(FleeLocationIndex home, BufferedStream& stream);
  /// A person with given attributes (by attribute of the instance; -1: none).
  void add(FleeLocationIndex home, std::vector<std::int32_t> values, BufferedStream& stream);

  [[nodiscard]] FleePerson& operator[](std::uint32_t id) { return persons_[id]; }
  [[nodiscard]] const FleePerson& operator[](std::uint32_t id) const { return persons_[id]; }
  [[nodiscard]] std::size_t size() const { return persons_.size(); }
  [[nodiscard]] const FleeTraits& traits() const { return traits_; }
  /// The value of an attribute; -1: none.
  [[nodiscard]] std::int32_t value(std::uint32_t id, std::size_t attribute) const {
    return values_[id * attributes_ + attribute];
  }

  /// The acquaintances of a person who decides in a place, by Flee's rule (6.8 of its semantics:
  /// later lines overwrite earlier ones; quirk Q38).
  static int connections_after(int before, Count people_here, bool is_camp, int days_here,
                               double intensity, bool is_first, int day);

  /// Hops of the day, in the order in which people were moved.
  [[nodiscard]] const std::vector<FleeHop>& hops() const { return hops_; }
  [[nodiscard]] std::vector<FleeHop>& hops() { return hops_; }
  /// How often links were entered, by link: all, and by attribute value (connections last).
  struct LinkCounts {
    Count total = 0;
    std::vector<Count> by_value;
  };
  [[nodiscard]] const LinkCounts& entries(FleeLinkIndex lineage) const;
  /// Somebody enters a link.
  void count_entry(std::uint32_t id, FleeLinkIndex lineage);
  /// Where the values of an attribute start in `by_value`; that of the number of attributes is
  /// where connections start.
  [[nodiscard]] std::size_t first_value(std::size_t attribute) const {
    return first_values_[attribute];
  }
  /// Begins a new day.
  void forget_today();

  static constexpr int kMaxConnections = 10;

 private:
  const FleeInstance* instance_;
  std::size_t attributes_;
  bool counts_values_;
  std::vector<double> farmer_fraction_;  ///< by place
  std::vector<FleePerson> persons_;
  std::vector<std::int32_t> values_;  ///< by person and attribute
  FleeTraits traits_;
  std::vector<FleeHop> hops_;
  std::vector<std::size_t> first_values_;
  std::vector<LinkCounts> entries_;
};

}  // namespace corridor
