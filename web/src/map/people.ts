// What the map shows of a place and of a road at one hour.
import type { Fans, Statistic } from "../engine/fans";
import type { PlaceInfo, RoadInfo, Setting } from "../engine/protocol";

export interface PlaceCounts { kind: "home" | "reception" | "camp" | "none"; total: number; part: number }
/** In vehicles; people on foot count as the people of a vehicle do. */
export interface RoadCounts { flowPerHour: number; queue: number; present: number }

const ON_FOOT_AS_A_VEHICLE = 4;

/** Home: people there, of them still staying. Reception: people present, of them with shelter. */
export function placeCounts(fans: Fans, place: PlaceInfo, step: number, statistic: Statistic): PlaceCounts {
  const at = (target: string) => fans.at(target, place.id, step, statistic);
  if (fans.has("staying", place.id)) {
    const staying = at("staying");
    return { kind: "home", total: staying + at("waiting_to_leave"), part: staying };
  }
  if (fans.has("present", place.id)) {
    const present = at("present");
    const waiting = at("without_shelter") + at("awaiting_placement") + at("awaiting_registration");
    return { kind: "reception", total: present, part: Math.max(0, present - waiting) };
  }
  if (fans.has("in_camp", place.id)) return { kind: "camp", total: at("in_camp"), part: at("in_camp") };
  return { kind: "none", total: 0, part: 0 };
}

export function roadCounts(fans: Fans, road: RoadInfo, step: number, statistic: Statistic, setting: Setting): RoadCounts {
  const at = (target: string) => (fans.has(target, road.id) ? fans.at(target, road.id, step, statistic) : 0);
  const both = (vehicles: string, onFoot: string) => at(vehicles) + at(onFoot) / ON_FOOT_AS_A_VEHICLE;
  return {
    flowPerHour: both("road_outflow_vehicles", "road_outflow_on_foot") / (setting.step_seconds / 3600),
    queue: both("road_queue_vehicles", "road_queue_on_foot"),
    present: both("road_vehicles", "road_on_foot"),
  };
}

/** The largest number at one place at any hour (95 %): the scale of the circles stays the same while time passes. */
export function mostPeople(fans: Fans, places: PlaceInfo[]): number {
  let most = 1;
  for (const place of places) {
    for (const target of ["staying", "present", "in_camp"]) most = Math.max(most, fans.peak(target, place.id, "mean"));
  }
  return most;
}
