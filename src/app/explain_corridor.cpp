#include "app/explain_corridor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "app/explain_decision.h"
#include "app/rerun.h"
#include "base/writing.h"
#include "inference/particle.h"
#include "inference/prior.h"
#include "output/report_reader.h"
#include "output/standing_words.h"
#include "rules/corridor/routes.h"
#include "scenario/exit_rules.h"
#include "scenario/hypotheses.h"
#include "scenario/names.h"
#include "scenario/standing_threats.h"

namespace corridor {
namespace {

class CorridorExplanation {
 public:
  explicit CorridorExplanation(const LoadedScenario& loaded)
      : loaded_(loaded), scenario_(loaded.known), sampler_(loaded.known, {}) {
    for (std::uint32_t i = 0; i < scenario_.parameters.all().size(); ++i) {
      medians_.push_back(sampler_.quantile(ParameterId{i}, 0.5));
    }
  }

  Explained write() {
    write_introduction();
    write_steps();
    explained_.decisions = explain_decision(loaded_);
    write_household();
    return std::move(explained_);
  }

 private:
  void write_introduction() {
    explained_.introduction = fmt::format(
        "As known before {}: {} places, {} roads, {} groups, {} events, {} claims.\n\nEvery tick "
        "of "
        "at most 30 minutes, in this order (values: medians of what is known):\n",
        format_time(loaded_.as_of, scenario_.utc_offset), scenario_.places.size(),
        scenario_.roads.size(), scenario_.groups.size(), scenario_.events.size(),
        scenario_.claims.size());
  }

  double median(const char* name) const {
    return medians_[scenario_.parameters.require(name).index];
  }

  void step(const char* title, const std::string& text) {
    explained_.steps.push_back({title, text});
  }

  void write_steps() {
    step("1. Events fall due",
         "attacks, ceasefires, openings, deliveries, buses, offers, as dated in events.csv; a "
         "hypothetical one happens with its probability, after its delay");
    step("2. Supplies are eaten",
         fmt::format("one person-day a day each; D = weighted shortage of food ({:g}), medicine "
                     "({:g}), fuel ({:g}), "
                     "services ({:g})",
                     median("deprivation.food_weight"), median("deprivation.medicine_weight"),
                     median("deprivation.fuel_weight"), median("deprivation.services_weight")));
    step("3. Threat fades",
         fmt::format("T = sum w 2^(-hours since its end / half-life) exp(-distance / radius), "
                     "half-life {:g} h and radius {:g} km where an event gives none, times the "
                     "ceasefire's factor",
                     median("threat.half_life_hours"), median("threat.radius_km")) +
             going_on());
    step(
        "4. Households decide",
        fmt::format("hazard = {:.3g}/h x R x logistic({:.3g} + {:.3g} T + {:.3g} D + {:.3g} S + "
                    "{:.3g} O + {:g} E), S share of neighbours gone, O a way out is open, E people "
                    "are told to leave; R reason to leave: 0 where T + D is up to {:g}, 1 from "
                    "{:g} on and where people are told to; a share {:.3g} never leaves{}, of "
                    "whom an order moves {:.3g}",
                    median("decision.hazard_max_per_hour"), median("decision.intercept"),
                    median("decision.threat_weight"), median("decision.deprivation_weight"),
                    median("decision.contagion_weight"), median("decision.way_out_weight"),
                    median("decision.order_weight"), median("decision.reason_begins"),
                    median("decision.reason_full"), median("decision.never_leave_share"),
                    groups_with_shares_of_their_own(), median("decision.order_moves_share")));
    step("5. They find the means",
         fmt::format(
             "a share {:.3g} of vehicles has fuel, the others draw on the stock; each vehicle "
             "takes another "
             "household along with probability {:.3g}; then buses, ambulances, flights, or on foot",
             median("means.fuelled_share"), median("means.lift_probability")) +
             held_back());
    step("6. They choose destination and route",
         fmt::format("multinomial logit over the open routes: {:g} an hour, {:g} a unit of danger",
                     median("route.time_weight_per_hour"), median("route.danger_weight")) +
             named_kin());
    step("7. They travel",
         "first in, first out (Newell 1993; Yperman 2007): free-flow time, flow capacity, "
         "checkpoint, storage and spillback" +
             turning_back());
    step("8. They are received",
         "registered at the desk's rate, sent onward by stated shares, housed by hosts, own "
         "means or centres while there are beds");
    step("9. They return",
         fmt::format("only where permitted, threat below {:g}, deprivation below {:g}",
                     median("return.threat_limit"), median("return.deprivation_limit")));
    step("10. It is observed",
         "after every step: arrivals, queues, hours waited, registered, housed, without a place, "
         "needs");
  }

