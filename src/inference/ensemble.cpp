#include "inference/ensemble.h"

#include <algorithm>
#include <array>
#include <atomic>

#include "base/bytes.h"
#include "base/check.h"
#include "base/parallel.h"

namespace corridor {
namespace {

/// Members run together by one thread, so that their results are written in runs of a cache line.
constexpr std::size_t kMembersTogether = 16;

/// Writes the rows of members that ran together, one member behind the other, into the results, a
/// run of a cache line at a time. Rows in which nothing happened are left as they are: zero, and
/// without memory where all are.
void store(const std::vector<float>& rows, std::size_t block, EnsembleResults& results) {
  const std::size_t series = results.series.size();
  const std::size_t length = results.steps * series;
  const std::size_t first = block * kMembersTogether;
  const std::size_t together = std::min(kMembersTogether, results.members - first);
  CORRIDOR_CHECK(rows.size() == together * length, "every step of every member");
  for (std::size_t step = 0; step < results.steps; ++step) {
    for (std::size_t s = 0; s < series; ++s) {
      std::array<float, kMembersTogether> row;
      bool nothing = true;
      for (std::size_t i = 0; i < together; ++i) {
        row[i] = rows[i * length + step * series + s];
        nothing = nothing && row[i] == 0.0F;
      }
      if (!nothing) std::copy_n(row.data(), together, &results.at(s, step, first));
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

void run_steps(const Model& model, ModelState& state, std::size_t steps, std::vector<float>& rows) {
  std::vector<double> observed(model.series().size());
  rows.reserve(rows.size() + steps * observed.size());
  for (std::size_t step = 0; step < steps; ++step) {
    model.step(state);
    model.observe(state, observed);
    for (const double value : observed) rows.push_back(static_cast<float>(value));
  }
}

EnsembleResults collect(const Model& model, const EnsembleSettings& settings,
                        const std::function<std::vector<float>(std::size_t)>& rows_of,
                        const std::function<void(std::size_t)>& progress) {
  EnsembleResults results;
  results.series = model.series();
  results.start = model.start_time();
  results.step = model.step_length();
  results.steps = settings.steps;
  results.members = settings.members;
  results.values.resize(results.series.size() * results.steps * results.members);
  std::atomic<std::size_t> done{0};
  const std::size_t blocks = (settings.members + kMembersTogether - 1) / kMembersTogether;
  const Crew& crew = *settings.crew;
  std::vector<std::string> to_send(crew.leads() ? 0 : crew.share(blocks));
  parallel_for(crew.share(blocks), settings.threads, [&](std::size_t i) {
    const std::size_t block = crew.unit(i);
    const std::size_t first = block * kMembersTogether;
    std::vector<float> together;
    together.reserve(kMembersTogether * settings.steps * results.series.size());
    for (std::size_t m = first; m < std::min(first + kMembersTogether, settings.members); ++m) {
      const std::vector<float> rows = rows_of(m);
      together.insert(together.end(), rows.begin(), rows.end());
      progress(std::min(settings.members, ++done * crew.size()));
    }
    if (crew.leads()) {
      store(together, block, results);
    } else {
      ByteWriter writer;
      writer.put(together);
      to_send[i] = writer.take();
    }
  });
  if (crew.size() > 1) gather_blocks(crew, blocks, std::move(to_send), results);
  return results;
}

EnsembleResults run_ensemble(
    const Model& model, const EnsembleSettings& settings,
    const std::function<ParameterValues(const MemberStreams&)>& draw_parameters,
    const std::function<void(std::size_t)>& progress) {
  std::vector<ParameterValues> values(settings.members);
  const auto rows_of = [&](std::size_t m) {
    const MemberStreams slot{settings.seed, static_cast<std::uint32_t>(m)};
    values[m] = draw_parameters(slot);
    const auto state = model.start(values[m], slot);
    std::vector<float> rows;
    run_steps(model, *state, settings.steps, rows);
    return rows;
  };
  EnsembleResults results = collect(model, settings, rows_of, progress);
  store_parameters(values, results);
  return results;
}

EnsembleResults run_members(const Model& model, const EnsembleSettings& settings,
                            const std::vector<Member>& members,
                            const std::function<void(std::size_t)>& progress) {
  const auto rows_of = [&](std::size_t m) {
    const Member& member = members[m];
    const auto state = model.start(member.values, member.luck);
    const std::size_t first = std::min(member.later_from, settings.steps);
    std::vector<float> rows;
    run_steps(model, *state, first, rows);
    state->reslot(member.later);
    run_steps(model, *state, settings.steps - first, rows);
    return rows;
  };
  EnsembleSettings all = settings;
  all.members = members.size();
  EnsembleResults results = collect(model, all, rows_of, progress);
  std::vector<ParameterValues> values;
  for (const Member& member : members) values.push_back(member.values);
  store_parameters(values, results);
  return results;
}

}  // namespace corridor
