#pragma once
// How numbers and cells are written, whoever reads them.
#include <string>

namespace corridor {

/// `120000` as `120,000`; digits only.
std::string with_commas(std::string digits);

/// A cell of a CSV table, in quotation marks where it needs them.
std::string csv_cell(const std::string& text);

}  // namespace corridor
