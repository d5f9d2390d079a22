// The style of the map: colours from the page, sizes from feature states, so that an hour's change lays nothing out anew.
import { t } from "../i18n";
import type { LayerSpecification, StyleSpecification, ExpressionSpecification } from "maplibre-gl";

export interface MapColours {
  water: string; land: string; border: string; disputed: string; ink: string; halo: string;
  staying: string; waiting: string; present: string; without: string; road: string; casing: string; queueLow: string; queueHigh: string;
}

export function readColours(): MapColours {
  const css = getComputedStyle(document.documentElement);
  const colour = (name: string) => css.getPropertyValue(`--map-${name}`).trim();
  return {
    water: colour("water"), land: colour("land"), border: colour("border"), disputed: colour("disputed"), ink: colour("ink"), halo: colour("halo"),
    staying: colour("staying"), waiting: colour("waiting"), present: colour("present"), without: colour("without"), road: colour("road"), casing: colour("casing"),
    queueLow: colour("queue-low"), queueHigh: colour("queue-high"),
  };
}

const state = (name: string): ExpressionSpecification => ["coalesce", ["feature-state", name], 0] as unknown as ExpressionSpecification;
/** How far a road is drawn beside the straight line between its places, so that both directions are seen. */
const BESIDE_PX = 2.5;
const FLOW_WIDTH = (more: number): ExpressionSpecification => ["interpolate", ["linear"], state("flow"), 0, 2 + more, 50, 4 + more, 600, 10 + more];
const FONT = ["sans-serif"];

export const LARGEST_CIRCLE_PX = 34;
/** Above this the queue has its strongest colour. */
export const LONG_QUEUE_VEHICLES = 2000;

export function styleOf(c: MapColours): StyleSpecification {
  const empty = { type: "geojson" as const, data: { type: "FeatureCollection" as const, features: [] } };
  const layers: LayerSpecification[] = [
    { id: "water", type: "background", paint: { "background-color": c.water } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": c.land } },
    { id: "borders", type: "line", source: "borders", paint: { "line-color": c.border, "line-width": 1.3 } },
    { id: "disputed", type: "line", source: "disputed", paint: { "line-color": c.disputed, "line-width": 2, "line-dasharray": [2, 1.6] } },
    { id: "country-names", type: "symbol", source: "countries",
      layout: {
        "text-field": ["get", "name"], "text-font": FONT, "text-size": 15, "text-letter-spacing": 0.3, "text-transform": "uppercase",
        "text-allow-overlap": true, "text-ignore-placement": true,
      },
      paint: { "text-color": c.ink, "text-opacity": 0.42 } },
    { id: "road-closed", type: "line", source: "roads", filter: ["==", ["get", "open"], false],
      paint: { "line-color": c.road, "line-width": 2.5, "line-dasharray": [0.8, 1.4], "line-offset": BESIDE_PX } },
    { id: "road-casing", type: "line", source: "roads", filter: ["==", ["get", "open"], true], layout: { "line-cap": "round" },
      paint: { "line-offset": BESIDE_PX, "line-color": c.casing, "line-width": FLOW_WIDTH(2.5) } },
    { id: "roads", type: "line", source: "roads", layout: { "line-cap": "round" },
      paint: {
        "line-offset": BESIDE_PX,
        "line-color": ["interpolate", ["linear"], state("queue"), 0, c.road, 1, c.queueLow, LONG_QUEUE_VEHICLES, c.queueHigh],
        "line-width": FLOW_WIDTH(0),
        "line-opacity": ["case", ["all", ["==", ["get", "open"], false], ["<=", state("vehicles"), 0.5]], 0.15, 0.95],
      } },
    { id: "road-arrows", type: "symbol", source: "roads",
      layout: { "symbol-placement": "line", "symbol-spacing": 70, "icon-image": "arrow", "icon-offset": [0, BESIDE_PX], "icon-allow-overlap": true, "icon-ignore-placement": true },
      paint: { "icon-color": c.ink, "icon-halo-color": c.halo, "icon-halo-width": 1.5, "icon-opacity": ["case", [">", state("flow"), 0.5], 1, 0] } },
    { id: "place-total", type: "circle", source: "places",
      paint: {
        "circle-radius": state("radius"), "circle-color": ["case", ["==", ["get", "home"], true], c.waiting, c.without],
        "circle-opacity": 0.85, "circle-stroke-color": c.halo, "circle-stroke-width": 1,
      } },
    { id: "place-part", type: "circle", source: "places",
      paint: { "circle-radius": state("part"), "circle-color": ["case", ["==", ["get", "home"], true], c.staying, c.present], "circle-opacity": 0.95 } },
    { id: "place-dot", type: "circle", source: "places", paint: { "circle-radius": 2.5, "circle-color": c.ink, "circle-stroke-color": c.halo, "circle-stroke-width": 1 } },
    { id: "disputed-names", type: "symbol", source: "disputedLabels",
      layout: { "text-field": t("map.disputedHere"), "text-font": FONT, "text-size": 11, "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.7, "text-padding": 20 },
      paint: { "text-color": c.disputed, "text-halo-color": c.halo, "text-halo-width": 1.4 } },
    { id: "place-names", type: "symbol", source: "places",
      layout: {
        "text-field": ["get", "label"], "text-font": FONT, "text-size": 12, "text-line-height": 1.15,
        "text-variable-anchor": ["left", "right", "top", "bottom", "top-left", "bottom-left", "top-right", "bottom-right"],
        "text-radial-offset": 1, "text-max-width": 14, "text-justify": "auto", "symbol-sort-key": ["get", "rank"], "text-padding": 2,
      },
      paint: { "text-color": c.ink, "text-halo-color": c.halo, "text-halo-width": 1.6 } },
    { id: "road-touch", type: "line", source: "roads", paint: { "line-color": "#000", "line-opacity": 0.001, "line-width": 16, "line-offset": BESIDE_PX } },
  ];
  return { version: 8, sources: { land: empty, borders: empty, disputed: empty, disputedLabels: empty, countries: empty, roads: empty, places: empty }, layers };
}