  /// What members have before they learn from counts.
  std::vector<ParameterValues> members() const {
    const ScenarioPrior prior(scenario_, loaded_.as_of, sampler_, open_events(scenario_).size());
    std::vector<ParameterValues> members;
    for (std::uint32_t m = 0; m < kMembersOfDecisions; ++m) {
      const PriorDraw draw = draw_possible(prior, {ForecastOptions().seed, m});
      members.push_back(prior.values(draw.scores));
    }
    return members;
  }

  /// `; the rules of exit hold back kyiv-men (in 84 % of the runs), ...`.
  std::string held_back() const {
    const std::vector<Event>& events = scenario_.events;
    const auto is_rule = [](const Event& event) { return event.kind == EventKind::exit_rule; };
    if (std::none_of(events.begin(), events.end(), is_rule)) return "";
    const std::vector<ParameterValues> all = members();
    std::vector<double> shares(scenario_.groups.size(), 0.0);
    for (const ParameterValues& values : all) {
      const std::vector<char> may = who_may_leave(scenario_, loaded_.as_of, values);
      for (std::size_t g = 0; g < may.size(); ++g)
        shares[g] += may[g] != 0 ? 0.0 : 1.0 / static_cast<double>(all.size());
    }
    std::string held;
    for (std::size_t g = 0; g < shares.size(); ++g) {
      if (shares[g] <= 0.0) continue;
      held += (held.empty() ? "" : ", ") + scenario_.groups[g].id;
      if (std::lround(100.0 * shares[g]) < 100)
        held += " (in " + percent(shares[g]) + " of the runs)";
    }
    return "; at the as-of time the rules of exit hold back " + (held.empty() ? "nobody" : held);
  }

  std::string going_on() const {
    const std::vector<Event>& events = scenario_.events;
    if (std::none_of(events.begin(), events.end(), is_lasting_threat)) return "";
    const auto standing = standing_threats(scenario_, loaded_.as_of, members());
    if (standing.empty()) return "; none goes on at the as-of time";
    return "; at the as-of time there go on " + standing_words(scenario_, standing);
  }

  std::string named_kin() const {
    if (scenario_.kin.empty()) return "";
    return fmt::format(
        "; {:.3g} ln(1 + people) for kin where it leads, of whom kin.csv has {} row{}",
        median("route.kin_stock_weight"), scenario_.kin.size(),
        scenario_.kin.size() == 1 ? "" : "s");
  }

  std::string groups_with_shares_of_their_own() const {
    const auto groups =
        std::count_if(scenario_.groups.begin(), scenario_.groups.end(),
                      [](const Group& group) { return group.never_leave_share.has_value(); });
    if (groups == 0) return "";
    return fmt::format(" ({} of {} groups have a share of their own)", groups,
                       scenario_.groups.size());
  }

  std::string turning_back() const {
    const double hazard_per_hour = median("road.turn_back_hazard_per_hour");
    if (hazard_per_hour <= 0.0) return "";
    return fmt::format(
        "; who has lost {:g} h turns back at {:.3g}/h, rests for {:g} h and may decide again",
        median("road.turn_back_patience_hours"), hazard_per_hour,
        median("road.turn_back_rest_hours"));
  }

