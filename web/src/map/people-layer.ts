// What moves with the hour: people at places and vehicles on roads, on a canvas of their own over the base map. An hour's change
// then draws some circles and lines, and lays out or renders nothing of the map below.
import type { Fans, Statistic } from "../engine/fans";
import type { PlaceInfo, RoadInfo, Setting } from "../engine/protocol";
import { placeCounts, roadCounts, type RoadCounts } from "./people";
import type { MapColours } from "./style";

export interface Point { x: number; y: number }
export type Project = (longitude: number, latitude: number) => Point;

export const LARGEST_CIRCLE_PX = 34;
const SMALLEST_CIRCLE_PX = 1.5;
const DOT_PX = 2.5;
/** How far a road is drawn beside the straight line between its places, so that both directions are seen. */
const BESIDE_PX = 2.5;
const ARROW_SPACING_PX = 70;
const ARROW_PX = 5;
const CASING_PX = 2.5;
const TOUCH_PX = 8;
/** Above this the queue has its strongest colour. */
const LONG_QUEUE_VEHICLES = 2000;
/** Width of a road in pixels by vehicles an hour. */
const FLOW_WIDTHS: [flow: number, px: number][] = [[0, 2], [50, 4], [600, 10]];

interface Line { road: RoadInfo; from: Point; to: Point; unit: Point; length: number }
interface Circle { place: PlaceInfo; at: Point; home: boolean; total: number; part: number }

function roadWidth(flow: number): number {
  const above = FLOW_WIDTHS.findIndex(([limit]) => flow < limit);
  if (above < 0) return FLOW_WIDTHS[FLOW_WIDTHS.length - 1]![1];
  const [low, narrow] = FLOW_WIDTHS[above - 1]!;
  const [high, wide] = FLOW_WIDTHS[above]!;
  return narrow + ((wide - narrow) * (flow - low)) / (high - low);
}

/** Between two colours written as #rrggbb. */
function mix(from: string, to: string, share: number): string {
  const part = (at: number) => {
    const a = parseInt(from.slice(at, at + 2), 16);
    const b = parseInt(to.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * share);
  };
  return `rgb(${part(1)} ${part(3)} ${part(5)})`;
}

function queueColour(queue: number, c: MapColours): string {
  if (queue < 1) return mix(c.road, c.queueLow, queue);
  return mix(c.queueLow, c.queueHigh, Math.min(1, queue / LONG_QUEUE_VEHICLES));
}

/** Sizes a canvas to its box in device pixels, cleared; drawing is in CSS pixels. */
export function clearCanvas(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const ratio = devicePixelRatio;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const draw = canvas.getContext("2d")!;
  draw.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw.clearRect(0, 0, width, height);
  return draw;
}

export class PeopleLayer {
  private lines: Line[] = [];
  private circles: Circle[] = [];

  constructor(readonly canvas: HTMLCanvasElement) {}

  /** Where everything stands; after every move of the map. */
  place(setting: Setting, project: Project): void {
    const at = new Map(setting.places.map((place) => [place.id, project(place.longitude, place.latitude)]));
    const homes = new Set(setting.series.filter((s) => s.target === "staying").map((s) => s.location));
    this.circles = setting.places.map((place) => ({ place, at: at.get(place.id)!, home: homes.has(place.id), total: 0, part: 0 }));
    this.lines = setting.roads.map((road) => {
      const from = at.get(road.from)!;
      const to = at.get(road.to)!;
      const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
      const unit = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
      const beside = (p: Point) => ({ x: p.x - unit.y * BESIDE_PX, y: p.y + unit.x * BESIDE_PX });
      return { road, from: beside(from), to: beside(to), unit, length };
    });
  }

