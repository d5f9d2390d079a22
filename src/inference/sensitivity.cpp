#include "inference/sensitivity.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/check.h"
#include "inference/spline.h"
#include "random/stream.h"

namespace corridor {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr std::size_t kFolds = 10;
constexpr std::size_t kActions = 31;
constexpr std::size_t kFewestMembers = 20;
/// The process of the bootstrap's draws: above every process of a ruleset and of the priors.
constexpr std::uint32_t kBootstrapProcess = 0x73656E73;  // "sens"

double mean_of(const std::vector<double>& values, const std::vector<double>& weights) {
  double sum = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += weights[i] * values[i];
    total += weights[i];
  }
  return sum / total;
}

double variance_of(const std::vector<double>& values, const std::vector<double>& weights) {
  const double mean = mean_of(values, weights);
  double sum = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += weights[i] * (values[i] - mean) * (values[i] - mean);
    total += weights[i];
  }
  return sum / total;
}

/// All ones, then how often each of n is drawn in n draws with replacement, a row a replicate.
std::vector<std::vector<double>> bootstrap_weights(std::size_t n, const WorthSettings& settings) {
  std::vector<std::vector<double>> weights(settings.bootstraps + 1, std::vector<double>(n, 0.0));
  weights[0].assign(n, 1.0);
  for (std::size_t r = 1; r < weights.size(); ++r) {
    Stream stream({settings.seed, static_cast<std::uint32_t>(r)}, 0, kBootstrapProcess, 0);
    for (std::size_t i = 0; i < n; ++i) {
      const auto drawn = static_cast<std::size_t>(stream.uniform() * static_cast<double>(n));
      weights[r][std::min(drawn, n - 1)] += 1.0;
    }
  }
  return weights;
}

/// By member: the position of its start among the starts, in the order in which they appear.
std::vector<std::size_t> positions_of(const std::vector<std::uint32_t>& starts,
                                      std::size_t members) {
  std::vector<std::size_t> positions(members);
  std::iota(positions.begin(), positions.end(), std::size_t{0});
  if (starts.empty()) return positions;
  CORRIDOR_CHECK(starts.size() == members, "a start for every member");
  std::map<std::uint32_t, std::size_t> known;
  for (std::size_t m = 0; m < members; ++m)
    positions[m] = known.emplace(starts[m], known.size()).first->second;
  return positions;
}

/// The weights of the members where their starts have these.
std::vector<double> weights_of_members(const std::vector<double>& of_starts,
                                       const std::vector<std::size_t>& positions) {
  std::vector<double> weights;
  for (const std::size_t position : positions) weights.push_back(of_starts[position]);
  return weights;
}

/// The first estimate with the standard deviation of the others.
Measured measured(const std::vector<double>& estimates) {
  Measured result{estimates.front(), 0.0};
  if (estimates.size() < 3) return result;
  const std::vector<double> replicates(estimates.begin() + 1, estimates.end());
  const std::vector<double> ones(replicates.size(), 1.0);
  const auto n = static_cast<double>(replicates.size());
  result.standard_error = std::sqrt(variance_of(replicates, ones) * n / (n - 1.0));
  return result;
}

/// Regression of several responses on one quantity by P-splines, fold by fold.
class FoldedRegression {
 public:
  /// `responses`: row a member, `columns` of them. `folds`: by member; members of one of `starts`
  /// starts stand together.
  FoldedRegression(const std::vector<double>& quantity, const std::vector<double>& responses,
                   std::size_t columns, const std::vector<std::size_t>& folds, std::size_t starts)
      : responses_(responses.data()),
        columns_(columns),
        members_(quantity.size()),
        starts_(starts),
        folds_(folds) {
    constexpr double kMembersPerInterval = 40.0;
    constexpr double kFewest = 4.0;
    constexpr double kMost = 16.0;
    intervals_ = static_cast<std::size_t>(
        std::clamp(static_cast<double>(starts_) / kMembersPerInterval, kFewest, kMost));
    for (const double rank : scaled_ranks(quantity)) {
      rows_.push_back(cubic_splines(rank, intervals_));
    }
    choose_smoothing();
  }

