// What if: levers made from the registry of parameters and the roads; the answer as differences against the base.
import type { ComparedQuantity, ParameterInfo, RoadInfo, Setting } from "../engine/protocol";
import { FanChart } from "../charts/fan-chart";
import { Clock, about, number3, signed, t, tOptional } from "../i18n";
import type { Actions } from "../state/actions";
import { describeChange, fromText, naturalOperation, neutral, plainName, quickLevers, roadChange, toText, withChange, type Change, type Operation } from "../state/changes";
import { nameOfLocation, roadNames } from "../state/locations";
import { timeOf, type AppState, type Store, type WhatIfResult } from "../state/store";
import { h, replace, saveFile, setText, whenInView } from "../ui/dom";

const OPERATIONS: [Operation, "whatif.scale" | "whatif.shift" | "whatif.set"][] = [["*=", "whatif.scale"], ["+=", "whatif.shift"], ["=", "whatif.set"]];
const LARGEST_FACTOR = 10;
/** A difference below these is not put into the sentence. */
const NOTABLE: Record<string, number> = { people: 50, vehicles: 20, h: 0.5 };
const MOST_PLACES = 2;

interface SliderRange { min: number; max: number; step: number; toValue: (x: number) => number; fromValue: (v: number) => number }

function rangeOf(p: ParameterInfo, operation: Operation): SliderRange {
  const plain = { toValue: (x: number) => x, fromValue: (v: number) => v };
  if (operation === "*=") {
    const top = Math.log10(LARGEST_FACTOR);
    return { min: -top, max: top, step: top / 50, toValue: (x) => 10 ** x, fromValue: (v) => Math.log10(v) };
  }
  if (operation === "+=") {
    const span = p.unit === "h" ? Math.max(72, p.high - p.low) : Math.max(p.high - p.low, p.median);
    return { min: -span, max: span, step: span / 72, ...plain };
  }
  const min = p.unit === "1" ? p.lower : Math.max(p.lower, Math.min(0, p.low));
  const max = p.unit === "1" ? p.upper : Math.min(p.upper, Math.max(p.high * 2, p.median * 4));
  return { min, max, step: (max - min) / 100, ...plain };
}

/** What is believed of a parameter, and what was before counts were learned from. */
function given(p: ParameterInfo): string {
  const range = (low: number, median: number, high: number) => t("whatif.given", { median: number3(median), low: number3(low), high: number3(high), unit: p.unit === "1" ? "" : p.unit }).trimEnd();
  const now = range(p.low, p.median, p.high);
  return p.before_counts ? t("whatif.learned", { now, before: range(...p.before_counts) }) : now;
}

/** Marks below a slider: the 90 % range and median that are believed, and the range before the counts. */
function marksOf(p: ParameterInfo, operation: Operation, range: SliderRange): HTMLElement[] {
  const percent = (value: number) => {
    const moved = operation === "*=" ? value / p.median : operation === "+=" ? value - p.median : value;
    const at = operation === "*=" && !(moved > 0) ? range.min : range.fromValue(moved);
    return Math.max(0, Math.min(100, (100 * (at - range.min)) / (range.max - range.min)));
  };
  const band = (kind: string, low: number, high: number) => h("i", { class: kind, style: `inset-inline-start:${percent(low)}%;width:${Math.max(0, percent(high) - percent(low))}%` });
  if (operation === "*=" && p.median <= 0) return [];
  return [...(p.before_counts ? [band("before", p.before_counts[0], p.before_counts[2])] : []), band("believed", p.low, p.high), h("i", { class: "median", style: `inset-inline-start:${percent(p.median)}%` })];
}

