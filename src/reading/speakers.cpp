#include "reading/speakers.h"

#include <algorithm>

#include "reading/deeds.h"
#include "reading/numbers.h"
#include "reading/speaker_names.h"
#include "reading/speakers_without_verb.h"
#include "reading/unicode.h"

namespace corridor::reading {
namespace {

constexpr std::size_t kLongestLead = 8;       ///< tokens of "Authorities: ..."
constexpr std::size_t kLongestReference = 6;  ///< tokens within "(UNHCR)"
constexpr std::size_t kLongestSpeech = 60;    ///< sentences within quotation marks
constexpr std::size_t kMostRemembered = 60;   ///< speakers whom a short name may mean
constexpr std::size_t kLongestShortName = 2;  ///< words that may stand for a longer name

Tokens tokens_of(const std::string& name) {
  const std::u32string text = decode_utf8(name);
  return cut_into_tokens(text, 0, text.size());
}

class AttributionFinder {
 public:
  AttributionFinder(const std::vector<Sentence>& sentences, const ReportText& text,
                    const Language& language)
      : sentences_(sentences), text_(text), language_(language) {}

  std::vector<std::vector<Attribution>> run() {
    std::vector<std::vector<Attribution>> all(sentences_.size());
    for (std::size_t s = 0; s < sentences_.size(); ++s) {
      all[s] = in_sentence(sentences_[s]);
      remember_lead(s, all[s]);
    }
    for (std::size_t s = 0; s < sentences_.size(); ++s) carry_speech(s, all);
    for (std::size_t s = 0; s < sentences_.size(); ++s) {
      if (all[s].empty()) all[s] = find_deeds(sentences_[s], text_, language_);
    }
    return all;
  }

 private:
  // One sentence

  std::vector<Attribution> in_sentence(const Sentence& sentence) {
    std::vector<Attribution> found;
    for (std::size_t i = 0; i < sentence.size();) {
      const std::size_t from = found.empty() ? 0 : found.back().own_last;
      auto attribution = attribution_at(sentence, from, i, found);
      i = attribution ? std::max(attribution->own_last, i + 1) : i + 1;
      if (!attribution) continue;
      // "reports the agency with reference to the ministry": it is the ministry that says it.
      const bool hands_on = !found.empty() && attribution->own_first == found.back().own_last &&
                            language_.according_to.has(sentence.tokens, attribution->own_first);
      if (hands_on) found.back() = std::move(*attribution);
      if (!hands_on) found.push_back(std::move(*attribution));
    }
    if (found.empty()) add_lead(sentence, found);
    set_coverage(sentence, found);
    state_reasons(sentence.tokens, found);
    add_speakers_without_verb(sentence, found);
    return found;
  }

  std::optional<Attribution> attribution_at(const Sentence& sentence, std::size_t from,
                                            std::size_t i, const std::vector<Attribution>& found) {
    const Tokens& tokens = sentence.tokens;
    if (const auto source = language_.according_to.at(tokens, i, tokens.size())) {
      const auto name = speaker_after(sentence, source->last, text_, language_);
      return resolved(name, Modality::fact, i, name ? name->last : 0);
    }
    if (is_mark(tokens[i], U'(')) return reference_at(sentence, i);
    const auto verb = language_.speech.at(tokens, i, tokens.size());
    if (!verb) return std::nullopt;
    const Modality modality = modality_named(verb->phrase->label);
    std::size_t verb_group = i;  // '..., has noted the ombudsman'
    while (const auto auxiliary = language_.auxiliaries.ending_at(tokens, from, verb_group)) {
      verb_group = auxiliary->first;
    }
    const bool inverted = verb_group > 0 && tokens[verb_group - 1].kind == TokenKind::mark;
    const std::size_t behind = after_day(tokens, verb->last);
    if (inverted) {
      if (const auto name = speaker_after(sentence, behind, text_, language_)) {
        return resolved(name, modality, verb_group, name->last);
      }
    }
    if (i > from && language_.passives.ending_at(tokens, from, i)) return std::nullopt;
    if (const auto name = speaker_before(sentence, from, i, text_, language_)) {
      return resolved(name, modality, name->first, verb->last);
    }
    if (!found.empty() && language_.range_middle.ending_at(tokens, from, i)) {
      Attribution again = found.back();  // "X called for help and said that ..."
      again.modality = modality;
      again.own_first = i;
      again.own_last = verb->last;
      return again;
    }
    const bool pronoun_leads = language_.speaker_pronouns.has(tokens, 0) && !named_.empty();
    if (found.empty() && pronoun_leads && language_.range_middle.ending_at(tokens, from, i)) {
      return resolved(SpeakerName{0, 1, true, {}}, modality, i,
                      verb->last);  // "It has ... and plans"
    }
    if (inverted || modality != Modality::fact) return std::nullopt;
    // "reported on Thursday the crisis cell", without a mark before the verb
    const auto name =
        behind > verb->last ? speaker_after(sentence, behind, text_, language_) : std::nullopt;
    return resolved(name, modality, i, name ? name->last : 0);
  }

