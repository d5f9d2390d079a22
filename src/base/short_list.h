#pragma once
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <span>

namespace corridor {

/// A list whose first `Inline` items need no heap: for what lives for one draw or one node of one
/// tick.
template <class Item, std::size_t Inline = 8>
class ShortList : public boost::container::small_vector<Item, Inline> {
 public:
  using boost::container::small_vector<Item, Inline>::small_vector;
  operator std::span<Item>() {
    return {this->data(), this->size()};
  }  // NOLINT(google-explicit-constructor)
  operator std::span<const Item>() const {
    return {this->data(), this->size()};
  }  // NOLINT(google-explicit-constructor)
};

}  // namespace corridor
