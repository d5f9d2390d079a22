#include "output/comparison.h"

#include "output/comparison_formats.h"
#include "output/files.h"
#include "output/report_reader.h"

namespace corridor {

ComparisonText write_comparison(const Scenario& scenario, Time as_of, const MemberQuantities& base,
                                const std::vector<ComparisonEntry>& entries,
                                const std::filesystem::path& directory, bool keep_members) {
  std::vector<ComparedWhatIf> what_ifs;
  ComparisonText text;
  for (const ComparisonEntry& entry : entries) {
    what_ifs.push_back({entry, compare_quantities(base, entry.quantities)});
    text.sentences.push_back(comparison_sentence(scenario, what_ifs.back()));
    if (!entry.warning.empty()) text.warnings.push_back(entry.warning);
  }
  if (arrivals_exceed_away(base)) {
    text.warnings.push_back(std::string("arrivals are ") + kWhoCountAsArrived +
                            "; \"away from home\" is who is so at the end");
  }
  text.json = comparison_json(what_ifs);
  std::vector<FileToWrite> files = {
      {"comparison.csv", [&](const TextSink& sink) { sink(comparison_csv(what_ifs)); }},
      {"comparison.html",
       [&](const TextSink& sink) { sink(comparison_html(scenario, as_of, what_ifs)); }}};
  if (keep_members) {
    files.push_back({"comparison-members.csv",
                     [&](const TextSink& sink) { sink(comparison_members_csv(base, entries)); }});
  }
  write_files(directory, files);
  return text;
}

}  // namespace corridor
