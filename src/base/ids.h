#pragma once
#include <compare>
#include <cstdint>

namespace corridor {

/// A dense index of its own type: a road's number cannot be passed where a place's is wanted.
template <class Tag>
struct Id {
  std::uint32_t index = UINT32_MAX;
  friend auto operator<=>(const Id&, const Id&) = default;
  [[nodiscard]] bool valid() const { return index != UINT32_MAX; }
};

using PlaceId = Id<struct PlaceTag>;
using RoadId = Id<struct RoadTag>;
using GroupId = Id<struct GroupTag>;
using ParameterId = Id<struct ParameterTag>;

/// Stable 64-bit name of a thing (FNV-1a); random streams are addressed by names, never by
/// positions.
constexpr std::uint64_t name_key(const char* text, std::uint64_t length) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (std::uint64_t i = 0; i < length; ++i) {
    hash = (hash ^ static_cast<unsigned char>(text[i])) * 1099511628211ULL;
  }
  return hash;
}

}  // namespace corridor