function parameterRow(first: ParameterInfo, store: Store, actions: Actions): HTMLElement {
  let p = first;
  let operation = naturalOperation(p);
  const id = `p-${p.name}`;
  const name = plainName(p.name);
  const slider = h("input", { type: "range", id });
  const marks = h("span", { class: "lever-marks", "aria-hidden": "true" });
  const known = h("small");
  const value = h("output", { for: id, class: "lever-value" });
  const select = h("select", { "aria-label": t("whatif.operation", { name }) }, ...OPERATIONS.map(([op, key]) => h("option", { value: op }, t(key))));
  select.value = operation;
  const show = (change: Change | undefined) => {
    const number = change ? Number(change.value) : neutral(p, operation);
    setText(value, change ? `${operation === "+=" ? signed(number) : number3(number)}` : "–");
    slider.setAttribute("aria-valuetext", change ? describeChange(change) : t("whatif.reset"));
  };
  const fit = () => {
    const range = rangeOf(p, operation);
    slider.min = String(range.min);
    slider.max = String(range.max);
    slider.step = String(range.step);
    slider.value = String(range.fromValue(neutral(p, operation)));
    replace(marks, ...marksOf(p, operation, range));
    setText(known, `${p.meaning} · ${given(p)}`);
  };
  const put = (change: Change | undefined) => actions.setDraft(withChange(store.get().draft, change, p.name));
  slider.addEventListener("input", () => {
    const number = rangeOf(p, operation).toValue(slider.valueAsNumber);
    const nothing = operation !== "=" && Math.abs(number - neutral(p, operation)) < 1e-9;
    put(nothing ? undefined : { key: p.name, operation, value: String(Number(number.toPrecision(4))) });
  });
  select.addEventListener("change", () => {
    operation = select.value as Operation;
    fit();
    put(undefined);
  });
  fit();
  show(undefined);
  store.subscribe((state, changed) => {
    // A fit and another as-of time know other things of the same parameter.
    const now = changed.has("setting") ? state.setting?.parameters.find((other) => other.name === p.name) : undefined;
    if (!now && !changed.has("draft")) return;
    const change = state.draft.find((other) => other.key === p.name);
    const isOther = change !== undefined && change.operation !== operation;
    if (isOther) operation = select.value = change.operation;
    if (now) p = now;
    if (now || isOther) fit();
    if (now || document.activeElement !== slider) slider.value = String(rangeOf(p, operation).fromValue(change ? Number(change.value) : neutral(p, operation)));
    show(change);
  });
  const row = h("div", { class: "lever" }, h("label", { for: id, title: p.source }, name, known), select, h("span", { class: "lever-slider" }, slider, marks), value);
  row.dataset["name"] = `${p.name} ${name} ${p.meaning}`.toLowerCase();
  return row;
}

function roadRow(road: RoadInfo, setting: Setting, store: Store, actions: Actions): HTMLElement {
  const key = `roads.${road.id}.open`;
  const other = road.open ? t("whatif.closes") : t("whatif.opens");
  const box = h("input", { type: "checkbox", id: `r-${road.id}` });
  box.addEventListener("change", () => actions.setDraft(withChange(store.get().draft, box.checked ? roadChange(road, !road.open) : undefined, key)));
  store.subscribe((state, changed) => {
    if (changed.has("draft")) box.checked = state.draft.some((change) => change.key === key);
  });
  return h("label", { class: "road-lever" }, box, ` ${roadNames(setting, road)}: ${other}`);
}

/** People and vehicles are whole. */
function difference(value: number, unit: string): string {
  return signed(unit === "h" ? Math.round(value * 10) / 10 : Math.round(value));
}

/** A quantity in words, with the place or region where it is one's. */
function wordsOf(q: ComparedQuantity, setting: Setting): string {
  const what = tOptional(`whatif.${q.name}`, q.name);
  return q.location === "" ? what : `${what}, ${nameOfLocation(setting, q.location)}`;
}

/** What is said in a sentence: all totals that change, and the places where most does. */
function notable(comparison: ComparedQuantity[]): ComparedQuantity[] {
  const changed = comparison.filter((q) => Math.abs(q.mean_difference) >= (NOTABLE[q.unit] ?? 1));
  const places = changed.filter((q) => q.location !== "").sort((a, b) => Math.abs(b.mean_difference) - Math.abs(a.mean_difference)).slice(0, MOST_PLACES);
  return changed.filter((q) => q.location === "" || places.includes(q));
}

