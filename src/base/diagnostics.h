#pragma once
// Faults of the input, collected: every one with where it stands, what was found, what was
// expected, how to mend it.
#include <string>
#include <variant>
#include <vector>

namespace corridor {

enum class Severity { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string file;    ///< relative to the folder that was read
  int line = 0;        ///< 1-based; 0 = the file as a whole
  std::string column;  ///< column or key; may be empty
  std::string found;
  std::string expected;
  std::string remedy;  ///< how to mend it; may be empty
};

/// `groups.csv:12: household_size: found "0", expected a number above 0; write the mean number of
/// people`
std::string to_string(const Diagnostic& diagnostic);

class Diagnostics {
 public:
  void add(Diagnostic diagnostic) { items_.push_back(std::move(diagnostic)); }
  [[nodiscard]] const std::vector<Diagnostic>& items() const { return items_; }
  [[nodiscard]] bool has_errors() const;

 private:
  std::vector<Diagnostic> items_;
};

/// Carries all diagnostics of an input that cannot be used; the doors print them and exit with
/// code 2.
class InputError {
 public:
  explicit InputError(Diagnostics diagnostics) : diagnostics_(std::move(diagnostics)) {}
  [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  Diagnostics diagnostics_;
};

/// The candidate nearest to `name` by edit distance, or empty when none is near (distance above a
/// third of its length).
std::string nearest_name(const std::string& name, const std::vector<std::string>& candidates);

}  // namespace corridor
