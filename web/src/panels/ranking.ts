// What is worth checking: the quantities that most change what should be prepared, asked for when the panel is looked at.
import type { Ranking } from "../engine/protocol";
import { about, t } from "../i18n";
import type { Actions } from "../state/actions";
import { plainName } from "../state/changes";
import type { Store } from "../state/store";
import { h, replace } from "../ui/dom";

const MOST_SHOWN = 6;

function rows(ranking: Ranking): HTMLElement[] {
  const most = ranking.quantities[0]?.saved ?? 0;
  return ranking.quantities.filter((q) => q.saved > 2 * q.saved_error).slice(0, MOST_SHOWN).map((q) => h("li", {},
    h("span", { class: "worth" }, h("span", {}, plainName(q.name)), h("small", {}, about(q.saved))),
    h("span", { class: "worth-bar", "aria-hidden": "true" }, h("i", { style: `width:${(100 * q.saved) / most}%` })),
    h("small", {}, q.meaning, q.dispute ? ` · ${t("evidence.contested", { range: q.dispute })}` : "")));
}

/** `shown` is told when the panel comes into view. */
export function rankingBlock(store: Store, actions: Actions): { element: HTMLElement; shown: () => void } {
  const body = h("div", {}, h("p", { class: "note" }, t("evidence.worthWaits")));
  const element = h("details", { class: "ranking", open: true }, h("summary", {}, t("evidence.worth")), body);
  let askedFor: unknown;
  const shown = () => {
    const { base, progress } = store.get();
    if (!base || progress || askedFor === base || element.offsetParent === null) return;
    askedFor = base;
    void actions.ranking().then((ranking) => {
      element.hidden = ranking.quantities.length === 0;
      const list = rows(ranking);
      replace(body, h("p", { class: "note" }, t("evidence.worthHelp", { outcome: ranking.outcome, loss: ranking.loss })),
        list.length > 0 ? h("ol", {}, ...list) : h("p", { class: "note" }, t("evidence.worthNothing")));
    }).catch((error: unknown) => actions.fail(error, t("evidence.worth")));
  };
  store.subscribe((_, changed) => { if (changed.has("base") || changed.has("progress")) shown(); });
  return { element, shown };
}
