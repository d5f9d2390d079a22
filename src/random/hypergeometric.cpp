#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "random/draws.h"
#include "random/log_factorial.h"

namespace corridor {
namespace {

/// ln k! by table where k is small: a logarithm costs more than the rest of a draw.
double tabled_log_factorial(Count k) {
  constexpr std::size_t kTabled = 1024;
  static const std::array<double, kTabled> table = [] {
    std::array<double, kTabled> values{};
    for (std::size_t i = 0; i < kTabled; ++i) values[i] = log_factorial(static_cast<Count>(i));
    return values;
  }();
  return k < static_cast<Count>(kTabled) ? table[static_cast<std::size_t>(k)] : log_factorial(k);
}

/// Up to this sample size items are drawn one by one.
constexpr Count kOneByOne = 12;

Count draw_one_by_one(Stream& stream, Count marked, Count unmarked, Count sample) {
  const Count all = marked + unmarked;
  Count hits = 0;
  for (Count i = 0; i < sample && hits < marked; ++i) {
    const auto at = static_cast<Count>(stream.below(static_cast<std::uint64_t>(all - i)));
    if (at < marked - hits) ++hits;
  }
  return hits;
}

/// ln of probability(k) / probability(m) for the hypergeometric law.
double log_ratio(Count marked, Count unmarked, Count sample, Count m, Count k) {
  const auto term = [](Count x) { return tabled_log_factorial(x); };
  return term(m) + term(marked - m) + term(sample - m) + term(unmarked - sample + m) - term(k) -
         term(marked - k) - term(sample - k) - term(unmarked - sample + k);
}

/// Ratio of uniforms HRUA* (Stadlober 1990, J. Comput. Appl. Math. 31), for marked <= unmarked,
/// sample <= half.
Count ratio_of_uniforms(Stream& stream, Count marked, Count unmarked, Count sample) {
  constexpr double kD1 = 1.7155277699214135;  // 2 sqrt(2 / e)
  constexpr double kD2 = 0.8989161620588988;  // 3 - 2 sqrt(3 / e)
  const auto all = static_cast<double>(marked + unmarked);
  const double share = static_cast<double>(marked) / all;
  const auto n = static_cast<double>(sample);
  const double mean = n * share;
  const double variance = (all - n) * n * share * (1.0 - share) / (all - 1.0);
  const double deviation = std::sqrt(variance + 0.5);
  const double width = kD1 * deviation + kD2;
  const auto mode =
      static_cast<Count>(std::floor((n + 1.0) * (static_cast<double>(marked) + 1.0) / (all + 2.0)));
  const double limit = std::min(static_cast<double>(std::min(sample, marked)) + 1.0,
                                std::floor(mean + 0.5 + 16.0 * deviation));
  for (;;) {
    const double x = stream.uniform();
    const double y = stream.uniform();
    const double w = mean + 0.5 + width * (y - 0.5) / x;
    if (w < 0.0 || w >= limit) continue;
    const auto k = static_cast<Count>(std::floor(w));
    const double t = log_ratio(marked, unmarked, sample, mode, k);
    if (x * (4.0 - x) - 3.0 <= t || (x * (x - t) < 1.0 && 2.0 * std::log(x) <= t)) return k;
  }
}

/// Picks `sample` items one after the other out of all classes.
void pick_one_by_one(Stream& stream, std::span<const Count> sizes, Count all, Count sample,
                     std::span<Count> out) {
  std::fill(out.begin(), out.end(), 0);
  for (Count picked = 0; picked < sample; ++picked) {
    auto at = static_cast<Count>(stream.below(static_cast<std::uint64_t>(all - picked)));
    std::size_t i = 0;
    while (at >= sizes[i] - out[i]) {
      at -= sizes[i] - out[i];
      ++i;
    }
    ++out[i];
  }
}

}  // namespace

Count draw_hypergeometric(Stream& stream, Count marked, Count unmarked, Count sample) {
  const Count all = marked + unmarked;
  if (marked == 0 || sample == 0) return 0;
  if (unmarked == 0) return sample;
  if (sample == all) return marked;
  if (sample > all - sample)
    return marked - draw_hypergeometric(stream, marked, unmarked, all - sample);
  if (marked > unmarked) return sample - draw_hypergeometric(stream, unmarked, marked, sample);
  if (sample <= kOneByOne) return draw_one_by_one(stream, marked, unmarked, sample);
  if (marked <= kOneByOne) return draw_one_by_one(stream, sample, all - sample, marked);
  return ratio_of_uniforms(stream, marked, unmarked, sample);
}

void draw_multivariate_hypergeometric(Stream& stream, std::span<const Count> sizes, Count sample,
                                      std::span<Count> out) {
  Count all = std::accumulate(sizes.begin(), sizes.end(), Count{0});
  if (sample <= kOneByOne) {
    pick_one_by_one(stream, sizes, all, sample, out);
    return;
  }
  if (all - sample <= kOneByOne) {
    pick_one_by_one(stream, sizes, all, all - sample, out);
    for (std::size_t i = 0; i < sizes.size(); ++i) out[i] = sizes[i] - out[i];
    return;
  }
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    all -= sizes[i];
    out[i] = draw_hypergeometric(stream, sizes[i], all, sample);
    sample -= out[i];
  }
}

}  // namespace corridor
