#pragma once
// The name of a speaker beside a verb of saying.
#include <optional>
#include <string>
#include <vector>

#include "reading/speakers.h"

namespace corridor::reading {

/// A noun phrase that names somebody who can speak.
struct SpeakerName {
  std::size_t first = 0;  ///< token range, `last` is one past the end
  std::size_t last = 0;
  bool pronoun = false;  ///< he, they, the same source
  Speaker speaker;       ///< unless it is a pronoun
};

/// "the head of the rescue service | said", "..., the spokesperson of Y, | said", "X, who |
/// warned". It begins at token `begin` or later.
std::optional<SpeakerName> speaker_before(const Sentence& sentence, std::size_t begin,
                                          std::size_t verb, const ReportText& text,
                                          const Language& language);

/// "said | the mayor of X", "according to | X".
std::optional<SpeakerName> speaker_after(const Sentence& sentence, std::size_t begin,
                                         const ReportText& text, const Language& language);

/// The speaker whom all of [first, last) names.
std::optional<SpeakerName> speaker_in(const Sentence& sentence, std::size_t first, std::size_t last,
                                      const ReportText& text, const Language& language);

/// party, government, un, ngo or press, by the nouns in a name; press where none is known.
std::string source_type_of(const std::string& name, const Language& language);

}  // namespace corridor::reading
