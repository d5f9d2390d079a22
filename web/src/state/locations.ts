// What a reader is shown of places, regions and roads: never an id where there is a name.
import type { RoadInfo, Setting } from "../engine/protocol";
import { t } from "../i18n";

/** Both names of a place or region; of anything else its id. */
export function nameOfLocation(setting: Setting, id: string): string {
  const found = [...setting.places, ...setting.regions].find((location) => location.id === id);
  return [found?.name, found?.other_name].filter(Boolean).join(" / ") || id;
}

/** Where a road begins and ends. */
export function roadNames(setting: Setting, road: RoadInfo): string {
  return t("map.roadEntry", { from: nameOfLocation(setting, road.from), to: nameOfLocation(setting, road.to) });
}
