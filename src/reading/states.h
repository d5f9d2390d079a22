#pragma once
// What is said to have happened to what a quantity counts: killed, displaced, without electricity.
#include <optional>
#include <string>
#include <vector>

#include "reading/nouns.h"

namespace corridor::reading {

enum class Confidence { low, medium, high };

struct State {
  std::string name;  ///< of the language's section [states]
  std::size_t first = 0;
  std::size_t last = 0;  ///< one past its words; 0: taken over from the number beside it
  Confidence confidence = Confidence::high;
  std::string reason;  ///< where it was found, for the reviewer
};

/// One entry a quantity; `nouns` are what the quantities count.
std::vector<std::optional<State>> find_states(const Tokens& tokens,
                                              const std::vector<Quantity>& quantities,
                                              const std::vector<Noun>& nouns,
                                              const Language& language);

/// Where the clause before quantity `q` begins; a colon or a dash may stand within it.
std::size_t clause_begin(const Tokens& tokens, const std::vector<Quantity>& quantities,
                         const std::vector<Noun>& nouns, std::size_t q, const Language& language);

}  // namespace corridor::reading
