#include "output/claims_strip.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "output/html.h"

namespace corridor {
namespace {

constexpr double kWidth = 1000.0;
constexpr double kNameWidth = 330.0;
constexpr double kRow = 26.0;

std::string words(const std::string& subject) {
  std::string text = subject;
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string qualifier_words(const Claim& claim) {
  switch (claim.qualifier) {
    case Qualifier::about:
      return "about ";
    case Qualifier::at_least:
      return "at least ";
    case Qualifier::at_most:
      return "at most ";
    default:
      return "";
  }
}

std::string value_words(const Claim& claim) {
  if (!claim.value) return claim.statement;
  if (claim.unit == "yes_no")
    return std::string(*claim.value > 0.5 ? "yes" : "no") +
           (claim.statement.empty() ? "" : ": " + claim.statement);
  std::string text = qualifier_words(claim) + grouped(*claim.value);
  if (claim.value_high) text += " to " + grouped(*claim.value_high);
  text += " " + words(claim.unit);
  return claim.statement.empty() ? text : text + ", " + claim.statement;
}

using Subject = std::vector<const Claim*>;

/// Subjects with different numbers (or one number in different units) by different words.
std::map<std::string, Subject> contested(const Scenario& known) {
  std::map<std::string, Subject> subjects;
  for (const Claim& claim : known.claims) {
    if (claim.value && claim.unit != "yes_no") subjects[claim.subject].push_back(&claim);
  }
  std::erase_if(subjects, [](const auto& entry) {
    std::set<std::pair<double, std::string>> values;
    for (const Claim* claim : entry.second) values.insert({*claim->value, claim->unit});
    return values.size() < 2;
  });
  return subjects;
}

/// The end of a whisker that shows an open or a closed range.
double whisker_end(const Claim& claim, double most) {
  if (claim.value_high) return *claim.value_high;
  if (claim.qualifier == Qualifier::at_least) return most;
  if (claim.qualifier == Qualifier::at_most) return 0.0;
  return *claim.value;
}

std::string draw_strip(const std::string& subject, const Subject& claims) {
  double most = 0.0;
  for (const Claim* claim : claims)
    most = std::max({most, *claim->value, claim->value_high.value_or(0.0)});
  most *= 1.08;
  const auto x = [&](double value) {
    return kNameWidth + (kWidth - kNameWidth - 90.0) * value / most;
  };
  const double height = kRow * static_cast<double>(claims.size()) + 8.0;
  std::string out = fmt::format(
      "<figure><figcaption><b>{}</b></figcaption><svg viewBox=\"0 0 {} {}\" role=\"img\" "
      "aria-label=\"claims about {}\">",
      escape_html(words(subject)), kWidth, height, escape_html(words(subject)));
  double y = kRow / 2.0 + 2.0;
  for (const Claim* claim : claims) {
    const double end = whisker_end(*claim, most);
    out += fmt::format(
        "<line x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"var(--rule)\"/>",
        kNameWidth, kWidth - 90.0, y);
    out += fmt::format("<text x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>",
                       kNameWidth - 12.0, y + 4.5, escape_html(claim->said_by));
    if (end != *claim->value) {
      out += fmt::format(
          "<line x1=\"{0:.1f}\" x2=\"{1:.1f}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"var(--{3})\" "
          "stroke-width=\"3\" stroke-opacity=\".45\"/>",
          x(*claim->value), x(end), y, claim->source_type);
    }
    out += fmt::format(
        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"6\" fill=\"var(--{})\"/><text class=\"halo\" "
        "x=\"{:.1f}\" y=\"{:.1f}\">{}{} {}</text>",
        x(*claim->value), y, claim->source_type, x(*claim->value) + 11.0, y + 4.5,
        qualifier_words(*claim), grouped(*claim->value), escape_html(words(claim->unit)));
    y += kRow;
  }
  return out + "</svg></figure>";
}

std::string legend() {
  std::string out = "<p class=\"note\">";
  for (const char* type : {"party", "government", "un", "ngo", "press"}) {
    const std::string name = std::string(type) == "party" ? "party to the conflict" : type;
    out += fmt::format("<span style=\"color:var(--{})\">&#9679;</span> {} &nbsp; ", type, name);
  }
  return out + "</p>";
}

std::string table(const Scenario& known) {
  std::vector<const Claim*> claims;
  for (const Claim& claim : known.claims) claims.push_back(&claim);
  std::stable_sort(claims.begin(), claims.end(),
                   [](const Claim* a, const Claim* b) { return a->published > b->published; });
  std::string out =
      "<details><summary>All " + std::to_string(claims.size()) +
      " claims known at the time</summary><div "
      "class=\"scroll\"><table><thead><tr><th>About</th><th>Claim</th><th>Said by</th>"
      "<th>Published</th></tr></thead><tbody>";
  for (const Claim* claim : claims) {
    const std::string where = claim->url.rfind("http", 0) == 0
                                  ? "<a href=\"" + escape_html(claim->url) + "\">" +
                                        escape_html(claim->publication) + "</a>"
                                  : escape_html(claim->publication);
    out += "<tr><td>" + escape_html(words(claim->subject)) + "</td><td>" +
           escape_html(value_words(*claim)) + "</td><td>" + escape_html(claim->said_by) +
           "</td><td>" + where + "<br><span class=\"note\">" +
           format_date(claim->published, known.utc_offset) + "</span></td></tr>";
  }
  return out + "</tbody></table></div></details>";
}

}  // namespace

std::string draw_claims(const Scenario& known) {
  std::string out = legend();
  for (const auto& [subject, claims] : contested(known)) out += draw_strip(subject, claims);
  return out + table(known);
}

}  // namespace corridor