  /// Fits every fold's complement under weights of the members and calls
  /// `use(member, fitted responses)` for each member of positive weight.
  template <class Use>
  void predict(const std::vector<double>& weights, Use&& use) const {
    std::vector<Sums> sums(kFolds, Sums(splines(), columns_));
    for (std::size_t m = 0; m < members_; ++m) {
      if (weights[m] > 0.0) add(sums[folds_[m]], m, weights[m]);
    }
    Sums all(splines(), columns_);
    for (const Sums& fold : sums) {
      all.gram += fold.gram;
      all.right += fold.right;
    }
    std::vector<double> fitted(columns_);
    for (std::size_t fold = 0; fold < kFolds; ++fold) {
      const Matrix coefficients =
          solve(all.gram - sums[fold].gram, all.right - sums[fold].right, smoothing_);
      for (std::size_t m = 0; m < members_; ++m) {
        if (folds_[m] != fold || weights[m] <= 0.0) continue;
        Eigen::Map<Eigen::RowVectorXd> out(fitted.data(), static_cast<Eigen::Index>(columns_));
        out.setZero();
        for (std::size_t k = 0; k < 4; ++k) {
          out +=
              rows_[m].value[k] * coefficients.row(static_cast<Eigen::Index>(rows_[m].first + k));
        }
        use(m, fitted);
      }
    }
  }

 private:
  struct Sums {
    Matrix gram;
    Matrix right;
    Sums(std::size_t splines, std::size_t columns)
        : gram(
              Matrix::Zero(static_cast<Eigen::Index>(splines), static_cast<Eigen::Index>(splines))),
          right(Matrix::Zero(static_cast<Eigen::Index>(splines),
                             static_cast<Eigen::Index>(columns))) {}
  };

  [[nodiscard]] std::size_t splines() const { return intervals_ + 3; }

  [[nodiscard]] Eigen::Map<const Eigen::RowVectorXd> response(std::size_t member) const {
    return {responses_ + member * columns_, static_cast<Eigen::Index>(columns_)};
  }

  void add(Sums& sums, std::size_t member, double weight) const {
    const SplineRow& row = rows_[member];
    for (std::size_t i = 0; i < 4; ++i) {
      const auto at = static_cast<Eigen::Index>(row.first + i);
      const double value = weight * row.value[i];
      for (std::size_t j = 0; j < 4; ++j) {
        sums.gram(at, static_cast<Eigen::Index>(row.first + j)) += value * row.value[j];
      }
      sums.right.row(at) += value * response(member);
    }
  }

  /// Second differences of neighbouring coefficients (Eilers & Marx 1996), and a trace of a ridge
  /// where a spline stands on no member.
  [[nodiscard]] Matrix penalty(double smoothing) const {
    constexpr double kRidge = 1.0e-8;
    const auto n = static_cast<Eigen::Index>(splines());
    Matrix penalty = kRidge * Matrix::Identity(n, n);
    const double second_difference[3] = {1.0, -2.0, 1.0};
    for (Eigen::Index i = 0; i + 2 < n; ++i) {
      for (Eigen::Index j = 0; j < 3; ++j) {
        for (Eigen::Index k = 0; k < 3; ++k) {
          penalty(i + j, i + k) += smoothing * second_difference[j] * second_difference[k];
        }
      }
    }
    return penalty;
  }

  [[nodiscard]] Matrix solve(const Matrix& gram, const Matrix& right, double smoothing) const {
    return (gram + penalty(smoothing)).ldlt().solve(right);
  }

  /// Generalised cross-validation (Craven & Wahba 1979), summed over the responses in units of
  /// their variance.
  void choose_smoothing() {
    Sums all(splines(), columns_);
    for (std::size_t m = 0; m < members_; ++m) add(all, m, 1.0);
    Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(static_cast<Eigen::Index>(columns_));
    Eigen::RowVectorXd squares = sum;
    for (std::size_t m = 0; m < members_; ++m) {
      sum += response(m);
      squares += response(m).cwiseAbs2();
    }
    const auto n = static_cast<double>(starts_);  // copies are no evidence of their own
    const Eigen::RowVectorXd about_mean = squares - sum.cwiseAbs2() / static_cast<double>(members_);
    constexpr double kSmoothings[] = {1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};
    double best = 0.0;
    for (const double smoothing : kSmoothings) {
      const Matrix coefficients = solve(all.gram, all.right, smoothing);
      const double freedom = solve(all.gram, all.gram, smoothing).trace();
      double score = 0.0;
      for (Eigen::Index c = 0; c < about_mean.size(); ++c) {
        if (about_mean(c) <= 1.0e-12 * std::max(squares(c), 1.0e-300)) continue;
        const double residual = squares(c) - 2.0 * coefficients.col(c).dot(all.right.col(c)) +
                                coefficients.col(c).dot(all.gram * coefficients.col(c));
        score += residual / about_mean(c);
      }
      score /= (1.0 - freedom / n) * (1.0 - freedom / n);
      if (best == 0.0 || score < best) {
        best = score;
        smoothing_ = smoothing;
      }
    }
  }

