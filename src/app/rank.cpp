#include "app/rank.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/learn.h"
#include "app/rank_loss.h"
#include "app/rank_target.h"
#include "app/refuse.h"
#include "app/rulesets.h"
#include "app/sobol_design.h"
#include "base/parallel.h"
#include "inference/sensitivity.h"
#include "inference/trials.h"
#include "results/ahead.h"
#include "results/needs.h"
#include "scenario/hypotheses.h"

namespace corridor {
namespace {

constexpr std::size_t kFewestMembers = 40;

std::vector<ParameterId> uncertain_parameters(const ParameterSampler& sampler) {
  std::vector<ParameterId> ids;
  for (std::uint32_t i = 0; i < sampler.registry().all().size(); ++i) {
    if (sampler.is_uncertain(ParameterId{i})) ids.push_back(ParameterId{i});
  }
  return ids;
}

/// What the claims say of a parameter, or of what only they speak of.
class Disputes {
 public:
  Disputes(const Scenario& known, const ParameterSampler& sampler)
      : known_(known), quantities_(known_quantities(known, sampler)) {}

  void add_to(RankedQuantity& ranked) const {
    for (const Quantity& quantity : quantities_) {
      if (quantity.subject != ranked.name ||
          !is_about_a_parameters_matter(known_, quantity.place, quantity.holds_for))
        continue;
      ranked.claims += quantity.readings.size();
      if (quantity.is_contested() && ranked.dispute.empty())
        ranked.dispute = dispute_words(quantity);
    }
  }

  [[nodiscard]] std::vector<std::string> outside(const ParameterRegistry& registry) const {
    std::vector<std::string> names;
    for (const Quantity& quantity : quantities_) {
      if (quantity.is_contested() && !registry.find(quantity.subject).valid())
        names.push_back(quantity.subject);
    }
    return names;
  }