  [[nodiscard]] std::size_t after_day(const Tokens& tokens, std::size_t i) const {
    const auto preposition = language_.clock_before.at(tokens, i, tokens.size());
    const std::size_t at = preposition ? preposition->last : i;
    const auto day = language_.weekdays.at(tokens, at, tokens.size());
    return day ? day->last : i;
  }

  /// "(UNHCR)" names the source; not in a dateline, which a dash follows.
  std::optional<Attribution> reference_at(const Sentence& sentence, std::size_t i) {
    const Tokens& tokens = sentence.tokens;
    std::size_t end = i + 1;
    while (end < tokens.size() && end - i <= kLongestReference && !is_mark(tokens[end], U')'))
      ++end;
    if (end >= tokens.size() || !is_mark(tokens[end], U')')) return std::nullopt;
    if (end + 1 < tokens.size() && is_mark(tokens[end + 1], U'\u2014')) return std::nullopt;
    const auto name = speaker_in(sentence, i + 1, end, text_, language_);
    if (!name || name->pronoun || !tokens[i + 1].capital) return std::nullopt;
    return resolved(name, Modality::fact, i, end + 1);
  }

  std::optional<Attribution> resolved(const std::optional<SpeakerName>& name, Modality modality,
                                      std::size_t first, std::size_t last) {
    if (!name) return std::nullopt;
    Attribution attribution;
    attribution.modality = modality;
    attribution.own_first = first;
    attribution.own_last = std::max(first, last);
    if (name->pronoun) {
      if (named_.empty()) return std::nullopt;
      attribution.speaker = named_.back();
      return attribution;
    }
    attribution.speaker = full_name(name->speaker);
    named_.push_back(attribution.speaker);
    return attribution;
  }

  /// "the ministry" is the ministry named before: its words end the head of the earlier name
  /// ("county council"), or it is an acronym that begins it.
  [[nodiscard]] Speaker full_name(const Speaker& speaker) const {
    const Tokens short_name = tokens_of(speaker.name);
    if (short_name.empty() || short_name.size() > kLongestShortName) return speaker;
    const std::size_t newest = named_.size();
    const std::size_t oldest = newest - std::min(newest, kMostRemembered);
    for (auto earlier = named_.rbegin();
         earlier != named_.rend() - static_cast<std::ptrdiff_t>(oldest); ++earlier) {
      if (stands_for(short_name, tokens_of(earlier->name))) return *earlier;
    }
    return speaker;
  }

  [[nodiscard]] bool stands_for(const Tokens& short_name, const Tokens& name) const {
    if (name.size() <= short_name.size()) return false;
    std::size_t head = 0;
    while (head < name.size() && !language_.function_words.has(name, head)) ++head;
    const auto same = [](const Token& a, const Token& b) { return a.text == b.text; };
    if (short_name.size() == 1 && short_name[0].acronym && same(short_name[0], name[0]))
      return true;
    const auto ends_at = [&](std::size_t end) {
      return end >= short_name.size() &&
             std::equal(short_name.begin(), short_name.end(),
                        name.begin() + static_cast<std::ptrdiff_t>(end - short_name.size()), same);
    };
    if (ends_at(head)) return true;
    // "the administration" is that of "the spokesperson for the de facto administration of Karsa"
    if (language_.speakers.all(short_name, 0, short_name.size()).empty()) return false;
    for (std::size_t end = head + 1; end <= name.size(); ++end) {
      const bool closes = end == name.size() || language_.function_words.has(name, end);
      if (closes && ends_at(end)) return true;
    }
    return false;
  }