  const double* responses_;
  std::size_t columns_;
  std::size_t members_;
  std::size_t starts_;
  const std::vector<std::size_t>& folds_;
  std::size_t intervals_ = 0;
  std::vector<SplineRow> rows_;
  double smoothing_ = 1.0;
};

/// For each fold, sums of responses over the members outside it.
std::vector<std::vector<double>> sums_outside_folds(const std::vector<double>& responses,
                                                    std::size_t columns,
                                                    const std::vector<double>& weights,
                                                    const std::vector<std::size_t>& folds) {
  std::vector<std::vector<double>> sums(kFolds, std::vector<double>(columns + 1, 0.0));
  std::vector<double> all(columns + 1, 0.0);
  for (std::size_t m = 0; m < weights.size(); ++m) {
    std::vector<double>& fold = sums[folds[m]];
    for (std::size_t c = 0; c < columns; ++c) fold[c] += weights[m] * responses[m * columns + c];
    fold[columns] += weights[m];
  }
  for (const std::vector<double>& fold : sums) {
    for (std::size_t c = 0; c <= columns; ++c) all[c] += fold[c];
  }
  for (std::vector<double>& fold : sums) {
    for (std::size_t c = 0; c <= columns; ++c) fold[c] = all[c] - fold[c];
  }
  return sums;
}

std::size_t least(const std::vector<double>& values, std::size_t count) {
  return static_cast<std::size_t>(
      std::min_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count)) -
      values.begin());
}

bool varies(const std::vector<double>& values) {
  return std::any_of(values.begin(), values.end(),
                     [&](double value) { return value != values.front(); });
}

}  // namespace

double DecisionLoss::operator()(double action, double outcome) const {
  const double missing = outcome - action;
  if (kind == Kind::squared) return missing * missing;
  return missing > 0.0 ? under_cost * missing : -missing;
}

ValueOfInformation::ValueOfInformation(std::vector<double> outcome, const DecisionLoss& loss,
                                       const WorthSettings& settings,
                                       const std::vector<std::uint32_t>& starts)
    : outcome_(std::move(outcome)),
      by_outcome_(outcome_.size()),
      squared_(loss.kind == DecisionLoss::Kind::squared) {
  CORRIDOR_CHECK(outcome_.size() >= kFewestMembers, "too few members for a regression");
  std::iota(by_outcome_.begin(), by_outcome_.end(), std::size_t{0});
  std::stable_sort(by_outcome_.begin(), by_outcome_.end(),
                   [&](std::size_t a, std::size_t b) { return outcome_[a] < outcome_[b]; });
  if (!squared_) {
    for (std::size_t k = 0; k < kActions; ++k) {
      const double action = outcome_[by_outcome_[k * (outcome_.size() - 1) / (kActions - 1)]];
      if (actions_.empty() || action > actions_.back()) actions_.push_back(action);
    }
  }
  for (const double y : outcome_) {
    for (const double action : actions_) responses_.push_back(loss(action, y));
    responses_.push_back(y);
  }
  const std::vector<std::size_t> positions = positions_of(starts, outcome_.size());
  starts_ = 1 + *std::max_element(positions.begin(), positions.end());
  for (const std::size_t position : positions) fold_.push_back(position % kFolds);
  std::vector<double> losses;
  for (const std::vector<double>& of_starts : bootstrap_weights(starts_, settings)) {
    std::vector<double> weights = weights_of_members(of_starts, positions);
    const double action = best_action(weights, loss);
    double sum = 0.0;
    for (std::size_t m = 0; m < outcome_.size(); ++m) sum += weights[m] * loss(action, outcome_[m]);
    losses.push_back(sum / std::accumulate(weights.begin(), weights.end(), 0.0));
    replicates_.push_back(replicate(std::move(weights)));
  }
  const std::vector<double>& ones = replicates_.front().weights;
  mean_ = mean_of(outcome_, ones);
  variance_ = variance_of(outcome_, ones);
  action_ = best_action(ones, loss);
  expected_loss_ = measured(losses);
}

