#pragma once
// Text in columns of a terminal, in any script.
#include <string>

namespace corridor::cli {

/// Columns that a UTF-8 text takes: 2 for wide East Asian characters, 0 for combining ones.
std::size_t text_width(const std::string& text);
/// Cut to `width` columns with an ellipsis, or padded with spaces.
std::string fit(const std::string& text, std::size_t width);
/// Cut, not padded.
std::string shortened(const std::string& text, std::size_t width);
/// Broken into lines of at most `width` columns at spaces, each begun by `indent`.
std::string wrapped(const std::string& text, std::size_t width, const std::string& indent);

}  // namespace corridor::cli