  /** One hour; `most` people have the largest circle. Without a forecast only places and roads. */
  draw(width: number, height: number, c: MapColours, fans: Fans | undefined, step: number, statistic: Statistic, most: number): void {
    const draw = clearCanvas(this.canvas, width, height);
    const flows = this.lines.map(({ road }) => (fans ? roadCounts(fans, road, step, statistic, fans.setting) : { flowPerHour: 0, queue: 0, present: 0 }));
    this.lines.forEach((line) => this.drawBed(draw, line, c));
    this.lines.forEach((line, i) => this.drawFlow(draw, line, flows[i]!, c));
    this.lines.forEach((line, i) => flows[i]!.flowPerHour > 0.5 && this.drawArrows(draw, line, c));
    const radius = (people: number) => (people < 0.5 ? 0 : Math.max(SMALLEST_CIRCLE_PX, LARGEST_CIRCLE_PX * Math.sqrt(people / most)));
    for (const circle of this.circles) {
      const counts = fans ? placeCounts(fans, circle.place, step, statistic) : { total: 0, part: 0 };
      circle.total = radius(counts.total);
      circle.part = radius(counts.part);
    }
    // Small ones stay in sight, and within reach of the pointer.
    this.circles.sort((a, b) => b.total - a.total);
    for (const { at, home, total, part } of this.circles) {
      this.disc(draw, at, total, home ? c.waiting : c.without, 0.85, c.halo);
      this.disc(draw, at, part, home ? c.staying : c.present, 0.95, undefined);
    }
    for (const { at } of this.circles) this.disc(draw, at, DOT_PX, c.ink, 1, c.halo);
  }

  /** The place or road at a point. */
  under(point: Point): { place: PlaceInfo } | { road: RoadInfo } | undefined {
    const near = ({ at, total }: Circle) => Math.hypot(point.x - at.x, point.y - at.y) <= Math.max(total, TOUCH_PX);
    const circle = [...this.circles].reverse().find(near);
    if (circle) return { place: circle.place };
    let best: { road: RoadInfo; distance: number } | undefined;
    for (const { road, from, unit, length } of this.lines) {
      const along = (point.x - from.x) * unit.x + (point.y - from.y) * unit.y;
      const aside = Math.abs((point.y - from.y) * unit.x - (point.x - from.x) * unit.y);
      if (along >= 0 && along <= length && aside <= (best?.distance ?? TOUCH_PX)) best = { road, distance: aside };
    }
    return best && { road: best.road };
  }

  private stroke(draw: CanvasRenderingContext2D, { from, to }: Line, width: number, colour: string): void {
    draw.lineWidth = width;
    draw.strokeStyle = colour;
    draw.beginPath();
    draw.moveTo(from.x, from.y);
    draw.lineTo(to.x, to.y);
    draw.stroke();
  }

  private drawBed(draw: CanvasRenderingContext2D, line: Line, c: MapColours): void {
    if (line.road.open) return;
    draw.lineCap = "butt";
    draw.setLineDash([2, 3.5]);
    this.stroke(draw, line, 2.5, c.road);
    draw.setLineDash([]);
  }

  private drawFlow(draw: CanvasRenderingContext2D, line: Line, { flowPerHour, queue, present }: RoadCounts, c: MapColours): void {
    if (!line.road.open && present <= 0.5) return;
    const width = roadWidth(flowPerHour);
    draw.lineCap = "round";
    this.stroke(draw, line, width + CASING_PX, c.casing);
    this.stroke(draw, line, width, queueColour(queue, c));
  }

  private drawArrows(draw: CanvasRenderingContext2D, { from, unit, length }: Line, c: MapColours): void {
    const count = Math.max(1, Math.floor(length / ARROW_SPACING_PX));
    const point = (x: number, y: number, ahead: number, aside: number): [number, number] => [x + unit.x * ahead - unit.y * aside, y + unit.y * ahead + unit.x * aside];
    draw.fillStyle = c.ink;
    draw.strokeStyle = c.halo;
    draw.lineWidth = 1.5;
    draw.beginPath();
    for (let i = 0; i < count; ++i) {
      const middle = (length * (i + 0.5)) / count;
      const x = from.x + unit.x * middle;
      const y = from.y + unit.y * middle;
      draw.moveTo(...point(x, y, ARROW_PX, 0));
      draw.lineTo(...point(x, y, -ARROW_PX, ARROW_PX));
      draw.lineTo(...point(x, y, -ARROW_PX / 2, 0));
      draw.lineTo(...point(x, y, -ARROW_PX, -ARROW_PX));
      draw.closePath();
    }
    draw.stroke();
    draw.fill();
  }

  private disc(draw: CanvasRenderingContext2D, at: Point, radius: number, fill: string, opacity: number, rim: string | undefined): void {
    if (radius === 0) return;
    draw.globalAlpha = opacity;
    draw.fillStyle = fill;
    draw.beginPath();
    draw.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    draw.fill();
    if (rim) {
      draw.strokeStyle = rim;
      draw.lineWidth = 1;
      draw.stroke();
    }
    draw.globalAlpha = 1;
  }
}
