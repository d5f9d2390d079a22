#include "scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/check.h"
#include "input/csv.h"
#include "reading/unicode.h"
#include "scenario/names.h"

namespace corridor::reading {
namespace {

std::string file_text(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  CORRIDOR_CHECK(stream.good(), path.string());
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

CsvTable table(const std::filesystem::path& path, const std::vector<std::string>& columns) {
  Diagnostics diagnostics;
  CsvTable result =
      parse_csv(file_text(path), path.filename().string(), {columns, {}}, diagnostics);
  for (const Diagnostic& item : diagnostics.items()) {
    CORRIDOR_CHECK(item.severity != Severity::error, to_string(item));
  }
  return result;
}

std::vector<AnnotatedClaim> annotations(const std::filesystem::path& path) {
  const std::vector<std::string> columns = {
      "begin", "end",     "quote",       "value",     "value_high", "qualifier", "subject",
      "unit",  "said_by", "source_type", "holds_for", "since",      "modality"};
  const CsvTable rows = table(path, columns);
  std::vector<AnnotatedClaim> claims;
  for (const CsvRow& row : rows.rows) {
    const auto cell = [&](const char* name) { return row.cells[rows.column(name)]; };
    claims.push_back({std::stoul(cell("begin")), std::stoul(cell("end")), cell("quote"),
                      cell("value"), cell("value_high"), cell("qualifier"), cell("subject"),
                      cell("unit"), cell("said_by"), cell("source_type"), cell("holds_for"),
                      cell("since"), cell("modality")});
  }
  return claims;
}

/// Agrees up to a trailing addition ("aid workers", "aid workers at the site") and to case.
bool same_name(const std::string& a, const std::string& b) {
  const std::u32string left = lower(decode_utf8(a));
  const std::u32string right = lower(decode_utf8(b));
  const std::u32string& shorter = left.size() < right.size() ? left : right;
  const std::u32string& longer = left.size() < right.size() ? right : left;
  if (shorter.empty()) return longer.empty();
  return longer.compare(0, shorter.size(), shorter) == 0 &&
         (longer.size() == shorter.size() || longer[shorter.size()] == U' ');
}

bool same_number(const std::string& text, const std::optional<double>& value) {
  if (text.empty() || !value) return text.empty() == !value.has_value();
  const double expected = std::strtod(text.c_str(), nullptr);
  return std::abs(expected - *value) <= 1e-9 * std::max(1.0, std::abs(expected));
}

/// A proposed claim in the annotation's words.
AnnotatedClaim in_words(const ProposedClaim& claim, Duration offset) {
  const auto number = [](const std::optional<double>& value) {
    return value ? fmt::format("{:g}", *value) : std::string();
  };
  const auto moment = [&](const std::optional<Moment>& time) {
    return time ? format_moment(*time, offset) : std::string();
  };
  return {claim.begin,
          claim.end,
          claim.quote,
          number(claim.value),
          number(claim.value_high),
          name_of(claim.qualifier),
          claim.subject,
          claim.unit,
          claim.said_by,
          claim.source_type,
          moment(claim.holds_for),
          moment(claim.since),
          name_of(claim.modality)};
}

bool same_quantity(const AnnotatedClaim& gold, const ProposedClaim& claim) {
  return same_number(gold.value, claim.value) && same_number(gold.value_high, claim.value_high) &&
         gold.qualifier == name_of(claim.qualifier);
}

std::size_t overlap(const AnnotatedClaim& gold, const ProposedClaim& claim) {
  const std::size_t begin = std::max(gold.begin, claim.begin);
  const std::size_t end = std::min(gold.end, claim.end);
  return end > begin ? end - begin : 0;
}

/// Per annotation the index of the claim it is paired with, or -1; the same value goes first, then
/// the widest overlap.
std::vector<int> pairs(const std::vector<AnnotatedClaim>& golds,
                       const std::vector<ProposedClaim>& claims) {
  std::vector<int> partner(golds.size(), -1);
  std::vector<bool> used(claims.size(), false);
  for (const bool same_value_only : {true, false}) {
    for (std::size_t g = 0; g < golds.size(); ++g) {
      if (partner[g] >= 0) continue;
      std::size_t widest = 0;
      for (std::size_t c = 0; c < claims.size(); ++c) {
        const std::size_t width = overlap(golds[g], claims[c]);
        const bool yes_no = golds[g].unit == "yes_no";
        if (used[c] || width <= widest || yes_no != (claims[c].unit == "yes_no")) continue;
        if (same_value_only && (!same_number(golds[g].value, claims[c].value) ||
                                (yes_no && golds[g].subject != claims[c].subject))) {
          continue;
        }
        widest = width;
        partner[g] = static_cast<int>(c);
      }
      if (partner[g] >= 0) used[static_cast<std::size_t>(partner[g])] = true;
    }
  }
  return partner;
}

void count(Score& score, bool in_gold, bool in_claim, bool same) {
  score.annotated += in_gold ? 1 : 0;
  score.proposed += in_claim ? 1 : 0;
  score.correct += in_gold && in_claim && same ? 1 : 0;
}

std::string line(const char* sign, const AnnotatedClaim& claim) {
  return fmt::format("  {} [{} {} {} | {} {} | {} ({}) | {} since {} | {}] {}\n", sign,
                     claim.qualifier, claim.value, claim.value_high, claim.subject, claim.unit,
                     claim.said_by, claim.source_type, claim.holds_for, claim.since, claim.modality,
                     claim.quote);
}

bool has_time(const AnnotatedClaim& claim) {
  return !claim.holds_for.empty() || !claim.since.empty();
}

void count_pair(const AnnotatedClaim& gold, const ProposedClaim* claim, Duration offset,
                Scores& scores, std::string* differences) {
  const AnnotatedClaim read = claim == nullptr ? AnnotatedClaim{} : in_words(*claim, offset);
  const bool found = claim != nullptr;
  const bool quantity = found && same_quantity(gold, *claim);
  const bool what = found && gold.subject == read.subject && gold.unit == read.unit;
  const bool who = found && same_name(gold.said_by, read.said_by);
  const bool when = found && gold.holds_for == read.holds_for && gold.since == read.since;
  const bool modality = found && gold.modality == read.modality;
  count(scores.quantity, true, found, quantity);
  count(scores.what, true, found, what);
  count(scores.who, !gold.said_by.empty(), !read.said_by.empty(), who);
  count(scores.when, has_time(gold), found && has_time(read), when);
  count(scores.modality, gold.modality != "fact", found && read.modality != "fact", modality);
  count(scores.whole, true, found, quantity && what && who && when && modality);
  if (differences == nullptr || (quantity && what && who && when && modality)) return;
  *differences += fmt::format("{}{}{}{}{}\n", quantity ? "" : "QUANTITY ", what ? "" : "WHAT ",
                              who ? "" : "WHO ", when ? "" : "WHEN ", modality ? "" : "MODALITY ");
  *differences += line("gold", gold);
  if (found) *differences += line("read", read) + "       (" + claim->reason + ")\n";
}

}  // namespace

std::vector<AnnotatedReport> annotated_reports(const std::filesystem::path& folder) {
  const CsvTable index = table(folder / "index.csv", {"file", "language", "published", "source"});
  std::vector<AnnotatedReport> reports;
  for (const CsvRow& row : index.rows) {
    AnnotatedReport report;
    report.number = row.cells[index.column("file")];
    report.language = row.cells[index.column("language")];
    report.source = row.cells[index.column("source")];
    const std::string published = row.cells[index.column("published")];
    report.publication.time = *parse_time(published, Duration{0});
    report.publication.utc_offset = *parse_utc_offset(published.substr(published.size() - 6));
    report.text = file_text(folder / (report.number + ".txt"));
    report.claims = annotations(folder / (report.number + ".csv"));
    reports.push_back(std::move(report));
  }
  return reports;
}

bool is_held_out(const AnnotatedReport& report) { return std::stoi(report.number) % 2 == 0; }

void score(const AnnotatedReport& report, Scores& scores, std::string* differences) {
  Diagnostics diagnostics;
  const Language language =
      parse_language(built_in_language(report.language), report.language, diagnostics);
  CORRIDOR_CHECK(diagnostics.items().empty(), to_string(diagnostics.items().front()));
  const std::vector<ProposedClaim> claims = read_report(report.text, report.publication, language);
  const std::vector<int> partner = pairs(report.claims, claims);
  if (differences != nullptr) *differences += "== " + report.number + "\n";
  for (std::size_t g = 0; g < report.claims.size(); ++g) {
    const ProposedClaim* claim =
        partner[g] < 0 ? nullptr : &claims[static_cast<std::size_t>(partner[g])];
    count_pair(report.claims[g], claim, report.publication.utc_offset, scores, differences);
  }
  for (std::size_t c = 0; c < claims.size(); ++c) {
    if (std::count(partner.begin(), partner.end(), static_cast<int>(c)) != 0) continue;
    const AnnotatedClaim read = in_words(claims[c], report.publication.utc_offset);
    count(scores.quantity, false, true, false);
    count(scores.what, false, true, false);
    count(scores.who, false, !read.said_by.empty(), false);
    count(scores.when, false, has_time(read), false);
    count(scores.modality, false, read.modality != "fact", false);
    count(scores.whole, false, true, false);
    if (differences != nullptr) *differences += "SPURIOUS\n" + line("read", read);
  }
}

std::string to_string(const std::string& title, const Scores& scores) {
  std::string text = fmt::format("{}\n", title);
  const auto add = [&](const char* name, const Score& score) {
    text += fmt::format(
        "  {:<9} precision {:5.1f} %  recall {:5.1f} %  ({} right, {} proposed, {} annotated)\n",
        name, 100.0 * score.precision(), 100.0 * score.recall(), score.correct, score.proposed,
        score.annotated);
  };
  add("quantity", scores.quantity);
  add("what", scores.what);
  add("who", scores.who);
  add("when", scores.when);
  add("modality", scores.modality);
  add("all of it", scores.whole);
  return text;
}

}  // namespace corridor::reading
