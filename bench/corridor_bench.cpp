// What a draw costs beside the raw random numbers, and what a simulated hour of one member costs.
// scripts/build release &&
// build/release/bench/bench_corridor
#include <benchmark/benchmark.h>

#include "app/load.h"
#include "random/draws.h"
#include "rules/corridor/corridor_model.h"

namespace corridor {
namespace {

void RawPhiloxBlock(benchmark::State& state) {
  PhiloxBlock counter{};
  for (auto _ : state) {
    ++counter[0];
    benchmark::DoNotOptimize(philox4x32(counter, {1, 2}));
  }
}
BENCHMARK(RawPhiloxBlock);

void UniformFromAFreshStream(benchmark::State& state) {
  std::uint32_t tick = 0;
  for (auto _ : state) {
    Stream stream(MemberStreams{1, 2}, ++tick, 3, 4);
    benchmark::DoNotOptimize(stream.uniform());
  }
}
BENCHMARK(UniformFromAFreshStream);

void Binomial(benchmark::State& state) {
  std::uint32_t tick = 0;
  const double p = static_cast<double>(state.range(1)) * 1.0e-6;
  for (auto _ : state) {
    Stream stream(MemberStreams{1, 2}, ++tick, 3, 4);
    benchmark::DoNotOptimize(draw_binomial(stream, state.range(0), p));
  }
}
BENCHMARK(Binomial)->Args({3000, 1000})->Args({3000, 300000})->Args({3000000000, 300000});

void Hypergeometric(benchmark::State& state) {
  std::uint32_t tick = 0;
  for (auto _ : state) {
    Stream stream(MemberStreams{1, 2}, ++tick, 3, 4);
    benchmark::DoNotOptimize(
        draw_hypergeometric(stream, state.range(0), state.range(0), state.range(1)));
  }
}
BENCHMARK(Hypergeometric)->Args({1000, 5})->Args({1000, 500});

/// One hour of one member of karabakh-2023 whose road is open, averaged over 14 days; population
/// scaled by the argument.
void SimulatedHour(benchmark::State& state) {
  const LoadedScenario loaded = load_scenario(
      ScenarioSource{std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/karabakh-2023", {}, {}}, "");
  const ParameterSampler sampler(loaded.known,
                                 {{"opening_probability", 1.0},
                                  {"opening_delay_hours", 48.0},
                                  {"population_scale", static_cast<double>(state.range(0))}});
  const auto model = make_corridor_model(loaded.known);
  const ParameterValues values = sampler.draw({1, 0});
  constexpr int kHours = 336;
  for (auto _ : state) {
    const auto member = model->start(values, {1, 0});
    for (int hour = 0; hour < kHours; ++hour) model->step(*member);
    benchmark::DoNotOptimize(member);
  }
  state.counters["per_hour"] = benchmark::Counter(
      kHours, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(SimulatedHour)->Arg(1)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace corridor
