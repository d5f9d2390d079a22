// Shelter and needs by place at the shown hour, and every place as a table: the map for those who do not see it.
import type { PlaceNeeds, Range, Setting } from "../engine/protocol";
import { Clock, about, compact, probability, t } from "../i18n";
import { placeCounts } from "../map/people";
import type { Actions } from "../state/actions";
import { shownFans, timeOf, type AppState, type Store } from "../state/store";
import { h, replace } from "../ui/dom";

const WAIT_BEFORE_ASKING_MS = 150;

/** Both ends written alike: "120–320k" would be read as 120,000. */
function rangeText(range: Range): string {
  const words = range[0] < 1000 ? about : compact;
  return `${words(range[0])}–${words(range[2])}`;
}

function rangeCell(range: Range): HTMLElement {
  return h("td", {}, compact(range[1]), h("small", {}, range[2] > 0 ? ` ${rangeText(range)}` : ""));
}

function needsTable(setting: Setting, needs: PlaceNeeds[]): HTMLElement {
  const name = (id: string) => {
    const place = setting.places.find((other) => other.id === id);
    return [place?.name ?? id, place?.other_name ? h("span", { class: "other-name" }, place.other_name) : null];
  };
  const columns = [t("places.place"), t("places.people"), t("places.desk"), t("places.beds"), t("places.without"), t("places.chance"), t("places.water"), t("places.toilets")];
  const rows = [...needs].sort((a, b) => b.people[2] - a.people[2]).map((n) => h("tr", {}, h("th", { scope: "row" }, ...name(n.place)), rangeCell(n.people), rangeCell(n.before_desk), rangeCell(n.beds),
    rangeCell(n.without_shelter), h("td", {}, probability(n.shortage_probability)), rangeCell(n.water_litres_per_day.map((litres) => litres / 1000) as unknown as Range), rangeCell(n.toilets.map(Math.ceil) as unknown as Range)));
  return h("table", { class: "needs" }, h("thead", {}, h("tr", {}, ...columns.map((column) => h("th", { scope: "col" }, column)))), h("tbody", {}, ...rows));
}

function allPlaces(state: AppState): HTMLElement {
  const fans = shownFans(state)!;
  const rows = state.setting!.places.map((place) => {
    const mean = placeCounts(fans, place, state.step, "mean");
    const low = placeCounts(fans, place, state.step, "q05");
    const high = placeCounts(fans, place, state.step, "q95");
    return { place, mean, low, high };
  }).filter(({ mean }) => mean.kind !== "none").sort((a, b) => b.mean.total - a.mean.total);
  return h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("places.place")), h("th", { scope: "col" }, t("places.people")))),
    h("tbody", {}, ...rows.map(({ place, mean, low, high }) => h("tr", {},
      h("th", { scope: "row" }, place.name, place.other_name ? h("span", { class: "other-name" }, place.other_name) : null),
      h("td", {}, about(mean.total), " ", h("small", {}, `(${about(low.total)}–${about(high.total)})`))))));
}

export function placesPanel(store: Store, actions: Actions): HTMLElement {
  const title = h("h2", {});
  const needs = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("places.people") });
  const all = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("places.all") });
  const element = h("div", { class: "places" }, title, needs, h("p", { class: "note" }, t("places.note")), h("h2", {}, t("places.all")), all);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isShown = () => element.offsetParent !== null;
  const show = (state: AppState) => {
    const { setting } = state;
    if (!setting || !shownFans(state)) return;
    title.textContent = t("places.title", { time: new Clock(setting.utc_offset_seconds).moment(timeOf(setting, state.step)) });
    replace(needs, state.needs.length > 0 ? needsTable(setting, state.needs) : h("p", { class: "note" }, t("places.empty")));
    replace(all, allPlaces(state));
  };
  store.subscribe((state, changed) => {
    if (changed.has("step") || changed.has("base")) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (!isShown()) return;
        void actions.refreshNeeds();
        show(store.get());
      }, WAIT_BEFORE_ASKING_MS);
    }
    if (changed.has("needs") && isShown()) show(state);
  });
  element.addEventListener("shown", () => { void actions.refreshNeeds(); show(store.get()); });
  return element;
}
