#include "inference/ensemble.h"

#include <algorithm>
#include <atomic>

#include "base/parallel.h"

namespace corridor {
namespace {

/// Members run together by one thread, so that their results are written in runs of a cache line.
constexpr std::size_t kMembersTogether = 16;

/// Runs one member and writes its series to `rows`, index (series * steps + step) *
/// kMembersTogether + place.
void run_member(const Model& model, const EnsembleSettings& settings,
                const ParameterValues& parameters, std::uint32_t member, std::size_t place,
                std::vector<float>& rows) {
  const std::size_t series = model.series().size();
  std::vector<double> observed(series);
  const auto state = model.start(parameters, MemberStreams{settings.seed, member});
  for (std::size_t step = 0; step < settings.steps; ++step) {
    model.step(*state);
    model.observe(*state, observed);
    for (std::size_t s = 0; s < series; ++s) {
      rows[(s * settings.steps + step) * kMembersTogether + place] =
          static_cast<float>(observed[s]);
    }
  }
}

void copy_block(const std::vector<float>& rows, std::size_t first, std::size_t count,
                EnsembleResults& results) {
  const std::size_t cells = results.series.size() * results.steps;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    std::copy_n(
        rows.begin() + static_cast<std::ptrdiff_t>(cell * kMembersTogether), count,
        results.values.begin() + static_cast<std::ptrdiff_t>(cell * results.members + first));
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
  const std::size_t cells = results.series.size() * results.steps;
  results.values.resize(cells * results.members);
  std::atomic<std::size_t> done{0};
  const std::size_t blocks = (settings.members + kMembersTogether - 1) / kMembersTogether;
  parallel_for(blocks, settings.threads, [&](std::size_t block) {
    std::vector<float> rows(cells * kMembersTogether);
    const std::size_t first = block * kMembersTogether;
    const std::size_t count = std::min(kMembersTogether, settings.members - first);
    for (std::size_t i = 0; i < count; ++i) {
      const auto member = static_cast<std::uint32_t>(first + i);
      run_member(model, settings, draw_parameters(MemberStreams{settings.seed, member}), member, i,
                 rows);
      progress(++done);
    }
    copy_block(rows, first, count, results);
  });
  return results;
}

}  // namespace corridor
