// Saving what is shown.
import { t } from "../i18n";
import type { ForecastMap } from "../map/map";
import type { Actions } from "../state/actions";
import { shownFans, type Store } from "../state/store";
import { h, saveFile } from "../ui/dom";
import { toGeoJson } from "./geojson";

export function exportMenu(store: Store, actions: Actions, map: Promise<ForecastMap>): HTMLElement {
  const id = () => store.get().setting?.id ?? "corridor";
  const menu = h("details", { class: "menu" }, h("summary", { class: "button quiet" }, t("export.button")));
  const item = (label: string, work: () => Promise<void> | void, name: string) => h("button", {
    type: "button", "data-export": name, onclick: () => {
      menu.open = false;
      Promise.resolve(work()).catch((error: unknown) => store.set({ failure: String(error) }));
    },
  }, label);
  const text = (what: "series.csv" | "quantiles.csv" | "report.html", type: string) => async () => saveFile(`${id()}-${what}`, await actions.text(what), type);
  const geojson = () => {
    const { setting, step } = store.get();
    const fans = shownFans(store.get());
    if (setting && fans) saveFile(`${id()}.geojson`, toGeoJson(setting, fans, step), "application/geo+json");
  };
  const report = item(t("export.report"), text("report.html", "text/html"), "report");
  menu.append(h("div", { class: "menu-items" }, item(t("export.csv"), text("series.csv", "text/csv"), "csv"), item(t("export.quantiles"), text("quantiles.csv", "text/csv"), "quantiles"),
    item(t("export.geojson"), geojson, "geojson"), item(t("export.png"), async () => saveFile(`${id()}.png`, await (await map).picture(), "image/png"), "png"), report));
  store.subscribe((state, changed) => {
    if (changed.has("setting")) report.hidden = state.setting?.ruleset === "flee";
  });
  return menu;
}
