#pragma once
// Money: a number beside the code, sign or name of a currency counts nobody.
#include "reading/language.h"

namespace corridor::reading {

/// Whether the number in tokens [first, last) is an amount of money: "500,000 SDG", "$300",
/// "400,000 Sudanese pounds".
bool is_money(const Tokens& tokens, std::size_t first, std::size_t last, const Language& language);

}  // namespace corridor::reading
