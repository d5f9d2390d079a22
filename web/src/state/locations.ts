// What places and regions are called.
import type { Setting } from "../engine/protocol";

/** The name of a place or region; nothing for a road. */
export function nameOfLocation(setting: Setting, id: string): string | undefined {
  return [...setting.places, ...setting.regions].find((location) => location.id === id)?.name;
}
