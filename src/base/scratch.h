#pragma once

namespace corridor {

/// Room to work in that is no part of the state: a copy starts with fresh room.
template <class T>
struct Scratch : T {
  Scratch() = default;
  Scratch(const Scratch&) : T() {}
  Scratch& operator=(const Scratch&) { return *this; }
  ~Scratch() = default;
};

}  // namespace corridor
