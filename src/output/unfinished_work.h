#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "base/found_work.h"

namespace corridor {

/// Results of the units of a long run, kept beside its outputs until it is finished, so that the
/// same run started again after a kill goes on from there. Another run (other `identity`, or
/// another build of this program) never sees them. Safe to use from several threads and processes.
class UnfinishedWork {
 public:
  UnfinishedWork(const std::filesystem::path& outputs, const std::string& identity);

  /// What was kept of a unit.
  [[nodiscard]] std::optional<std::string> find(std::size_t unit) const;
  /// Keeps the result of a unit: whole or not at all.
  void keep(std::size_t unit, const std::string& bytes) const;
  /// Both, for a run that knows nothing of files. This must outlive it.
  [[nodiscard]] FoundWork found() const;
  /// Forgets everything: the run's outputs are written.
  void finish() const;

 private:
  [[nodiscard]] std::filesystem::path file_of(std::size_t unit) const;

  std::filesystem::path folder_;
};

}  // namespace corridor
