#include "reading/places.h"

#include <algorithm>
#include <array>
#include <limits>

#include "reading/clauses.h"
#include "reading/unicode.h"

namespace corridor::reading {
namespace {

constexpr std::size_t kWordsBetween = 3;  ///< tokens of "of the" in "the camp of the Karsans"
constexpr std::size_t kLongestTitle = 4;  ///< words of a heading that names a place

bool ends_with(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// People who did this are counted where they come to, goods where they are brought.
bool happens_on_arrival(const std::string& subject) {
  constexpr std::array<std::string_view, 6> kStates = {
      "arrivals", "sheltered", "sleeping", "hosted", "registered", "reception_capacity"};
  return std::any_of(kStates.begin(), kStates.end(),
                     [&](std::string_view state) { return ends_with(subject, state); });
}

/// People who did this are counted where they come from.
bool happens_on_departure(const std::string& subject) {
  constexpr std::array<std::string_view, 3> kStates = {"departures", "evacuated", "displaced"};
  return std::any_of(kStates.begin(), kStates.end(),
                     [&](std::string_view state) { return ends_with(subject, state); });
}

bool fits(PlaceRole role, const std::string& subject, bool counts_things) {
  if (role == PlaceRole::at) return true;
  const bool arrives = counts_things || happens_on_arrival(subject);
  return role == PlaceRole::to ? arrives : happens_on_departure(subject);
}

bool names_speaker(const PlaceMention& place, const std::vector<Attribution>& attributions) {
  return std::any_of(attributions.begin(), attributions.end(), [&](const Attribution& speaker) {
    return place.first >= speaker.own_first && place.first < speaker.own_last;
  });
}

}  // namespace

void Gazetteer::add(const std::string& id, std::string_view name) {
  const std::u32string text = decode_utf8(name);
  const std::u32string plain = without_accents(text);
  const std::string label = encode_utf8(lower(plain));
  const bool capital = !text.empty() && is_upper(text[0]);
  const auto [known, is_new] = entries_.emplace(label, Entry{id, capital});
  if (is_new) {
    names_.add(label, plain);
  } else if (!id.empty() && known->second.id != id) {
    known->second.id.clear();
  }
}

std::vector<PlaceName> Gazetteer::in(const Tokens& tokens) const {
  std::vector<PlaceName> found;
  Tokens plain = tokens;
  for (Token& token : plain) token.text = without_accents(token.text);
  for (const PhraseMatch& match : names_.all(plain, 0, plain.size())) {
    const Entry& entry = entries_.at(match.phrase->label);
    const bool has_capital = std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(match.first),
                                         tokens.begin() + static_cast<std::ptrdiff_t>(match.last),
                                         [](const Token& token) { return token.capital; });
    if (entry.capital && !has_capital) continue;  // "au stade de Karsa", but not "reading"
    found.push_back({entry.id, match.first, match.last});
  }
  return found;
}

ClaimPlaces::ClaimPlaces(const std::vector<Sentence>& sentences, const Gazetteer& gazetteer,
                         const Language& language)
    : sentences_(sentences), language_(language) {
  mentions_.resize(sentences.size());
  leads_.resize(sentences.size());
  if (gazetteer.empty()) return;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    mentions_[s] = mentions_in(sentences[s].tokens, gazetteer);
    add_pronouns(s);
  }
  find_leads();
}

/// "the Karsa region", "the region of Karsa".
bool ClaimPlaces::is_wider(const Tokens& tokens, const PlaceName& name) const {
  if (language_.place_wider.has(tokens, name.last)) return true;
  const auto of = language_.place_at.ending_at(tokens, 0, name.first);
  return of && language_.place_wider.ending_at(tokens, 0, of->first);
}

bool ClaimPlaces::begins_clause(const Tokens& tokens, std::size_t first) {
  if (first == 0) return true;
  const Token& before = tokens[first - 1];
  return before.kind == TokenKind::mark && before.text != U"-" && before.text != U"'";
}

std::optional<PlaceRole> ClaimPlaces::role_of(const Tokens& tokens, std::size_t first) const {
  std::size_t begin = first;
  while (const auto words = language_.place_words.ending_at(tokens, 0, begin)) {
    begin = words->first;
  }
  for (const std::size_t at : {begin, first}) {
    if (language_.place_from.ending_at(tokens, 0, at)) return PlaceRole::from;
    if (language_.place_to.ending_at(tokens, 0, at)) return PlaceRole::to;
    if (language_.place_at.ending_at(tokens, 0, at)) return PlaceRole::at;
  }
  if (begins_clause(tokens, begin)) return PlaceRole::at;
  return std::nullopt;
}

