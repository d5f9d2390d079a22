#include "reading/language.h"

#include <map>

#include "reading/unicode.h"

namespace corridor::reading {
namespace {

const std::map<std::string, PhraseTable Language::*>& sections() {
  static const std::map<std::string, PhraseTable Language::*> table = {
      {"numbers", &Language::numbers},
      {"multipliers", &Language::multipliers},
      {"suffixes", &Language::suffixes},
      {"articles", &Language::articles},
      {"number_joiners", &Language::number_joiners},
      {"fractions", &Language::fractions},
      {"vague", &Language::vague},
      {"percent", &Language::percent},
      {"ordinals", &Language::ordinals},
      {"qualifiers", &Language::qualifiers},
      {"qualifiers_after", &Language::qualifiers_after},
      {"fillers", &Language::fillers},
      {"range_begin", &Language::range_begin},
      {"range_middle", &Language::range_middle},
      {"rates", &Language::rates},
      {"additions", &Language::additions},
      {"not_counted_before", &Language::not_counted_before},
      {"not_counted_after", &Language::not_counted_after},
      {"currencies", &Language::currencies},
      {"per_person", &Language::per_person},
      {"norms", &Language::norms},
      {"people", &Language::people},
      {"groups", &Language::groups},
      {"things", &Language::things},
      {"materials", &Language::materials},
      {"losses", &Language::losses},
      {"pronouns", &Language::pronouns},
      {"partitives", &Language::partitives},
      {"of_a_whole", &Language::of_a_whole},
      {"subset", &Language::subset},
      {"serves", &Language::serves},
      {"states", &Language::states},
      {"passives", &Language::passives},
      {"function_words", &Language::function_words},
      {"clause_breaks", &Language::clause_breaks},
      {"supplies", &Language::supplies},
      {"supply_absent", &Language::supply_absent},
      {"supply_off", &Language::supply_off},
      {"supply_on", &Language::supply_on},
      {"passages", &Language::passages},
      {"passage_closed", &Language::passage_closed},
      {"passage_open", &Language::passage_open},
      {"for_a_while", &Language::for_a_while},
      {"goes_on", &Language::goes_on},
      {"whole_facts", &Language::whole_facts},
      {"parts", &Language::parts},
      {"according_to", &Language::according_to},
      {"speech", &Language::speech},
      {"auxiliaries", &Language::auxiliaries},
      {"speakers", &Language::speakers},
      {"countries", &Language::countries},
      {"speaker_pronouns", &Language::speaker_pronouns},
      {"speaker_breaks", &Language::speaker_breaks},
      {"speaker_by", &Language::speaker_by},
      {"audiences", &Language::audiences},
      {"determiners", &Language::determiners},
      {"modality", &Language::modality},
      {"weekdays", &Language::weekdays},
      {"months", &Language::months},
      {"days", &Language::days},
      {"day_parts", &Language::day_parts},
      {"day_times", &Language::day_times},
      {"clock_marks", &Language::clock_marks},
      {"clock_before", &Language::clock_before},
      {"since", &Language::since},
      {"until", &Language::until},
      {"last", &Language::last},
      {"next", &Language::next},
      {"last_after", &Language::last_after},
      {"next_after", &Language::next_after},
      {"past_periods", &Language::past_periods},
      {"ago_before", &Language::ago_before},
      {"ago_after", &Language::ago_after},
      {"lengths", &Language::lengths},
      {"periods", &Language::periods},
      {"periods_to", &Language::periods_to},
      {"before_that", &Language::before_that},
      {"month_parts", &Language::month_parts},
      {"so_far", &Language::so_far},
      {"as_of", &Language::as_of},
      {"years_before", &Language::years_before},
      {"asides", &Language::asides},
      {"comparisons", &Language::comparisons},
      {"after_event", &Language::after_event},
      {"place_at", &Language::place_at},
      {"place_to", &Language::place_to},
      {"place_from", &Language::place_from},
      {"place_words", &Language::place_words},
      {"place_away", &Language::place_away},
      {"place_relatives", &Language::place_relatives},
      {"place_pronouns", &Language::place_pronouns},
      {"place_wider", &Language::place_wider},
      {"abbreviations", &Language::abbreviations}};
  return table;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

class LanguageReader {
 public:
  LanguageReader(const std::string& file, Diagnostics& diagnostics)
      : file_(file), diagnostics_(diagnostics) {}

  Language read(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      read_line(trimmed(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (language_.name.empty()) error("no name", "a section [language] with name", "");
    return std::move(language_);
  }

 private:
  void error(std::string found, std::string expected, std::string remedy) {
    diagnostics_.add({Severity::error, file_, line_, section_, std::move(found),
                      std::move(expected), std::move(remedy)});
  }

  void read_line(std::string_view line) {
    if (line.empty() || line.front() == '#') return;
    if (line.front() == '[' && line.back() == ']') {
      section_ = line.substr(1, line.size() - 2);
      const auto found = sections().find(section_);
      table_ = found == sections().end() ? nullptr : &(language_.*(found->second));
      if (table_ == nullptr && section_ != "language") unknown_section();
      return;
    }
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
      return error("\"" + std::string(line) + "\"", "label = phrase | phrase", "write the sign =");
    }
    read_entry(std::string(trimmed(line.substr(0, equals))), trimmed(line.substr(equals + 1)));
  }

  void unknown_section() {
    std::vector<std::string> names;
    for (const auto& [name, member] : sections()) names.push_back(name);
    const std::string nearest = nearest_name(section_, names);
    error("section \"" + section_ + "\"", "a section of a language file",
          nearest.empty() ? "" : "perhaps " + nearest);
  }

  void read_entry(const std::string& label, std::string_view phrases) {
    if (section_ == "language") return set(label, phrases);
    if (table_ == nullptr) return;
    while (true) {
      const std::size_t bar = std::min(phrases.find('|'), phrases.size());
      const std::u32string phrase = decode_utf8(trimmed(phrases.substr(0, bar)));
      table_->add(label, phrase);
      if (bar == phrases.size()) return;
      phrases.remove_prefix(bar + 1);
    }
  }

  void set(const std::string& key, std::string_view value) {
    if (key == "name") {
      language_.name = value;
    } else if (key == "decimal_mark" && (value == "." || value == ",")) {
      language_.decimal_mark = value == "," ? U',' : U'.';
    } else {
      error(key + " = " + std::string(value), "name, or decimal_mark = . or ,", "");
    }
  }

  const std::string& file_;
  Diagnostics& diagnostics_;
  Language language_;
  PhraseTable* table_ = nullptr;
  std::string section_;
  int line_ = 0;
};

}  // namespace

Language parse_language(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  return LanguageReader(file, diagnostics).read(text);
}

}  // namespace corridor::reading
