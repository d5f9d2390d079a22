// The page: puts the parts together. Data flows one way: actions -> engine -> store -> panels.
import "./style.css";
import { ChartsPanel } from "./charts/charts";
import { fetchFolder, fetchOffers } from "./data/folder";
import { EnginePool } from "./engine/pool";
import { exportMenu } from "./export/menu";
import { applyLanguage, choose, chosenLanguage, languages, t } from "./i18n";
import { legend, mapControls } from "./map/legend";
import type { ForecastMap } from "./map/map";
import { answerPanel } from "./panels/answer";
import { evidencePanel } from "./panels/evidence";
import { fitPanel } from "./panels/fit";
import { dropTarget, faultsDialog, openButton } from "./panels/open";
import { placesPanel } from "./panels/places";
import { readerPanel } from "./panels/reader";
import { tabs } from "./panels/tabs";
import { timeline } from "./panels/timeline";
import { WhatIfPanel } from "./panels/whatif";
import { Actions } from "./state/actions";
import { Store } from "./state/store";
import { h, replace } from "./ui/dom";
import { applyTheme, themeButton } from "./ui/theme";

applyLanguage();
applyTheme();
const store = new Store();
const pool = new EnginePool();
const actions = new Actions(store, pool);

async function openOffer(id: string): Promise<void> {
  await actions.open(id, await fetchFolder(id));
}

function scenarioSelect(): HTMLSelectElement {
  const select = h("select", { "aria-label": t("app.scenario"), class: "scenario" });
  select.addEventListener("change", () => void openOffer(select.value).catch(report));
  store.subscribe((state, changed) => {
    if (!changed.has("offers") && !changed.has("setting")) return;
    const { setting, offers } = state;
    const known = offers.some((offer) => offer.id === setting?.id);
    replace(select, ...offers.map((offer) => h("option", { value: offer.id }, offer.title)), setting && !known ? h("option", { value: setting.id }, setting.title || setting.id) : null);
    if (setting) select.value = setting.id;
  });
  return select;
}

function languageSelect(): HTMLElement {
  const options = languages.map(({ tag, name }) => h("option", { value: tag, lang: tag, selected: tag === chosenLanguage() }, name));
  const select = h("select", { id: "language", onchange: () => choose(select.value) }, ...options);
  return h("span", { class: "language" }, h("label", { for: "language" }, t("app.language")), " ", select);
}

function report(error: unknown): void {
  store.set({ failure: error instanceof Error ? error.message : String(error) });
}

function build(): void {
  const mapBox = h("section", { class: "map", "aria-label": t("map.title") });
  // The map is the largest part of the page: it comes while the engine is being compiled.
  let map: ForecastMap | undefined;
  const mapReady = import("./map/map").then(({ ForecastMap }) => (map = new ForecastMap(mapBox, store)));
  mapReady.catch(report);
  mapBox.append(mapControls(store, () => map?.fit()));
  const charts = new ChartsPanel(store, actions);
  const whatIf = new WhatIfPanel(store, actions);
  const restyle = () => { map?.restyle(); charts.restyle(); whatIf.restyle(); };
  const header = h("header", {},
    h("a", { href: "#answer", class: "skip" }, t("app.skip")),
    h("div", { class: "brand" }, h("strong", {}, t("app.name")), h("span", {}, t("app.tagline"))),
    scenarioSelect(), openButton(actions), exportMenu(store, actions, mapReady), themeButton(restyle));
  const side = tabs(t("tab.label"), [
    { id: "charts", label: t("tab.charts"), panel: charts.element },
    { id: "whatif", label: t("tab.whatif"), panel: whatIf.element },
    { id: "places", label: t("tab.places"), panel: placesPanel(store, actions) },
    { id: "evidence", label: t("tab.evidence"), panel: evidencePanel(store, actions, readerPanel(store, actions)) },
  ]);
  const main = h("main", {}, h("h1", { class: "visually-hidden" }, `${t("app.name")}: ${t("app.tagline")}`),
    answerPanel(store, fitPanel(store, actions)), h("div", { class: "stage" }, mapBox, timeline(store, actions), legend(store)), side);
  document.body.append(header, main, faultsDialog(store), dropTarget(actions), h("footer", {}, h("span", {}, t("app.offline")), languageSelect()));
}

async function start(): Promise<void> {
  const offers = await fetchOffers();
  store.set({ offers });
  const wanted = new URLSearchParams(location.search).get("scenario");
  const first = offers.find((offer) => offer.id === wanted) ?? offers[0];
  if (first) await openOffer(first.id);
}

/** Keeps all files for later visits, once the first forecast does not wait for the network any more. */
function workOffline(): void {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  let asked = false;
  store.subscribe(({ base, progress }) => {
    if (asked || !base || progress) return;
    asked = true;
    void navigator.serviceWorker.register("./sw.js").catch(() => undefined);
  });
}

const started = start();
build();
workOffline();
started.catch(report);
