#pragma once
// Choosing among weights with one random number (Walker 1974, doi 10.1049/el:19740097).
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace corridor {

/// One column of an alias table.
struct AliasColumn {
  std::uint32_t keep_below = 0;  ///< of 2^32: the share of the column that is its own
  std::uint32_t other = 0;       ///< the column that the rest goes to
};

/// The number of the column that 32 random bits mean; `size` >= 1.
inline std::uint32_t alias_choose(const AliasColumn* columns, std::size_t size,
                                  std::uint32_t random) {
  const std::uint64_t at = static_cast<std::uint64_t>(random) * size;
  const auto index = static_cast<std::uint32_t>(at >> 32);
  const AliasColumn& column = columns[index];
  // Without a branch, since no processor can foresee it.
  const auto moves =
      static_cast<std::uint32_t>(static_cast<std::uint32_t>(at) >= column.keep_below);
  return index ^ ((index ^ column.other) & (0U - moves));
}

/// The alias table of weights that add up to `total` > 0 (Vose 1991, doi 10.1109/32.92917).
/// `columns` has the size of `weights`.
void fill_alias_columns(std::span<const double> weights, double total,
                        std::span<AliasColumn> columns);

}  // namespace corridor
