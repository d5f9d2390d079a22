// What is worth checking: which uncertain quantity, if known, would save most.
#include <fmt/format.h>

#include <algorithm>

#include "output/html.h"
#include "output/report_sections.h"
#include "results/ranking.h"

namespace corridor {
namespace {

std::string row(const RankedQuantity& quantity, double most, const char* kind) {
  const double saved = std::max(quantity.worth.saved.value, 0.0);
  const std::string dispute =
      quantity.dispute.empty() ? "" : "; claimed: " + escape_html(spaced(quantity.dispute));
  return fmt::format(
      "<tr class=\"{}\"><td>{}<br><span class=\"note\">{}{}</span></td><td class=\"bar\"><i "
      "style=\"width:{:.1f}%\"></i></td><td class=\"n\">{} <span class=\"note\">&plusmn; "
      "{}</span></td><td class=\"n\">{:.0f} <span class=\"note\">&plusmn; {:.0f} "
      "%</span></td></tr>",
      kind, escape_html(plain_name(quantity.name)), escape_html(quantity.meaning), dispute,
      100.0 * saved / most, rounded(saved), rounded(quantity.worth.saved.standard_error),
      100.0 * std::max(quantity.worth.first_order.value, 0.0),
      100.0 * quantity.worth.first_order.standard_error);
}

/// What is worth checking, and how many quantities are not.
std::string table(const Ranking& ranking) {
  const double most = std::max(ranking.quantities.front().worth.saved.value,
                               ranking.way_out ? ranking.way_out->worth.saved.value : 0.0);
  std::string rows;
  std::size_t left_out = 0;
  std::size_t contested = 0;
  for (const RankedQuantity& quantity : ranking.quantities) {
    const bool is_contested = !quantity.dispute.empty();
    if (is_worth_checking(quantity)) {
      rows += row(quantity, most, is_contested ? "contested" : "");
    } else {
      ++left_out;
      contested += is_contested ? 1 : 0;
    }
  }
  if (ranking.way_out && is_worth_checking(*ranking.way_out))
    rows += row(*ranking.way_out, most, "outcome");
  const std::string note =
      left_out == 0 ? "" : "<p class=\"note\">" + left_out_words(left_out, contested) + "</p>";
  if (rows.empty()) return note;
  return "<div class=\"scroll\"><table class=\"worth\"><thead><tr><th>If known</th><th></th><th "
         "class=\"n\">saves</th><th class=\"n\">of the variance</th></tr></thead><tbody>" +
         rows + "</tbody></table></div>" + note;
}

}  // namespace

std::string report_checking(const ReportReader& reader) {
  const Ranking* ranking = reader.run().ranking;
  if (ranking == nullptr || ranking->quantities.empty() || ranking->expected_loss.value <= 0.0)
    return "";
  std::string out = "<h2 id=\"checking\">What is worth checking</h2>";
  for (const std::string& sentence : ranking_words(*ranking))
    out += "<p>" + escape_html(spaced(sentence)) + "</p>";
  out += fmt::format(
      "<p class=\"note\">{}: {} on average. Loss: {}. The best that can be prepared today is {}, "
      "at an "
      "expected loss of {}{}. A row says how much of that loss would go, and how much of the "
      "variance, "
      "if that one quantity were known (with standard errors).</p>",
      escape_html(ranking->outcome), rounded(ranking->mean), escape_html(ranking->loss),
      rounded(ranking->action), rounded(ranking->expected_loss.value),
      escape_html(spaced(loss_unit_words(*ranking))));
  return out + table(*ranking);
}

}  // namespace corridor
