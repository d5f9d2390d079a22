#include "cli/claims_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/writing.h"
#include "cli/text.h"
#include "scenario/names.h"

namespace corridor::cli {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kTypeWidth = 11;
constexpr std::size_t kStripWidth = 26;
constexpr std::size_t kMinutes = 16;  ///< of a moment in ISO 8601, without the offset
constexpr std::size_t kWordsWidth = kColumns - 2 - kTypeWidth - kStripWidth - 2;

/// A share of the variance that rounds to nothing.
constexpr double kNoShare = 0.005;

/// Colours that colour-blind readers tell apart; the mark differs as well.
struct Look {
  const char* mark;
  const char* colour;  ///< of 256
};

Look look_of(const std::string& source_type) {
  static const std::map<std::string, Look> looks = {{"party", {"●", "166"}},
                                                    {"government", {"■", "25"}},
                                                    {"un", {"▲", "36"}},
                                                    {"ngo", {"◆", "136"}},
                                                    {"press", {"○", "245"}}};
  const auto look = looks.find(source_type);
  return look == looks.end() ? Look{"●", "245"} : look->second;
}

std::string coloured(const std::string& text, const char* colour, bool in_colour) {
  return in_colour ? fmt::format("\033[38;5;{}m{}\033[0m", colour, text) : text;
}

std::string number(double value) {
  if (std::fabs(value) < 100.0) return fmt::format("{:.3g}", value);
  return (value < 0.0 ? "-" : "") + with_commas(fmt::format("{:.0f}", std::fabs(value)));
}

/// Three significant figures.
double rounded3(double value) {
  if (value == 0.0) return value;
  const double unit = std::pow(10.0, std::floor(std::log10(std::fabs(value))) - 2.0);
  return std::round(value / unit) * unit;
}

/// The scale of a quantity's plots, in characters.
struct Scale : QuantitySpan {
  using QuantitySpan::QuantitySpan;

