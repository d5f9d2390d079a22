#pragma once
// Who says it. A sentence has attributions ("X said", "according to X"); each covers a part of it.
#include <string>
#include <vector>

#include "reading/language.h"
#include "reading/modality.h"
#include "reading/sentences.h"

namespace corridor::reading {

struct Speaker {
  std::string name;         ///< as first named in the report, without article
  std::string source_type;  ///< party, government, un, ngo, press
  bool is_guess = false;    ///< no list has the name: the type is taken from its form
};

struct Attribution {
  Speaker speaker;
  Modality modality = Modality::fact;  ///< of the verb: warned, denied, pledged
  std::size_t covers_first = 0;        ///< tokens it covers; `covers_last` is past the end
  std::size_t covers_last = 0;
  std::size_t own_first = 0;  ///< its own tokens: speaker and verb, or "according to" and speaker
  std::size_t own_last = 0;
};

/// Per sentence, its attributions from left to right. Pronouns ("he added") and short names ("the
/// ministry") are resolved to a speaker named before; a speech within quotation marks keeps its
/// speaker over several sentences; what leads a list speaks for its items; where nobody says it, an
/// aid agency speaks for what it did.
std::vector<std::vector<Attribution>> find_attributions(const std::vector<Sentence>& sentences,
                                                        const ReportText& text,
                                                        const Language& language);

/// The attribution that covers token `i`: the last that begins before it, else the first after it.
const Attribution* attribution_of(const std::vector<Attribution>& attributions, std::size_t i);

}  // namespace corridor::reading
