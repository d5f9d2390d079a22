#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "reading/read_report.h"

namespace corridor {

struct ReadOptions {
  std::filesystem::path file;         ///< plain text; `-`: standard input
  std::string published;              ///< ISO 8601; a bare date means its last minute; empty: now
  std::string utc_offset = "+00:00";  ///< of `published` where it has none
  std::string source;                 ///< the publication; it speaks where the report names nobody
  std::string url;
  std::string language = "en";          ///< one that is built in
  std::filesystem::path language_file;  ///< instead: a language file of the user's
  std::filesystem::path scenario;       ///< folder whose places and subjects the claims are for
  std::filesystem::path places;         ///< instead: a table of places (app/report_places.h)
};

/// What a scenario must declare before it takes a claim.
struct NewTopic {
  std::string name;
  std::string unit;
};

/// A report that has been read.
struct ReadReport {
  reading::Publication publication;
  std::string name;    ///< the file's stem: the ids of its claims begin with it
  std::string source;  ///< as given, or "the report, unattributed"
  std::string url;
  std::vector<reading::ProposedClaim> claims;      ///< every one with `said_by` and `source_type`
  std::map<std::string, std::string> place_names;  ///< by id, both names
  std::vector<NewTopic> new_topics;                ///< subjects that the scenario does not know
  std::vector<std::string> unread;                 ///< numbers of which no claim was made, in words
  std::vector<std::string> warnings;
};

/// Throws InputError with every problem of the options, the language, the places and the file.
ReadReport read_report_file(const ReadOptions& options);

/// The subject under which the ledger keeps a claim: shares and rates are other quantities than
/// counts (`women_arrivals_share`, `arrivals_per_hour`), things others than people
/// (`buses_waiting`), and who arrived in a period
/// (`arrivals_in_period`) another than who has arrived so far (`arrivals_cumulative`).
std::string ledger_subject(const reading::ProposedClaim& claim);

/// The claims as claims.csv takes them, with span, modality and reason in columns of their own.
/// What is no fact has weight 0: it moves nothing until a person decides otherwise.
std::string claims_csv(const ReadReport& report);
std::string claims_json(const ReadReport& report);

/// The claims for a terminal of `width` columns.
std::string claims_table(const ReadReport& report, std::size_t width);

}  // namespace corridor
