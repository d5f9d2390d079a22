#include "cli/text.h"

#include <clocale>
#include <cwchar>
#include <vector>

namespace corridor::cli {
namespace {

/// One character and the columns it takes.
struct Glyph {
  std::string bytes;
  std::size_t width = 1;
};

/// wcwidth knows the widths of Unicode only in a UTF-8 locale; the program's own stays as it is.
class Utf8Locale {
 public:
  Utf8Locale() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr) before_ = uselocale(locale_);
  }
  ~Utf8Locale() {
    if (locale_ == nullptr) return;
    uselocale(before_);
    freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t locale_;
  locale_t before_ = nullptr;
};

std::vector<Glyph> glyphs(const std::string& text) {
  const Utf8Locale locale;
  std::vector<Glyph> list;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    Glyph glyph{text.substr(i, length), 1};
    auto code = static_cast<std::uint32_t>(length == 1 ? byte : byte & (0xFFU >> (length + 1)));
    for (std::size_t k = 1; k < glyph.bytes.size(); ++k) {
      code = code << 6 | (static_cast<unsigned char>(glyph.bytes[k]) & 0x3FU);
    }
    const int width = wcwidth(static_cast<wchar_t>(code));
    glyph.width = width < 0 ? 0 : static_cast<std::size_t>(width);
    if (width < 0) glyph.bytes = code < 0x80 ? " " : glyph.bytes;  // no control reaches a terminal
    list.push_back(glyph);
    i += length;
  }
  return list;
}

}  // namespace

std::size_t text_width(const std::string& text) {
  std::size_t width = 0;
  for (const Glyph& glyph : glyphs(text)) width += glyph.width;
  return width;
}

std::string shortened(const std::string& text, std::size_t width) {
  const std::vector<Glyph> all = glyphs(text);
  std::size_t total = 0;
  for (const Glyph& glyph : all) total += glyph.width;
  std::string out;
  std::size_t used = 0;
  for (const Glyph& glyph : all) {
    if (total > width && used + glyph.width + 1 > width) return out + "…";
    out += glyph.bytes;
    used += glyph.width;
  }
  return out;
}

std::string fit(const std::string& text, std::size_t width) {
  const std::string cut = shortened(text, width);
  const std::size_t used = text_width(cut);
  return cut + std::string(used < width ? width - used : 0, ' ');
}

std::string wrapped(const std::string& text, std::size_t width, const std::string& indent) {
  std::string out;
  std::string line = indent;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    std::size_t end = text.find(' ', begin);
    if (end == std::string::npos) end = text.size();
    const std::string word = text.substr(begin, end - begin);
    const bool is_first = line == indent;
    if (!is_first && text_width(line) + 1 + text_width(word) > width) {
      out += line + "\n";
      line = indent + word;
    } else {
      line += (is_first ? "" : " ") + word;
    }
    begin = end + 1;
  }
  return out + line + "\n";
}

}  // namespace corridor::cli
