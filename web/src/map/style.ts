// The style of the base map: land and borders in the colours of the page.
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";

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

export function styleOf(c: MapColours): StyleSpecification {
  const empty = { type: "geojson" as const, data: { type: "FeatureCollection" as const, features: [] } };
  const layers: LayerSpecification[] = [
    { id: "water", type: "background", paint: { "background-color": c.water } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": c.land } },
    { id: "borders", type: "line", source: "borders", paint: { "line-color": c.border, "line-width": 1.3 } },
    { id: "disputed", type: "line", source: "disputed", paint: { "line-color": c.disputed, "line-width": 2, "line-dasharray": [2, 1.6] } },
  ];
  return { version: 8, sources: { land: empty, borders: empty, disputed: empty }, layers };
}
