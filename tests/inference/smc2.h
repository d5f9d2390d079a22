#pragma once
// SMC^2 (Chopin, Jacob & Papaspiliopoulos 2013, J. R. Stat. Soc. B 75(3)), the slow twin of the
// sampler: scores in an outer filter, luck in an inner one for each of them, counts one after the
// other, rejuvenated by particle marginal Metropolis-Hastings (Andrieu, Doucet & Holenstein 2010).
// Knows models by the same interface, and nothing of emulators, temperatures or shared luck.
#include <cmath>
#include <memory>
#include <vector>

#include "inference/counts.h"
#include "inference/ensemble.h"
#include "inference/noise.h"
#include "inference/prior.h"
#include "inference/reference_normal.h"
#include "inference/resampling.h"

namespace corridor {

struct SmcSquaredSettings {
  std::size_t scores = 100;  ///< particles of the outer filter
  std::size_t lucks = 30;    ///< of each inner filter
  int moves = 3;             ///< after each resampling
  std::uint64_t seed = 1;
};

/// The counts up to each of them, in the order of their time.
inline std::vector<CountSet> growing_counts(const std::vector<ObservationRow>& rows,
                                            const Model& model) {
  std::vector<CountSet> growing;
  std::vector<ObservationRow> known;
  for (const ObservationRow& row : rows) {
    known.push_back(row);
    growing.emplace_back(known, model);
  }
  return growing;
}

/// A particle filter over luck, given scores. Its estimate of the likelihood is unbiased.
class LuckFilter {
 public:
  LuckFilter(const Model& model, const ScorePrior& prior, std::vector<double> scores,
             std::size_t lucks, const MemberStreams& slot)
      : model_(&model),
        scores_(std::move(scores)),
        noise_(prior.noise(scores_)),
        slot_(slot),
        paths_(lucks) {
    const ParameterValues values = prior.values(scores_);
    for (std::size_t j = 0; j < lucks; ++j) paths_[j].state = model.start(values, luck_of(j));
  }

  /// The same so far; from now on with luck of its own.
  [[nodiscard]] LuckFilter copy(const MemberStreams& slot) const {
    LuckFilter copied = *this;
    copied.slot_ = slot;
    for (Path& path : copied.paths_) path.state = path.state->clone();
    return copied;
  }

  /// Learns the last of `counts`. Returns the estimate of its density, given those before.
  double learn(const CountSet& counts) {
    std::vector<double> log_weights;
    for (std::size_t j = 0; j < paths_.size(); ++j) {
      Path& path = paths_[j];
      path.state->reslot(luck_of(j));
      std::vector<float> more(counts.steps() * series() - path.rows.size());
      run_steps(*model_, *path.state, more);
      path.rows.insert(path.rows.end(), more.begin(), more.end());
      const double known =
          log_likelihood(counts, comparable(counts.read(path.rows, series()), noise_), noise_);
      log_weights.push_back(known - path.log_likelihood);
      path.log_likelihood = known;
    }
    const double density = log_mean_exp(log_weights);
    log_likelihood_ += density;
    take_offspring(from_log_weights(log_weights));
    return density;
  }

  [[nodiscard]] const std::vector<double>& scores() const { return scores_; }
  /// The estimate for all counts so far.
  [[nodiscard]] double log_likelihood_so_far() const { return log_likelihood_; }

 private:
  struct Path {
    std::shared_ptr<ModelState> state;
    std::vector<float> rows;
    double log_likelihood = 0.0;
  };
  [[nodiscard]] std::size_t series() const { return model_->series().size(); }
  [[nodiscard]] MemberStreams luck_of(std::size_t path) const {
    return {slot_.seed, slot_.member * 4096 + static_cast<std::uint32_t>(path)};
  }
  void take_offspring(const std::vector<double>& weights) {
    std::vector<Path> offspring;
    for (const std::uint32_t a : resample(Resampling::systematic, weights, paths_.size(),
                                          Stream(slot_, ++learned_, 77, 0))) {
      offspring.push_back(paths_[a]);
      offspring.back().state = paths_[a].state->clone();
    }
    paths_ = std::move(offspring);
  }

