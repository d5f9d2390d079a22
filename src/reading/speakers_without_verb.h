#pragma once
// "The governor speaks of 700 people, | the ministry of | 300": a speaker whose verb is the one
// before.
#include <optional>

#include "reading/speaker_names.h"

namespace corridor::reading {

/// The speaker whose name begins behind the mark at token `mark`, up to its number; `verb` is the
/// last token of the verb that is left out. "The ministry of | 300" takes up the "of" of the verb.
std::optional<SpeakerName> speaker_without_verb(const Sentence& sentence, std::size_t verb,
                                                std::size_t mark, const ReportText& text,
                                                const Language& language);

}  // namespace corridor::reading
