#pragma once
#include <cstdlib>
#include <new>
#include <utility>

namespace corridor {

/// Memory that is zero from the start and takes no room until it is written: for large tables most
/// rows of which stay zero. Items are numbers.
template <class Number>
struct ZeroedAllocator {
  using value_type = Number;
  ZeroedAllocator() = default;
  template <class Other>
  explicit ZeroedAllocator(const ZeroedAllocator<Other>& /*other*/) {}

  Number* allocate(std::size_t count) {
    if (void* memory = std::calloc(count, sizeof(Number))) return static_cast<Number*>(memory);
    throw std::bad_alloc();
  }
  void deallocate(Number* memory, std::size_t /*count*/) { std::free(memory); }
  /// Items without a value are not touched, as reading would cost a page: they are zero where the
  /// container has not held others before.
  template <class Item>
  void construct(Item* /*item*/) {}
  template <class Item, class... Arguments>
  void construct(Item* item, Arguments&&... arguments) {
    ::new (static_cast<void*>(item)) Item(std::forward<Arguments>(arguments)...);
  }
  friend bool operator==(const ZeroedAllocator&, const ZeroedAllocator&) { return true; }
};

}  // namespace corridor
