#include "reading/currencies.h"

#include <algorithm>
#include <string_view>

namespace corridor::reading {
namespace {

constexpr std::size_t kMostAdjectives = 3;  ///< capitalised words before a name: South Sudanese

/// Codes of ISO 4217, in lower case, each behind a space.
constexpr std::u32string_view kCodes =
    U" aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp"
    U" byn bzd cad cdf chf clp cny cop crc cup cve czk djf dkk dop dzd egp ern etb eur fjd fkp gbp"
    U" gel ghs gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr iqd irr isk jmd jod jpy kes kgs"
    U" khr kmf kpw krw kwd kyd kzt lak lbp lkr lrd lsl lyd mad mdl mga mkd mmk mnt mop mru mur mvr"
    U" mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf"
    U" sar sbd scr sdg sek sgd shp sle sll sos srd ssp stn svc syp szl thb tjs tmt tnd top try ttd"
    U" twd tzs uah ugx usd uyu uzs ved ves vnd vuv wst xaf xcd xof xpf yer zar zmw zwl ";

constexpr std::u32string_view kSigns =
    U"$£€¥¢₣₤₦₩₪₫₭₮₱₲₴₵₸₹₺₼₽₾֏";

bool is_code(const Token& token) {
  return token.acronym && kCodes.find(U" " + token.text + U" ") != std::u32string_view::npos;
}

bool is_sign(const Token& token) {
  return token.kind == TokenKind::mark && kSigns.find(token.text) != std::u32string_view::npos;
}

/// In a line all in capitals "5,000 TRY TO FLEE" has no code.
bool is_shouted(const Tokens& tokens, std::size_t i) {
  const bool before = i > 0 && tokens[i - 1].acronym;
  const bool behind = i + 1 < tokens.size() && tokens[i + 1].acronym;
  return before || behind;
}

bool is_code_or_sign(const Tokens& tokens, std::size_t i) {
  return is_sign(tokens[i]) || (is_code(tokens[i]) && !is_shouted(tokens, i));
}

/// "Sudanese pounds", "francs congolais".
bool is_name(const Tokens& tokens, std::size_t i, const Language& language) {
  const std::size_t limit = std::min(tokens.size(), i + kMostAdjectives + 1);
  for (; i < limit; ++i) {
    if (language.currencies.has(tokens, i)) return true;
    if (tokens[i].kind != TokenKind::word || !tokens[i].capital) return false;
  }
  return false;
}

}  // namespace

bool is_money(const Tokens& tokens, std::size_t first, std::size_t last, const Language& language) {
  if (first > 0 && is_code_or_sign(tokens, first - 1)) return true;
  if (last >= tokens.size()) return false;
  return is_code_or_sign(tokens, last) || is_name(tokens, last, language);
}

}  // namespace corridor::reading