  /// "Authorities: 1.2 million people are affected".
  void add_lead(const Sentence& sentence, std::vector<Attribution>& found) {
    const Tokens& tokens = sentence.tokens;
    for (std::size_t i = 1; i < std::min(tokens.size(), kLongestLead); ++i) {
      if (!is_mark(tokens[i], U':') || i + 1 == tokens.size()) continue;
      if (!language_.states.all(tokens, 0, i).empty()) return;  // "People affected: 64,000"
      const auto name = speaker_in(sentence, 0, i, text_, language_);
      if (!name || !is_all_of_lead(tokens, *name)) return;
      auto attribution = resolved(name, Modality::fact, 0, i + 1);
      if (attribution) found.push_back(std::move(*attribution));
      return;
    }
  }

  /// "Looting of a WFP store: ..." and "WFP store: ..." tell what happened, nobody says it: a
  /// speaker begins the line, and the head of the name is one who can speak.
  [[nodiscard]] bool is_all_of_lead(const Tokens& tokens, const SpeakerName& name) const {
    if (language_.determiners.after(tokens, 0) < name.first) return false;
    std::size_t head = name.first;
    while (head + 1 < name.last && !language_.function_words.has(tokens, head + 1)) ++head;
    if (tokens[head].capital) return true;
    const auto listed = language_.speakers.all(tokens, name.first, name.last);
    return std::any_of(listed.begin(), listed.end(), [&](const PhraseMatch& match) {
      return match.first <= head && head < match.last;
    });
  }

  /// What stands before the first speaker belongs to it where a comma, a quote or "according to"
  /// ties it on, but for a number of its own; what follows a speaker is its own until the next one.
  void set_coverage(const Sentence& sentence, std::vector<Attribution>& found) const {
    const Tokens& tokens = sentence.tokens;
    for (std::size_t a = 0; a < found.size(); ++a) {
      Attribution& here = found[a];
      std::size_t begin = here.own_first;
      const bool tied = begin > 0 && tokens[begin - 1].kind == TokenKind::mark;
      const bool at_end =
          here.own_last + 1 >= tokens.size() || is_mark(tokens[here.own_last], U'.');
      const std::size_t limit = a == 0 ? 0 : found[a - 1].own_last;
      if (const auto lone = lone_number_before(tokens, limit, begin)) {
        begin = *lone;
        if (a > 0) found[a - 1].covers_last = std::min(found[a - 1].covers_last, begin);
      } else if (tied || at_end || is_article_only(tokens, begin) || closes_clause(tokens, here)) {
        while (begin > limit && !is_mark(tokens[begin - 1], U';')) --begin;
      }
      std::size_t end = here.own_last;
      const std::size_t next = a + 1 < found.size() ? found[a + 1].own_first : tokens.size();
      while (end < next && !is_mark(tokens[end], U';')) ++end;
      here.covers_first = begin;
      here.covers_last = end;
    }
  }

  /// "UNHCR fears an outbreak: 30 cases ..." What is feared stands before the colon; what stands
  /// behind it is why, and a fact. "UNHCR warns: 300 people could ..." has nothing before it.
  static void state_reasons(const Tokens& tokens, std::vector<Attribution>& found) {
    for (std::size_t a = 0; a < found.size(); ++a) {
      if (found[a].modality != Modality::fear) continue;
      std::size_t colon = found[a].own_last;
      while (colon < found[a].covers_last && !is_mark(tokens[colon], U':')) ++colon;
      if (colon == found[a].own_last || colon == found[a].covers_last) continue;
      Attribution reason = over_all(found[a].speaker, Modality::fact, colon, found[a].covers_last);
      found[a].covers_last = colon;
      found.insert(found.begin() + static_cast<std::ptrdiff_t>(a) + 1, std::move(reason));
    }
  }

  /// "The governor speaks of 700 people, the ministry of 300": who says the last needs no verb.
  void add_speakers_without_verb(const Sentence& sentence, std::vector<Attribution>& found) {
    const Tokens& tokens = sentence.tokens;
    if (found.empty() || found.back().own_last == 0) return;
    const std::size_t verb = found.back().own_last - 1;
    for (std::size_t i = verb + 1; i < tokens.size(); ++i) {
      if (!is_mark(tokens[i], U',') && !is_mark(tokens[i], U';')) continue;
      const auto name = speaker_without_verb(sentence, verb, i, text_, language_);
      auto attribution = resolved(name, found.back().modality, i + 1, name ? name->last : 0);
      if (!attribution) continue;
      attribution->covers_first = i + 1;
      attribution->covers_last = found.back().covers_last;
      found.back().covers_last = std::min(found.back().covers_last, i);
      found.push_back(std::move(*attribution));
    }
  }

