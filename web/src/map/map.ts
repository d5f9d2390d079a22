// The map: people and roads of a scenario over borders and coast, in step with the hour.
import maplibregl, { type GeoJSONSource, type Map as MapLibre, type MapMouseEvent } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Fans } from "../engine/fans";
import type { PlaceInfo, RoadInfo, Setting } from "../engine/protocol";
import { about, count, t } from "../i18n";
import { roadNames } from "../state/locations";
import { shownFans, type AppState, type Store } from "../state/store";
import { h, oncePerFrame, replace } from "../ui/dom";
import type { BaseMap, Box } from "./basemap.worker";
import { drawNames, type Name } from "./names-layer";
import { mostPeople } from "./people";
import { PeopleLayer } from "./people-layer";
import { readColours, styleOf, type MapColours } from "./style";

const LEAST_MARGIN_DEGREES = 4;

function boxOf(places: PlaceInfo[], margin: number): Box {
  const lon = places.map((p) => p.longitude);
  const lat = places.map((p) => p.latitude);
  return [Math.min(...lon) - margin, Math.min(...lat) - margin, Math.max(...lon) + margin, Math.max(...lat) + margin];
}

/** What of the world is drawn; the map shows no more, for what is not drawn would look like sea. */
function worldAround(places: PlaceInfo[]): Box {
  const [west, south, east, north] = boxOf(places, 0);
  const [left, bottom, right, top] = boxOf(places, Math.max(LEAST_MARGIN_DEGREES, 1.5 * Math.max(east - west, north - south)));
  return [Math.max(-180, left), Math.max(-85, bottom), Math.min(180, right), Math.min(85, top)];
}

function newBaseWorker(): Worker {
  return new Worker(new URL("./basemap.worker.ts", import.meta.url), { type: "module" });
}

type Thing = { place: PlaceInfo } | { road: RoadInfo };

export class ForecastMap {
  private map: MapLibre | undefined;
  private colours: MapColours = readColours();
  private setting: Setting | undefined;
  private scale: { fans: Fans | undefined; most: number } = { fans: undefined, most: 1 };
  private loaded = false;
  private baseMap: BaseMap | undefined;
  private readonly popup = h("div", { class: "map-popup", role: "status", hidden: true });
  private readonly people = new PeopleLayer(h("canvas", { class: "map-layer", "aria-hidden": "true" }));
  private readonly names = h("canvas", { class: "map-layer", "aria-hidden": "true" });
  private pinned: Thing | undefined;
  /** Reads the world while the scenario is being read. */
  private baseWorker: Worker | undefined = newBaseWorker();

  constructor(private readonly container: HTMLElement, private readonly store: Store) {
    container.append(this.popup);
    try {
      this.start();
    } catch {
      container.append(h("p", { class: "map-none" }, t("map.noWebgl")));
      return;
    }
    const draw = oncePerFrame(() => this.draw());
    store.subscribe((state, changed) => {
      if (changed.has("setting") && state.setting) this.show(state.setting);
      if (changed.has("base")) this.rescale(state);
      if (["base", "draftResult", "kept", "shown", "step", "statistic"].some((key) => changed.has(key as keyof AppState))) draw();
    });
    const { setting } = store.get();
    if (setting) this.show(setting);
    this.rescale(store.get());
  }

