// What a reader is shown of places, regions and roads: never an id where there is a name.
import type { RoadInfo, Setting } from "../engine/protocol";
import { t } from "../i18n";

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name from right to left set apart, so that it shuffles nothing beside it. */
function apart(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}

/** Both names of a place or region; of anything else its id. */
export function nameOfLocation(setting: Setting, id: string): string {
  const found = [...setting.places, ...setting.regions].find((location) => location.id === id);
  const names = [found?.name, found?.other_name].filter((name): name is string => Boolean(name));
  return (names.length > 0 ? names : [id]).map(apart).join(" / ");
}

/** Where a road begins and ends. */
export function roadNames(setting: Setting, road: RoadInfo): string {
  return t("map.roadEntry", { from: nameOfLocation(setting, road.from), to: nameOfLocation(setting, road.to) });
}
