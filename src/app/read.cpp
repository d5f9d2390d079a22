#include "app/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>

#include "app/load.h"
#include "app/report_places.h"
#include "reading/speaker_names.h"
#include "reading/subjects.h"
#include "scenario/units.h"

namespace corridor {
namespace {

const char* const kUnattributed = "the report, unattributed";
constexpr std::size_t kDateLength = 10;  ///< of `2023-09-22`

/// Reads the options; every problem goes to `diagnostics`.
class OptionReader {
 public:
  OptionReader(const ReadOptions& options, Diagnostics& diagnostics)
      : options_(options), diagnostics_(diagnostics) {}

  reading::Publication publication() {
    const auto offset = parse_utc_offset(options_.utc_offset);
    if (!offset)
      error("--utc-offset", options_.utc_offset, "an offset such as +04:00, from -12:00 to +14:00",
            "");
    reading::Publication result{std::chrono::floor<Duration>(std::chrono::system_clock::now()),
                                offset.value_or(Duration{0})};
    if (options_.published.empty()) return result;
    const auto own = own_offset();
    if (own) result.utc_offset = *own;
    auto time = parse_time(options_.published, result.utc_offset);
    if (!time) {
      error("--published", options_.published, "a moment such as 2023-09-22T18:00+04:00",
            "write year, month and day, and the hour if it is known");
      return result;
    }
    const bool whole_day = options_.published.size() == kDateLength;
    result.time = whole_day ? *time + std::chrono::hours{24} - std::chrono::minutes{1} : *time;
    return result;
  }

  reading::Language language() {
    std::string text(reading::built_in_language(options_.language));
    std::string file = options_.language + ".ini";
    if (!options_.language_file.empty()) {
      text = content(options_.language_file);
      file = options_.language_file.string();
    } else if (text.empty()) {
      const auto codes = reading::built_in_languages();
      error("--language", options_.language, fmt::format("one of {}", fmt::join(codes, ", ")),
            "or give a file of your own with --language-file");
      return {};
    }
    return reading::parse_language(text, file, diagnostics_);
  }

  /// The scenario that the claims are for; nothing where none is given.
  std::optional<Scenario> scenario() {
    if (!options_.scenario.empty() && !options_.places.empty()) {
      error("--places", options_.places.string(), "--scenario or --places, not both",
            "leave one out");
    }
    if (options_.scenario.empty()) return std::nullopt;
    try {
      return load_scenario(ScenarioSource{options_.scenario, {}, {}}, "").full;
    } catch (const InputError& faults) {
      for (const Diagnostic& fault : faults.diagnostics().items()) diagnostics_.add(fault);
      return std::nullopt;
    }
  }

  ReportPlaces places(const std::optional<Scenario>& scenario) {
    if (scenario) return places_of(*scenario);
    if (options_.places.empty()) return {};
    return places_in_file(options_.places, diagnostics_);
  }

  std::string report() {
    if (options_.file == "-") {
      return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
    }
    return content(options_.file);
  }

 private:
  void error(const std::string& option, const std::string& found, const std::string& expected,
             const std::string& remedy) {
    diagnostics_.add({Severity::error, option, 0, "", "\"" + found + "\"", expected, remedy});
  }

  /// The offset at the end of `--published`, where there is one.
  [[nodiscard]] std::optional<Duration> own_offset() const {
    const std::string& text = options_.published;
    const std::size_t sign = text.find_first_of("+-Z", std::min(text.size(), kDateLength));
    return sign == std::string::npos ? std::nullopt : parse_utc_offset(text.substr(sign));
  }

  std::string content(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::error_code status;
    if (!stream || std::filesystem::is_directory(path, status)) {
      error(path.string(), "nothing readable", "a plain text file", "check the path");
      return {};
    }
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }

  const ReadOptions& options_;
  Diagnostics& diagnostics_;
};

/// Who speaks where the report names nobody.
void name_speakers(ReadReport& report, const reading::Language& language) {
  const std::string type = reading::source_type_of(report.source, language);
  for (reading::ProposedClaim& claim : report.claims) {
    if (!claim.said_by.empty()) continue;
    claim.said_by = report.source;
    claim.source_type = type;
  }
}

/// What is neither a parameter of the scenario nor one of its topics.
std::vector<NewTopic> new_topics(const ReadReport& report, const Scenario& scenario) {
  std::vector<NewTopic> topics;
  for (const reading::ProposedClaim& claim : report.claims) {
    const std::string subject = ledger_subject(claim);
    const bool known = scenario.parameters.find(subject).valid() ||
                       scenario.find_topic(subject) != nullptr ||
                       std::any_of(topics.begin(), topics.end(),
                                   [&](const NewTopic& topic) { return topic.name == subject; });
    if (!known) topics.push_back({subject, claim.unit});
  }
  return topics;
}

/// The subject of people; of what is not counted in people, with its name (`buses_waiting`): a
/// topic has one unit.
std::string who(const reading::ProposedClaim& claim, const std::string& counted) {
  const bool is_of_both =
      reading::applies_to_things(claim.subject) || reading::is_passage(claim.subject);
  const bool is_only_families = claim.subject == "people" && counted != "people";
  if (is_only_families && counted != "yes_no") return counted;
  const bool is_of_things = is_of_both && !counts_people(counted) && counted != "yes_no";
  return is_of_things ? counted + "_" + claim.subject : claim.subject;
}

/// The subject of a whole number, whatever it is a part of.
std::string whole_subject(const reading::ProposedClaim& claim) {
  if (claim.unit == "share") return claim.subject + "_share";
  const std::size_t per = claim.unit.find("_per_");
  const std::string counted = claim.unit.substr(0, per);
  if (per != std::string::npos) return who(claim, counted) + claim.unit.substr(per);
  if (!reading::is_passage(claim.subject)) return who(claim, counted);
  return claim.subject + (claim.adds ? "_in_period" : "_cumulative");
}

}  // namespace

std::string ledger_subject(const reading::ProposedClaim& claim) {
  return whole_subject(claim) + (claim.is_part ? "_part" : "");
}

ReadReport read_report_file(const ReadOptions& options) {
  Diagnostics diagnostics;
  OptionReader reader(options, diagnostics);
  ReadReport report;
  report.publication = reader.publication();
  const reading::Language language = reader.language();
  const std::optional<Scenario> scenario = reader.scenario();
  ReportPlaces places = reader.places(scenario);
  const std::string text = reader.report();
  if (diagnostics.has_errors()) throw InputError(diagnostics);
  report.name = options.file == "-" ? "report" : options.file.stem().string();
  report.source = options.source.empty() ? kUnattributed : options.source;
  report.url = options.url;
  report.claims = reading::read_report(text, report.publication, language, places.gazetteer);
  report.unread = reading::numbers_without_claim(text, report.publication, language);
  report.place_names = std::move(places.names);
  name_speakers(report, language);
  if (scenario) report.new_topics = new_topics(report, *scenario);
  if (options.published.empty()) {
    report.warnings.emplace_back(
        "--published is not given: days are counted back from now, in UTC");
  }
  return report;
}

}  // namespace corridor
