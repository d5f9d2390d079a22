#pragma once
// Who counts what he has done himself: "MSF treated 622", "UNHCR relocated 1,200 families".
#include <vector>

#include "reading/speakers.h"

namespace corridor::reading {

/// Aid agencies (un, ngo) that are the subject of what they did to so many: each speaks for the
/// numbers of its clause. For sentences of which nobody else is named as the speaker.
std::vector<Attribution> find_deeds(const Sentence& sentence, const ReportText& text,
                                    const Language& language);

}  // namespace corridor::reading
