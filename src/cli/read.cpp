#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/output_folder.h"
#include "app/read.h"
#include "cli/commands.h"
#include "output/files.h"

namespace corridor::cli {
namespace {

constexpr std::size_t kUsualWidth = 80;
constexpr std::size_t kLeastWidth = 70;

/// Columns of the terminal; COLUMNS or 80 where there is none.
std::size_t terminal_width() {
  winsize size{};
  std::size_t width = kUsualWidth;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    width = size.ws_col;
  } else if (const char* columns = std::getenv("COLUMNS")) {
    width = static_cast<std::size_t>(std::strtoul(columns, nullptr, 10));
  }
  return std::max(width, kLeastWidth);
}

}  // namespace

void add_read(CLI::App& app) {
  auto* command = app.add_subcommand(
      "read",
      "read a report's plain text and propose claims for review: how much of what, who says so, "
      "when, and whether it is put as a fact. Example:\n"
      "  corridor read report.txt --published 2023-09-22T12:00+04:00 --source 'the agency' "
      "--scenario scenarios/karabakh-2023 --out claims.csv");
  auto options = std::make_shared<ReadOptions>();
  auto json = std::make_shared<bool>(false);
  auto out = std::make_shared<std::string>();
  command->add_option("file", options->file, "plain text, UTF-8; - reads standard input")
      ->required();
  command->add_option("--published", options->published,
                      "when it was published, e.g. 2023-09-22T12:00+04:00; weekdays and "
                      "\"yesterday\" are counted from here (default: now)");
  command->add_option("--utc-offset", options->utc_offset,
                      "of --published where it has none (default: +00:00)");
  command->add_option("--source", options->source,
                      "who published it; it speaks where the report names nobody");
  command->add_option("--url", options->url, "where it stands");
  command->add_option("--language", options->language, "language of the report")->default_val("en");
  command->add_option("--language-file", options->language_file,
                      "a language file of your own instead (docs/reading.md)");
  command->add_option("--scenario", options->scenario,
                      "folder of the scenario that the claims are for: its places are found by "
                      "both their names, and subjects that it must declare are named");
  command->add_option("--places", options->places,
                      "instead: a table of places, id,name,other_name; more rows of an id are more "
                      "names");
  command->add_flag("--json", *json, "for machines");
  command->add_option("--out", *out, "write a claims.csv; delete the rows that you do not accept");
  command->callback([options, json, out] {
    const std::filesystem::path folder = std::filesystem::path(*out).parent_path();
    if (!folder.empty()) make_output_folder(folder, "--out");
    const ReadReport report = read_report_file(*options);
    for (const std::string& warning : report.warnings) std::cerr << warning << '\n';
    if (!out->empty()) write_file(*out, claims_csv(report));
    std::cout << (*json ? claims_json(report) : claims_table(report, terminal_width()));
    if (!out->empty() && !*json) std::cout << "Written to " << *out << ".\n";
  });
}

}  // namespace corridor::cli
