// The legend: what circles, roads and lines mean; and the statistic that is shown.
import { count, t } from "../i18n";
import type { Store } from "../state/store";
import { h, replace } from "../ui/dom";
import { mostPeople } from "./people";
import { LARGEST_CIRCLE_PX } from "./people-layer";

function entry(kind: string, text: string): HTMLElement {
  return h("li", {}, h("span", { class: `mark mark-${kind}`, "aria-hidden": "true" }), text);
}

/** What a circle's area means: the largest round number that fits, and a tenth of it. */
function circles(most: number): HTMLElement[] {
  const round = 10 ** Math.floor(Math.log10(Math.max(10, most)));
  return [round / 10, round].flatMap((people) => {
    const diameter = 2 * LARGEST_CIRCLE_PX * Math.sqrt(people / most);
    return [h("span", { class: "size", "aria-hidden": "true", style: `width:${diameter}px;height:${diameter}px` }), h("span", {}, t("map.circle", { people: count(people) }))];
  });
}

/** The statistic that the map shows, and the way back to the whole. */
export function mapControls(store: Store, onFit: () => void): HTMLElement {
  const select = h("select", { id: "statistic", "aria-label": t("map.statistic"), onchange: () => store.set({ statistic: select.value as "mean" | "q50" | "q95" }) },
    h("option", { value: "mean" }, t("map.mean")), h("option", { value: "q50" }, t("map.q50")), h("option", { value: "q95" }, t("map.q95")));
  return h("div", { class: "map-controls" }, select, h("button", { type: "button", onclick: onFit }, t("map.fit")));
}

export function legend(store: Store): HTMLElement {
  const list = h("ul", {});
  const sizes = h("li", { class: "sizes" });
  const details = h("details", { class: "legend" }, h("summary", {}, t("map.legend")), list, h("p", { class: "note" }, t("map.attribution")));
  details.open = innerWidth > 900;
  store.subscribe((state, changed) => {
    if (changed.has("base") && state.base && state.setting) replace(sizes, ...circles(mostPeople(state.base, state.setting.places)));
    if (!changed.has("setting") || !state.setting) return;
    const flee = state.setting.ruleset === "flee";
    replace(list, ...(flee ? [entry("present", t("map.inCamp"))]
      : [entry("staying", t("map.staying")), entry("waiting", t("map.waiting")), entry("present", t("map.present")), entry("without", t("map.noPlace")),
        entry("flow", t("map.flow")), entry("queue", t("map.queue")), entry("closed", t("map.closed")), entry("arrow", t("map.direction"))]),
      entry("border", t("map.border")), entry("disputed", t("map.disputed")), sizes);
  });
  return details;
}
