#include "app/rank.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/refuse.h"
#include "app/rulesets.h"
#include "base/parallel.h"
#include "inference/sensitivity.h"
#include "inference/trials.h"
#include "input/cells.h"
#include "results/ahead.h"
#include "results/needs.h"
#include "scenario/hypotheses.h"
#include "scenario/names.h"

namespace corridor {
namespace {

constexpr const char* kBeds =
    "beds";  // a sum of series: who is in centres and who waits for a place
constexpr std::size_t kFewestMembers = 40;

/// `2023-10-06 00:00`, local.
std::string date_and_hour(Time time, Duration offset) {
  std::string text = format_time(time, offset).substr(0, 16);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

/// The first step that is still to come, counted from 1 as outcomes do.
std::size_t first_ahead(const RunPlan& plan) {
  const LoadedScenario& loaded = plan.loaded;
  return first_step_ahead(loaded.known.start, loaded.known.step, plan.steps, loaded.as_of) + 1;
}

/// What is asked: an outcome of the model, in words.
struct Target {
  Outcome outcome;
  std::string words;
  std::string unit;
};

std::vector<std::size_t> find_series(const std::vector<SeriesInfo>& series, const std::string& name,
                                     const std::string& place) {
  const std::vector<std::string> wanted =
      name == kBeds ? std::vector<std::string>(std::begin(kInNeedOfBeds), std::end(kInNeedOfBeds))
                    : std::vector<std::string>{name};
  std::vector<std::size_t> found;
  for (std::size_t s = 0; s < series.size(); ++s) {
    const bool is_wanted =
        std::find(wanted.begin(), wanted.end(), series[s].target) != wanted.end();
    if (is_wanted && series[s].location == place) found.push_back(s);
  }
  return found;
}

class TargetReader {
 public:
  TargetReader(std::string text, const RunPlan& plan, const std::vector<SeriesInfo>& series)
      : text_(std::move(text)), plan_(plan), series_(series) {}

  Target read() {
    const std::size_t at = text_.rfind('@');
    if (at == std::string::npos || at == 0) {
      refuse("--rank", text_, "SERIES[:PLACE]@TIME",
             "for example beds@max, arrivals_cumulative@2023-09-30 or without_shelter:goris@end");
    }
    const std::string what = text_.substr(0, at);
    const std::size_t colon = what.find(':');
    const std::string name = what.substr(0, colon);
    const std::string place = colon == std::string::npos ? "" : what.substr(colon + 1);
    Target target;
    target.outcome.series = find_series(series_, name, place);
    if (target.outcome.series.empty()) refuse_series(name, place);
    target.unit = series_[target.outcome.series.front()].unit;
    target.words = name == kBeds ? "people in need of a bed in a centre" : meaning_of(name);
    if (!place.empty()) target.words += " (" + names_of_location(plan_.loaded.known, place) + ")";
    read_time(text_.substr(at + 1), target);
    return target;
  }

 private:
  std::string meaning_of(const std::string& name) const {
    const Topic* topic = plan_.loaded.known.find_topic(name);
    return topic == nullptr ? name : topic->meaning;
  }

  void read_time(const std::string& text, Target& target) const {
    const Scenario& known = plan_.loaded.known;
    const Duration offset = known.utc_offset;
    const Time end = known.start + known.step * static_cast<long long>(plan_.steps);
    target.outcome.steps = plan_.steps;
    if (text == "max") {
      target.outcome.kind = Outcome::Kind::largest;
      target.outcome.from = first_ahead(plan_);
      target.words += ", most at once from now until " + date_and_hour(end, offset);
      return;
    }
    if (text != "end") {
      const auto time = parse_time(text, offset);
      if (!time || *time < known.start + known.step || *time > end) {
        refuse("--rank", text, "end, max or a moment of the forecast",
               "from " + format_time(known.start + known.step, offset) + " to " +
                   format_time(end, offset));
      }
      target.outcome.steps = static_cast<std::size_t>((*time - known.start) / known.step);
    }
    const Time time = known.start + known.step * static_cast<long long>(target.outcome.steps);
    target.words += " on " + date_and_hour(time, offset);
  }

  [[noreturn]] void refuse_series(const std::string& name, const std::string& place) const {
    std::vector<std::string> names = {kBeds};
    bool is_known = name == kBeds;
    std::string places;
    for (const SeriesInfo& info : series_) {
      if (std::find(names.begin(), names.end(), info.target) == names.end())
        names.push_back(info.target);
      if (info.target != name && !(name == kBeds && info.target == "sheltered_centre")) continue;
      is_known = true;
      if (!info.location.empty()) places += (places.empty() ? "" : ", ") + info.location;
    }
    if (is_known && places.empty()) {
      refuse("--rank", place, "no place: the series " + name + " is a total",
             "write " + name + "@" + text_.substr(text_.find('@') + 1));
    }
    if (is_known) {
      refuse("--rank", place, "a place or road of the series " + name, "known: " + places);
    }
    std::string all;
    for (const std::string& known : names) all += (all.empty() ? "" : ", ") + known;
    const std::string near = nearest_name(name, names);
    refuse("--rank", name, "a series of the model",
           near.empty() ? "known: " + all : "did you mean \"" + near + "\"?");
  }

  std::string text_;
  const RunPlan& plan_;
  const std::vector<SeriesInfo>& series_;
};

/// Rulesets without needs have no ratio of their own: too few and too many count the same.
double shortage_cost_ratio(const ParameterSampler& sampler) {
  const ParameterId id = sampler.registry().find("needs.shortage_cost_ratio");
  return id.valid() ? sampler.quantile(id, 0.5) : 1.0;
}

DecisionLoss read_loss(const std::string& text, const ParameterSampler& sampler) {
  if (text.empty() || text == "pinball") {
    return {DecisionLoss::Kind::pinball, shortage_cost_ratio(sampler)};
  }
  if (text == "squared") return {DecisionLoss::Kind::squared, 0.0};
  const std::string prefix = "pinball=";
  const auto ratio =
      text.rfind(prefix, 0) == 0 ? parse_number(text.substr(prefix.size())) : std::nullopt;
  constexpr double kLargest = 1000.0;
  if (!ratio || *ratio <= 0.0 || *ratio > kLargest) {
    refuse("--loss", text, "pinball, pinball=RATIO or squared",
           "pinball=4: one too few costs as much as 4 too many");
  }
  return {DecisionLoss::Kind::pinball, *ratio};
}

std::string loss_words(const DecisionLoss& loss) {
  return loss.kind == DecisionLoss::Kind::squared
             ? "the square of what was prepared too much or too little"
             : fmt::format("{:g} for each one too few, 1 for each one too many", loss.under_cost);
}

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
};

/// What is asked, and beside it for how long a way out is open, where the model says.
std::vector<Outcome> outcomes_of(const Outcome& asked, const std::vector<SeriesInfo>& series,
                                 std::size_t first_step) {
  std::vector<Outcome> outcomes = {asked};
  const std::vector<std::size_t> way_out = find_series(series, "way_out_open", "");
  if (!way_out.empty()) {
    outcomes.push_back(
        {way_out, asked.steps, Outcome::Kind::steps_above_zero, std::min(first_step, asked.steps)});
  }
  return outcomes;
}

Sample sample_of(const EnsembleResults& results, const std::vector<Outcome>& outcomes,
                 const std::vector<ParameterId>& ids) {
  Sample sample{read_outcomes(results, outcomes), {}};
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
  const ValueOfInformation value(sample.outcomes.front(), loss, settings);
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

/// The runs for Sobol indices: as many members as an ensemble has, a second sample, the first with
/// each factor, and last the luck, from the second.
class Design {
 public:
  Design(const ParameterSampler& sampler, const std::vector<ParameterId>& ids,
         const ForecastOptions& run)
      : sampler_(sampler), ids_(ids), rows_(run.members), seed_(run.seed) {
    for (std::size_t j = 0; j < 2 * rows_; ++j) add(uniforms(j), j);
    for (const ParameterId id : ids_) {
      for (std::size_t j = 0; j < rows_; ++j) {
        std::vector<double> mixed = uniforms(j);
        mixed[id.index] = uniforms(rows_ + j)[id.index];
        add(mixed, j);
      }
    }
    for (std::size_t j = 0; j < rows_; ++j) add(uniforms(j), rows_ + j);
  }

  [[nodiscard]] const std::vector<Trial>& trials() const { return trials_; }

  /// The outcomes of all trials, sorted for the indices: a factor a parameter, then the luck.
  [[nodiscard]] SobolSample sobol_sample(const std::vector<double>& outcomes) const {
    const auto block = [&](std::size_t k) {
      const auto begin = outcomes.begin() + static_cast<std::ptrdiff_t>(k * rows_);
      return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(rows_));
    };
    SobolSample sample{block(0), block(1), {}};
    for (std::size_t i = 0; i <= ids_.size(); ++i) sample.ab.push_back(block(2 + i));
    return sample;
  }

  /// The share of the trials that what was not reported rules out.
  [[nodiscard]] double impossible_share(const LoadedScenario& loaded) const {
    const auto impossible = std::count_if(trials_.begin(), trials_.end(), [&](const Trial& trial) {
      return broken_by_silence(loaded.known, loaded.as_of, trial.values, trial.luck);
    });
    return static_cast<double>(impossible) / static_cast<double>(trials_.size());
  }

 private:
  [[nodiscard]] std::vector<double> uniforms(std::size_t slot) const {
    return sampler_.draw_uniforms({seed_, static_cast<std::uint32_t>(slot)});
  }
  void add(const std::vector<double>& uniforms, std::size_t luck) {
    trials_.push_back({sampler_.at(uniforms), {seed_, static_cast<std::uint32_t>(luck)}});
  }

  const ParameterSampler& sampler_;
  const std::vector<ParameterId>& ids_;
  std::size_t rows_;
  std::uint64_t seed_;
  std::vector<Trial> trials_;
};

/// Total indices ask for parameters that are independent, as those of the prior are.
void refuse_counts(const CountSet& counts) {
  if (counts.empty()) return;
  refuse("--design", "sobol", "ensemble",
         "there are counts to learn from, after which parameters hang together: an --as-of before "
         "the first of them has total indices");
}

/// Adds Sobol indices, by the design's own runs. `progress(done)` counts them.
void add_sobol(const Design& design, const RunPlan& plan, const Model& model,
               const Outcome& outcome, std::uint64_t seed,
               const std::function<void(std::size_t)>& progress, Ranking& ranking) {
  const auto outcomes = run_trials(model, design.trials(), {outcome}, plan.threads, progress);
  const std::vector<SobolIndices> indices =
      sobol_indices(design.sobol_sample(outcomes.front()), {WorthSettings{}.bootstraps, seed});
  for (std::size_t i = 0; i < ranking.quantities.size(); ++i) {
    ranking.quantities[i].sobol = indices[i];
  }
  ranking.luck = indices.back();
  const double impossible = design.impossible_share(plan.loaded);
  if (impossible <= 0.0) return;
  ranking.warnings.push_back(fmt::format(
      "the total indices are those of the priors as they stand: {:.2g} % of their runs have "
      "something happen that would have been reported by now. All else is of the members of a "
      "forecast, in which it did not",
      100.0 * impossible));
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
  const Target target = TargetReader(options.target, plan, model->series()).read();
  const DecisionLoss loss = read_loss(options.loss, sampler);
  const std::vector<Outcome> outcomes =
      outcomes_of(target.outcome, model->series(), first_ahead(plan));
  const std::vector<ParameterId> ids = uncertain_parameters(sampler);
  std::optional<Design> design;
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
  const Outcome beds{find_series(results.series, kBeds, ""), results.steps, Outcome::Kind::largest,
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
