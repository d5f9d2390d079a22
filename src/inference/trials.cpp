#include "inference/trials.h"

#include <algorithm>
#include <atomic>

#include "base/parallel.h"

namespace corridor {
namespace {

double sum_of(const Outcome& outcome, const std::vector<double>& observed) {
  double sum = 0.0;
  for (const std::size_t series : outcome.series) sum += observed[series];
  return sum;
}

double updated(const Outcome& outcome, double so_far, double now) {
  switch (outcome.kind) {
    case Outcome::Kind::at_end:
      return now;
    case Outcome::Kind::largest:
      return std::max(so_far, now);
    case Outcome::Kind::steps_above_zero:
      return so_far + (now > 0.0 ? 1.0 : 0.0);
  }
  return now;
}

std::vector<double> run_trial(const Model& model, const Trial& trial,
                              const std::vector<Outcome>& outcomes) {
  std::size_t steps = 0;
  for (const Outcome& outcome : outcomes) steps = std::max(steps, outcome.steps);
  std::vector<double> observed(model.series().size());
  std::vector<double> results(outcomes.size(), 0.0);
  const auto state = model.start(trial.values, trial.luck);
  for (std::size_t step = 1; step <= steps; ++step) {
    model.step(*state);
    const bool is_asked = std::any_of(outcomes.begin(), outcomes.end(),
                                      [&](const Outcome& o) { return o.asks_of(step); });
    if (!is_asked) continue;
    model.observe(*state, observed);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      if (outcomes[i].asks_of(step))
        results[i] = updated(outcomes[i], results[i], sum_of(outcomes[i], observed));
    }
  }
  return results;
}

}  // namespace

std::vector<std::vector<double>> run_trials(const Model& model, const std::vector<Trial>& trials,
                                            const std::vector<Outcome>& outcomes, unsigned threads,
                                            const std::function<void(std::size_t)>& progress) {
  std::vector<std::vector<double>> results(outcomes.size(), std::vector<double>(trials.size()));
  std::atomic<std::size_t> done{0};
  parallel_for(trials.size(), threads, [&](std::size_t t) {
    const std::vector<double> trial = run_trial(model, trials[t], outcomes);
    for (std::size_t i = 0; i < outcomes.size(); ++i) results[i][t] = trial[i];
    progress(++done);
  });
  return results;
}

std::vector<std::vector<double>> read_outcomes(const EnsembleResults& results,
                                               const std::vector<Outcome>& outcomes) {
  std::vector<std::vector<double>> read(outcomes.size(), std::vector<double>(results.members));
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    for (std::size_t step = 1; step <= results.steps; ++step) {
      if (!outcomes[i].asks_of(step)) continue;
      for (std::size_t m = 0; m < results.members; ++m) {
        double sum = 0.0;
        for (const std::size_t s : outcomes[i].series)
          sum += static_cast<double>(results.row(s, step - 1)[m]);
        read[i][m] = updated(outcomes[i], read[i][m], sum);
      }
    }
  }
  return read;
}

}  // namespace corridor