 private:
  const Scenario& known_;
  std::vector<Quantity> quantities_;
};

/// What a ranking is made from, a value a member.
struct Sample {
  std::vector<std::vector<double>> outcomes;  ///< what is asked; how long a way out is open, if any
  std::vector<std::vector<double>> columns;   ///< by parameter of the list
  std::vector<std::uint32_t> starts;          ///< what members descend from
};

/// What is asked, and beside it for how long a way out is open, where the model says.
std::vector<Outcome> outcomes_of(const Outcome& asked, const std::vector<SeriesInfo>& series,
                                 std::size_t first_step) {
  std::vector<Outcome> outcomes = {asked};
  const std::vector<std::size_t> way_out = rank_series(series, "way_out_open", "");
  if (!way_out.empty()) {
    outcomes.push_back(
        {way_out, asked.steps, Outcome::Kind::steps_above_zero, std::min(first_step, asked.steps)});
  }
  return outcomes;
}

Sample sample_of(const EnsembleResults& results, const std::vector<Outcome>& outcomes,
                 const std::vector<ParameterId>& ids) {
  Sample sample{read_outcomes(results, outcomes), {}, results.starts};
  for (const ParameterId id : ids) {
    std::vector<double>& column = sample.columns.emplace_back();
    for (std::size_t m = 0; m < results.members; ++m) column.push_back(results.parameter(m, id));
  }
  return sample;
}

/// Ranks what knowing each parameter would save.
Ranking ranking_of(const Sample& sample, const DecisionLoss& loss,
                   const std::vector<ParameterId>& ids, const Scenario& known,
                   const ParameterSampler& sampler, const WorthSettings& settings,
                   unsigned threads) {
  const ValueOfInformation value(sample.outcomes.front(), loss, settings, sample.starts);
  Ranking ranking;
  ranking.members = sample.outcomes.front().size();
  ranking.is_squared = loss.kind == DecisionLoss::Kind::squared;
  ranking.loss = loss_words(loss);
  ranking.mean = value.mean();
  ranking.standard_deviation = std::sqrt(value.variance());
  ranking.action = value.action();
  ranking.expected_loss = value.expected_loss();
  ranking.quantities.resize(ids.size());
  const Disputes disputes(known, sampler);
  parallel_for(ids.size(), threads, [&](std::size_t i) {
    const Parameter& parameter = sampler.registry()[ids[i]];
    RankedQuantity& ranked = ranking.quantities[i];
    ranked.name = parameter.name;
    ranked.meaning = parameter.meaning;
    ranked.worth = value.worth(sample.columns[i]);
    disputes.add_to(ranked);
  });
  if (sample.outcomes.size() > 1) {
    ranking.way_out = RankedQuantity{
        "way_out_open", "for how long a way out is open", 0, "", value.worth(sample.outcomes[1]),
        std::nullopt};
  }
  ranking.contested_outside = disputes.outside(sampler.registry());
  return ranking;
}

void sort_by_worth(Ranking& ranking) {
  std::stable_sort(ranking.quantities.begin(), ranking.quantities.end(),
                   [](const RankedQuantity& a, const RankedQuantity& b) {
                     return a.worth.saved.value > b.worth.saved.value;
                   });
}

}  // namespace

Ranking rank(const RankOptions& options,
             const std::function<void(std::size_t, std::size_t)>& progress) {
  if (options.run.members < kFewestMembers) {
    refuse("--members", std::to_string(options.run.members),
           fmt::format("at least {} for a ranking", kFewestMembers), "");
  }
  const RunPlan plan = plan_run(options.run, ScenarioSource{options.run.folder, {}, {}});
  const Scenario& known = plan.loaded.known;
  const ParameterSampler sampler(known, parse_overrides(options.run.settings, known.parameters));
  const auto model = make_model(known);
  const RankTarget target = read_rank_target(options.target, plan, model->series());
  const DecisionLoss loss = read_loss(options.loss, sampler);
  const std::vector<Outcome> outcomes =
      outcomes_of(target.outcome, model->series(), first_ranked_step(plan));
  const std::vector<ParameterId> ids = uncertain_parameters(sampler);
  std::optional<SobolDesign> design;
  if (options.sobol_design) {
    refuse_counts(counts_to_learn(known, *model));
    design.emplace(sampler, ids, options.run);
  }
  const std::size_t members = options.run.members;
  const std::size_t runs = members + (design ? design->trials().size() : 0);
  const Assimilation learned =
      learn(plan, options.run, sampler,
            [&](std::size_t done, std::size_t of) { progress(members * done / of, runs); });
  Ranking ranking = ranking_of(sample_of(learned.results, outcomes, ids), loss, ids, known, sampler,
                               {WorthSettings{}.bootstraps, options.run.seed}, plan.threads);
  ranking.warnings = learned.diagnostics.warnings;
  if (design) {
    add_sobol(
        *design, plan, *model, target.outcome, options.run.seed,
        [&](std::size_t done) { progress(members + done, runs); }, ranking);
  }
  ranking.outcome = target.words;
  ranking.unit = target.unit;
  sort_by_worth(ranking);
  return ranking;
}

Ranking rank_from_forecast(const EnsembleResults& results, const LoadedScenario& loaded,
                           const ParameterSampler& sampler, unsigned threads) {
  constexpr std::size_t kBootstraps = 20;
  if (results.members < kFewestMembers || results.parameters.empty()) return {};
  const std::size_t first_step = first_step_ahead(results, loaded.as_of) + 1;
  const Outcome beds{rank_series(results.series, kBeds, ""), results.steps, Outcome::Kind::largest,
                     first_step};
  if (beds.series.size() < std::size(kInNeedOfBeds)) return {};
  const std::vector<ParameterId> ids = uncertain_parameters(sampler);
  Ranking ranking =
      ranking_of(sample_of(results, outcomes_of(beds, results.series, first_step), ids),
                 read_loss("", sampler), ids, loaded.known, sampler, {kBootstraps, 1}, threads);
  ranking.outcome = "people in need of a bed in a centre, most at once from now until " +
                    date_and_hour(results.time(results.steps - 1), loaded.known.utc_offset);
  ranking.unit = "people";
  sort_by_worth(ranking);
  return ranking;
}

}  // namespace corridor
