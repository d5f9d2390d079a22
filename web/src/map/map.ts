// The map: places and roads of a scenario over borders and coast, in step with the hour.
import maplibregl, { type GeoJSONSource, type Map as MapLibre, type MapMouseEvent } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Fans } from "../engine/fans";
import type { PlaceInfo, RoadInfo, Setting } from "../engine/protocol";
import { about, count, t } from "../i18n";
import { shownFans, type AppState, type Store } from "../state/store";
import { h, oncePerFrame, replace } from "../ui/dom";
import type { BaseMap, Box } from "./basemap.worker";
import { mostPeople, placeCounts, roadCounts } from "./people";
import { LARGEST_CIRCLE_PX, readColours, styleOf } from "./style";

const MARGIN_DEGREES = 4;

function boxOf(places: PlaceInfo[], margin: number): Box {
  const lon = places.map((p) => p.longitude);
  const lat = places.map((p) => p.latitude);
  return [Math.min(...lon) - margin, Math.min(...lat) - margin, Math.max(...lon) + margin, Math.max(...lat) + margin];
}

function arrowImage(): ImageData {
  const size = 20;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const draw = canvas.getContext("2d")!;
  draw.fillStyle = "#000";
  draw.beginPath();
  draw.moveTo(size * 0.25, size * 0.2);
  draw.lineTo(size * 0.85, size * 0.5);
  draw.lineTo(size * 0.25, size * 0.8);
  draw.lineTo(size * 0.42, size * 0.5);
  draw.fill();
  return draw.getImageData(0, 0, size, size);
}

export class ForecastMap {
  private map: MapLibre | undefined;
  private setting: Setting | undefined;
  private scale: { fans: Fans; most: number } | undefined;
  private loaded = false;
  private baseMap: BaseMap | undefined;
  private readonly popup = h("div", { class: "map-popup", role: "status", hidden: true });
  private pinned: string | undefined;
  private readonly draw: () => void;

  constructor(private readonly container: HTMLElement, private readonly store: Store) {
    this.draw = oncePerFrame(() => this.update());
    container.append(this.popup);
    try {
      this.start();
    } catch {
      container.append(h("p", { class: "map-none" }, t("map.noWebgl")));
    }
    store.subscribe((state, changed) => {
      if (changed.has("setting") && state.setting) this.show(state.setting);
      if (["base", "draftResult", "kept", "shown", "step", "statistic"].some((key) => changed.has(key as keyof AppState))) this.draw();
    });
  }

