#include "inference/ensemble.h"

#include <algorithm>
#include <atomic>

#include "base/check.h"
#include "base/parallel.h"

namespace corridor {
namespace {

/// Members run together by one thread, so that their results are written in runs of a cache line.
constexpr std::size_t kMembersTogether = 16;

/// Runs one member; index of what it observed: step * series + series_index.
std::vector<float> run_member(const Model& model, const EnsembleSettings& settings,
                              const ParameterValues& parameters, std::uint32_t member) {
  const std::size_t series = model.series().size();
  std::vector<double> observed(series);
  std::vector<float> rows;
  rows.reserve(series * settings.steps);
  const auto state = model.start(parameters, MemberStreams{settings.seed, member});
  for (std::size_t step = 0; step < settings.steps; ++step) {
    model.step(*state);
    model.observe(*state, observed);
    for (const double value : observed) rows.push_back(static_cast<float>(value));
  }
  return rows;
}

/// Keeps what a member ran with. All members have the same parameters.
void store_parameters(const ParameterValues& parameters, std::size_t member,
                      EnsembleResults& results) {
  CORRIDOR_CHECK(parameters.size() == results.parameter_count, "members of one model");
  std::copy(
      parameters.begin(), parameters.end(),
      results.parameters.begin() + static_cast<std::ptrdiff_t>(member * results.parameter_count));
}

/// Writes members that ran together behind each other into the results, a run of a cache line at a
/// time.
void store(const std::vector<std::vector<float>>& members, std::size_t first,
           EnsembleResults& results) {
  const std::size_t series = results.series.size();
  for (std::size_t step = 0; step < results.steps; ++step) {
    for (std::size_t s = 0; s < series; ++s) {
      float* out = &results.at(s, step, first);
      for (std::size_t i = 0; i < members.size(); ++i) out[i] = members[i][step * series + s];
    }
  }
}

}  // namespace

EnsembleResults run_ensemble(
    const Model& model, const EnsembleSettings& settings,
    const std::function<ParameterValues(const MemberStreams&)>& draw_parameters,
    const std::function<void(std::size_t)>& progress) {
  EnsembleResults results;
  results.series = model.series();
  results.start = model.start_time();
  results.step = model.step_length();
  results.steps = settings.steps;
  results.members = settings.members;
  results.values.resize(results.series.size() * results.steps * results.members);
  if (settings.members > 0) {
    results.parameter_count = draw_parameters(MemberStreams{settings.seed, 0}).size();
    results.parameters.resize(results.parameter_count * results.members);
  }
  std::atomic<std::size_t> done{0};
  const std::size_t blocks = (settings.members + kMembersTogether - 1) / kMembersTogether;
  parallel_for(blocks, settings.threads, [&](std::size_t block) {
    const std::size_t first = block * kMembersTogether;
    std::vector<std::vector<float>> together;
    for (std::size_t m = first; m < std::min(first + kMembersTogether, settings.members); ++m) {
      const auto member = static_cast<std::uint32_t>(m);
      const ParameterValues parameters = draw_parameters(MemberStreams{settings.seed, member});
      store_parameters(parameters, m, results);
      together.push_back(run_member(model, settings, parameters, member));
      progress(++done);
    }
    store(together, first, results);
  });
  return results;
}

}  // namespace corridor
