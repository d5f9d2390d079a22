#pragma once
// Where: the places of a gazetteer, and which of those that a sentence names a claim is about.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/modality.h"
#include "reading/speakers.h"

namespace corridor::reading {

/// A name of the gazetteer in a sentence.
struct PlaceName {
  std::string id;  ///< empty: a name that must not be taken for a place
  std::size_t first = 0;
  std::size_t last = 0;
};

/// Names of places, as many as each has, under the place's id. A name that more than one place has
/// names none of them.
class Gazetteer {
 public:
  /// An empty id: a name that must not be taken for a place (a district named after its town). A
  /// place of that name comes first, where there is one.
  void add(const std::string& id, std::string_view name);
  [[nodiscard]] bool empty() const { return names_.empty(); }
  /// The names in a sentence, left to right, the longest at each point; "Adre" is "Adré". A name
  /// that was added with a capital has one somewhere: reading is not Reading.
  [[nodiscard]] std::vector<PlaceName> in(const Tokens& tokens) const;

 private:
  struct Entry {
    std::string id;
    bool capital = false;
  };
  PhraseTable names_;                     ///< labels: names without capitals and accents
  std::map<std::string, Entry> entries_;  ///< by label
};

/// How a sentence ties a place to what it says.
enum class PlaceRole { at, to, from };

struct PlaceMention {
  std::string id;  ///< empty: a place of the gazetteer, but which one, or how, is not said
  std::size_t first = 0;
  std::size_t last = 0;
  PlaceRole role = PlaceRole::at;
};

/// The places of every sentence, with what leads a list or a section.
class ClaimPlaces {
 public:
  ClaimPlaces(const std::vector<Sentence>& sentences, const Gazetteer& gazetteer,
              const Language& language);

  /// The id of the place that a claim is about: the nearest in its clause that fits what happened
  /// (people arrive in, and leave from); else the place that heads the paragraph, list or section.
  /// Empty where none is named, where two are, or where it only names the speaker.
  [[nodiscard]] std::string place_of(std::size_t sentence, const Claimed& claimed,
                                     const std::string& subject,
                                     const std::vector<Attribution>& attributions) const;

 private:
  [[nodiscard]] std::vector<PlaceMention> mentions_in(const Tokens& tokens,
                                                      const Gazetteer& gazetteer) const;
  [[nodiscard]] bool is_wider(const Tokens& tokens, const PlaceName& name) const;
  [[nodiscard]] bool is_bearing(const Tokens& tokens, std::size_t first) const;
  [[nodiscard]] std::optional<std::size_t> distance_in_its_clause(const Tokens& tokens,
                                                                  const PlaceMention& place,
                                                                  const Claimed& claimed) const;
  [[nodiscard]] bool is_joined(const Tokens& tokens, std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::optional<PlaceRole> role_of(const Tokens& tokens, std::size_t first) const;
  [[nodiscard]] static bool begins_clause(const Tokens& tokens, std::size_t first);
  void add_pronouns(std::size_t sentence);
  [[nodiscard]] bool is_of_a_name(std::size_t sentence, std::size_t first, std::size_t last) const;
  [[nodiscard]] std::string named_before(std::size_t sentence, std::size_t end,
                                         const std::u32string& word) const;
  [[nodiscard]] std::string label_of(std::size_t sentence) const;
  [[nodiscard]] bool names_another(std::size_t sentence, const std::string& id) const;
  [[nodiscard]] bool is_of_who_speaks(const Tokens& tokens, std::size_t first) const;
  [[nodiscard]] bool names_unlisted(std::size_t sentence) const;
  void find_leads();

  const std::vector<Sentence>& sentences_;
  const Language& language_;
  std::vector<std::vector<PlaceMention>> mentions_;
  std::vector<std::string> leads_;  ///< per sentence
};

}  // namespace corridor::reading