/// "27 km north of Goma": only tells where another place lies.
bool ClaimPlaces::is_bearing(const Tokens& tokens, std::size_t first) const {
  while (const auto words = language_.place_words.ending_at(tokens, 0, first)) {
    first = words->first;
  }
  return language_.place_away.ending_at(tokens, 0, first).has_value();
}

/// "Ourang, which ... has room for 50,000": what the relative clause counts is there.
std::optional<std::size_t> ClaimPlaces::distance_in_its_clause(const Tokens& tokens,
                                                               const PlaceMention& place,
                                                               const Claimed& claimed) const {
  const auto relative = language_.place_relatives.at(tokens, place.last);
  if (!relative || claimed.first < relative->last) return std::nullopt;
  if (is_cut_off(tokens, relative->last, claimed.first, language_)) return std::nullopt;
  return claimed.first - relative->last;
}

/// Nothing but "and", a comma, a stroke or a bracket stands in [begin, end).
bool ClaimPlaces::is_joined(const Tokens& tokens, std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    const bool joins = is_mark(tokens[i], U',') || is_mark(tokens[i], U'/') ||
                       is_mark(tokens[i], U'(') || is_mark(tokens[i], U')') ||
                       language_.range_middle.has(tokens, i);
    if (!joins || language_.place_to.has(tokens, i)) return false;
  }
  return true;
}

std::vector<PlaceMention> ClaimPlaces::mentions_in(const Tokens& tokens,
                                                   const Gazetteer& gazetteer) const {
  std::vector<PlaceMention> mentions;
  const std::size_t dateline = dateline_end(tokens);
  for (const PlaceName& name : gazetteer.in(tokens)) {
    if (name.last <= dateline || is_bearing(tokens, name.first)) continue;
    const std::string id = is_wider(tokens, name) ? "" : name.id;
    const bool joined = !mentions.empty() && is_joined(tokens, mentions.back().last, name.first);
    if (joined && mentions.back().id == id) {  // Stepanakert (Khankendi)
      mentions.back().last = name.last;
      continue;
    }
    const auto role = role_of(tokens, name.first);
    if (joined) mentions.back().id.clear();  // two places: which has how many is not said
    if (!role && !joined) continue;
    mentions.push_back(
        {joined ? "" : id, name.first, name.last, joined ? mentions.back().role : *role});
  }
  return mentions;
}

/// "the stadium" is the place named before that has the word in its name, else the only one that
/// was named before, in the sentence or in the one before it.
void ClaimPlaces::add_pronouns(std::size_t s) {
  const Tokens& tokens = sentences_[s].tokens;
  std::vector<PlaceMention> pronouns;
  for (const PhraseMatch& match : language_.place_pronouns.all(tokens, 0, tokens.size())) {
    if (is_of_a_name(s, match.first, match.last)) continue;
    std::string id = named_before(s, match.first, tokens[match.last - 1].text);
    const bool has_before = s > 0 && sentences_[s - 1].block == sentences_[s].block;
    const bool is_first = mentions_[s].empty() || mentions_[s].front().first > match.first;
    if (is_first && has_before)
      id = named_before(s - 1, sentences_[s - 1].size(), tokens[match.last - 1].text);
    if (id.empty()) continue;
    const auto role = role_of(tokens, match.first);
    pronouns.push_back({id, match.first, match.last, role.value_or(PlaceRole::at)});
  }
  mentions_[s].insert(mentions_[s].end(), pronouns.begin(), pronouns.end());
}

/// "the camp of Karsa", "Karsa, the city", "Karsa stadium": the name itself says which place it is.
bool ClaimPlaces::is_of_a_name(std::size_t s, std::size_t first, std::size_t last) const {
  return std::any_of(mentions_[s].begin(), mentions_[s].end(), [&](const PlaceMention& place) {
    const bool overlaps = place.first < last && first < place.last;
    const bool follows =
        place.first >= last && place.first <= last + kWordsBetween &&
        (place.first == last || language_.place_at.has(sentences_[s].tokens, last));
    return overlaps || follows;
  });
}

