# Writes the language files into a source file, so that the program (and WebAssembly) needs no path to them:
#   cmake -D "FILES=a.ini;b.ini" -D OUTPUT=x.cpp -P embed_languages.cmake
set(entries "")
foreach(file IN LISTS FILES)
  get_filename_component(code ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND entries "    {\"${code}\", R\"LANGUAGE(${text})LANGUAGE\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Generated from data/languages by cmake/embed_languages.cmake.
#include <map>

#include \"reading/language.h\"

namespace corridor::reading {
namespace {

const std::map<std::string_view, std::string_view>& languages() {
  static const std::map<std::string_view, std::string_view> texts = {
${entries}  };
  return texts;
}

}  // namespace

std::string_view built_in_language(std::string_view code) {
  const auto found = languages().find(code);
  return found == languages().end() ? std::string_view{} : found->second;
}

std::vector<std::string> built_in_languages() {
  std::vector<std::string> codes;
  for (const auto& [code, text] : languages()) codes.emplace_back(code);
  return codes;
}

}  // namespace corridor::reading
")
