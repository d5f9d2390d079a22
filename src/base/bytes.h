#pragma once
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "base/check.h"

namespace corridor {

/// Appends values to bytes that go to another process or to a file of this machine and version.
class ByteWriter {
 public:
  template <typename Value>
  void put(const Value& value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <typename Value>
  void put(const std::vector<Value>& values) {
    put(std::span<const Value>(values));
  }
  template <typename Value>
  void put(std::span<const Value> values) {
    static_assert(std::is_trivially_copyable_v<Value>);
    put(static_cast<std::uint64_t>(values.size()));
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value));
  }
  void put(const std::string& text) {
    put(static_cast<std::uint64_t>(text.size()));
    bytes_ += text;
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads them back in the same order. Bytes that end too early are a bug.
class ByteReader {
 public:
  explicit ByteReader(const std::string& bytes) : bytes_(bytes) {}

  template <typename Value>
  [[nodiscard]] Value get() {
    static_assert(std::is_trivially_copyable_v<Value>);
    Value value;
    std::memcpy(&value, next(sizeof value), sizeof value);
    return value;
  }
  template <typename Value>
  [[nodiscard]] std::vector<Value> get_vector() {
    std::vector<Value> values(get<std::uint64_t>());
    if (!values.empty())
      std::memcpy(values.data(), next(values.size() * sizeof(Value)),
                  values.size() * sizeof(Value));
    return values;
  }
  [[nodiscard]] std::string get_text() {
    const auto size = static_cast<std::size_t>(get<std::uint64_t>());
    return std::string(next(size), size);
  }
  [[nodiscard]] bool at_end() const { return position_ == bytes_.size(); }

 private:
  const char* next(std::size_t size) {
    CORRIDOR_CHECK(size <= bytes_.size() - position_, "bytes end too early");
    position_ += size;
    return bytes_.data() + position_ - size;
  }

  const std::string& bytes_;
  std::size_t position_ = 0;
};

}  // namespace corridor