/** Names what changes by how much. */
function sentenceOf(name: string, comparison: ComparedQuantity[], setting: Setting): string {
  const effects = notable(comparison).map((q) => {
    const what = wordsOf(q, setting);
    const key = q.mean_difference > 0 ? "whatif.more.people" : "whatif.fewer.people";
    return `${t(key, { n: about(Math.abs(q.mean_difference)), what })} ${t("whatif.range", { low: difference(q.difference[0], q.unit), high: difference(q.difference[2], q.unit) })}`;
  });
  return effects.length === 0 ? `${name}: ${t("whatif.none")}` : t("whatif.sentence", { name, effects: effects.join("; ") });
}

/** A bar from the low to the high end of a difference, with a tick at its middle and a line at zero. */
function differenceBar(q: ComparedQuantity): HTMLElement {
  const [low, , high] = q.difference;
  const most = Math.max(Math.abs(low), Math.abs(high), Math.abs(q.mean_difference), 1e-9);
  const at = (v: number) => 50 + (48 * v) / most;
  const bar = h("span", { class: "bar", "aria-hidden": "true" }, h("i", { class: "bar-range", style: `left:${at(low)}%;width:${Math.max(1, at(high) - at(low))}%` }),
    h("i", { class: "bar-mean", style: `left:${at(q.mean_difference)}%` }), h("i", { class: "bar-zero" }));
  return bar;
}

/** The rows of a table: what the results tell of, in their order, each once. */
function rowsOf(results: { result: WhatIfResult }[]): ComparedQuantity[] {
  const rows: ComparedQuantity[] = [];
  for (const { result } of results) rows.push(...result.comparison.filter((q) => !rows.some((row) => isSame(row, q))));
  return rows;
}

function isSame(a: ComparedQuantity, b: ComparedQuantity): boolean {
  return a.name === b.name && a.location === b.location;
}

function table(results: { name: string; result: WhatIfResult }[]): HTMLElement {
  const { setting } = results[0]!.result;
  const head = h("tr", {}, h("th", { scope: "col" }, t("whatif.quantity")), h("th", { scope: "col" }, t("whatif.base")), ...results.map(({ name }) => h("th", { scope: "col" }, name)));
  const rows = rowsOf(results).map((quantity) => h("tr", {}, h("th", { scope: "row" }, wordsOf(quantity, setting)), h("td", {}, about(quantity.base[1])),
    ...results.map(({ result }) => {
      const q = result.comparison.find((other) => isSame(other, quantity));
      return h("td", {}, q ? `${difference(q.mean_difference, q.unit)} ` : "", q ? h("small", {}, `${difference(q.difference[0], q.unit)} … ${difference(q.difference[2], q.unit)}`) : null, q ? differenceBar(q) : null);
    })));
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("whatif.kept") }, h("table", { class: "compare" }, h("thead", {}, head), h("tbody", {}, ...rows)));
}

interface WhatIfFile { corridor_what_if: 1; scenario: string; digest: string; as_of: number; what_ifs: { name: string; changes: string[] }[] }

function save(state: AppState): void {
  const { setting } = state;
  if (!setting) return;
  const drafts = state.draft.length > 0 ? [{ name: nameOf(state.draft), changes: state.draft }] : [];
  const file: WhatIfFile = {
    corridor_what_if: 1, scenario: setting.id, digest: setting.digest, as_of: setting.as_of,
    what_ifs: [...state.kept, ...drafts].map((w) => ({ name: w.name, changes: w.changes.map(toText) })),
  };
  saveFile(`${setting.id}.what-if.json`, `${JSON.stringify(file, null, 2)}\n`, "application/json");
}

function nameOf(changes: Change[]): string {
  return changes.map(describeChange).join(", ");
}