  [[nodiscard]] std::size_t cell(double value) const {
    return static_cast<std::size_t>(
        std::lround(share(value) * static_cast<double>(kStripWidth - 1)));
  }
};

/// ` ━━━●━━━ `: the range that the claim leaves and its number; `<` and `>` where it is open.
std::string strip(const Reading& reading, const Scale& scale, bool in_colour) {
  std::vector<std::string> cells(kStripWidth, "·");
  const std::size_t from = scale.cell(reading.low);
  const std::size_t to = scale.cell(reading.high);
  for (std::size_t i = from; i <= to; ++i) cells[i] = "━";
  if (!std::isfinite(reading.high)) cells[kStripWidth - 1] = ">";
  if (reading.claim->qualifier == Qualifier::at_most) cells[0] = "<";
  const Look look = look_of(reading.claim->source_type);
  cells[scale.cell(reading.value)] = look.mark;
  cells[scale.cell(reading.value_high)] = look.mark;
  std::string out;
  for (const std::string& cell : cells) out += cell;
  return coloured(out, look.colour, in_colour);
}

std::string where_and_when(const Claim& claim, Duration offset) {
  std::string when = format_time(claim.published, offset).substr(0, 10);
  return claim.publication.empty() ? when : claim.publication + ", " + when;
}

std::string reading_lines(const Reading& reading, const Quantity& quantity, const Scale& scale,
                          Duration offset, bool in_colour) {
  const Claim& claim = *reading.claim;
  std::string words = claim_words(claim);
  if (reading.is_converted) words += " = " + number(reading.value) + " " + quantity.unit;
  if (claim.weight == 0.0) words += " (not trusted)";
  std::string out = "  " + fit(claim.source_type, kTypeWidth) + strip(reading, scale, in_colour) +
                    "  " + shortened(words, kWordsWidth) + "\n";
  out += wrapped(claim.said_by + " (" + where_and_when(claim, offset) + ")" +
                     (claim.statement.empty() ? "" : ": " + claim.statement),
                 kColumns, std::string(2 + kTypeWidth, ' '));
  return out;
}

std::string axis(const Scale& scale, const std::string& unit) {
  const std::string left = number(scale.low);
  const std::string right = number(scale.high);
  const std::size_t gap = kStripWidth - std::min(kStripWidth, left.size() + right.size());
  return std::string(2 + kTypeWidth, ' ') + left + std::string(gap, ' ') + right +
         (unit == "1" ? "" : "  " + unit) + "\n";
}

std::string heading(const Quantity& quantity, const Scenario& known) {
  std::string title = quantity.subject;
  if (!quantity.place.empty()) title += " at " + names_of_location(known, quantity.place);
  if (quantity.holds_for)
    title += " on " + format_time(*quantity.holds_for, known.utc_offset).substr(0, kMinutes);
  std::string verdict;
  if (quantity.agreement == Agreement::conflict) verdict = "CONFLICT: ";
  if (quantity.agreement == Agreement::units) verdict = "CONFLICT OF UNITS: ";
  if (quantity.agreement == Agreement::agree) verdict = "agree";
  std::string out = title + (verdict.empty() ? "" : "  " + verdict + dispute_words(quantity));
  out = wrapped(out, kColumns, "");
  return quantity.meaning.empty() ? out : out + wrapped(quantity.meaning, kColumns, "  ");
}

std::string quantity_text(const Quantity& quantity, const std::optional<ParameterSummary>& belief,
                          const Scenario& known, bool in_colour) {
  std::string out = heading(quantity, known);
  if (belief) {
    out += fmt::format("  forecast believes {} (90 %: {} to {}) {}\n",
                       number(rounded3(belief->median)), number(rounded3(belief->low)),
                       number(rounded3(belief->high)), quantity.unit == "1" ? "" : quantity.unit);
  }
  if (!quantity.readings.empty()) {
    const Scale scale(quantity);
    for (const Reading& reading : quantity.readings)
      out += reading_lines(reading, quantity, scale, known.utc_offset, in_colour);
    const bool is_yes_no = quantity.readings.front().claim->unit == "yes_no";
    out += is_yes_no ? "" : axis(scale, quantity.unit);
  }
  for (const Claim* claim : quantity.in_words) {
    out += "  " + fit(claim->source_type, kTypeWidth) +
           wrapped(claim->statement, kColumns, std::string(2 + kTypeWidth, ' '))
               .substr(2 + kTypeWidth);
    out += wrapped(claim->said_by + " (" + where_and_when(*claim, known.utc_offset) + ")", kColumns,
                   std::string(2 + kTypeWidth, ' '));
  }
  return out + "\n";
}

std::string count_line(const ObservationRow& row, Duration offset) {
  return wrapped(count_words(row) + " at " + format_time(row.time, offset).substr(0, kMinutes) +
                     ": " + row.source,
                 kColumns, "  ");
}

std::string disputed_counts(const ClaimsView& view) {
  std::string out;
  const Duration offset = view.loaded.known.utc_offset;
  for (const CountDispute& dispute : view.disputed_counts) {
    const ObservationRow& first = *dispute.first;
    const std::string where =
        first.place.empty() ? "" : " at " + names_of_location(view.loaded.known, first.place);
    out += wrapped(first.series + where + "  CONFLICT OF COUNTS", kColumns, "");
    out += count_line(first, offset) + count_line(*dispute.second, offset) + "\n";
  }
  return out;
}

std::string measured(const Measured& value) {
  const bool is_small = std::max(std::fabs(value.value), value.standard_error) < 10.0;
  return is_small
             ? fmt::format("{:.2f} ±{:.2f}", value.value, value.standard_error)
             : number(std::round(value.value)) + " ±" + number(std::round(value.standard_error));
}

std::string percent(const Measured& share) {
  return fmt::format("{:.0f} ±{:.0f} %", 100.0 * std::max(share.value, 0.0),
                     100.0 * share.standard_error);
}

/// A share of the variance that is more than chance counts, too, where it was asked for.
bool is_shown(const RankedQuantity& quantity) {
  if (is_worth_checking(quantity)) return true;
  return quantity.sobol && quantity.sobol->total.value >
                               std::max(kNoShare, 2.0 * quantity.sobol->total.standard_error);
}

std::string ranking_row(const RankedQuantity& quantity, std::size_t rank, bool sobol) {
  const std::string mark = quantity.dispute.empty() ? " " : "!";
  std::string row = fmt::format(
      "{:>3} {} {} {:>14} {:>11}", rank, mark, fit(quantity.name, 34),
      measured({std::max(quantity.worth.saved.value, 0.0), quantity.worth.saved.standard_error}),
      percent(quantity.worth.first_order));
  if (sobol) row += fmt::format(" {:>11}", percent(quantity.sobol->total));
  return row + "\n";
}

/// That there are claims published later, and how to see them; nothing where there are none.
std::string later_words(const ClaimsView& view) {
  const std::size_t later = view.loaded.later.claims.size();
  if (later == 0) return "";
  return fmt::format(" {} more {} published later: --as-of a later moment shows {}.", later,
                     later == 1 ? "was" : "were", later == 1 ? "it" : "them");
}

}  // namespace