/// The place that sentence `s` names before token `end` and that `word`, if any of them, is part of
/// the name of; empty where it can be one or another, or one that the gazetteer does not have.
std::string ClaimPlaces::named_before(std::size_t s, std::size_t end,
                                      const std::u32string& word) const {
  std::string only;
  bool several = names_unlisted(s);
  for (const PlaceMention& place : mentions_[s]) {
    if (place.last > end) continue;
    for (std::size_t i = place.first; i < place.last; ++i) {
      if (sentences_[s].tokens[i].text == word) return place.id;
    }
    several = several || (!only.empty() && only != place.id) || place.id.empty();
    only = place.id;
  }
  return several ? "" : only;
}

/// The place of "Karsa: ..." at the beginning of a paragraph.
std::string ClaimPlaces::label_of(std::size_t s) const {
  const Tokens& tokens = sentences_[s].tokens;
  const bool begins_block = s == 0 || sentences_[s - 1].block != sentences_[s].block;
  if (!begins_block || mentions_[s].empty()) return "";
  const PlaceMention& place = mentions_[s].front();
  const bool is_label = place.first == language_.determiners.after(tokens, 0) &&
                        place.last < tokens.size() && is_mark(tokens[place.last], U':');
  return is_label ? place.id : "";
}

bool ClaimPlaces::names_another(std::size_t s, const std::string& id) const {
  const Tokens& tokens = sentences_[s].tokens;
  const bool is_listed =
      std::any_of(mentions_[s].begin(), mentions_[s].end(), [&](const PlaceMention& place) {
        return place.id != id && !is_of_who_speaks(tokens, place.first);
      });
  return is_listed || names_unlisted(s);
}

/// "the governor of Karsa".
bool ClaimPlaces::is_of_who_speaks(const Tokens& tokens, std::size_t first) const {
  const auto of = language_.of_a_whole.ending_at(tokens, 0, first);
  return of && language_.speakers.ending_at(tokens, 0, of->first);
}

/// "at Ourang", which the gazetteer does not have; "the governor of Ourang" only says who speaks.
bool ClaimPlaces::names_unlisted(std::size_t s) const {
  const Tokens& tokens = sentences_[s].tokens;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const bool is_time = language_.months.has(tokens, i) || language_.weekdays.has(tokens, i);
    if (!tokens[i].capital || is_time || language_.of_a_whole.ending_at(tokens, 0, i)) continue;
    const bool is_listed =
        std::any_of(mentions_[s].begin(), mentions_[s].end(),
                    [&](const PlaceMention& place) { return place.first <= i && i < place.last; });
    if (!is_listed && !begins_clause(tokens, i) && role_of(tokens, i)) return true;
  }
  return false;
}

/// "In Karsa:" holds for the list below, "Karsa: ..." for its paragraph until another place is
/// named, a heading that names a place for its section.
void ClaimPlaces::find_leads() {
  std::string section;
  std::string list;
  std::string paragraph;
  for (std::size_t s = 0; s < sentences_.size(); ++s) {
    const Sentence& sentence = sentences_[s];
    const std::string only = mentions_[s].size() == 1 ? mentions_[s].front().id : "";
    if (sentence.kind == BlockKind::heading) {
      section = sentence.size() <= kLongestTitle ? only : "";
    }
    if (sentence.kind != BlockKind::item) list.clear();
    if (sentence.leads_list()) list = only;
    const bool begins_block = s == 0 || sentences_[s - 1].block != sentence.block;
    if (begins_block) paragraph = label_of(s);
    const bool names_another_place = names_another(s, paragraph);
    if (!begins_block && names_another_place) paragraph.clear();
    leads_[s] = list.empty() ? section : list;
    if (!paragraph.empty() && !names_another_place) leads_[s] = paragraph;
  }
}

std::string ClaimPlaces::place_of(std::size_t s, const Claimed& claimed, const std::string& subject,
                                  const std::vector<Attribution>& attributions) const {
  const Tokens& tokens = sentences_[s].tokens;
  const PlaceMention* nearest = nullptr;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const PlaceMention& place : mentions_[s]) {
    if (names_speaker(place, attributions)) continue;
    if (claimed.has_part_behind && place.first >= claimed.next) continue;
    auto distance = happens_on_departure(subject) ? std::nullopt
                                                  : distance_in_its_clause(tokens, place, claimed);
    if (!distance && fits(place.role, subject, claimed.counts_things))
      distance = distance_from(tokens, claimed, place.first, place.last, language_);
    if (!distance) continue;
    const bool right = place.first >= claimed.last;
    if (*distance < least || (*distance == least && right)) {
      least = *distance;
      nearest = &place;
    }
  }
  return nearest != nullptr ? nearest->id : leads_[s];
}

}  // namespace corridor::reading
