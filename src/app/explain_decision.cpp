#include "app/explain_decision.h"

#include <algorithm>
#include <map>

#include "app/rerun.h"
#include "base/crew.h"
#include "base/parallel.h"
#include "inference/particle.h"
#include "inference/prior.h"
#include "rules/corridor/corridor_model.h"
#include "rules/corridor/decision_standing.h"
#include "scenario/names.h"

namespace corridor {
namespace {

using Standings = std::vector<DecisionStanding>;

/// Runs the members of a forecast up to its as-of time, at most to the scenario's end.
class MembersNow {
 public:
  explicit MembersNow(const LoadedScenario& loaded)
      : known_(loaded.known),
        sampler_(known_, {}),
        model_(make_corridor_model(known_)),
        world_(compile_world(known_)),
        prior_(known_, loaded.as_of, sampler_, model_->shocks(0)),
        steps_(std::max<Duration::rep>(
            0, (moment_of_decisions(loaded) - known_.start) / known_.step)) {}

  [[nodiscard]] Standings standings(std::uint32_t member) const {
    const MemberStreams slot{ForecastOptions().seed, member};
    const PriorDraw draw = draw_possible(prior_, slot);
    const Member placed = place_member({draw.scores, draw.luck, 0}, prior_.names(), slot, *model_,
                                       known_, sampler_, {});
    const std::unique_ptr<ModelState> state = model_->start(placed.values, placed.luck);
    state->reslot(placed.later);
    for (Duration::rep step = 0; step < steps_; ++step) model_->step(*state);
    return decision_standings(world_, static_cast<const CorridorState&>(*state));
  }

 private:
  const Scenario& known_;
  ParameterSampler sampler_;
  std::unique_ptr<Model> model_;
  World world_;
  ScenarioPrior prior_;
  Duration::rep steps_;
};

std::vector<Standings> members_now(const LoadedScenario& loaded) {
  const MembersNow members(loaded);
  std::vector<Standings> all(kMembersOfDecisions);
  parallel_for(all.size(), alone().threads(0),
               [&](std::size_t m) { all[m] = members.standings(static_cast<std::uint32_t>(m)); });
  return all;
}

/// Shares over the members in which somebody has not decided yet; `place` invalid: of everybody.
class SharesOfMembers {
 public:
  SharesOfMembers(const std::vector<Standings>& members, PlaceId place)
      : members_(members), place_(place) {}

  /// The share that would have decided after so many hours.
  [[nodiscard]] std::vector<double> decided(double hours, bool if_open) const {
    return shares(
        [&](const DecisionStanding& at) { return people_decided_after(at, hours, if_open); });
  }
  /// The share that never leaves.
  [[nodiscard]] std::vector<double> never_leave() const {
    return shares([](const DecisionStanding& at) { return static_cast<double>(at.stayers); });
  }
  /// The share of members in which a way out is open for all that are asked about.
  [[nodiscard]] double way_out() const {
    const std::vector<double> open = shares([](const DecisionStanding& at) {
      return at.way_out ? static_cast<double>(at.people()) : 0.0;
    });
    const auto all_open = std::count(open.begin(), open.end(), 1.0);
    return open.empty() ? 0.0 : static_cast<double>(all_open) / static_cast<double>(open.size());
  }

 private:
  template <class People>
  [[nodiscard]] std::vector<double> shares(People&& people_of) const {
    std::vector<double> found;
    for (const Standings& member : members_) {
      double people = 0.0;
      Count all = 0;
      for (const DecisionStanding& at : member) {
        if (place_.valid() && at.place != place_) continue;
        people += people_of(at);
        all += at.people();
      }
      if (all > 0) found.push_back(people / static_cast<double>(all));
    }
    return found;
  }

  const std::vector<Standings>& members_;
  PlaceId place_;
};

/// Nothing where everybody has decided in every member.
std::optional<ExplainedDecision> decision_of(const SharesOfMembers& shares) {
  ExplainedDecision decision;
  const std::vector<double> never_leave = shares.never_leave();
  if (never_leave.empty()) return std::nullopt;
  decision.never_leave = estimate_of(never_leave);
  decision.way_out = shares.way_out();
  for (const int days : kDaysOfDecisions) {
    const double hours = in_hours(kDay) * days;
    decision.after.push_back({days, estimate_of(shares.decided(hours, false)),
                              estimate_of(shares.decided(hours, true))});
  }
  return decision;
}

}  // namespace

Time moment_of_decisions(const LoadedScenario& loaded) {
  return std::min(loaded.as_of, loaded.known.end);
}

std::vector<ExplainedDecision> explain_decision(const LoadedScenario& loaded) {
  const std::vector<Standings> members = members_now(loaded);
  std::vector<ExplainedDecision> decisions;
  const auto add = [&](PlaceId place) {
    auto decision = decision_of(SharesOfMembers(members, place));
    if (!decision) return;
    if (place.valid()) {
      decision->place = loaded.known.place(place).id;
      decision->name = names_of(loaded.known.place(place));
    }
    decisions.push_back(std::move(*decision));
  };
  add(PlaceId{});
  for (std::uint32_t p = 0; p < loaded.known.places.size(); ++p) add(PlaceId{p});
  return decisions;
}

}  // namespace corridor
