// Changes of a what-if: from sliders to the words that the engine reads, and to a name.
import type { ParameterInfo, RoadInfo, Setting } from "../engine/protocol";
import { number3, t } from "../i18n";

export type Operation = "=" | "+=" | "*=";
export interface Change { key: string; operation: Operation; value: string }

/** Changes of roads change the tables; all others only parameters. */
export const ROADS = "roads.";
export function changesTables(change: Change): boolean {
  return change.key.startsWith(ROADS);
}

export function toText(change: Change): string {
  return `${change.key}${change.operation}${change.value}`;
}

export function fromText(text: string): Change | undefined {
  const found = /^([^=+*]+)(\+=|\*=|=)(.+)$/.exec(text);
  return found ? { key: found[1]!, operation: found[2] as Operation, value: found[3]! } : undefined;
}

/** The operation that suits a parameter: shares are set, times are shifted, everything else is scaled. */
export function naturalOperation(parameter: ParameterInfo): Operation {
  if (parameter.unit === "1" && parameter.upper <= 1) return "=";
  if (parameter.unit === "h") return "+=";
  return "*=";
}

/** The value that changes nothing (for `=`: the median). */
export function neutral(parameter: ParameterInfo, operation: Operation): number {
  return operation === "*=" ? 1 : operation === "+=" ? 0 : parameter.median;
}

/** `opening_delay_hours` -> `opening delay hours` */
export function plainName(key: string): string {
  return key.replace(/[._-]/g, " ");
}

export function describeChange(change: Change): string {
  const value = Number.isFinite(Number(change.value)) ? number3(Number(change.value)) : change.value;
  const sign = change.operation === "*=" ? `× ${value}` : change.operation === "=" ? `= ${value}` : Number(change.value) < 0 ? `− ${value.replace(/^[-−]/, "")}` : `+ ${value}`;
  return `${plainName(change.key.replace(/^roads\.(.*)\.open$/, "$1 open"))} ${sign}`;
}

export function withChange(changes: Change[], change: Change | undefined, key: string): Change[] {
  const others = changes.filter((other) => other.key !== key);
  return change ? [...others, change] : others;
}

export interface QuickLever { label: string; change: Change }

/** Levers that a scenario offers by itself, from units and names of its parameters. */
export function quickLevers(setting: Setting): QuickLever[] {
  const levers: QuickLever[] = [];
  const add = (label: string, key: string, operation: Operation, value: string) => levers.push({ label, change: { key, operation, value } });
  for (const p of setting.parameters.filter((parameter) => parameter.from_scenario && !parameter.name.includes("."))) {
    const name = plainName(p.name);
    if (p.name.endsWith("_probability")) add(t("whatif.happens", { name: name.replace(/ probability$/, "") }), p.name, "=", "1");
    else if (p.unit === "h") add(t("whatif.earlier", { name: name.replace(/ hours$/, "") }), p.name, "+=", "-24");
    else if (p.unit === "vehicles") add(t("whatif.more", { name: name.replace(/ count$/, "") }), p.name, "+=", "50");
    else if (p.unit === "1/h") add(t("whatif.double", { name: name.replace(/ (vehicles|people) per hour$/, "") }), p.name, "*=", "2");
  }
  return levers;
}

export function roadChange(road: RoadInfo, open: boolean): Change | undefined {
  return road.open === open ? undefined : { key: `roads.${road.id}.open`, operation: "=", value: open ? "yes" : "no" };
}
