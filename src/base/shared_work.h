#pragma once
#include <cstddef>
#include <functional>

#include "base/bytes.h"
#include "base/crew.h"
#include "base/found_work.h"

namespace corridor {

/// By whom a batch of units is done, and where what was found is kept.
struct SharedWork {
  unsigned threads = 1;
  const Crew* crew = &alone();
  const FoundWork* found = nullptr;
  std::size_t batch = 0;
};

/// A unit of work: how it is done, and how what it came to is written and read.
struct UnitWork {
  std::function<void(std::size_t unit)> make;
  std::function<void(std::size_t unit, ByteWriter& writer)> put;
  std::function<void(std::size_t unit, ByteReader& reader)> get;
};

/// Has each of `count` units done by one of the crew, or reads what it came to in an earlier run;
/// then everybody has all.
void share_out(std::size_t count, const SharedWork& work, const UnitWork& units);

}  // namespace corridor
