#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace corridor {

/// Processes, on one machine or several, that run the same program on the same input and share its
/// work: each does every size-th unit, then the leader gathers what all found. Since a unit's draws
/// depend on its number and not on who draws, the result has the same bits for any crew. This class
/// itself is a crew of one.
class Crew {
 public:
  Crew() = default;
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  virtual ~Crew() = default;

  [[nodiscard]] virtual std::size_t size() const { return 1; }
  [[nodiscard]] virtual std::size_t rank() const { return 0; }
  /// Members of the crew on this machine: its cores are shared among them.
  [[nodiscard]] virtual std::size_t on_this_machine() const { return 1; }
  /// Gives `mine` to the leader; returns everybody's, by rank, on the leader, and nothing
  /// elsewhere. Every member must call it the same number of times.
  [[nodiscard]] virtual std::vector<std::string> gather(std::string mine) const {
    return {std::move(mine)};
  }

  /// The same, but everybody has everybody's.
  [[nodiscard]] virtual std::vector<std::string> exchange(std::string mine) const {
    return {std::move(mine)};
  }

  /// The member that writes and speaks.
  [[nodiscard]] bool leads() const { return rank() == 0; }
  /// How many of `count` units are this member's.
  [[nodiscard]] std::size_t share(std::size_t count) const { return share_of(rank(), count); }
  [[nodiscard]] std::size_t share_of(std::size_t member, std::size_t count) const {
    return (count + size() - 1 - member) / size();
  }
  /// The number of the i-th unit of a member.
  [[nodiscard]] std::size_t unit(std::size_t i) const { return unit_of(rank(), i); }
  [[nodiscard]] std::size_t unit_of(std::size_t member, std::size_t i) const {
    return member + i * size();
  }
  /// How many threads a member takes: those its user wants, or its part of the cores where 0.
  [[nodiscard]] unsigned threads(unsigned wanted) const;
};

/// A crew of one.
const Crew& alone();

}  // namespace corridor