  const Group& largest_group() const {
    return *std::max_element(scenario_.groups.begin(), scenario_.groups.end(),
                             [&](const Group& a, const Group& b) {
                               return a.people.of(medians_) < b.people.of(medians_);
                             });
  }

  static std::string means_of(const Group& group) {
    const std::string displaced = group.displaced ? ", already driven from home" : "";
    switch (group.household_class) {
      case HouseholdClass::vehicle:
        return "with a vehicle" + displaced;
      case HouseholdClass::no_vehicle:
        return "without a vehicle" + displaced;
      case HouseholdClass::needs_help:
        return "who need help" + displaced;
    }
    return "";
  }

  static std::string setting_out(HouseholdClass household_class) {
    switch (household_class) {
      case HouseholdClass::vehicle:
        return "it drives";
      case HouseholdClass::no_vehicle:
        return "it has no vehicle and waits for a seat with others or on a bus, or walks:";
      case HouseholdClass::needs_help:
        return "it cannot leave without help and waits for an ambulance, a bus or a seat:";
    }
    return "";
  }

  /// Where nobody is known to live yet there is no household to follow.
  void write_household() {
    if (scenario_.groups.empty()) return;
    const Group& group = largest_group();
    const Place& home = scenario_.place(group.place);
    explained_.example +=
        fmt::format("One household's way: {:.1f} people in {}, of about {} people there {}.\n",
                    group.people_per_household.of(medians_), names_of(home),
                    with_commas(fmt::format("{:.0f}", group.people.of(medians_))), means_of(group));
    const std::vector<Route> routes = find_routes(scenario_, 1);
    const auto route = std::find_if(routes.begin(), routes.end(), [&](const Route& candidate) {
      return candidate.origin == group.place;
    });
    if (route == routes.end()) return;
    explained_.example += fmt::format(
        "Once it has decided, and a way is open, {} {:.0f} km to {}, {:.1f} hours {}:\n",
        setting_out(group.household_class), route->length_km,
        names_of(scenario_.place(route->destination)), route->free_flow_hours,
        group.household_class == HouseholdClass::vehicle
            ? "if nobody were in front of it"
            : "by vehicle if nobody were in front" + on_foot(*route));
    for (const RoadId id : route->roads) write_road(id);
  }

  /// How long it would walk, or that nobody would.
  std::string on_foot(const Route& route) const {
    if (!is_walkable(scenario_, route, median("means.walking_limit_km")))
      return ", too far or not open to walk";
    return fmt::format(", {:.1f} on foot",
                       route.length_km / median("means.walking_speed_km_per_hour"));
  }

  void write_road(RoadId id) {
    const Road& road = scenario_.road(id);
    explained_.example +=
        fmt::format("   {}: {:g} km, {:.0f} vehicles/h", names_of(scenario_, road), road.length_km,
                    road.capacity_vehicles_per_hour.of(medians_));
    if (road.checkpoint) explained_.example += checkpoint_words(*road.checkpoint);
    explained_.example +=
        is_certainly_open(scenario_, id, loaded_.as_of) ? "\n" : " (closed at that time)\n";
  }

  std::string checkpoint_words(const Checkpoint& checkpoint) const {
    std::string words = fmt::format(", then a checkpoint that lets {:.0f} vehicles/h",
                                    checkpoint.vehicles_per_hour.of(medians_));
    if (checkpoint.people_on_foot_per_hour) {
      words += fmt::format(" and {:.0f} people/h on foot",
                           checkpoint.people_on_foot_per_hour->of(medians_));
    }
    words += " through";
    if (checkpoint.opens_minute == checkpoint.closes_minute) return words;
    const auto clock = [](int minute) {
      return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
    };
    return words + " from " + clock(checkpoint.opens_minute) + " to " +
           clock(checkpoint.closes_minute);
  }

  const LoadedScenario& loaded_;
  const Scenario& scenario_;
  ParameterSampler sampler_;
  ParameterValues medians_;
  Explained explained_;
};

}  // namespace

Explained explain_corridor(const LoadedScenario& loaded) {
  return CorridorExplanation(loaded).write();
}

}  // namespace corridor
