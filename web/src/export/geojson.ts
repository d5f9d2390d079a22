// The map at one hour as GeoJSON: places and roads with the numbers that are shown.
import { STATISTICS, type Fans } from "../engine/fans";
import type { Setting } from "../engine/protocol";
import { Clock } from "../i18n";
import { timeOf } from "../state/store";

export function toGeoJson(setting: Setting, fans: Fans, step: number): string {
  const at = new Map(setting.places.map((place) => [place.id, [place.longitude, place.latitude]]));
  const numbers = (location: string) => Object.fromEntries(setting.series.filter((s) => s.location === location && location !== "").flatMap((s) =>
    STATISTICS.map((statistic) => [`${s.target}_${statistic}`, Number(fans.at(s.target, location, step, statistic).toFixed(2))])));
  const places = setting.places.map((place) => ({
    type: "Feature", geometry: { type: "Point", coordinates: at.get(place.id) },
    properties: { id: place.id, name: place.name, other_name: place.other_name, kind: place.kind, ...numbers(place.id) },
  }));
  const roads = setting.roads.map((road) => ({
    type: "Feature", geometry: { type: "LineString", coordinates: [at.get(road.from), at.get(road.to)] },
    properties: { id: road.id, from: road.from, to: road.to, length_km: road.length_km, ...numbers(road.id) },
  }));
  return JSON.stringify({
    type: "FeatureCollection", scenario: setting.id, digest: setting.digest, members: fans.members,
    as_of: new Clock(setting.utc_offset_seconds).iso(setting.as_of), time: new Clock(setting.utc_offset_seconds).iso(timeOf(setting, step)),
    features: [...places, ...roads],
  }, null, 1);
}
