#include "output/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/writing.h"

namespace corridor {
namespace {

const char* const kStyle = R"(
:root{--ink:#16202b;--soft:#5a6672;--rule:#d5dbe1;--paper:#fff;--panel:#f5f7f9;--band:#2a6f97;--line:#014f86;
--seen:#d1495b;--told:#2d7d46;--road:#7a8793;--busy:#c2571a;--party:#b5480a;--government:#0062a3;--un:#00795a;--ngo:#946500;--press:#5a6672}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#9aa7b4;--rule:#33404d;--paper:#12181f;--panel:#1a222b;
--band:#61a5c2;--line:#89c2d9;--seen:#ff8fa0;--told:#6fd08c;--road:#8793a0;--busy:#f4a261;--party:#ff9a5c;--government:#6cb8f0;--un:#4fd0ac;
--ngo:#e8c04a;--press:#a9b4bf}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",
"DejaVu Sans",sans-serif}
main{max-width:1080px;margin:0 auto;padding:28px 20px 60px}
h1{font:700 clamp(27px,4.4vw,44px)/1.12 Georgia,"Noto Serif","DejaVu Serif",serif;margin:.2em 0 .4em;letter-spacing:-.01em}
h2{font:700 24px/1.2 Georgia,"Noto Serif","DejaVu Serif",serif;margin:1.7em 0 .3em;padding-top:.7em;border-top:2px solid var(--ink)}
h3{font-size:16px;margin:1.2em 0 .2em}
p{max-width:70ch;margin:.5em 0}
.kicker{font-size:13px;letter-spacing:.08em;text-transform:uppercase;color:var(--soft);margin:0}
.lead{font-size:20px;line-height:1.45;max-width:62ch}
.cautions{list-style:none;margin:0;padding:2px 0 2px 14px;border-left:3px solid var(--busy);max-width:84ch;font-size:15px}
.note{color:var(--soft);font-size:14px;max-width:90ch}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:1px;margin:22px 1px}
.tile{box-shadow:0 0 0 1px var(--rule);padding:14px 16px}
.tile b{display:block;white-space:nowrap;font:700 28px/1.2 Georgia,"Noto Serif","DejaVu Serif",serif;font-variant-numeric:tabular-nums}
.tile span{font-size:14px;color:var(--soft)}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(330px,100%),1fr));gap:10px 26px}.pair>:only-child{max-width:540px}
figure{margin:14px 0}
figcaption{font-size:14px;color:var(--soft);margin-bottom:4px}
figcaption b{color:var(--ink);display:block;font-size:16px}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;fill:var(--ink)}
svg .soft{fill:var(--soft)}
svg .halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.count{stroke-width:1.6;fill:none}.count.known{stroke:var(--told)}.count.known circle{fill:var(--told)}
.count.later{stroke:var(--seen)}.count.later circle{fill:var(--paper);stroke-width:2}
.scroll{overflow-x:auto}
nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin:18px 0 0;font-size:15px}
nav a{text-decoration:none;border-bottom:1px solid var(--rule);padding:4px 0}
nav a:hover{border-color:currentColor}
.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:1px;margin:14px 1px}
.card{box-shadow:0 0 0 1px var(--rule);padding:16px 18px 18px}
.card dt{font-size:14px;font-weight:600;color:var(--soft)}
.card dd{margin:2px 0 0}
.card b{display:block;font:700 25px/1.2 Georgia,"Noto Serif","DejaVu Serif",serif;font-variant-numeric:tabular-nums;margin-bottom:4px}
.card dd>span{font-size:14.5px;line-height:1.45;display:block}
.card b .other{font-size:.75em}
.other{color:var(--soft);font-weight:400}
.needs th[scope=row]{border-bottom:1px solid var(--rule);vertical-align:top;font-weight:600}
.needs th[scope=row] .other{display:block}
.needs thead th.n{white-space:normal;min-width:66px}
.needs td b,.assumed td b{font-weight:600}
.needs td span,.assumed td.n span{display:block;color:var(--soft);font-size:12.5px;white-space:nowrap}
.needs td,.needs th{padding-right:7px}.needs td span{font-size:12px;white-space:normal}
.sentence::first-letter,.compared th[scope=row]::first-letter{text-transform:uppercase}
.needs tbody tr:hover{background:var(--panel)}
.assumed td:first-child{width:34%}.assumed td:last-child{width:42%}
.assumed code{display:block;color:var(--soft);font-size:12.5px}
.strip figcaption b::first-letter,.worth td:first-child::first-letter,.assumed td:first-child::first-letter{text-transform:uppercase}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums;margin:10px 0}
th{text-align:left;font-weight:600;border-bottom:1.5px solid var(--ink);padding:6px 10px 6px 0;vertical-align:bottom}
td{border-bottom:1px solid var(--rule);padding:6px 10px 6px 0;vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap}
a{color:var(--line)}
details summary{cursor:pointer;font-weight:600;margin:10px 0}
.strip{margin:22px 0;border-top:1px solid var(--rule);padding-top:10px}
.claim{display:grid;grid-template-columns:minmax(170px,26%) 1fr minmax(170px,27%);gap:0 16px;align-items:center;padding:4px 0;font-size:14px;line-height:1.35}
.claim .note{display:block;font-size:12.5px}
.said .note{margin-top:1px}
.who b{font-weight:600}
.track{position:relative;align-self:stretch;min-height:26px}
.track i{position:absolute;display:block}
.track .grid{top:-4px;bottom:-4px;width:1px;background:var(--rule)}
.whisker{top:calc(50% - 2px);height:4px;background:currentColor;opacity:.45}
.whisker.open::after,.whisker.down::before{content:"";position:absolute;top:-4px;border:6px solid transparent}
.whisker.open::after{right:-6px;border-left-color:currentColor}
.whisker.down::before{left:-6px;border-right-color:currentColor}
.mark{position:absolute;top:calc(50% - 8px);width:16px;height:16px;margin-left:-8px;fill:currentColor;stroke:var(--paper);stroke-width:1}
.mark .ring{fill:var(--paper);stroke:currentColor;stroke-width:2.6}
.party{color:var(--party)}.government{color:var(--government)}.un{color:var(--un)}.ngo{color:var(--ngo)}.press{color:var(--press)}
.later .mark{fill:var(--paper);stroke:currentColor;stroke-width:2;stroke-dasharray:2.4 1.4}
.later .mark .ring{stroke-width:2}
.later .whisker{height:2px;top:calc(50% - 1px)}
.belief{background:var(--panel)}
.band{top:calc(50% - 6px);height:12px;background:var(--band);opacity:.35}
.median{top:calc(50% - 9px);height:18px;width:3px;margin-left:-1px;background:var(--line)}
.axis .track{height:18px;min-height:18px}
.axis .track span{position:absolute;transform:translateX(-50%);color:var(--soft);font-size:12.5px;white-space:nowrap}
.axis .track span:first-child{transform:translateX(-15%)}
.legend span{margin-right:18px;white-space:nowrap;color:var(--ink)}
.legend .mark{position:static;display:inline-block;margin:0 2px -3px 0}
.worth td{vertical-align:middle}.worth th{white-space:normal}.worth .bar{width:34%;min-width:90px}
.worth .bar i{display:block;height:14px;background:var(--band);opacity:.75;min-width:1px}
.worth .contested .bar i{background:var(--seen)}.worth .outcome .bar i{background:var(--road);opacity:.5}
@media(max-width:620px){.claim{grid-template-columns:1fr;gap:2px 0;padding:8px 0}.claim .who{grid-row:1}.claim .said{grid-row:2}.claim .track{grid-row:3;margin:0 8px}
.axis{padding:0}.axis .said{display:none}.axis .who{display:none}.worth .bar{display:none}}
@media(max-width:900px){.cards{grid-template-columns:repeat(2,1fr)}}
@media(max-width:900px){.needs thead,.assumed thead{display:none}
.needs tr{display:grid;grid-template-columns:repeat(3,1fr);gap:6px 12px;padding:10px 0;border-bottom:1px solid var(--rule)}
.needs th[scope=row]{grid-column:1/-1;border:0;padding:0;font-size:16px}.needs th[scope=row] .other{display:inline}
.needs td{border:0;padding:0;text-align:left!important}.needs td::before{content:attr(data-name);display:block;color:var(--soft);font-size:12.5px}
.needs tbody,.needs,.assumed,.assumed tbody,.assumed tr,.assumed td{display:block;width:100%!important}
.needs td b{font-size:16px}.needs td span{white-space:normal}
.assumed tr{border-bottom:1px solid var(--rule);padding:8px 0}.assumed td{border:0;padding:1px 0}
.assumed td.n{text-align:left}.assumed td.n span{display:inline;margin-left:6px}}
@media(max-width:520px){.cards,.tiles{grid-template-columns:1fr}.tile{display:grid;grid-template-columns:124px 1fr;align-items:center;gap:10px;padding:10px 14px}
.tile b{font-size:22px;white-space:nowrap}.lead{font-size:18px}.card{padding:12px 14px 14px}}
@media(max-width:520px){body{font-size:16px}main{padding:18px 14px 40px}.pair{grid-template-columns:1fr}svg text{font-size:15px}}
@media print{:root{--ink:#000;--soft:#444;--rule:#bbb;--paper:#fff;--panel:#f3f3f3;--band:#2a6f97;--line:#014f86;--seen:#b32d42;--told:#2d7d46;--road:#666;--busy:#c2571a;
--party:#b5480a;--government:#0062a3;--un:#00795a;--ngo:#946500;--press:#555}
body{font-size:10.5pt}main{max-width:none;padding:0}nav,details:not([open]){display:none}h2{break-after:avoid;margin-top:1.4em}
h3,figcaption{break-after:avoid}figure,.card,.tile,tr{break-inside:avoid}.cards{grid-template-columns:repeat(3,1fr)}thead{display:table-header-group}
.pair{grid-template-columns:1fr 1fr}a{color:inherit;text-decoration:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)";

}  // namespace

std::string escape_html(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string grouped(double value) {
  constexpr double kDecimalsBelow = 10.0;
  const double size = std::fabs(value);
  const bool has_decimal = size < kDecimalsBelow && std::fabs(size - std::round(size)) > 0.05;
  const std::string digits = fmt::format("{:.{}f}", size, has_decimal ? 1 : 0);
  return (value < 0.0 && digits != "0" ? "-" : "") + with_commas(digits);
}

std::string spaced(std::string identifier) {
  std::replace(identifier.begin(), identifier.end(), '_', ' ');
  return identifier;
}

std::string isolated(const std::string& text) { return "\u2068" + escape_html(text) + "\u2069"; }

std::string plain_name(std::string identifier) {
  std::replace(identifier.begin(), identifier.end(), '.', ' ');
  return spaced(std::move(identifier));
}

std::string signed_grouped(double value) {
  const std::string number = grouped(value);
  return (value > 0.0 && number != "0" ? "+" : "") + number;
}

std::string rounded(double value) {
  if (value < 1.0) return grouped(value);
  const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1.0);
  return grouped(std::round(value / unit) * unit);
}

std::string html_page(const std::string& title, const std::string& body) {
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
         "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" +
         escape_html(title) + "</title><style>" + kStyle + "</style></head><body><main>" + body +
         "</main></body></html>\n";
}

}  // namespace corridor
