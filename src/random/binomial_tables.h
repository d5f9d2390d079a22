#pragma once
// Binomial draws with one probability for many numbers of trials, from tables: n trials are as many
// as the digits of n say, and each digit has an alias table, made when first needed.
#include <array>
#include <cstdint>
#include <vector>

#include "random/alias_table.h"
#include "random/buffered_draws.h"

namespace corridor {

class BinomialTables {
 public:
  /// 0 < p < 1.
  explicit BinomialTables(double p) : p_(p) {}

  /// Successes in `trials` >= 0 trials. Outcomes of a digit have their probability to within 2^-28;
  /// those 2^-32 times rarer than the likeliest are left out. Many trials are left to
  /// `draw_binomial`. A pure function of the trials and the stream: which tables are there already
  /// makes no difference.
  Count draw(BufferedStream& stream, Count trials) {
    if (trials >= kTrials) return draw_binomial(stream, trials, p_);
    auto left = static_cast<std::uint32_t>(trials);
    std::uint32_t hits = draw_digit(stream, 0, left % kFirstValues);
    left /= kFirstValues;
    for (std::uint32_t first = kFirstValues; left > 0; first += kValues, left /= kValues) {
      hits += draw_digit(stream, first, left % kValues);
    }
    return hits;
  }

 private:
  /// The lowest digit has more values than the others: most numbers of trials are small, and tables
  /// of few trials are short.
  static constexpr std::uint32_t kFirstValues = 64;
  static constexpr std::uint32_t kValues = 8;
  static constexpr std::uint32_t kFurtherDigits = 2;
  static constexpr Count kTrials = Count{kFirstValues} * kValues * kValues;
  /// A column in one word, so that the tables stay near the processor: how much of it is its own,
  /// above the number of the column that the rest goes to.
  static constexpr std::uint32_t kBitsOfOther = 10;

  /// The law of one digit: `size` columns from `begin` on, for `least` successes and more.
  struct Table {
    std::uint32_t begin = 0;
    std::uint16_t size = 0;
    std::uint16_t least = 0;
  };

  /// As `alias_choose`, of packed columns.
  [[nodiscard]] std::uint32_t choose(const Table& table, std::uint32_t random) const {
    const std::uint64_t at = static_cast<std::uint64_t>(random) * table.size;
    const auto index = static_cast<std::uint32_t>(at >> 32);
    const std::uint32_t column = columns_[table.begin + index];
    const auto moves = static_cast<std::uint32_t>(
        (static_cast<std::uint32_t>(at) >> kBitsOfOther) >= (column >> kBitsOfOther));
    const std::uint32_t other = column & ((1U << kBitsOfOther) - 1);
    return index ^ ((index ^ other) & (0U - moves));
  }

  /// Successes in the trials of one digit, whose tables begin at `first`.
  std::uint32_t draw_digit(BufferedStream& stream, std::uint32_t first, std::uint32_t value) {
    if (value == 0) return 0;
    const Table& table = tables_[first + value];
    if (table.size == 0) fill(first + value);
    return table.least + choose(table, stream.next32());
  }

  /// The trials of a table.
  static constexpr std::uint32_t trials_of(std::uint32_t index) {
    std::uint32_t unit = 1;
    std::uint32_t values = kFirstValues;
    while (index >= values) {
      index -= values;
      unit *= values;
      values = kValues;
    }
    return index * unit;
  }

  void fill(std::uint32_t index);

  double p_;
  std::array<Table, kFirstValues + kFurtherDigits * kValues> tables_{};
  std::vector<std::uint32_t> columns_;
};

}  // namespace corridor