  /// "32 people were killed, 15 according to the ministry": where the number begins that alone is
  /// the ministry's; nothing where more, or all of the sentence, is.
  [[nodiscard]] std::optional<std::size_t> lone_number_before(const Tokens& tokens,
                                                              std::size_t limit,
                                                              std::size_t end) const {
    if (!language_.according_to.has(tokens, end)) return std::nullopt;
    std::size_t begin = end;
    while (begin > limit && !is_mark(tokens[begin - 1], U',') && !is_mark(tokens[begin - 1], U'('))
      --begin;
    if (begin == limit || begin == end) return std::nullopt;
    const auto number =
        number_at(tokens, language_.qualifiers.after(tokens, begin), end, language_);
    if (!number || language_.people.after(tokens, number->last) != end) return std::nullopt;
    return begin;
  }

  /// "32 people were killed according to the ministry, ..."
  [[nodiscard]] bool closes_clause(const Tokens& tokens, const Attribution& here) const {
    return language_.according_to.has(tokens, here.own_first) &&
           is_mark(tokens[here.own_last], U',');
  }

  /// The article before a name is left out of it: the mark may stand one token further left.
  static bool is_article_only(const Tokens& tokens, std::size_t begin) {
    return begin > 1 && tokens[begin - 2].kind == TokenKind::mark &&
           tokens[begin - 1].kind == TokenKind::word && tokens[begin - 1].text.size() <= 3;
  }

  // Over sentences

  void remember_lead(std::size_t s, std::vector<Attribution>& here) {
    const Sentence& sentence = sentences_[s];
    if (sentence.leads_list() && !here.empty()) {
      lead_ = here.back();
      return;
    }
    if (sentence.kind != BlockKind::item) lead_.reset();
    if (!lead_ || !here.empty()) return;
    here.push_back(over_all(lead_->speaker, lead_->modality, 0, sentence.size()));
  }

  static Attribution over_all(const Speaker& speaker, Modality modality, std::size_t first,
                              std::size_t last) {
    Attribution attribution;
    attribution.speaker = speaker;
    attribution.modality = modality;
    attribution.covers_first = first;
    attribution.covers_last = last;
    return attribution;
  }

  [[nodiscard]] bool is_quoted_throughout(std::size_t s) const {
    const Sentence& sentence = sentences_[s];
    return !sentence.quoted.empty() && sentence.quoted[0];
  }

  /// A quoted sentence without a speaker of its own has that of the speech's end, or of what was
  /// quoted before it in the same block.
  void carry_speech(std::size_t s, std::vector<std::vector<Attribution>>& all) const {
    if (!all[s].empty() || !is_quoted_throughout(s)) return;
    const std::size_t block = sentences_[s].block;
    const Attribution* source = nullptr;
    const std::size_t limit = std::min(sentences_.size(), s + kLongestSpeech);
    for (std::size_t k = s + 1; k < limit && sentences_[k].block == block; ++k) {
      if (!is_quoted_throughout(k)) break;
      if (is_mark(sentences_[k].tokens[0], kQuote)) break;
      if (all[k].empty()) continue;
      source = &all[k].front();
      break;
    }
    for (std::size_t k = s; source == nullptr && k-- > 0 && sentences_[k].block == block;) {
      if (k + kLongestSpeech < s) break;
      if (!all[k].empty()) source = &all[k].back();
    }
    if (source == nullptr) return;
    all[s].push_back(over_all(source->speaker, Modality::fact, 0, sentences_[s].size()));
  }

  const std::vector<Sentence>& sentences_;
  const ReportText& text_;
  const Language& language_;
  std::vector<Speaker> named_;       ///< in the order in which they were named
  std::optional<Attribution> lead_;  ///< of the list that follows
};

}  // namespace

std::vector<std::vector<Attribution>> find_attributions(const std::vector<Sentence>& sentences,
                                                        const ReportText& text,
                                                        const Language& language) {
  return AttributionFinder(sentences, text, language).run();
}

const Attribution* attribution_of(const std::vector<Attribution>& attributions, std::size_t i) {
  const Attribution* best = nullptr;
  for (const Attribution& attribution : attributions) {
    if (i < attribution.covers_first || i >= attribution.covers_last) continue;
    if (best == nullptr || attribution.own_last <= i) best = &attribution;
  }
  return best;
}

}  // namespace corridor::reading
