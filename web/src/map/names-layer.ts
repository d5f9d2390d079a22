// The names on the map, where there is room: written once for every view of the map, in any script.
import { clearCanvas, type Point, type Project } from "./people-layer";
import type { MapColours } from "./style";

/** `place` and `disputed` stand beside a point where there is room, `country` on it or a little aside. */
export interface Name { kind: "place" | "disputed" | "country"; longitude: number; latitude: number; lines: string[] }

type Offset = [x: number, y: number];
interface Look { px: number; linePx: number; colour: keyof MapColours; opacity: number; spacing: string }
interface Box { left: number; top: number; right: number; bottom: number }

const FAMILY = 'system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';
const LOOKS: Record<Name["kind"], Look> = {
  place: { px: 12, linePx: 14, colour: "ink", opacity: 1, spacing: "0px" },
  disputed: { px: 11, linePx: 13, colour: "disputed", opacity: 1, spacing: "0px" },
  country: { px: 15, linePx: 18, colour: "ink", opacity: 0.42, spacing: "4px" },
};
const AWAY_PX = 9;
const DOT_ROOM_PX = 4;
const HALO_PX = 3;
const NEARBY_PX: Offset[] = [[0, 0], [14, 0], [-14, 0], [0, -18], [0, 18], [28, 0], [-28, 0], [0, -30], [0, 30]];
/** Where a name may stand, seen from its dot; the first that is free is taken. */
const SIDES: Offset[] = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [-1, -1], [1, 1], [-1, 1]];

/** Names grow with the text of the page. */
function textScale(): number {
  const usualPx = 16;
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / usualPx;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function around(middle: Point, width: number, height: number): Box {
  return { left: middle.x - width / 2, right: middle.x + width / 2, top: middle.y - height / 2, bottom: middle.y + height / 2 };
}

function candidates(kind: Name["kind"], at: Point, width: number, height: number): Box[] {
  if (kind === "country") return NEARBY_PX.map(([x, y]) => around({ x: at.x + x, y: at.y + y }, width, height));
  return SIDES.map(([x, y]) => {
    const away = x !== 0 && y !== 0 ? AWAY_PX * 0.7 : AWAY_PX;
    return around({ x: at.x + x * (away + width / 2), y: at.y + y * (away + height / 2) }, width, height);
  });
}

/** The first names are surest to find room; a country is named in any case. */
export function drawNames(canvas: HTMLCanvasElement, width: number, height: number, names: Name[], project: Project, c: MapColours): void {
  const draw = clearCanvas(canvas, width, height);
  draw.textAlign = "center";
  draw.textBaseline = "middle";
  draw.lineJoin = "round";
  draw.lineWidth = HALO_PX;
  draw.strokeStyle = c.halo;
  const scale = textScale();
  const points = names.map((name) => project(name.longitude, name.latitude));
  const taken = points.filter((_, i) => names[i]!.kind === "place").map((point) => around(point, 2 * DOT_ROOM_PX, 2 * DOT_ROOM_PX));
  const inside = (box: Box) => box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
  names.forEach(({ kind, lines }, i) => {
    const at = points[i]!;
    if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) return;
    const look = LOOKS[kind];
    const linePx = look.linePx * scale;
    draw.font = `${look.px * scale}px ${FAMILY}`;
    draw.letterSpacing = look.spacing;
    draw.fillStyle = c[look.colour];
    draw.globalAlpha = look.opacity;
    const wide = Math.max(...lines.map((line) => draw.measureText(line).width));
    const possible = candidates(kind, at, wide, lines.length * linePx).filter(inside);
    const box = possible.find((b) => !taken.some((other) => overlap(b, other))) ?? (kind === "country" ? possible[0] : undefined);
    if (!box) return;
    taken.push(box);
    lines.forEach((line, k) => {
      const x = (box.left + box.right) / 2;
      const y = box.top + (k + 0.5) * linePx;
      if (kind !== "country") draw.strokeText(line, x, y);
      draw.fillText(line, x, y);
    });
  });
  draw.globalAlpha = 1;
}
