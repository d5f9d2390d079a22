#include "reading/modality.h"

#include <algorithm>
#include <array>
#include <utility>

#include "reading/language.h"
#include "reading/speakers.h"

namespace corridor::reading {
namespace {

constexpr std::array<std::pair<Modality, const char*>, 7> kNames = {
    {{Modality::fact, "fact"},
     {Modality::fear, "fear"},
     {Modality::denial, "denial"},
     {Modality::plan, "plan"},
     {Modality::promise, "promise"},
     {Modality::condition, "condition"},
     {Modality::request, "request"}}};

/// The cue of a denial of what follows, whoever denies it ("it denied that ...").
constexpr const char* kDeniedBehind = "denied";
/// The cue of what people have been ordered to do.
constexpr const char* kOrdered = "ordered";
constexpr std::size_t kLeftReach = 10;  ///< tokens from a cue to the claim it colours
constexpr std::size_t kRightReach = 5;

class ModalityReader {
 public:
  ModalityReader(const Sentence& sentence, const Claimed& claimed,
                 const std::vector<Attribution>& attributions, const Language& language)
      : tokens_(sentence.tokens),
        claimed_(claimed),
        attribution_(attribution_of(attributions, claimed.first)),
        language_(language) {}

  Modality read() const {
    if (is_denied_later()) return Modality::denial;
    if (attribution_ != nullptr && attribution_->modality != Modality::fact) {
      return attribution_->modality;
    }
    const Modality cue = nearest_cue();
    return has_condition(cue) ? Modality::condition : cue;
  }

 private:
  [[nodiscard]] bool is_boundary(std::size_t i) const {
    const Token& token = tokens_[i];
    return token.kind == TokenKind::mark && token.text != U"-" && token.text != U"'" &&
           token.text != U"%" && token.text != U"(" && token.text != U")";
  }

  /// What the cue means for this claim; a need is a request where things are needed.
  [[nodiscard]] Modality meaning(const PhraseMatch& match) const {
    const bool is_month =
        tokens_[match.first].capital && language_.months.has(tokens_, match.first);
    if (is_month && match.first > 0) return Modality::fact;  // since 17 May
    const auto state = language_.states.at(tokens_, match.first, tokens_.size());
    const bool is_doubt = modality_named(match.phrase->label) == Modality::fear;
    const bool is_ability = is_doubt && state && state->last > match.last;
    if (is_ability) return Modality::fact;  // hotels could take 3,000
    const auto whole = language_.whole_facts.at(tokens_, match.first, claimed_.last);
    const bool is_permission = is_doubt && whole && match.first == claimed_.first;
    if (is_permission) return Modality::fact;  // residents may return
    if (match.phrase->label == kOrdered) return Modality::plan;
    if (match.phrase->label == "need") {
      return claimed_.counts_things ? Modality::request : Modality::fact;
    }
    return modality_named(match.phrase->label);
  }

  /// "The rumours that ... are false."
  [[nodiscard]] bool is_denied_later() const {
    const auto cues = language_.modality.all(tokens_, claimed_.last, tokens_.size());
    return std::any_of(cues.begin(), cues.end(), [this](const PhraseMatch& match) {
      if (meaning(match) != Modality::denial) return false;
      for (std::size_t i = claimed_.last; i < match.first; ++i) {
        if (is_mark(tokens_[i], U';') || is_mark(tokens_[i], U',')) return false;
      }
      return true;
    });
  }

  [[nodiscard]] std::size_t left_end() const {
    std::size_t begin = claimed_.first;
    const std::size_t limit = begin > kLeftReach ? begin - kLeftReach : 0;
    while (begin > limit && !is_boundary(begin - 1) &&
           !(attribution_ != nullptr && begin == attribution_->own_last)) {
      --begin;
    }
    return begin;
  }

  [[nodiscard]] std::size_t right_end() const {
    const std::size_t limit = std::min(tokens_.size(), claimed_.last + kRightReach);
    std::size_t end = claimed_.last;
    while (end < limit && end < claimed_.next && !is_boundary(end) &&
           !language_.range_middle.has(tokens_, end)) {
      ++end;
    }
    return end;
  }

  [[nodiscard]] Modality nearest_cue() const {
    const auto left = language_.modality.all(tokens_, left_end(), claimed_.last);
    for (auto cue = left.rbegin(); cue != left.rend(); ++cue) {
      if (cue->phrase->label == kDeniedBehind) return Modality::denial;
      const Modality found = meaning(*cue);
      if (found != Modality::fact && found != Modality::denial) return found;
    }
    const auto right = language_.modality.all(tokens_, claimed_.last, right_end());
    for (const PhraseMatch& cue : right) {
      const Modality found = meaning(cue);
      if (found != Modality::fact) return found;
    }
    return Modality::fact;
  }

  /// An "if" in the same part of the sentence makes what will or would be a condition's result.
  [[nodiscard]] bool has_condition(Modality cue) const {
    if (cue == Modality::fact) return false;
    std::size_t begin = claimed_.first;
    while (begin > 0 && !is_mark(tokens_[begin - 1], U';')) --begin;
    std::size_t end = claimed_.last;
    while (end < tokens_.size() && !is_mark(tokens_[end], U';')) ++end;
    const auto cues = language_.modality.all(tokens_, begin, end);
    return std::any_of(cues.begin(), cues.end(),
                       [](const PhraseMatch& match) { return match.phrase->label == "condition"; });
  }

  const Tokens& tokens_;
  const Claimed& claimed_;
  const Attribution* attribution_;
  const Language& language_;
};

}  // namespace

const char* name_of(Modality modality) {
  return std::find_if(kNames.begin(), kNames.end(),
                      [=](const auto& entry) { return entry.first == modality; })
      ->second;
}

Modality modality_named(const std::string& name) {
  const auto found = std::find_if(kNames.begin(), kNames.end(),
                                  [&](const auto& entry) { return name == entry.second; });
  return found == kNames.end() ? Modality::fact : found->first;
}

bool is_order_given(const Sentence& sentence, const Claimed& claimed, const Language& language) {
  const auto cues = language.modality.all(sentence.tokens, claimed.first, claimed.last);
  return std::any_of(cues.begin(), cues.end(),
                     [](const PhraseMatch& match) { return match.phrase->label == kOrdered; });
}

Modality modality_of(const Sentence& sentence, const Claimed& claimed,
                     const std::vector<Attribution>& attributions, const Language& language) {
  return ModalityReader(sentence, claimed, attributions, language).read();
}

}  // namespace corridor::reading
