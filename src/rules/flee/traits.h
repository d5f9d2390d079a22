#pragma once
// What makes people weigh places differently: everybody with the same trait chooses alike. Without
// rules on persons there is one trait, number 0.
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "rules/flee/network.h"

namespace corridor {

using FleeTraitIndex = std::uint32_t;

/// How a person takes the score of a place.
enum class FleeHazard {
  ordinary,
  avoided,  ///< the score squared
  ignored   ///< all scores are 1
};

struct FleeTrait {
  FleeHazard hazard = FleeHazard::ordinary;
  std::int32_t ethnicity = -1;    ///< index of the value; -1: does not matter
  std::int32_t religion = -1;     ///< index of the value; -1: does not matter
  std::int32_t home = -1;         ///< the place near which they want to stay; -1: does not matter
  double flood_awareness = -1.0;  ///< weight of the forecast; below 0: does not matter

  [[nodiscard]] auto key() const {
    return std::tuple(static_cast<int>(hazard), ethnicity, religion, home, flood_awareness);
  }
};

/// The traits that have occurred.
class FleeTraits {
 public:
  FleeTraits() : traits_(1) { indices_.emplace(FleeTrait{}.key(), 0); }
  /// The number of that trait, a new one the first time.
  FleeTraitIndex index_of(const FleeTrait& trait);
  [[nodiscard]] const FleeTrait& operator[](FleeTraitIndex index) const { return traits_[index]; }
  [[nodiscard]] std::size_t size() const { return traits_.size(); }

 private:
  std::vector<FleeTrait> traits_;
  std::map<decltype(FleeTrait{}.key()), FleeTraitIndex> indices_;
};

/// The trait of somebody from `home` with these values (by attribute of the instance; -1: none).
FleeTrait flee_trait_of(const FleeInstance& instance, FleeLocationIndex home,
                        const std::int32_t* values);

/// Shares of the people of each place who have a certain value of one attribute.
class FleeShares {
 public:
  /// Nobody counted yet. `attribute` may be nothing: then there are no shares.
  FleeShares(const FleeInstance& instance, const std::string& attribute);

  [[nodiscard]] bool is_used() const { return values_ > 0; }
  /// The position of the attribute in the instance.
  [[nodiscard]] std::size_t attribute() const { return attribute_; }
  void clear();
  void add(FleeLocationIndex place, std::int32_t value) {
    if (value >= 0) ++present_[place * values_ + static_cast<std::size_t>(value)];
  }
  /// Turns counts into shares: of residents (by the column named after the value) and displaced
  /// together. Under `strict` of the displaced alone over the residents (quirk Q21).
  void finish(const FleeInstance& instance, const FleeNetwork& network);
  /// The share; nothing where there is nobody.
  [[nodiscard]] std::optional<double> share(FleeLocationIndex place, std::int32_t value) const {
    const double found = shares_[place * values_ + static_cast<std::size_t>(value)];
    return found < 0.0 ? std::nullopt : std::optional<double>(found);
  }

 private:
  std::size_t attribute_ = 0;
  std::size_t values_ = 0;
  std::vector<Count> present_;     ///< by place and value
  std::vector<double> residents_;  ///< by place and value
  std::vector<double> shares_;     ///< by place and value; below 0: nobody
};

}  // namespace corridor
