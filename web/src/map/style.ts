// The style of the map: colours from the page, sizes from feature states, so that an hour's change lays nothing out anew.
import type { LayerSpecification, StyleSpecification, ExpressionSpecification } from "maplibre-gl";

export interface MapColours {
  water: string; land: string; border: string; ink: string; halo: string;
  staying: string; waiting: string; present: string; without: string; road: string; queueLow: string; queueHigh: string;
}

export function readColours(): MapColours {
  const css = getComputedStyle(document.documentElement);
  const colour = (name: string) => css.getPropertyValue(`--map-${name}`).trim();
  return {
    water: colour("water"), land: colour("land"), border: colour("border"), ink: colour("ink"), halo: colour("halo"),
    staying: colour("staying"), waiting: colour("waiting"), present: colour("present"), without: colour("without"), road: colour("road"),
    queueLow: colour("queue-low"), queueHigh: colour("queue-high"),
  };
}

const state = (name: string): ExpressionSpecification => ["coalesce", ["feature-state", name], 0] as unknown as ExpressionSpecification;
const FONT = ["sans-serif"];

export const LARGEST_CIRCLE_PX = 34;
/** Above this the queue has its strongest colour. */
export const LONG_QUEUE_VEHICLES = 2000;

export function styleOf(c: MapColours): StyleSpecification {
  const empty = { type: "geojson" as const, data: { type: "FeatureCollection" as const, features: [] } };
  const layers: LayerSpecification[] = [
    { id: "water", type: "background", paint: { "background-color": c.water } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": c.land, "fill-outline-color": c.border } },
    { id: "borders", type: "line", source: "borders", paint: { "line-color": c.border, "line-width": 1.5 } },
    { id: "disputed", type: "line", source: "disputed", paint: { "line-color": c.border, "line-width": 1.5, "line-dasharray": [3, 2.5] } },
    { id: "road-closed", type: "line", source: "roads", filter: ["==", ["get", "open"], false],
      paint: { "line-color": c.road, "line-width": 2, "line-dasharray": [1, 2], "line-offset": 2 } },
    { id: "roads", type: "line", source: "roads", layout: { "line-cap": "round" },
      paint: {
        "line-offset": 2,
        "line-color": ["interpolate", ["linear"], state("queue"), 0, c.road, 1, c.queueLow, LONG_QUEUE_VEHICLES, c.queueHigh],
        "line-width": ["interpolate", ["linear"], state("flow"), 0, 1.5, 50, 3, 600, 9],
        "line-opacity": ["case", ["all", ["==", ["get", "open"], false], ["<=", state("vehicles"), 0.5]], 0.15, 0.95],
      } },
    { id: "road-arrows", type: "symbol", source: "roads",
      layout: { "symbol-placement": "line", "symbol-spacing": 60, "icon-image": "arrow", "icon-offset": [0, 2], "icon-allow-overlap": true, "icon-ignore-placement": true },
      paint: { "icon-color": c.ink, "icon-opacity": ["case", [">", state("flow"), 0.5], 0.9, 0] } },
    { id: "place-total", type: "circle", source: "places",
      paint: {
        "circle-radius": state("radius"), "circle-color": ["case", ["==", ["get", "home"], true], c.waiting, c.without],
        "circle-opacity": 0.85, "circle-stroke-color": c.halo, "circle-stroke-width": 1,
      } },
    { id: "place-part", type: "circle", source: "places",
      paint: { "circle-radius": state("part"), "circle-color": ["case", ["==", ["get", "home"], true], c.staying, c.present], "circle-opacity": 0.95 } },
    { id: "place-dot", type: "circle", source: "places", paint: { "circle-radius": 2.5, "circle-color": c.ink, "circle-stroke-color": c.halo, "circle-stroke-width": 1 } },
    { id: "country-names", type: "symbol", source: "countries",
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 13, "text-letter-spacing": 0.15, "text-transform": "uppercase" },
      paint: { "text-color": c.ink, "text-opacity": 0.55, "text-halo-color": c.halo, "text-halo-width": 1 } },
    { id: "place-names", type: "symbol", source: "places",
      layout: {
        "text-field": ["get", "label"], "text-font": FONT, "text-size": 12, "text-line-height": 1.15,
        "text-variable-anchor": ["left", "right", "top", "bottom", "top-left", "bottom-left", "top-right", "bottom-right"],
        "text-radial-offset": 0.9, "text-max-width": 12, "text-justify": "auto", "symbol-sort-key": ["get", "rank"], "text-padding": 3,
      },
      paint: { "text-color": c.ink, "text-halo-color": c.halo, "text-halo-width": 1.6 } },
    { id: "road-touch", type: "line", source: "roads", paint: { "line-color": "#000", "line-opacity": 0.001, "line-width": 16, "line-offset": 2 } },
  ];
  return { version: 8, sources: { land: empty, borders: empty, disputed: empty, countries: empty, roads: empty, places: empty }, layers };
}
