// Cuts the world of Natural Earth (1:10 million) down to the countries around the scenario, off the page's main thread.
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification";
import worldUrl from "world-atlas/countries-10m.json?url";
import { isDisputed } from "./disputed";

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

/** The shoelace area in square degrees and its centre, for the ring's part inside the box. */
function centreInside(geometry: GeoJSON.Geometry, box: Box): [number, number] | undefined {
  let x = 0, y = 0, n = 0;
  for (const [lon, lat] of pairsOf((geometry as GeoJSON.Polygon).coordinates)) {
    if (lon < box[0] || lon > box[2] || lat < box[1] || lat > box[3]) continue;
    x += lon; y += lat; ++n;
  }
  return n > 8 ? [x / n, y / n] : undefined;
}

/** Only the parts of a country that reach into the box: Alaska is not drawn for the Caucasus. */
function partsInside(geometry: GeoJSON.Geometry, box: Box): GeoJSON.Geometry {
  if (geometry.type !== "MultiPolygon") return geometry;
  return { ...geometry, coordinates: geometry.coordinates.filter((polygon) => touches({ type: "Polygon", coordinates: polygon }, box)) };
}

/** A point in the middle of every longer stretch of a line inside the box: a label along a line this crooked would find no place. */
function middles(lines: GeoJSON.MultiLineString, box: Box): GeoJSON.FeatureCollection {
  const inside = ([lon, lat]: GeoJSON.Position) => lon! >= box[0] && lon! <= box[2] && lat! >= box[1] && lat! <= box[3];
  const stretches = lines.coordinates.map((line) => line.filter(inside)).filter((line) => line.length >= FEWEST_VERTICES_OF_A_LABEL);
  return { type: "FeatureCollection", features: stretches.map((line) => ({
    type: "Feature", properties: {}, geometry: { type: "Point", coordinates: line[Math.floor(line.length / 2)]! },
  })) };
}

function boundsOf(points: Iterable<[number, number]>): Box {
  let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
  for (const [lon, lat] of points) {
    west = Math.min(west, lon); east = Math.max(east, lon); south = Math.min(south, lat); north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

function meet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

function touches(geometry: GeoJSON.Geometry, box: Box): boolean {
  return meet(boundsOf(pairsOf((geometry as GeoJSON.Polygon).coordinates)), box);
}

/** The bounds of every arc: most countries are then told to be far away without being decoded. */
function arcBounds(world: World): Box[] {
  const { scale, translate } = world.transform!;
  return world.arcs.map((arc) => {
    let x = 0, y = 0;
    return boundsOf(arc.map((step): [number, number] => [(x += step[0]!) * scale[0] + translate[0], (y += step[1]!) * scale[1] + translate[1]]));
  });
}

function* arcsOf(arcs: unknown): Generator<number> {
  if (typeof arcs === "number") yield arcs < 0 ? ~arcs : arcs;
  else for (const part of arcs as unknown[]) yield* arcsOf(part);
}

function isNear(country: GeometryObject, bounds: Box[], box: Box): boolean {
  const corners: [number, number][] = [];
  for (const arc of arcsOf("arcs" in country ? country.arcs : [])) {
    const [west, south, east, north] = bounds[arc]!;
    corners.push([west, south], [east, north]);
  }
  return meet(boundsOf(corners), box);
}

function nameOf(country: GeometryObject): string {
  return (country.properties as { name?: string } | undefined)?.name ?? "";
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
    if (!isNear(country, bounds, box)) continue;
    const shape = feature(world, country) as GeoJSON.Feature;
    near.push(country as Country);
    land.push({ type: "Feature", properties: { name: nameOf(country) }, geometry: partsInside(shape.geometry, box) });
  }
  const collection = { type: "GeometryCollection", geometries: near } as GeometryCollection<{ name: string }>;
  const between = (disputed: boolean) => mesh(world, collection, (a, b) => a !== b && isDisputed(nameOf(a), nameOf(b)) === disputed);
  const labels = land.flatMap((country): GeoJSON.Feature[] => {
    const centre = centreInside(country.geometry, box);
    return centre ? [{ type: "Feature", properties: country.properties, geometry: { type: "Point", coordinates: centre } }] : [];
  });
  const disputed = between(true);
  const map: BaseMap = {
    land: { type: "FeatureCollection", features: land }, borders: between(false), disputed, disputedLabels: middles(disputed, box),
    labels: { type: "FeatureCollection", features: labels },
  };
  self.postMessage(map);
};
