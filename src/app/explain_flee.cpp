#include "app/explain_flee.h"

#include <fmt/format.h>

#include <utility>

#include "rules/flee/choices.h"
#include "rules/flee/data.h"
#include "rules/flee/environment.h"
#include "rules/flee/parameters.h"

namespace corridor {
namespace {

std::string spawning(const FleeSettings& settings) {
  switch (settings.spawn_mode) {
    case FleeSpawnMode::conflict_driven:
      return fmt::format(
          "each conflict zone displaces {:g} a day times its intensity ({})",
          settings.displaced_per_conflict_day,
          settings.spawn_rate == FleeSpawnRate::pop_ratio ? "share of its population" : "people");
    case FleeSpawnMode::flood_driven:
      return "each flooded place displaces people by its flood level";
    case FleeSpawnMode::data_driven:
      break;
  }
  return "as many as registrations grew since yesterday, placed by population x intensity x decay "
         "of the conflict zones";
}

class FleeExplanation {
 public:
  explicit FleeExplanation(const LoadedScenario& loaded)
      : loaded_(loaded), instance_(*loaded.known.flee) {
    const ParameterSampler sampler(loaded.known, {});
    ParameterValues medians;
    for (std::uint32_t i = 0; i < loaded.known.parameters.all().size(); ++i) {
      medians.push_back(sampler.quantile(ParameterId{i}, 0.5));
    }
    instance_.settings =
        FleeParameterMap(loaded.known.parameters).apply(instance_.settings, medians);
  }

  Explained write() {
    explained_.introduction = fmt::format(
        "Rules of Flee, as known before {}: {} places, {} routes, {} days.\n\nEvery day, in this "
        "order (values: medians of what is known):\n",
        format_time(loaded_.as_of, loaded_.known.utc_offset), instance_.locations.size(),
        instance_.routes.size(), instance_.days);
    write_steps();
    write_choice();
    return std::move(explained_);
  }

 private:
  void step(const char* title, const std::string& text) {
    explained_.steps.push_back({title, text});
  }

  void write_steps() {
    const FleeSettings& s = instance_.settings;
    step("1. Conflicts begin and end", "as conflicts.csv says; then closures and changes of kind");
    step("2. People are displaced", spawning(s));
    step("3. Those in a place decide",
         fmt::format("chance of leaving a day: conflict zone {:g}, town {:g}, camp {:g}, hub 1; "
                     "who has a route left goes on",
                     s.conflict_movechance, s.default_movechance, s.camp_movechance));
    step(
        "4. They choose a route",
        fmt::format("weight = (({:g} + S) / ({:g} + km)^{:g} x K)^{:g} for every route of up to "
                    "{} links; S: camp {:g}, conflict zone {:g}^(decay x intensity), abroad x {:g}",
                    s.weight_softening, s.softening, s.distance_power, s.weight_power,
                    s.awareness_level, s.camp_weight, s.conflict_weight, s.foreign_weight));
    step("5. Camps fill up",
         fmt::format(
             "K falls from 1 at {:g} of the capacity (x {:g}) to 0 when it is full; nobody "
             "starts towards a camp with K below 0.5; capacities see people {}",
             s.capacity_buffer, s.capacity_scaling,
             s.frozen_capacity ? "once a phase (parallel Flee)" : "one by one (serial Flee)"));
    step("6. They travel",
         fmt::format("{:g} km a day{}; who arrives with distance to spare decides again{}",
                     s.max_move_speed_km_per_day,
                     s.start_on_foot ? fmt::format(", the first link on foot at {:g} km a day",
                                                   s.max_walk_speed_km_per_day)
                                     : std::string(),
                     s.avoid_short_stints ? ", and must go on from a town after a short day" : ""));
  }

  /// The first conflict zone of the file with its routes and their shares on the first day.
  void write_choice() {
    FleeNetwork network(instance_);
    flee_change_environment(instance_, 0, network);
    flee_update_scores(instance_, 0, network);
    const std::vector<FleePlace>& places = network.places();
    FleeLocationIndex from = 0;
    while (from < places.size() && (places[from].intensity <= 0.0 || places[from].links.empty())) {
      ++from;
    }
    if (from == places.size()) return;
    FleeChoices choices(instance_, network);
    const FleeChoices::Table& table = choices.table(from, network);
    explained_.example += fmt::format("One person's first choice, in {} on the first day:\n",
                                      instance_.locations[from].name);
    double before = 0.0;
    for (std::size_t i = 0; i < table.candidates.size(); ++i) {
      const FleeCandidate& candidate = table.candidates[i];
      explained_.example +=
          fmt::format("   {:5.1f} %  to {}, {:g} km\n",
                      100.0 * (table.cumulative[i] - before) / table.cumulative.back(),
                      instance_.locations[candidate.end].name,
                      static_cast<double>(candidate.length) * network.unit_km());
      before = table.cumulative[i];
    }
  }

  const LoadedScenario& loaded_;
  FleeInstance instance_;
  Explained explained_;
};

}  // namespace

Explained explain_flee(const LoadedScenario& loaded) { return FleeExplanation(loaded).write(); }

}  // namespace corridor
