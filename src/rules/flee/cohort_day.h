#pragma once
// One phase of a day for counted cohorts: how bands split, and where the parts go.
#include <vector>

#include "rules/flee/cohorts.h"

namespace corridor {

class FleeCohortDay {
 public:
  FleeCohortDay(FleeCohorts& cohorts, FleeDay& day, BufferedStream& stream);

  /// Phase A: those in places enter links or stay.
  void depart();
  /// Phase B: those on links move, and those who arrive with time left decide again, in the order
  /// of how far they have moved.
  void travel();

 private:
  using Group = FleeCohorts::Group;

  /// Where people go on: into `band` at their average or, when their day ends there, at the mean of
  /// their average and what they moved.
  struct Target {
    FleeBand* band = nullptr;
    Count people = 0;        ///< how many went
    std::int32_t moved = 0;  ///< today, all told
    bool ends_day = false;
    bool arrives = false;  ///< in `place`
    FleeLocationIndex place = 0;

    [[nodiscard]] std::int32_t average_after(std::int32_t average) const {
      return ends_day ? (average + moved) >> 1 : average;
    }
    void add(std::int32_t average, Count more) {
      people += more;
      band->counts[static_cast<std::size_t>(average_after(average))] += more;
    }
  };

  /// One choice of link with its targets, which are found when somebody takes it.
  struct Way {
    bool is_used = false;
    Target target;
    Target walking;  ///< those who walk, by the chance of the link
    std::uint64_t walk_below = 0;
  };

  /// What happens to people with a probability, each for himself.
  struct Lot {
    std::uint64_t threshold = 0;       ///< the probability, of 2^32
    BinomialTables* tables = nullptr;  ///< of that probability, where they pay
  };

  /// People in `place` who decide after having moved `moved` today.
  struct Decision {
    FleeLocationIndex place = 0;
    std::int32_t moved = 0;
    bool is_morning = false;  ///< phase A: they enter links and move later
    bool first_link = false;
  };

  /// How people are on a link before they move on it.
  struct Leg {
    FleeRouteIndex rest = 0;
    std::int32_t moved = 0;    ///< today
    std::int32_t covered = 0;  ///< of the link
    bool first_link = false;
  };

  /// People who came to a place today and may go on.
  struct Arrival {
    FleeLocationIndex place = 0;
    FleeRouteIndex route = 0;
    FleeBandIndex band = 0;
  };

  static constexpr FleeLocationIndex kNowhere = UINT32_MAX;
  /// Leavers up to which gaps between them are drawn.
  static constexpr double kMostGaps = 200.0;

  FleeBand& in_place(FleeLocationIndex place, FleeRouteIndex route, bool first_link);
  FleeBand& on_link(FleeLinkIndex link, FleeRouteIndex route, std::int32_t covered,
                    bool first_link);
  FleeBand& event(std::int32_t moved, FleeLocationIndex place, FleeRouteIndex route);

  Target onward(FleeLinkIndex link, const Leg& leg, std::int32_t speed);
  void settle(Target& target, std::int32_t low, std::int32_t high);
  void pass_on(Target target, const FleeBand& from);
  void use(Way& way, FleeLinkIndex link, FleeRouteIndex rest, const Decision& decision);
  void take(Way& way, std::int32_t average, Count people) {
    if (way.walk_below > 0) {
      const Count walking = draw_without_tables(way.walk_below, people);
      if (walking > 0) way.walking.add(average, walking);
      people -= walking;
    }
    way.target.add(average, people);
  }

  [[nodiscard]] Lot lot(std::uint64_t threshold, std::size_t numbers, Count people);
  /// To how many of `people` it happens.
  [[nodiscard]] Count draw(const Lot& lot, Count people) {
    return lot.tables != nullptr ? lot.tables->draw(stream_, people)
                                 : draw_without_tables(lot.threshold, people);
  }
  [[nodiscard]] Count draw_without_tables(std::uint64_t threshold, Count people);
  void decide(const Decision& decision, FleeBand& band);
  void find_leavers(const FleeStop& stop, std::int32_t forced_below_average, Count people_in_band,
                    const FleeBand& band);
  void find_rare_leavers(double probability, const FleeBand& band);
  void spread(const Decision& decision, const FleeCandidate& candidate, double share,
              FleeBand& band);
  /// Lets all go on along their route; false where they cannot.
  bool follow(const Decision& decision, FleeRouteIndex route, FleeBand& band);
  void advance(FleeLinkIndex link, const Group& group);
  void meet(std::int32_t moved, const Arrival& arrival);

  FleeCohorts& cohorts_;
  FleeDay& day_;
  BufferedStream& stream_;
  std::vector<FleeStop> stops_;
  std::vector<std::vector<Arrival>> arrivals_;  ///< by how far they have moved
  std::vector<Count> leavers_;  ///< of the decision at hand, from the lowest average
  Count all_leavers_ = 0;       ///< their sum
  Count gone_ = 0;              ///< of the decision at hand
};

}  // namespace corridor