  private start(): void {
    const holder = h("div", { class: "map-canvas" });
    this.container.prepend(holder);
    this.map = new maplibregl.Map({
      container: holder, style: styleOf(this.colours), center: [45.5, 40], zoom: 6, attributionControl: false, dragRotate: false,
      pitchWithRotate: false, fadeDuration: 0, renderWorldCopies: false, locale: { "NavigationControl.ZoomIn": t("map.zoomIn"), "NavigationControl.ZoomOut": t("map.zoomOut") },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new maplibregl.ScaleControl({ unit: "metric" }), "bottom-left");
    const canvas = this.map.getCanvas();
    canvas.setAttribute("aria-label", t("map.help"));
    canvas.after(this.people.canvas, this.names);
    this.map.once("load", () => { this.loaded = true; this.fillBase(); });
    this.map.on("move", () => this.arrange());
    this.map.on("mousemove", (event) => this.hover(event));
    this.map.on("click", (event) => this.click(event));
    this.map.on("mouseout", () => this.pinned ?? this.hide());
  }

  /** Colours changed. */
  restyle(): void {
    if (!this.map) return;
    this.colours = readColours();
    this.loaded = false;
    this.map.setStyle(styleOf(this.colours), { diff: false });
    this.map.once("styledata", () => { this.loaded = true; this.fillBase(); });
    this.arrange();
  }

  picture(): Promise<Blob> {
    return new Promise((resolve, reject) => {
      if (!this.map) return reject(new Error(t("map.noWebgl")));
      // The base map can only be read in the moment it has been rendered.
      this.map.once("render", () => this.composed().toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture")))));
      this.map.triggerRepaint();
    });
  }

  private composed(): HTMLCanvasElement {
    const base = this.map!.getCanvas();
    const all = h("canvas", { width: base.width, height: base.height });
    const draw = all.getContext("2d")!;
    for (const layer of [base, this.people.canvas, this.names]) draw.drawImage(layer, 0, 0, base.width, base.height);
    return all;
  }

  fit(): void {
    if (!this.map || !this.setting) return;
    const [west, south, east, north] = boxOf(this.setting.places, 0.05);
    this.map.resize();
    // Names stand beside their places: there must be room for them at the sides.
    const side = Math.min(110, this.container.clientWidth / 7);
    this.map.fitBounds([[west, south], [east, north]], { padding: { top: 46, bottom: 40, left: side, right: side }, animate: false });
  }

  private show(setting: Setting): void {
    const isNew = this.setting?.id !== setting.id;
    this.setting = setting;
    if (!this.map) return;
    if (!isNew) return this.arrange();
    this.hide();
    const [west, south, east, north] = worldAround(setting.places);
    this.map.setMaxBounds([[west, south], [east, north]]);
    this.fit();
    this.arrange();
    this.askForBase(setting);
  }

  private askForBase(setting: Setting): void {
    const worker = this.baseWorker ?? newBaseWorker();
    this.baseWorker = undefined;
    worker.onmessage = ({ data }: MessageEvent<BaseMap>) => {
      this.baseMap = data;
      worker.terminate();
      if (this.loaded) this.fillBase();
      this.arrange();
    };
    worker.postMessage(worldAround(setting.places));
  }

  private fillBase(): void {
    if (!this.baseMap) return;
    const source = (name: string) => this.map!.getSource(name) as GeoJSONSource;
    source("land").setData(this.baseMap.land);
    source("borders").setData(this.baseMap.borders);
    source("disputed").setData(this.baseMap.disputed);
    this.container.dataset["basemap"] = "ready";
  }

  private project = (longitude: number, latitude: number) => this.map!.project([longitude, latitude]);

  /** The scale of the circles is the base's, so that what-ifs can be compared. Names follow the most people. */
  private rescale({ base }: AppState): void {
    if (!this.setting || !base || base.setting.id !== this.setting.id) return;
    const first = this.scale.fans?.setting.id !== base.setting.id;
    this.scale = { fans: base, most: mostPeople(base, this.setting.places) };
    if (first) this.arrange();
  }

  /** Where things stand on the screen: after moves of the map and changes of the scenario. */
  private arrange(): void {
    if (!this.setting) return;
    this.people.place(this.setting, this.project);
    this.draw();
    const { clientWidth, clientHeight } = this.container;
    drawNames(this.names, clientWidth, clientHeight, this.namesByImportance(this.setting.places), this.project, this.colours);
  }

  /** Places where most people are first, those where only roads meet behind them; borders; countries. */
  private namesByImportance(places: PlaceInfo[]): Name[] {
    const { fans } = this.scale;
    const rank = (place: PlaceInfo) => (place.kind === "junction" ? 1e9 : 0) - (fans ? mostPeople(fans, [place]) : 0);
    const ranked = places.map((place) => ({ place, rank: rank(place) })).sort((a, b) => a.rank - b.rank);
    const named = ranked.map(({ place: { longitude, latitude, name, other_name: other } }): Name => ({ kind: "place", longitude, latitude, lines: other && other !== name ? [name, other] : [name] }));
    const labels = (kind: "disputed" | "country", list: GeoJSON.Feature[], words: (feature: GeoJSON.Feature) => string) => list.map((feature): Name => {
      const [longitude, latitude] = (feature.geometry as GeoJSON.Point).coordinates;
      return { kind, longitude: longitude!, latitude: latitude!, lines: [words(feature)] };
    });
    return [...named, ...labels("disputed", this.baseMap?.disputedLabels.features ?? [], () => t("map.disputedHere")),
      ...labels("country", this.baseMap?.labels.features ?? [], (country) => String(country.properties?.["name"] ?? "").toUpperCase())];
  }

  /** One hour. */
  private draw(): void {
    const state = this.store.get();
    if (!this.setting) return;
    const shown = shownFans(state);
    const fans = shown?.setting.id === this.setting.id ? shown : undefined;
    this.people.draw(this.container.clientWidth, this.container.clientHeight, this.colours, fans, state.step, state.statistic, this.scale.most);
    if (!this.popup.hidden && this.pinned) this.describe(this.pinned);
    if (!fans) return;
    this.container.dataset["places"] = String(this.setting.places.length);
    this.container.dataset["step"] = String(state.step);
  }

  private hover(event: MapMouseEvent): void {
    const thing = this.people.under(event.point);
    this.map!.getCanvas().style.cursor = thing ? "pointer" : "";
    if (this.pinned) return;
    if (thing) this.describe(thing, event.point);
    else this.hide();
  }

  private click(event: MapMouseEvent): void {
    this.pinned = this.people.under(event.point);
    if (this.pinned) this.describe(this.pinned, event.point);
    else this.hide();
  }

  private hide(): void {
    this.pinned = undefined;
    this.popup.hidden = true;
  }

  private describe(thing: Thing, at?: { x: number; y: number }): void {
    const state = this.store.get();
    const fans = shownFans(state);
    if (!fans || !this.setting) return;
    replace(this.popup, ...("place" in thing ? this.placeRows(fans, thing.place, state.step) : this.roadRows(fans, thing.road, state.step)));
    this.popup.hidden = false;
    if (!at) return;
    const width = this.container.clientWidth;
    const right = at.x > width / 2;
    this.popup.style.left = right ? "" : `${at.x + 14}px`;
    this.popup.style.right = right ? `${width - at.x + 14}px` : "";
    this.popup.style.top = `${Math.max(8, Math.min(at.y - 20, this.container.clientHeight - 160))}px`;
  }

  /** `hours`: of what passes in a step, as much as in one hour. */
  private row(label: string, fans: Fans, target: string, location: string, step: number, hours = 1): HTMLElement | null {
    if (!fans.has(target, location)) return null;
    const at = (statistic: "mean" | "q05" | "q95") => about(fans.at(target, location, step, statistic) / hours);
    return h("p", {}, h("span", {}, label), h("span", {}, t("map.range", { mean: at("mean"), low: at("q05"), high: at("q95") })));
  }

  private placeRows(fans: Fans, place: PlaceInfo, step: number): (HTMLElement | null)[] {
    const row = (label: string, target: string) => this.row(label, fans, target, place.id, step);
    return [
      h("h2", {}, place.name, place.other_name ? h("span", { class: "other-name" }, place.other_name) : null),
      row(t("map.staying"), "staying"), row(t("map.waiting"), "waiting_to_leave"), row(t("map.present"), "present"),
      row(t("map.desk"), "awaiting_registration"), row(t("map.awaiting"), "awaiting_placement"), row(t("map.without"), "without_shelter"), row(t("map.inCamp"), "in_camp"),
    ];
  }

  private roadRows(fans: Fans, road: RoadInfo, step: number): (HTMLElement | null)[] {
    const stepHours = fans.setting.step_seconds / 3600;
    const row = (label: string, target: string, hours = 1) => this.row(label, fans, target, road.id, step, hours);
    return [
      h("h2", {}, roadNames(this.setting!, road)),
      h("p", {}, h("span", {}, `${count(road.length_km)} km`), road.open ? null : h("span", {}, t("map.closed"))),
      row(t("map.flow"), "road_outflow_vehicles", stepHours), row(t("map.queue"), "road_queue_vehicles"),
      row(t("map.flowOnFoot"), "road_outflow_on_foot", stepHours), row(t("map.queueOnFoot"), "road_queue_on_foot"),
    ];
  }
}