export class WhatIfPanel {
  readonly element: HTMLElement;
  private readonly quick = h("div", { class: "chips" });
  private readonly levers = h("div", { class: "levers" });
  private readonly answer = h("div", { class: "whatif-answer" });
  private readonly difference = new FanChart(
    { target: "arrivals_cumulative", location: "", title: t("whatif.chart"), unit: t("chart.unit.people"), signed: true },
    { onTime: (seconds) => this.moveTo(seconds), onAsOf: undefined });
  /** Stands beside the answer, which is written anew while it is refined: what is typed here stays. */
  private readonly name = h("input", { type: "text", "aria-label": t("whatif.name") });
  private readonly keep = h("div", { class: "keep", hidden: true }, this.name, h("button", { type: "button", class: "primary", onclick: () => this.actions.keepDraft(this.name.value || nameOf(this.store.get().draft)) }, t("whatif.keep")));
  private readonly kept = h("div", { class: "whatif-kept" });
  private readonly message = h("p", { class: "error", role: "alert" });
  private shownFor = "";

  constructor(private readonly store: Store, private readonly actions: Actions) {
    const file = h("input", { type: "file", accept: ".json,application/json", class: "visually-hidden", id: "whatif-file" });
    file.addEventListener("change", () => void this.load(file));
    const tools = h("div", { class: "tools" },
      h("button", { type: "button", class: "quiet", onclick: () => this.actions.setDraft([]) }, t("whatif.clear")),
      h("button", { type: "button", class: "quiet", onclick: () => save(this.store.get()) }, t("whatif.share")),
      file, h("label", { for: "whatif-file", class: "button quiet" }, t("whatif.load")));
    this.element = h("div", { class: "whatif" }, h("p", { class: "note" }, t("whatif.intro")), this.message, this.quick, this.answer, this.keep, this.difference.element, this.kept, tools, this.levers);
    store.subscribe((state, changed) => {
      if (changed.has("setting")) whenInView(this.element, () => this.build(store.get().setting));
      if (changed.has("draft")) this.name.value = nameOf(state.draft);
      if (changed.has("draft") || changed.has("draftResult")) this.showAnswer(state);
      if (changed.has("kept") || changed.has("shown")) this.showKept(state);
      if (changed.has("draft") || changed.has("draftResult")) this.showDifference(state);
      else if (changed.has("step")) this.difference.setStep(state.step);
    });
  }

  private moveTo(seconds: number): void {
    const { setting } = this.store.get();
    if (setting) this.actions.setStep((seconds - setting.start) / setting.step_seconds - 1);
  }

  /** Colours changed. */
  restyle(): void {
    this.difference.rebuild();
  }

  private showDifference({ draftResult, step }: AppState): void {
    const known = draftResult?.difference.has(this.difference.spec.target) ?? false;
    this.difference.element.hidden = !known;
    if (!draftResult || !known) return;
    const { setting } = draftResult;
    const times = Array.from({ length: setting.steps }, (_, i) => timeOf(setting, i));
    this.difference.show({ fans: draftResult.difference, base: undefined, observations: [], times, asOf: setting.as_of, step, clock: new Clock(setting.utc_offset_seconds) });
  }

  private build(setting: Setting | undefined): void {
    if (!setting || setting.id === this.shownFor) return;
    this.shownFor = setting.id;
    if (setting.ruleset === "flee") {
      replace(this.quick);
      replace(this.levers, h("p", { class: "note" }, t("whatif.cannotFlee")));
      return;
    }
    replace(this.quick, ...quickLevers(setting).map(({ label, change }) => this.chip(label, change)));
    const own = setting.parameters.filter((p) => p.from_scenario);
    const others = setting.parameters.filter((p) => !p.from_scenario);
    const search = h("input", { type: "search", id: "find-parameter", placeholder: t("whatif.search"), "aria-label": t("whatif.search") });
    const rows = [...own, ...others].map((p) => parameterRow(p, this.store, this.actions));
    search.addEventListener("input", () => rows.forEach((row) => (row.hidden = !row.dataset["name"]!.includes(search.value.toLowerCase()))));
    const roads = h("details", {}, h("summary", {}, t("whatif.roads")), ...setting.roads.map((road) => roadRow(road, setting, this.store, this.actions)));
    const all = h("details", { class: "all-levers", open: true }, h("summary", {}, t("whatif.parameters")), search, ...rows.slice(0, own.length));
    const rest = h("details", {}, h("summary", {}, t("whatif.others", { n: others.length })), ...rows.slice(own.length));
    search.addEventListener("input", () => (rest.open = search.value !== ""));
    replace(this.levers, roads, all, rest);
  }