std::string claims_text(const ClaimsView& view, bool in_colour) {
  const Scenario& known = view.loaded.known;
  if (view.quantities.empty() && view.disputed_counts.empty()) {
    return wrapped(known.id +
                       ": nothing is claimed, or contested where that was asked for, before " +
                       format_time(view.loaded.as_of, known.utc_offset) + "." + later_words(view) +
                       " Claims stand in claims.csv of the scenario; corridor read proposes some "
                       "from a report.",
                   kColumns, "");
  }
  const auto contested =
      std::count_if(view.quantities.begin(), view.quantities.end(),
                    [](const Quantity& quantity) { return quantity.is_contested(); });
  std::string out =
      wrapped(fmt::format("{}: {} claims about {} subjects published before {}; {} contested{}.{}",
                          known.id, view.claims_in_all, view.subjects_in_all,
                          format_time(view.loaded.as_of, known.utc_offset), contested,
                          view.only_contested ? ", shown here" : "", later_words(view)),
              kColumns, "");
  for (const char* type : {"party", "government", "un", "ngo", "press"}) {
    const Look look = look_of(type);
    out += coloured(look.mark, look.colour, in_colour) + " " +
           (std::string(type) == "party" ? "party to the conflict" : type) + "   ";
  }
  out += "\n\n";
  for (std::size_t i = 0; i < view.quantities.size(); ++i)
    out += quantity_text(view.quantities[i], view.beliefs[i], known, in_colour);
  return out + disputed_counts(view);
}

std::string ranking_text(const Ranking& ranking) {
  std::string out;
  for (const std::string& sentence : ranking_words(ranking)) out += wrapped(sentence, kColumns, "");
  out +=
      "\n" + wrapped(ranking.outcome + ": mean " + number(ranking.mean) + ", standard deviation " +
                         number(ranking.standard_deviation) + " " + ranking.unit + ".",
                     kColumns, "");
  out += wrapped("Loss: " + ranking.loss + ". Best preparation today: " +
                     number(rounded3(ranking.action)) + " " + ranking.unit + ", expected loss " +
                     measured(ranking.expected_loss) + loss_unit_words(ranking) + ".",
                 kColumns, "");
  const bool sobol = ranking.luck.has_value();
  out += fmt::format("\n      {} {:>14} {:>11}{}\n", fit("if known", 34), "saves", "of variance",
                     sobol ? fmt::format(" {:>11}", "in total") : "");
  std::size_t shown = 0;
  std::size_t left_out = 0;
  std::size_t contested = 0;
  for (const RankedQuantity& quantity : ranking.quantities) {
    if (is_shown(quantity)) {
      out += ranking_row(quantity, ++shown, sobol);
    } else {
      ++left_out;
      contested += quantity.dispute.empty() ? 0 : 1;
    }
  }
  if (left_out > 0) out += wrapped(left_out_words(left_out, contested), kColumns, "      ");
  if (ranking.way_out && is_worth_checking(*ranking.way_out)) {
    out += fmt::format("      {} {:>14} {:>11}\n", fit("(" + ranking.way_out->meaning + ")", 34),
                       measured(ranking.way_out->worth.saved),
                       percent(ranking.way_out->worth.first_order));
  }
  if (ranking.luck) {
    out += fmt::format("      {} {:>14} {:>11} {:>11}\n", fit("(luck)", 34), "",
                       percent(ranking.luck->first), percent(ranking.luck->total));
  }
  out += "! contested. ± one standard error.\n";
  if (!ranking.contested_outside.empty()) {
    std::string names;
    for (const std::string& name : ranking.contested_outside)
      names += (names.empty() ? "" : ", ") + name;
    out += wrapped("Contested too, but nothing in the model depends on it: " + names + ".",
                   kColumns, "");
  }
  return out;
}

}  // namespace corridor::cli
