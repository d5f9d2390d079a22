#pragma once
// Rows that replace others of their table: `supersedes`.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostics.h"

namespace corridor {

/// Every row must replace another one that there is, and of rows that replace each other one must
/// be the last: of a circle none would ever hold.
template <class Row>
class Successors {
 public:
  Successors(const std::vector<Row>& rows, const char* file, Diagnostics& diagnostics)
      : rows_(rows), file_(file), diagnostics_(diagnostics) {
    for (const Row& row : rows) by_id_[row.id] = &row;
  }

  void check() {
    for (const Row& row : rows_) {
      if (!row.supersedes.empty()) check_earlier(row);
    }
    for (const Row& row : rows_) check_circle(row);
  }

 private:
  void error(const Row& row, const std::string& found, const std::string& expected,
             const std::string& remedy) {
    diagnostics_.add({Severity::error, file_, row.line, "supersedes", found, expected, remedy});
  }

  void check_earlier(const Row& row) {
    if (row.supersedes == row.id) {
      error(row, "a row that replaces itself", "the id of an earlier row",
            "name the row it replaces");
    } else if (!by_id_.contains(row.supersedes)) {
      std::vector<std::string> names;
      for (const Row& other : rows_) names.push_back(other.id);
      const std::string near = nearest_name(row.supersedes, names);
      error(row, "\"" + row.supersedes + "\", which does not exist", "the id of a row",
            near.empty() ? "" : "did you mean \"" + near + "\"?");
    }
  }

  /// Follows what a row replaces; a circle is reported once, at the first of its rows.
  void check_circle(const Row& first) {
    std::set<std::string> way;
    const Row* row = &first;
    while (row != nullptr && !followed_.contains(row->id) && way.insert(row->id).second) {
      row = row->supersedes == row->id ? nullptr : earlier(*row);
    }
    if (row != nullptr && way.contains(row->id)) {
      error(*row, "a circle of rows that replace each other", "one that no other replaces",
            "leave `supersedes` of the oldest empty");
    }
    followed_.insert(way.begin(), way.end());
  }

  [[nodiscard]] const Row* earlier(const Row& row) const {
    const auto at = by_id_.find(row.supersedes);
    return at == by_id_.end() ? nullptr : at->second;
  }

  const std::vector<Row>& rows_;
  const char* file_;
  Diagnostics& diagnostics_;
  std::map<std::string, const Row*> by_id_;
  std::set<std::string> followed_;  ///< rows whose way back is known to end, or reported
};

}  // namespace corridor
