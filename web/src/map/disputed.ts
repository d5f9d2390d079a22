// Land borders that the parties, or states, do not agree on, as pairs of names in Natural Earth. They are drawn dashed. The list
// follows the boundary lines that Natural Earth itself classes as disputed or indefinite, by the countries they lie between. Its
// country shapes, which the map draws, do not carry the class of a line: where only a part of a border is disputed, boxes say which,
// in degrees and to about a tenth of one. A border without boxes is dashed as a whole. It endorses nobody's claim.
import type { Box } from "./basemap.worker";

interface Disputed { between: [string, string]; inside?: Box[] }

const DISPUTED: Disputed[] = [
  { between: ["Armenia", "Azerbaijan"] },
  { between: ["Georgia", "Russia"], inside: [[39.9, 43.1, 42.2, 43.7], [43.6, 42.3, 44.5, 42.9]] }, // Abkhazia, South Ossetia
  { between: ["Ukraine", "Russia"], inside: [[33.4, 45.6, 35.2, 46.4], [38.1, 47.0, 40.4, 49.95]] }, // Crimea, Donetsk and Luhansk
  { between: ["Moldova", "Ukraine"], inside: [[28.4, 46.55, 30.2, 48.3]] }, // Transnistria
  { between: ["Kosovo", "Serbia"] }, { between: ["Cyprus", "N. Cyprus"] },
  { between: ["Israel", "Palestine"] }, { between: ["Israel", "Syria"] }, { between: ["Israel", "Lebanon"] },
  { between: ["Morocco", "W. Sahara"] }, { between: ["Algeria", "W. Sahara"] }, { between: ["Mauritania", "W. Sahara"] },
  { between: ["India", "Pakistan"], inside: [[73.5, 32.3, 77.2, 35.6], [68, 23.5, 68.9, 24.1]] }, // Kashmir, Sir Creek
  { between: ["India", "China"], inside: [[77.5, 30, 81.3, 35.8], [91.5, 27, 97.6, 29.7]] }, // all but Sikkim
  { between: ["Pakistan", "China"] }, { between: ["Bhutan", "China"] }, { between: ["Nepal", "China"] },
  { between: ["Nepal", "India"], inside: [[80.2, 29.8, 81.2, 30.5], [83.6, 27.1, 84.2, 27.6]] }, // Kalapani, Susta
  { between: ["Sudan", "S. Sudan"] },
  { between: ["Sudan", "Egypt"], inside: [[33.1, 21.8, 37.1, 22.5]] }, // Hala'ib and Bir Tawil
  { between: ["Sudan", "Ethiopia"], inside: [[35.4, 13.2, 36.6, 14.4]] }, // al-Fashaga
  { between: ["S. Sudan", "Kenya"] },
  { between: ["Kenya", "Ethiopia"], inside: [[35.7, 4.3, 36.2, 5.2]] }, // Ilemi
  { between: ["Somalia", "Ethiopia"] }, { between: ["Somalia", "Somaliland"] }, { between: ["Ethiopia", "Somaliland"] },
  { between: ["Djibouti", "Eritrea"] }, { between: ["Eritrea", "Ethiopia"] }, { between: ["North Korea", "South Korea"] },
  { between: ["Guyana", "Venezuela"] },
  { between: ["Guyana", "Suriname"], inside: [[-58.3, 1.8, -56.3, 3.4]] }, // Tigri
  { between: ["Suriname", "France"], inside: [[-54.8, 2.1, -53.8, 3.6]] }, // between Litani and Marouini
  { between: ["Belize", "Guatemala"] },
  { between: ["Croatia", "Serbia"], inside: [[18.7, 45.18, 19.5, 46]] }, // the Danube
  { between: ["Kyrgyzstan", "Tajikistan"] }, { between: ["Kyrgyzstan", "Uzbekistan"] }, { between: ["Saudi Arabia", "Yemen"] },
  { between: ["Burundi", "Rwanda"] },
  { between: ["Malawi", "Tanzania"], inside: [[33.93, -11.8, 35.2, -9.4]] }, // the lake
  { between: ["Thailand", "Cambodia"] },
];

const keyOf = (a: string, b: string) => [a, b].sort().join("|");
const WHOLE: Box[] = [[-180, -90, 180, 90]];
const boxes = new Map(DISPUTED.map(({ between: [a, b], inside }) => [keyOf(a, b), inside ?? WHOLE]));

/** Where the border between two countries is disputed; nowhere if it is not. */
export function disputedInside(a: string, b: string): Box[] {
  return boxes.get(keyOf(a, b)) ?? [];
}

type Line = GeoJSON.Position[];

/** The stretches of lines inside some box, and the others; both keep the step from one to the other. */
export function cut(lines: Line[], inside: Box[]): { inside: Line[]; outside: Line[] } {
  const parts: { inside: Line[]; outside: Line[] } = { inside: [], outside: [] };
  const isInside = (a: GeoJSON.Position, b: GeoJSON.Position) => {
    const x = (a[0]! + b[0]!) / 2, y = (a[1]! + b[1]!) / 2;
    return inside.some(([west, south, east, north]) => x >= west && x <= east && y >= south && y <= north);
  };
  for (const line of lines) {
    let before: Line[] | undefined;
    for (let i = 1; i < line.length; ++i) {
      const part = isInside(line[i - 1]!, line[i]!) ? parts.inside : parts.outside;
      if (part === before) part.at(-1)!.push(line[i]!);
      else part.push([line[i - 1]!, line[i]!]);
      before = part;
    }
  }
  return parts;
}
