#pragma once
// Lines to blocks (paragraphs, headings, list items), blocks to sentences.
#include "reading/phrases.h"
#include "reading/text.h"
#include "reading/tokens.h"

namespace corridor::reading {

enum class BlockKind { prose, heading, item };

struct Sentence {
  Tokens tokens;
  std::size_t block = 0;  ///< number of the block it stands in
  BlockKind kind = BlockKind::prose;
  /// Per token: it stands within quotation marks. They end with the block at the latest.
  std::vector<bool> quoted;

  [[nodiscard]] std::size_t size() const { return tokens.size(); }
  /// It ends in a colon: what it says holds for the list below.
  [[nodiscard]] bool leads_list() const { return !tokens.empty() && is_mark(tokens.back(), U':'); }
};

/// Copes with hard-wrapped and stray line breaks, missing spaces after a full stop, and bullets.
std::vector<Sentence> cut_into_sentences(const ReportText& text, const PhraseTable& abbreviations);

}  // namespace corridor::reading
