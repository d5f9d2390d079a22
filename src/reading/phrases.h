#pragma once
// Phrases of a language under labels, found in tokens: the longest wins.
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/tokens.h"

namespace corridor::reading {

/// Words and marks in order. A word in capitals asks for capitals (WHO is not who). A word may end
/// or begin with `*` (any ending, any beginning); `..` stands for up to four words.
struct Phrase {
  std::vector<std::u32string> words;  ///< lower case
  std::vector<bool> acronyms;         ///< per word: it must stand in capitals
  std::string label;
  double number = 0.0;  ///< the number at the beginning of the label, where there is one
};

struct PhraseMatch {
  const Phrase* phrase = nullptr;
  std::size_t first = 0;  ///< token range, `last` is one past the end
  std::size_t last = 0;
};

class PhraseTable {
 public:
  /// `text` is cut into tokens as a report is.
  void add(std::string label, std::u32string_view text);
  /// The longest phrase that begins at token `i` and ends before token `end`; those whose label
  /// ends in `but_not` are passed over.
  [[nodiscard]] std::optional<PhraseMatch> at(const Tokens& tokens, std::size_t i, std::size_t end,
                                              char but_not = 0) const;
  /// The same up to the end of the tokens; nothing where `i` is past it.
  [[nodiscard]] std::optional<PhraseMatch> at(const Tokens& tokens, std::size_t i) const {
    return i < tokens.size() ? at(tokens, i, tokens.size()) : std::nullopt;
  }
  /// One past that phrase; `i` where there is none.
  [[nodiscard]] std::size_t after(const Tokens& tokens, std::size_t i) const {
    const auto match = at(tokens, i);
    return match ? match->last : i;
  }
  /// The same, ending exactly before `end`, beginning at `begin` or later.
  [[nodiscard]] std::optional<PhraseMatch> ending_at(const Tokens& tokens, std::size_t begin,
                                                     std::size_t end, char but_not = 0) const;
  /// All phrases in [begin, end), left to right, not overlapping.
  [[nodiscard]] std::vector<PhraseMatch> all(const Tokens& tokens, std::size_t begin,
                                             std::size_t end) const;
  [[nodiscard]] bool has(const Tokens& tokens, std::size_t i) const {
    return i < tokens.size() && at(tokens, i, tokens.size()).has_value();
  }
  [[nodiscard]] bool empty() const { return phrases_.empty(); }

 private:
  std::vector<Phrase> phrases_;
  std::unordered_map<std::u32string, std::vector<std::size_t>> by_first_word_;
  std::vector<std::size_t> open_first_;  ///< phrases whose first word has a `*`
  std::size_t longest_ = 0;              ///< tokens that a match can have at most
};

}  // namespace corridor::reading