  private chip(label: string, change: Change): HTMLElement {
    const button = h("button", { type: "button", class: "chip", "aria-pressed": "false" }, label.charAt(0).toUpperCase() + label.slice(1));
    const isOn = () => this.store.get().draft.some((other) => toText(other) === toText(change));
    button.addEventListener("click", () => this.actions.setDraft(withChange(this.store.get().draft, isOn() ? undefined : change, change.key)));
    this.store.subscribe((_, changed) => changed.has("draft") && button.setAttribute("aria-pressed", String(isOn())));
    return button;
  }

  private showAnswer(state: AppState): void {
    const { draft, draftResult } = state;
    if (draft.length === 0) {
      replace(this.answer, h("p", { class: "note" }, t("whatif.reset")));
    } else {
      const name = nameOf(draft);
      replace(this.answer,
        h("p", { class: "sentence", role: "status", "aria-live": "polite" }, draftResult ? sentenceOf(name, draftResult.comparison, draftResult.setting) : t("whatif.running")),
        draftResult ? h("p", { class: "note timing" }, t("whatif.answered", { members: draftResult.fans.members, ms: Math.round(draftResult.milliseconds) })) : null,
        draftResult ? table([{ name: t("whatif.difference"), result: draftResult }]) : null);
      if (draftResult) {
        this.element.dataset["members"] = String(draftResult.fans.members);
        this.element.dataset["milliseconds"] = String(draftResult.milliseconds);
      }
    }
    this.keep.hidden = draft.length === 0 || !draftResult;
  }

  private showKept(state: AppState): void {
    if (state.kept.length === 0) return replace(this.kept);
    const pick = (index: number | "base", label: string, remove: HTMLElement | null) => {
      const radio = h("input", { type: "radio", name: "shown", onchange: () => this.store.set({ shown: index }) });
      radio.checked = state.shown === index;
      return h("li", {}, h("label", {}, radio, ` ${label}`), remove);
    };
    const list = h("ul", { class: "kept-list" }, pick("base", t("whatif.base"), null), ...state.kept.map((w, i) =>
      pick(i, sentenceOf(w.name, w.comparison, w.setting), h("button", { type: "button", class: "quiet", "aria-label": t("whatif.remove", { name: w.name }), onclick: () => this.actions.removeKept(i) }, "×"))));
    replace(this.kept, h("h2", {}, t("whatif.kept")), h("fieldset", {}, h("legend", {}, t("whatif.show")), list), table(state.kept.map((result) => ({ name: result.name, result }))));
  }

  private async load(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    setText(this.message, "");
    try {
      const parsed = JSON.parse(await file.text()) as Partial<WhatIfFile>;
      const whatIfs = parsed.what_ifs?.map((w) => ({ name: String(w.name), changes: w.changes.map((text) => fromText(String(text))) }));
      if (parsed.corridor_what_if !== 1 || !whatIfs || whatIfs.some((w) => w.changes.some((change) => !change))) throw new Error();
      if (parsed.scenario !== this.store.get().setting?.id) {
        setText(this.message, t("whatif.otherScenario", { id: String(parsed.scenario) }));
        return;
      }
      await this.actions.addWhatIfs(whatIfs as { name: string; changes: Change[] }[]);
    } catch {
      setText(this.message, t("whatif.wrongFile"));
    }
  }
}
