// What was read, for a spreadsheet, a machine and a terminal.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/read.h"
#include "base/writing.h"
#include "output/html.h"
#include "reading/unicode.h"
#include "scenario/names.h"

namespace corridor {
namespace {

using reading::Confidence;
using reading::Modality;
using reading::ProposedClaim;

const char* name_of(Confidence confidence) {
  return confidence == Confidence::high     ? "high"
         : confidence == Confidence::medium ? "medium"
                                            : "low";
}

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{:.12g}", *value) : std::string();
}

std::string moment(const ReadReport& report, const std::optional<reading::Moment>& time) {
  return time ? reading::format_moment(*time, report.publication.utc_offset) : std::string();
}

/// As claims.csv has it, where a bare date is the day's beginning: of a day that is said its last
/// minute, or the moment of the report where that comes first.
std::string held_at(const ReadReport& report, const ProposedClaim& claim) {
  if (!claim.holds_for || !claim.holds_for->whole_day) return moment(report, claim.holds_for);
  const Time day = claim.holds_for->time;
  const Time last_minute = day + kDay - std::chrono::minutes{1};
  const bool has_been = claim.modality == Modality::fact && day <= report.publication.time;
  return format_time(has_been ? std::min(last_minute, report.publication.time) : last_minute,
                     report.publication.utc_offset);
}

std::string id_of(const ReadReport& report, std::size_t index) {
  return fmt::format("{}-{:02}", report.name, index + 1);
}

/// What is no fact must not move a forecast.
const char* weight_of(const ProposedClaim& claim) {
  return claim.modality == Modality::fact ? "" : "0";
}

// The table

std::string amount_words(const ProposedClaim& claim) {
  if (!claim.value) return claim.quote;
  if (claim.unit == "yes_no") return *claim.value > 0.5 ? "yes" : "no";
  const bool share = claim.unit == "share";
  const auto written = [&](double value) {
    return share ? fmt::format("{:.3g} %", 100.0 * value) : grouped(value);
  };
  std::string text = written(*claim.value);
  if (claim.value_high) text += " to " + written(*claim.value_high);
  if (claim.qualifier == Qualifier::about) text = "about " + text;
  if (claim.qualifier == Qualifier::at_least) text = "at least " + text;
  if (claim.qualifier == Qualifier::at_most) text = "at most " + text;
  if (share || claim.unit == claim.subject) return text;
  return text + " " + claim.unit;
}

std::string words(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string when_words(const ReadReport& report, const ProposedClaim& claim) {
  const auto short_form = [&](const std::optional<reading::Moment>& time) {
    std::string text = moment(report, time);
    if (text.size() > 16) text[10] = ' ';
    return text.substr(0, 16);
  };
  if (!claim.holds_for) return claim.since ? "from " + short_form(claim.since) : "";
  if (claim.since) return short_form(claim.since) + " to " + short_form(claim.holds_for);
  return short_form(claim.holds_for);
}

/// Both names of the place.
std::string place_words(const ReadReport& report, const ProposedClaim& claim) {
  const auto names = report.place_names.find(claim.place);
  return names == report.place_names.end() ? claim.place : names->second;
}

/// The lines that scenario.yaml must have before it takes the claims.
std::string topics_to_declare(const ReadReport& report) {
  if (report.new_topics.empty()) return "";
  std::string out =
      "\nThe scenario does not know these subjects. Rename them in the rows that you accept, or "
      "declare\nthem in scenario.yaml:\n\ntopics:\n";
  for (const NewTopic& topic : report.new_topics) {
    out += fmt::format("  {}: {{unit: {}, meaning: \"{}\"}}\n", topic.name, topic.unit,
                       words(topic.name));
  }
  return out;
}

/// Cut to `width` characters, or filled up to it.
std::string fitted(const std::string& text, std::size_t width) {
  std::u32string line = reading::decode_utf8(text);
  for (char32_t& c : line) {
    if (c < 32 || c == 0xA0) c = U' ';
  }
  if (line.size() > width) {
    line.resize(width > 0 ? width - 1 : 0);
    line += U'\u2026';
  }
  line.resize(width, U' ');
  return reading::encode_utf8(line);
}

std::string without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string modality_words(const ProposedClaim& claim) {
  return claim.modality == Modality::fact ? "" : reading::name_of(claim.modality);
}

/// The sentence around the quote, which stands in brackets, within `width` characters.
std::string context(const ProposedClaim& claim, std::size_t width) {
  const std::u32string sentence = reading::decode_utf8(claim.sentence);
  const std::size_t begin = reading::decode_utf8(claim.before).size();
  const std::size_t length =
      std::min(reading::decode_utf8(claim.quote).size(), sentence.size() - begin);
  const std::u32string marked = sentence.substr(0, begin) + U"[" + sentence.substr(begin, length) +
                                U"]" + sentence.substr(begin + length);
  const std::size_t most_before = width / 3;
  const bool cut = begin > most_before;
  const std::u32string shown = cut ? U"\u2026" + marked.substr(begin - most_before + 1) : marked;
  return fitted(reading::encode_utf8(shown), width);
}

constexpr std::size_t kNumberWidth = 5;
constexpr std::size_t kSubjectWidth = 26;
constexpr std::size_t kAmountWidth = 26;
constexpr std::size_t kModalityWidth = 10;

/// Two lines a claim: what, how much, as what; then who and when; then the words it came from.
std::string entry(const ReadReport& report, std::size_t index, std::size_t width) {
  const ProposedClaim& claim = report.claims[index];
  const char* doubt = claim.confidence == Confidence::low ? " ?" : "";
  const std::size_t rest = width - std::min(width, kNumberWidth);
  const std::size_t head = kSubjectWidth + kAmountWidth + kModalityWidth;
  const std::string first = fitted(fmt::format("{}{}", index + 1, doubt), kNumberWidth) +
                            fitted(words(ledger_subject(claim)), kSubjectWidth) +
                            fitted(amount_words(claim), kAmountWidth) +
                            fitted(modality_words(claim), kModalityWidth);
  const std::string when = when_words(report, claim);
  const std::string where = place_words(report, claim);
  const std::string who = claim.said_by + " (" + claim.source_type + ")" +
                          (when.empty() ? "" : ", " + when) + (where.empty() ? "" : ", " + where);
  const bool wide = rest > head + 30;
  const std::string indent(kNumberWidth, ' ');
  std::string text = without_trailing_spaces(wide ? first + fitted(who, rest - head) : first);
  if (!wide) text += without_trailing_spaces(indent + fitted(who, rest));
  return text + without_trailing_spaces(indent + context(claim, rest));
}

/// The numbers of which no claim was made, for a person to look at in the text.
std::string unread_words(const ReadReport& report, std::size_t width) {
  if (report.unread.empty()) return "";
  std::string out = "Numbers of which no claim was made; look them up in the text:\n";
  for (const std::string& words : report.unread)
    out += without_trailing_spaces(fitted("  " + words, width));
  return out;
}

}  // namespace

std::string claims_csv(const ReadReport& report) {
  std::string out =
      "id,subject,place,holds_for,value,value_high,qualifier,unit,statement,said_by,source_type,"
      "publication,url,published,supersedes,weight,since,modality,begin,end,quote,confidence,"
      "reason\n";
  const std::string published = format_time(report.publication.time, report.publication.utc_offset);
  for (std::size_t i = 0; i < report.claims.size(); ++i) {
    const ProposedClaim& claim = report.claims[i];
    const std::vector<std::string> cells = {id_of(report, i),
                                            ledger_subject(claim),
                                            claim.place,
                                            held_at(report, claim),
                                            number(claim.value),
                                            number(claim.value_high),
                                            name_of(claim.qualifier),
                                            claim.unit,
                                            claim.sentence,
                                            claim.said_by,
                                            claim.source_type,
                                            report.source,
                                            report.url,
                                            published,
                                            "",
                                            weight_of(claim),
                                            moment(report, claim.since),
                                            reading::name_of(claim.modality),
                                            std::to_string(claim.begin),
                                            std::to_string(claim.end),
                                            claim.quote,
                                            name_of(claim.confidence),
                                            claim.reason};
    for (std::size_t c = 0; c < cells.size(); ++c) out += (c == 0 ? "" : ",") + csv_cell(cells[c]);
    out += '\n';
  }
  return out;
}

std::string claims_json(const ReadReport& report) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  const auto optional_number = [](const std::optional<double>& value) {
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
  };
  for (std::size_t i = 0; i < report.claims.size(); ++i) {
    const ProposedClaim& claim = report.claims[i];
    list.push_back({{"id", id_of(report, i)},
                    {"subject", ledger_subject(claim)},
                    {"place", claim.place},
                    {"value", optional_number(claim.value)},
                    {"value_high", optional_number(claim.value_high)},
                    {"qualifier", name_of(claim.qualifier)},
                    {"unit", claim.unit},
                    {"said_by", claim.said_by},
                    {"source_type", claim.source_type},
                    {"holds_for", held_at(report, claim)},
                    {"since", moment(report, claim.since)},
                    {"modality", reading::name_of(claim.modality)},
                    {"span", {{"begin", claim.begin}, {"end", claim.end}, {"quote", claim.quote}}},
                    {"sentence", claim.sentence},
                    {"confidence", name_of(claim.confidence)},
                    {"reason", claim.reason}});
  }
  nlohmann::ordered_json topics = nlohmann::ordered_json::array();
  for (const NewTopic& topic : report.new_topics) {
    topics.push_back({{"name", topic.name}, {"unit", topic.unit}});
  }
  const nlohmann::ordered_json all = {
      {"publication", report.source},
      {"url", report.url},
      {"published", format_time(report.publication.time, report.publication.utc_offset)},
      {"claims", list},
      {"new_topics", topics},
      {"numbers_without_claim", report.unread}};
  return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string claims_table(const ReadReport& report, std::size_t width) {
  if (report.claims.empty()) return "No claims found.\n" + unread_words(report, width);
  std::string out;
  for (std::size_t i = 0; i < report.claims.size(); ++i) out += entry(report, i, width);
  const auto facts =
      std::count_if(report.claims.begin(), report.claims.end(),
                    [](const ProposedClaim& claim) { return claim.modality == Modality::fact; });
  return out +
         fmt::format(
             "\n{} claims, {} of them put as facts. Read each in its context before you "
             "accept it.\n",
             report.claims.size(), facts) +
         unread_words(report, width) + topics_to_declare(report);
}

}  // namespace corridor