  private start(): void {
    const canvasHolder = h("div", { class: "map-canvas" });
    this.container.prepend(canvasHolder);
    this.map = new maplibregl.Map({
      container: canvasHolder, style: styleOf(readColours()), center: [45.5, 40], zoom: 6, attributionControl: false, dragRotate: false,
      pitchWithRotate: false, fadeDuration: 0, canvasContextAttributes: { preserveDrawingBuffer: true }, renderWorldCopies: false,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new maplibregl.ScaleControl({ unit: "metric" }), "bottom-left");
    this.map.getCanvas().setAttribute("aria-label", t("map.help"));
    this.map.on("load", () => { this.styled(); this.fit(); });
    this.map.on("mousemove", (event) => this.hover(event));
    this.map.on("click", (event) => this.click(event));
    this.map.on("mouseout", () => this.pinned ?? this.hide());
  }

  /** After every change of style: images and data have to be put in again. */
  private styled(): void {
    this.loaded = true;
    this.map!.resize();
    if (!this.map!.hasImage("arrow")) this.map!.addImage("arrow", arrowImage(), { sdf: true });
    this.fillBase();
    if (this.setting) this.fillScenario(this.setting);
    this.draw();
  }

  restyle(): void {
    if (!this.map) return;
    this.loaded = false;
    this.map.setStyle(styleOf(readColours()), { diff: false });
    this.map.once("styledata", () => this.styled());
  }

  picture(): Promise<Blob> {
    return new Promise((resolve, reject) => {
      if (!this.map) return reject(new Error(t("map.noWebgl")));
      this.map.once("render", () => this.map!.getCanvas().toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture")))));
      this.map.triggerRepaint();
    });
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
    if (this.loaded) this.fillScenario(setting);
    if (!isNew) return;
    this.fit();
    const worker = new Worker(new URL("./basemap.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<BaseMap>) => {
      this.baseMap = data;
      worker.terminate();
      if (this.loaded) this.fillBase();
    };
    worker.postMessage(boxOf(setting.places, MARGIN_DEGREES));
  }

  private source(name: string): GeoJSONSource {
    return this.map!.getSource(name) as GeoJSONSource;
  }

  private fillBase(): void {
    if (!this.baseMap) return;
    this.source("land").setData(this.baseMap.land);
    this.source("borders").setData(this.baseMap.borders);
    this.source("disputed").setData(this.baseMap.disputed);
    this.source("disputedLabels").setData(this.baseMap.disputedLabels);
    this.source("countries").setData(this.baseMap.labels);
    this.container.dataset["basemap"] = "ready";
  }

  private fillScenario(setting: Setting): void {
    const byId = new Map(setting.places.map((place) => [place.id, place]));
    const at = (id: string): [number, number] => [byId.get(id)!.longitude, byId.get(id)!.latitude];
    this.source("roads").setData({
      type: "FeatureCollection",
      features: setting.roads.map((road, i) => ({
        type: "Feature", id: i, properties: { open: road.open }, geometry: { type: "LineString", coordinates: [at(road.from), at(road.to)] },
      })),
    });
    this.fillPlaces(setting);
  }

  /** Names of places with most people come first, those where only roads meet last. */
  private fillPlaces(setting: Setting): void {
    const { base } = this.store.get();
    const home = (place: PlaceInfo) => setting.series.some((s) => s.location === place.id && s.target === "staying");
    const rank = (place: PlaceInfo) => (place.kind === "junction" ? 1e9 : 0) - (base && base.setting.id === setting.id ? mostPeople(base, [place]) : 0);
    this.source("places").setData({
      type: "FeatureCollection",
      features: setting.places.map((place, i) => ({
        type: "Feature", id: i, properties: { home: home(place), rank: rank(place), label: place.other_name ? `${place.name}\n${place.other_name}` : place.name },
        geometry: { type: "Point", coordinates: [place.longitude, place.latitude] },
      })),
    });
  }

  private update(): void {
    const state = this.store.get();
    const fans = shownFans(state);
    const setting = this.setting;
    if (!this.map || !this.loaded || !fans || !setting || fans.setting.id !== setting.id) return;
    if (!this.scale || this.scale.fans.setting.id !== setting.id) this.fillPlaces(setting);
    if (this.scale?.fans !== state.base && state.base) this.scale = { fans: state.base, most: mostPeople(state.base, setting.places) };
    const most = this.scale?.most ?? 1;
    const radius = (people: number) => (people < 0.5 ? 0 : Math.max(1.5, LARGEST_CIRCLE_PX * Math.sqrt(people / most)));
    setting.places.forEach((place, i) => {
      const { total, part } = placeCounts(fans, place, state.step, state.statistic);
      this.map!.setFeatureState({ source: "places", id: i }, { radius: radius(total), part: radius(part) });
    });
    setting.roads.forEach((road, i) => {
      const { flowPerHour, queue, vehicles } = roadCounts(fans, road, state.step, state.statistic, setting);
      this.map!.setFeatureState({ source: "roads", id: i }, { flow: flowPerHour, queue, vehicles });
    });
    if (!this.popup.hidden && this.pinned) this.describe(this.pinned);
    this.container.dataset["places"] = String(setting.places.length);
    this.container.dataset["step"] = String(state.step);
  }

  /** `place:3`, `road:5`, or nothing. */
  private under(event: MapMouseEvent): string | undefined {
    if (!this.loaded) return undefined;
    const layers = ["place-total", "place-part", "place-dot", "road-touch"];
    const found = this.map!.queryRenderedFeatures(event.point, { layers })[0];
    return found ? `${found.source === "places" ? "place" : "road"}:${found.id}` : undefined;
  }

  private hover(event: MapMouseEvent): void {
    const key = this.under(event);
    this.map!.getCanvas().style.cursor = key ? "pointer" : "";
    if (this.pinned) return;
    if (key) this.describe(key, event.point);
    else this.hide();
  }

  private click(event: MapMouseEvent): void {
    this.pinned = this.under(event);
    if (this.pinned) this.describe(this.pinned, event.point);
    else this.hide();
  }

  private hide(): void {
    this.popup.hidden = true;
  }

  private describe(key: string, at?: { x: number; y: number }): void {
    const state = this.store.get();
    const fans = shownFans(state);
    if (!fans || !this.setting) return;
    const [kind, index] = key.split(":");
    const rows = kind === "place" ? this.placeRows(fans, this.setting.places[Number(index)]!, state.step) : this.roadRows(fans, this.setting.roads[Number(index)]!, state.step);
    replace(this.popup, ...rows);
    this.popup.hidden = false;
    if (!at) return;
    const width = this.container.clientWidth;
    const right = at.x > width / 2;
    this.popup.style.left = right ? "" : `${at.x + 14}px`;
    this.popup.style.right = right ? `${width - at.x + 14}px` : "";
    this.popup.style.top = `${Math.max(8, Math.min(at.y - 20, this.container.clientHeight - 160))}px`;
  }

  private row(label: string, fans: Fans, target: string, location: string, step: number): HTMLElement | null {
    if (!fans.has(target, location)) return null;
    const at = (statistic: "mean" | "q05" | "q95") => about(fans.at(target, location, step, statistic));
    return h("p", {}, h("span", {}, label), h("span", {}, t("map.range", { mean: at("mean"), low: at("q05"), high: at("q95") })));
  }

  private placeRows(fans: Fans, place: PlaceInfo, step: number): (HTMLElement | null)[] {
    const row = (label: string, target: string) => this.row(label, fans, target, place.id, step);
    return [
      h("h2", {}, place.name, place.other_name ? h("span", { class: "other-name" }, place.other_name) : null),
      row(t("map.staying"), "staying"), row(t("map.waiting"), "waiting_to_leave"), row(t("map.present"), "present"),
      row(t("map.without"), "without_shelter"), row(t("map.inCamp"), "in_camp"),
    ];
  }

  private roadRows(fans: Fans, road: RoadInfo, step: number): (HTMLElement | null)[] {
    const name = (id: string) => this.setting!.places.find((place) => place.id === id)?.name ?? id;
    return [
      h("h2", {}, t("map.roadEntry", { from: name(road.from), to: name(road.to) })),
      h("p", {}, h("span", {}, `${count(road.length_km)} km`), road.open ? null : h("span", {}, t("map.closed"))),
      this.row(t("map.flow"), fans, "road_outflow_vehicles", road.id, step), this.row(t("map.queue"), fans, "road_queue_vehicles", road.id, step),
    ];
  }
}
