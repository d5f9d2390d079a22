// Cuts the world of Natural Earth (1:10 million) down to the countries around the scenario, off the page's main thread.
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification";
import worldUrl from "world-atlas/countries-10m.json?url";
import { cut, disputedInside } from "./disputed";

export type Box = [west: number, south: number, east: number, north: number];
export interface BaseMap { land: GeoJSON.FeatureCollection; borders: GeoJSON.MultiLineString; disputed: GeoJSON.MultiLineString; disputedLabels: GeoJSON.FeatureCollection; labels: GeoJSON.FeatureCollection }

const FEWEST_VERTICES_OF_A_LABEL = 40;

type Country = GeometryObject<{ name: string }>;
type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

function* pairsOf(coordinates: unknown): Generator<[number, number]> {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] === "number") yield coordinates as [number, number];
  else for (const part of coordinates) yield* pairsOf(part);
}

/** The middle of a shape's corners inside the box. */
function centreInside(geometry: GeoJSON.Geometry, box: Box): [number, number] | undefined {
  let x = 0, y = 0, n = 0;
  for (const [lon, lat] of pairsOf((geometry as GeoJSON.Polygon).coordinates)) {
    if (lon < box[0] || lon > box[2] || lat < box[1] || lat > box[3]) continue;
    x += lon; y += lat; ++n;
  }
  return n > 8 ? [x / n, y / n] : undefined;
}

/** A point in the middle of every longer stretch of a line inside the box: a label along a line this crooked would find no place. */
function middles(lines: GeoJSON.MultiLineString, box: Box): GeoJSON.FeatureCollection {
  const inside = ([lon, lat]: GeoJSON.Position) => lon! >= box[0] && lon! <= box[2] && lat! >= box[1] && lat! <= box[3];
  const stretches = lines.coordinates.map((line) => line.filter(inside)).filter((line) => line.length >= FEWEST_VERTICES_OF_A_LABEL);
  return { type: "FeatureCollection", features: stretches.map((line) => ({
    type: "Feature", properties: {}, geometry: { type: "Point", coordinates: line[Math.floor(line.length / 2)]! },
  })) };
}

function meet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

/** The bounds of every arc: what is far away is told without being decoded. */
function arcBounds(world: World): Box[] {
  const { scale, translate } = world.transform!;
  return world.arcs.map((arc) => {
    let x = 0, y = 0, west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
    for (const step of arc) {
      x += step[0]!; y += step[1]!;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
    const longitude = (value: number) => value * scale[0] + translate[0];
    const latitude = (value: number) => value * scale[1] + translate[1];
    return [longitude(west), latitude(south), longitude(east), latitude(north)];
  });
}

/** The parts of a country that reach into the box, nothing if none does: Alaska is not drawn for the Caucasus. */
function partsInside(country: Country, bounds: Box[], box: Box): Country | undefined {
  const reaches = (polygon: number[][]) => {
    const rings = polygon[0]!.map((arc) => bounds[arc < 0 ? ~arc : arc]!);
    const whole: Box = [Math.min(...rings.map((b) => b[0])), Math.min(...rings.map((b) => b[1])), Math.max(...rings.map((b) => b[2])), Math.max(...rings.map((b) => b[3]))];
    return meet(whole, box);
  };
  if (country.type === "Polygon") return reaches(country.arcs) ? country : undefined;
  if (country.type !== "MultiPolygon") return undefined;
  const arcs = country.arcs.filter(reaches);
  return arcs.length > 0 ? { ...country, arcs } : undefined;
}

function nameOf(country: GeometryObject): string {
  return (country.properties as { name?: string } | undefined)?.name ?? "";
}

/** The borders, and those of them that are disputed: of a border that is disputed in part, that part. */
function bordersOf(world: World, collection: GeometryCollection<{ name: string }>): Pick<BaseMap, "borders" | "disputed"> {
  const pairs = new Map<string, [string, string]>();
  const agreed = mesh(world, collection, (a, b) => {
    const names: [string, string] = [nameOf(a), nameOf(b)];
    if (a === b) return false;
    if (disputedInside(...names).length === 0) return true;
    pairs.set(names.sort().join("|"), names);
    return false;
  });
  const borders: GeoJSON.MultiLineString = { type: "MultiLineString", coordinates: [...agreed.coordinates] };
  const disputed: GeoJSON.MultiLineString = { type: "MultiLineString", coordinates: [] };
  for (const pair of pairs.values()) {
    const between = mesh(world, collection, (a, b) => a !== b && pair.includes(nameOf(a)) && pair.includes(nameOf(b)));
    const { inside, outside } = cut(between.coordinates, disputedInside(...pair));
    disputed.coordinates.push(...inside);
    borders.coordinates.push(...outside);
  }
  return { borders, disputed };
}

/** Asked for at once: which part of it is wanted is known later. */
const worldWanted = fetch(worldUrl).then((response) => response.json() as Promise<World>);
worldWanted.catch(() => undefined);

self.onmessage = async ({ data: box }: MessageEvent<Box>) => {
  const world = await worldWanted;
  const bounds = arcBounds(world);
  const near: Country[] = [];
  const land: GeoJSON.Feature[] = [];
  for (const country of world.objects.countries.geometries) {
    const part = partsInside(country as Country, bounds, box);
    if (!part) continue;
    near.push(part);
    land.push({ type: "Feature", properties: { name: nameOf(part) }, geometry: (feature(world, part) as GeoJSON.Feature).geometry });
  }
  const collection = { type: "GeometryCollection", geometries: near } as GeometryCollection<{ name: string }>;
  const { borders, disputed } = bordersOf(world, collection);
  const labels = land.flatMap((country): GeoJSON.Feature[] => {
    const centre = centreInside(country.geometry, box);
    return centre ? [{ type: "Feature", properties: country.properties, geometry: { type: "Point", coordinates: centre } }] : [];
  });
  const map: BaseMap = {
    land: { type: "FeatureCollection", features: land }, borders, disputed, disputedLabels: middles(disputed, box),
    labels: { type: "FeatureCollection", features: labels },
  };
  self.postMessage(map);
};
