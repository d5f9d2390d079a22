#pragma once
// The noun that a quantity counts.
#include <string>

#include "reading/quantities.h"

namespace corridor::reading {

enum class NounKind {
  none,     ///< the number stands alone: "a further 31"
  unknown,  ///< something that the language file does not list
  pronoun,  ///< "of them": what was counted before
  people,
  thing
};

struct Noun {
  NounKind kind = NounKind::none;
  std::string unit;      ///< people, families, buses, t
  std::string subject;   ///< when nothing is said to have happened; empty: then it is no claim
  std::string group;     ///< children, soldiers: a narrower group; empty: people at large
  std::size_t last = 0;  ///< one past the noun phrase
  const Phrase* state = nullptr;  ///< within the phrase: "200 wounded civilians", "30 injured"
  std::size_t state_last = 0;
};

/// The noun phrase that begins after the number of a quantity and ends before token `end`.
Noun noun_after(const Tokens& tokens, std::size_t begin, std::size_t end, const Language& language);

/// The noun named last in [begin, end): "Houses damaged: 5,310", "IDPs: 73,500".
Noun noun_before(const Tokens& tokens, std::size_t begin, std::size_t end,
                 const Language& language);

}  // namespace corridor::reading
