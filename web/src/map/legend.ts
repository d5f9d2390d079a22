// The legend: what circles, roads and lines mean, and the statistic that is shown.
import { t } from "../i18n";
import type { Store } from "../state/store";
import { h, replace } from "../ui/dom";

function entry(kind: string, text: string): HTMLElement {
  return h("li", {}, h("span", { class: `mark mark-${kind}`, "aria-hidden": "true" }), text);
}

export function legend(store: Store, onFit: () => void): HTMLElement {
  const list = h("ul", {});
  const select = h("select", { id: "statistic", onchange: () => store.set({ statistic: select.value as "mean" | "q50" | "q95" }) },
    h("option", { value: "mean" }, t("map.mean")), h("option", { value: "q50" }, t("map.q50")), h("option", { value: "q95" }, t("map.q95")));
  const details = h("details", { class: "legend" }, h("summary", {}, t("map.legend")),
    h("div", { class: "legend-controls" }, h("label", { for: "statistic" }, t("map.statistic")), select, h("button", { type: "button", onclick: onFit }, t("map.fit"))),
    list, h("p", { class: "note" }, t("map.attribution")));
  details.open = innerWidth > 900;
  store.subscribe((state, changed) => {
    if (!changed.has("setting") || !state.setting) return;
    const flee = state.setting.ruleset === "flee";
    replace(list, ...(flee ? [entry("present", t("map.inCamp"))]
      : [entry("staying", t("map.staying")), entry("waiting", t("map.waiting")), entry("present", t("map.present")), entry("without", t("map.without")),
        entry("flow", t("map.flow")), entry("queue", t("map.queue")), entry("closed", t("map.closed")), entry("arrow", t("map.direction"))]),
      entry("border", t("map.border")), entry("disputed", t("map.disputed")));
  });
  return details;
}
