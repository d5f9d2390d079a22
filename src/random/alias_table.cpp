#include "random/alias_table.h"

#include <boost/container/small_vector.hpp>

namespace corridor {
namespace {

constexpr double kTwoTo32 = 4294967296.0;
constexpr std::size_t kOnStack = 64;

}  // namespace

void fill_alias_columns(std::span<const double> weights, double total,
                        std::span<AliasColumn> columns) {
  const std::size_t size = weights.size();
  boost::container::small_vector<double, kOnStack> shares(size);
  // Columns that lack something from the front, those with something to give from the back.
  boost::container::small_vector<std::uint32_t, kOnStack> order(size);
  std::size_t poor = 0;
  std::size_t rich = size;
  for (std::uint32_t i = 0; i < size; ++i) {
    shares[i] = weights[i] * static_cast<double>(size) / total;
    order[shares[i] < 1.0 ? poor++ : --rich] = i;
  }
  while (poor > 0 && rich < size) {
    const std::uint32_t low = order[--poor];
    const std::uint32_t high = order[rich];
    columns[low] = {static_cast<std::uint32_t>(shares[low] * kTwoTo32), high};
    shares[high] -= 1.0 - shares[low];
    if (shares[high] >= 1.0) continue;
    ++rich;
    order[poor++] = high;
  }
  // What rounding leaves over is full.
  for (std::size_t i = 0; i < poor; ++i) columns[order[i]] = {UINT32_MAX, order[i]};
  for (std::size_t i = rich; i < size; ++i) columns[order[i]] = {UINT32_MAX, order[i]};
}

}  // namespace corridor
