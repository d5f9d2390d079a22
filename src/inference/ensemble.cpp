#include "inference/ensemble.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

#include "base/bytes.h"
#include "base/check.h"
#include "base/parallel.h"

namespace corridor {
namespace {

/// Members run together, so that their results are written in runs of two cache lines: every run
/// lies on a page of its own, and finding the page costs more than the other lines.
constexpr std::size_t kMembersTogether = 32;

/// The values of members that ran together in one row of the results.
using MembersRun = std::array<float, kMembersTogether>;

/// Series that are turned at once: a cache line of each member.
constexpr std::size_t kSeriesTogether = 16;

/// Writes the rows of members that ran together, one member behind the other, into the results, a
/// run at a time. Rows in which nothing happened are left as they are: zero, and
/// without memory where all are.
void store(std::span<const float> rows, std::size_t block, EnsembleResults& results) {
  const std::size_t series = results.series.size();
  const std::size_t length = results.steps * series;
  const std::size_t first = block * kMembersTogether;
  const std::size_t together = std::min(kMembersTogether, results.members - first);
  CORRIDOR_CHECK(rows.size() == together * length, "every step of every member");
  std::array<MembersRun, kSeriesTogether> turned{};
  for (std::size_t step = 0; step < results.steps; ++step) {
    for (std::size_t begin = 0; begin < series; begin += kSeriesTogether) {
      const std::size_t width = std::min(kSeriesTogether, series - begin);
      for (std::size_t i = 0; i < together; ++i) {
        const float* from = rows.data() + i * length + step * series + begin;
        for (std::size_t s = 0; s < width; ++s) turned[s][i] = from[s];
      }
      for (std::size_t s = 0; s < width; ++s) {
        if (turned[s] == MembersRun{}) continue;
        std::copy_n(turned[s].data(), together, &results.at(begin + s, step, first));
      }
    }
  }
}

/// Brings what the rest of the crew found into the leader's results.
void gather_blocks(const Crew& crew, std::size_t blocks, std::vector<std::string> mine,
                   EnsembleResults& results) {
  ByteWriter writer;
  for (const std::string& block : mine) writer.put(block);
  const std::vector<std::string> all = crew.gather(writer.take());
  for (std::size_t member = 1; member < all.size(); ++member) {
    ByteReader reader(all[member]);
    for (std::size_t i = 0; i < crew.share_of(member, blocks); ++i) {
      const std::string block = reader.get_text();
      store(ByteReader(block).get_vector<float>(), crew.unit_of(member, i), results);
    }
  }
}

}  // namespace

void store_parameters(const std::vector<ParameterValues>& values, EnsembleResults& results) {
  results.parameter_count = values.empty() ? 0 : values.front().size();
  results.parameters.clear();
  for (const ParameterValues& member : values) {
    CORRIDOR_CHECK(member.size() == results.parameter_count, "members of one model");
    results.parameters.insert(results.parameters.end(), member.begin(), member.end());
  }
}

void run_steps(const Model& model, ModelState& state, std::span<float> rows) {
  std::vector<double> observed(model.series().size());
  for (std::size_t begin = 0; begin < rows.size(); begin += observed.size()) {
    model.step(state);
    model.observe(state, observed);
    std::transform(observed.begin(), observed.end(),
                   rows.begin() + static_cast<std::ptrdiff_t>(begin),
                   [](double value) { return static_cast<float>(value); });
  }
}

EnsembleResults collect(const Model& model, std::size_t members, const EnsembleSettings& settings,
                        const std::function<void(std::size_t, std::span<float>)>& fill_rows,
                        const std::function<void(std::size_t)>& progress) {
  EnsembleResults results;
  results.series = model.series();
  results.start = model.start_time();
  results.step = model.step_length();
  results.steps = settings.steps;
  results.members = members;
  results.values.resize(results.series.size() * results.steps * results.members);
  std::atomic<std::size_t> done{0};
  const std::size_t length = results.steps * results.series.size();
  const std::size_t blocks = (members + kMembersTogether - 1) / kMembersTogether;
  const Crew& crew = *settings.crew;
  std::vector<std::string> to_send(crew.leads() ? 0 : crew.share(blocks));
  parallel_for(crew.share(blocks), settings.threads, [&](std::size_t i) {
    const std::size_t block = crew.unit(i);
    const std::size_t first = block * kMembersTogether;
    const std::size_t together = std::min(kMembersTogether, members - first);
    // Left as it is: every number is written before it is read.
    const std::unique_ptr<float[]> memory(new float[together * length]);
    const std::span<float> rows(memory.get(), together * length);
    // A loop of its own: whoever has no block left helps with the members of the last ones.
    parallel_for(together, settings.threads, [&](std::size_t m) {
      fill_rows(first + m, rows.subspan(m * length, length));
      progress(std::min(members, ++done * crew.size()));
    });
    if (crew.leads()) {
      store(rows, block, results);
    } else {
      ByteWriter writer;
      writer.put(std::span<const float>(rows));
      to_send[i] = writer.take();
    }
  });
  if (crew.size() > 1) gather_blocks(crew, blocks, std::move(to_send), results);
  return results;
}

void run_member(const Model& model, const Member& member, std::span<float> rows) {
  const std::size_t first = std::min(member.later_from * model.series().size(), rows.size());
  const auto state = model.start(member.values, member.luck);
  run_steps(model, *state, rows.first(first));
  state->reslot(member.later);
  run_steps(model, *state, rows.subspan(first));
}

EnsembleResults run_members(const Model& model, const EnsembleSettings& settings,
                            const std::vector<Member>& members,
                            const std::function<void(std::size_t)>& progress) {
  const auto fill_rows = [&](std::size_t m, std::span<float> rows) {
    run_member(model, members[m], rows);
  };
  EnsembleResults results = collect(model, members.size(), settings, fill_rows, progress);
  std::vector<ParameterValues> values;
  for (const Member& member : members) values.push_back(member.values);
  store_parameters(values, results);
  return results;
}

}  // namespace corridor
