// Changes of rows that have no id.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "input/table_layers.h"

namespace corridor {
namespace {

TEST(RowNames, OfOnwardJourneysAreBothPlaces) {
  const std::vector<TableFormat>& formats = table_formats();
  const auto onward = std::find_if(formats.begin(), formats.end(),
                                   [](const TableFormat& f) { return f.name == "onward"; });
  const ScenarioSource source{CORRIDOR_SOURCE_DIR "/scenarios/karabakh-2023",
                              {},
                              {{"onward", "goris/yerevan", "share", "*=", "0.5"}}};
  Diagnostics diagnostics;
  const CsvTable table = gather_table(source, *onward, true, diagnostics);
  ASSERT_TRUE(diagnostics.items().empty());
  std::map<std::string, std::string> shares;
  for (const CsvRow& row : table.rows)
    shares[row.cells[table.column("to")]] = row.cells[table.column("share")];
  EXPECT_EQ(shares["yerevan"], "0.195");
  EXPECT_EQ(shares["vayk"], "0.04");
}

}  // namespace
}  // namespace corridor