double ValueOfInformation::best_action(const std::vector<double>& weights,
                                       const DecisionLoss& loss) const {
  if (squared_) return mean_of(outcome_, weights);
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  const double level = loss.under_cost / (1.0 + loss.under_cost);
  double seen = 0.0;
  for (const std::size_t m : by_outcome_) {
    seen += weights[m];
    if (seen >= level * total) return outcome_[m];
  }
  return outcome_[by_outcome_.back()];
}

ValueOfInformation::Replicate ValueOfInformation::replicate(std::vector<double> weights) const {
  const std::size_t actions = actions_.size();
  Replicate replicate;
  replicate.total = std::accumulate(weights.begin(), weights.end(), 0.0);
  const auto outside = sums_outside_folds(responses_, actions + 1, weights, fold_);
  std::vector<double> means;
  for (const std::vector<double>& sums : outside) {
    replicate.action_outside.push_back(least(sums, actions));
    means.push_back(sums[actions] / sums[actions + 1]);
  }
  for (std::size_t m = 0; m < outcome_.size(); ++m) {
    const double from_mean = outcome_[m] - means[fold_[m]];
    replicate.around_mean += weights[m] * from_mean * from_mean;
  }
  replicate.weights = std::move(weights);
  return replicate;
}

Worth ValueOfInformation::worth(const std::vector<double>& quantity) const {
  CORRIDOR_CHECK(quantity.size() == outcome_.size(), "a value for every member");
  if (!varies(quantity) || !varies(outcome_) || starts_ < kFolds) return {};
  const std::size_t actions = actions_.size();
  const std::size_t columns = actions + 1;
  const FoldedRegression regression(quantity, responses_, columns, fold_, starts_);
  std::vector<double> saved;
  std::vector<double> first_order;
  for (const Replicate& replicate : replicates_) {
    double saving = 0.0;
    double around_fit = 0.0;
    regression.predict(replicate.weights, [&](std::size_t m, const std::vector<double>& fitted) {
      const double weight = replicate.weights[m];
      const double from_fit = outcome_[m] - fitted[actions];
      around_fit += weight * from_fit * from_fit;
      if (!squared_) {
        const double* actual = &responses_[m * columns];
        const std::size_t uninformed = replicate.action_outside[fold_[m]];
        saving += weight * (actual[uninformed] - actual[least(fitted, actions)]);
      }
    });
    saved.push_back((squared_ ? replicate.around_mean - around_fit : saving) / replicate.total);
    first_order.push_back(1.0 - around_fit / replicate.around_mean);
  }
  return {measured(saved), measured(first_order)};
}

std::vector<SobolIndices> sobol_indices(const SobolSample& sample, const WorthSettings& settings) {
  const std::size_t rows = sample.a.size();
  CORRIDOR_CHECK(rows > 1 && sample.b.size() == rows, "two samples of the same size");
  std::vector<double> both = sample.a;
  both.insert(both.end(), sample.b.begin(), sample.b.end());
  std::vector<SobolIndices> indices(sample.ab.size());
  if (!varies(both)) return indices;
  const auto weights = bootstrap_weights(rows, settings);
  std::vector<std::vector<double>> first(indices.size());
  std::vector<std::vector<double>> total(indices.size());
  for (const std::vector<double>& row_weights : weights) {
    std::vector<double> twice = row_weights;
    twice.insert(twice.end(), row_weights.begin(), row_weights.end());
    const double mean = mean_of(both, twice);
    const double variance = variance_of(both, twice);
    for (std::size_t i = 0; i < indices.size(); ++i) {
      CORRIDOR_CHECK(sample.ab[i].size() == rows, "samples of the same size");
      double together = 0.0;
      double apart = 0.0;
      for (std::size_t j = 0; j < rows; ++j) {
        const double change = sample.ab[i][j] - sample.a[j];
        together += row_weights[j] * (sample.b[j] - mean) * change;
        apart += row_weights[j] * change * change;
      }
      const auto n = static_cast<double>(rows);
      first[i].push_back(variance > 0.0 ? together / n / variance : 0.0);
      total[i].push_back(variance > 0.0 ? 0.5 * apart / n / variance : 0.0);
    }
  }
  for (std::size_t i = 0; i < indices.size(); ++i) {
    indices[i] = {measured(first[i]), measured(total[i])};
  }
  return indices;
}

}  // namespace corridor
