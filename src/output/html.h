#pragma once
// The plain things of a page: escaping, numbers as people read them, and the frame with its style.
#include <string>

namespace corridor {

std::string escape_html(const std::string& text);
/// The same set apart where no markup can do it: names from right to left move nothing beside them.
std::string isolated(const std::string& text);
/// 1234567.8 -> `1,234,568` (thin groups for reading; one decimal below 10 where it matters).
std::string grouped(double value);
/// The words of an identifier: `fuel_stock` -> `fuel stock`.
std::string spaced(std::string identifier);
/// The same of a name that may have parts: `threat.half_life_hours` as `threat half life hours`.
std::string plain_name(std::string identifier);
/// With its sign: `+1,200`, `-3`, `0`.
std::string signed_grouped(double value);
/// Rounded to two significant figures, for prose: 98,929 -> `99,000`.
std::string rounded(double value);
/// A whole page with everything inside: nothing is fetched.
std::string html_page(const std::string& title, const std::string& body);

}  // namespace corridor
