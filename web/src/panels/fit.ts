// Whether the forecast is fitted to the counts that were known: said in words, with the way to do it.
import { percent, t } from "../i18n";
import type { Actions } from "../state/actions";
import type { Store } from "../state/store";
import { h, replace } from "../ui/dom";

export function fitPanel(store: Store, actions: Actions): HTMLElement {
  const text = h("p", { class: "fit-text", role: "status", "aria-live": "polite" });
  const start = h("button", { type: "button", class: "primary fit-start", onclick: () => void actions.fitToCounts() }, t("fit.start"));
  const bar = h("progress", { max: 1, value: 0, "aria-label": t("fit.progress") });
  const share = h("span", { class: "fit-share" });
  const running = h("span", { class: "fit-running" }, bar, share, h("button", { type: "button", class: "quiet fit-cancel", onclick: () => actions.cancelFit() }, t("fit.cancel")));
  const warnings = h("ul", { class: "fit-warnings" });
  const element = h("div", { class: "fit", hidden: true }, text, start, running, warnings);
  store.subscribe(({ setting, fit, fitting }, changed) => {
    if (!changed.has("setting") && !changed.has("fit") && !changed.has("fitting")) return;
    element.hidden = !setting || setting.counts_to_learn === 0;
    if (!setting || element.hidden) return;
    const n = setting.counts_to_learn;
    const state = fitting !== undefined ? "running" : setting.fitted ? "fitted" : "open";
    const words = { running: t("fit.running", { n }), fitted: t("fit.fitted", { n }), open: t("fit.not", { n }) }[state];
    if (element.dataset["state"] !== state || text.textContent !== words) replace(text, words);
    element.dataset["state"] = state;
    start.hidden = state !== "open";
    running.hidden = state !== "running";
    bar.value = fitting ?? 0;
    share.textContent = percent(fitting ?? 0);
    replace(warnings, ...(state === "fitted" ? (fit?.warnings ?? []).map((warning) => h("li", {}, warning)) : []));
  });
  return element;
}
