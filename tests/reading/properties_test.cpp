// Whatever the bytes: no crash, spans inside the text, quotes equal to their span, the same twice.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "reading/unicode.h"
#include "scores.h"

namespace corridor::reading {
namespace {

const std::vector<AnnotatedReport>& reports() {
  static const std::vector<AnnotatedReport> all =
      annotated_reports(std::filesystem::path(CORRIDOR_SOURCE_DIR) / "tests/reading/reports");
  return all;
}

const Language& english() {
  static const Language language = [] {
    Diagnostics diagnostics;
    return parse_language(built_in_language("en"), "en.ini", diagnostics);
  }();
  return language;
}

Publication publication() {
  return {*parse_time("2031-05-16T18:00", Duration{0}), Duration{10800}};
}

bool operator_equal(const ProposedClaim& a, const ProposedClaim& b) {
  return a.subject == b.subject && a.value == b.value && a.unit == b.unit && a.quote == b.quote &&
         a.begin == b.begin && a.end == b.end && a.said_by == b.said_by && a.modality == b.modality;
}

/// Empty when the text is read as it must be, else what is wrong.
std::string fault_of(const std::string& bytes) {
  const std::u32string text = decode_utf8(bytes);
  const auto claims = read_report(bytes, publication(), english());
  const auto again = read_report(bytes, publication(), english());
  if (claims.size() != again.size()) return "another number of claims the second time";
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const ProposedClaim& claim = claims[i];
    if (!operator_equal(claim, again[i])) return "another claim the second time";
    if (claim.begin >= claim.end || claim.end > text.size()) return "a span outside of the text";
    if (encode_utf8(text.substr(claim.begin, claim.end - claim.begin)) != claim.quote) {
      return "a quote that is not its span: " + claim.quote;
    }
    if (claim.subject.empty() || claim.unit.empty()) return "no subject or unit: " + claim.quote;
    if ((claim.qualifier == Qualifier::statement) != !claim.value)
      return "a statement with a value";
    if ((claim.qualifier == Qualifier::between) != claim.value_high.has_value()) return "no range";
    if (claim.value_high && *claim.value_high < *claim.value) return "a range upside down";
    if (claim.value && !(*claim.value >= 0.0)) return "a value below zero";
  }
  return "";
}

RC_GTEST_PROP(Reading, TakesAnyBytes, (const std::string& bytes)) {
  RC_ASSERT(fault_of(bytes) == "");
}

/// Damages a text as a bad scan, a bad translation or an attacker would.
std::string damaged(std::string text, std::mt19937_64& random) {
  static const std::vector<std::string> pieces = {"\n",
                                                  "\n\n",
                                                  " ",
                                                  "  ",
                                                  "\xC2\xA0",
                                                  "\xC2\xAD",
                                                  "\"",
                                                  "''",
                                                  "\xE2\x80\x9C",
                                                  "\xC2\xAB",
                                                  "(",
                                                  ")",
                                                  "-",
                                                  "\xE2\x80\x93",
                                                  "\xE2\x80\x94",
                                                  ".",
                                                  ",",
                                                  ":",
                                                  ";",
                                                  "12",
                                                  "12:61",
                                                  "99.99.2031",
                                                  "1,2,3",
                                                  "9999999999999999999999",
                                                  "0",
                                                  "no",
                                                  "between",
                                                  "and",
                                                  "of which",
                                                  "per day",
                                                  "\xFF",
                                                  "\xE2\x80",
                                                  "%",
                                                  "said",
                                                  "according to",
                                                  "yesterday",
                                                  "31 February",
                                                  "5 to 3 million",
                                                  "'s"};
  const int edits = 1 + static_cast<int>(random() % 12);
  for (int e = 0; e < edits && !text.empty(); ++e) {
    const std::size_t at = random() % text.size();
    const std::size_t length = random() % 20;
    switch (random() % 4) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, pieces[random() % pieces.size()]);
        break;
      case 2:
        text.insert(at, text.substr(random() % text.size(), length));
        break;
      default:
        text[at] = static_cast<char>(random() % 256);
    }
  }
  return text;
}

TEST(Reading, TakesDamagedReports) {
  std::mt19937_64 random(20230922);
  for (int round = 0; round < 20; ++round) {
    for (const AnnotatedReport& report : reports()) {
      const std::string text = damaged(report.text, random);
      ASSERT_EQ(fault_of(text), "") << text;
    }
  }
}

TEST(Reading, TakesAwkwardTexts) {
  const std::string word = "people ";
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "12 people were killed and ";
  for (const std::string& text : {std::string(),
                                  std::string("\n"),
                                  std::string("12"),
                                  std::string("no"),
                                  std::string("\""),
                                  std::string("between 5 and"),
                                  std::string("1 2 3 4"),
                                  std::string("5 to 3 people killed"),
                                  std::string(20000, '9') + " people",
                                  std::string(20000, '-'),
                                  std::string(20000, '"'),
                                  many,
                                  std::string("2031-99-99 people killed"),
                                  std::string("12 people (12 people (12 people"),
                                  std::string("a hundred"),
                                  std::string("two hundred and"),
                                  std::string(":"),
                                  std::string("Killed:"),
                                  std::string("of them 3"),
                                  std::string("half of them were killed")}) {
    EXPECT_EQ(fault_of(text), "") << text.substr(0, 80);
  }
}

}  // namespace
}  // namespace corridor::reading