  const Model* model_;
  std::vector<double> scores_;
  CountNoise noise_;
  MemberStreams slot_;
  std::uint32_t learned_ = 0;
  std::vector<Path> paths_;
  double log_likelihood_ = 0.0;
};

class SmcSquared {
 public:
  SmcSquared(const Model& model, const ScorePrior& prior, const SmcSquaredSettings& settings)
      : model_(model), prior_(prior), settings_(settings) {}

  /// `rows` in the order of their time.
  void run(const std::vector<ObservationRow>& rows) {
    for (std::size_t i = 0; i < settings_.scores; ++i) {
      const MemberStreams slot = next_slot();
      filters_.push_back(begin(prior_.draw(slot), slot));
    }
    const std::vector<CountSet> growing = growing_counts(rows, model_);
    std::vector<double> log_weights(filters_.size(), 0.0);
    for (std::size_t k = 0; k < growing.size(); ++k) {
      for (std::size_t i = 0; i < filters_.size(); ++i)
        log_weights[i] += filters_[i]->learn(growing[k]);
      const std::vector<double> weights = from_log_weights(log_weights);
      const bool is_last = k + 1 == growing.size();
      if (!is_last &&
          effective_sample_size(weights) > kEnough * static_cast<double>(filters_.size()))
        continue;
      log_evidence_ += log_mean_exp(log_weights);
      rejuvenate(weights, {growing.begin(), growing.begin() + static_cast<std::ptrdiff_t>(k) + 1});
      log_weights.assign(filters_.size(), 0.0);
    }
  }

  [[nodiscard]] double log_evidence() const { return log_evidence_; }
  [[nodiscard]] std::vector<std::vector<double>> scores() const {
    std::vector<std::vector<double>> scores;
    for (const auto& filter : filters_) scores.push_back(filter->scores());
    return scores;
  }

 private:
  static constexpr double kEnough = 0.5;

  [[nodiscard]] MemberStreams next_slot() { return {settings_.seed, ++slots_}; }
  [[nodiscard]] std::shared_ptr<LuckFilter> begin(std::vector<double> scores,
                                                  const MemberStreams& slot) const {
    return std::make_shared<LuckFilter>(model_, prior_, std::move(scores), settings_.lucks, slot);
  }

  void rejuvenate(const std::vector<double>& weights, const std::vector<CountSet>& known) {
    std::vector<std::shared_ptr<LuckFilter>> offspring;
    for (const std::uint32_t a :
         resample(Resampling::systematic, weights, filters_.size(), Stream(next_slot(), 0, 78, 0)))
      offspring.push_back(std::make_shared<LuckFilter>(filters_[a]->copy(next_slot())));
    filters_ = std::move(offspring);
    const ReferenceNormal reference(scores());
    for (int move = 0; move < settings_.moves; ++move) {
      for (auto& filter : filters_) move_one(reference, known, filter);
    }
  }

  void move_one(const ReferenceNormal& reference, const std::vector<CountSet>& known,
                std::shared_ptr<LuckFilter>& filter) {
    const MemberStreams slot = next_slot();
    Stream stream(slot, 0, 79, 0);
    const ReferenceNormal::Block all = reference.draw_block(ReferenceNormal::kAll, stream);
    const ReferenceNormal::Point here = reference.at(filter->scores());
    const ReferenceNormal::Point there = reference.step(here, all, stream);
    std::shared_ptr<LuckFilter> proposed = begin(there.scores, slot);
    for (const CountSet& counts : known) proposed->learn(counts);
    const double gain = proposed->log_likelihood_so_far() - filter->log_likelihood_so_far() +
                        ReferenceNormal::log_ratio(there) - ReferenceNormal::log_ratio(here);
    if (std::log(stream.uniform()) < gain) filter = std::move(proposed);
  }

  const Model& model_;
  const ScorePrior& prior_;
  SmcSquaredSettings settings_;
  std::vector<std::shared_ptr<LuckFilter>> filters_;
  double log_evidence_ = 0.0;
  std::uint32_t slots_ = 0;
};

}  // namespace corridor
