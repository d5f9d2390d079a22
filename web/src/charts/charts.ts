// The charts that stand beside the map, in step with it.
import "uplot/dist/uPlot.min.css";
import type { Setting } from "../engine/protocol";
import { Clock, t, tOptional } from "../i18n";
import type { Actions } from "../state/actions";
import { plainName } from "../state/changes";
import { nameOfLocation } from "../state/locations";
import { shownFans, timeOf, type AppState, type Store } from "../state/store";
import { h, oncePerFrame, replace, whenInView } from "../ui/dom";
import { FanChart, type ChartSpec } from "./fan-chart";

const MOST_CAMPS = 6;
const MOST_COUNTED = 6;

/** Series of single places and of regions that were counted, the most often counted first. */
function countedPlaces(setting: Setting, totals: ChartSpec[]): ChartSpec[] {
  const counts = new Map<string, number>();
  const key = (target: string, location: string) => `${target}|${location}`;
  for (const o of setting.observations) counts.set(key(o.series, o.place), (counts.get(key(o.series, o.place)) ?? 0) + 1);
  return setting.series.filter((series) => series.location !== "" && counts.has(key(series.target, series.location)))
    .sort((a, b) => counts.get(key(b.target, b.location))! - counts.get(key(a.target, a.location))!).slice(0, MOST_COUNTED)
    .map(({ target, location, unit }) => {
      const series = totals.find((total) => total.target === target)?.title ?? plainName(target);
      const place = nameOfLocation(setting, location);
      return { target, location, unit: tOptional(`chart.unit.${unit}`, unit), title: t("chart.at", { place, series }) };
    });
}

/** The series counts who arrives in a step, however long. */
function arrivingIn(hours: number): string {
  return hours === 1 ? t("chart.hourly") : t("chart.everyStep", { hours });
}

function specsOf(setting: Setting): ChartSpec[] {
  const unit = (key: "people" | "vehicles" | "h") => t(`chart.unit.${key}`);
  if (setting.ruleset === "flee") {
    const camps = setting.series.filter((series) => series.target === "in_camp").slice(0, MOST_CAMPS);
    return [{ target: "in_camps", location: "", title: t("chart.inCamps"), unit: unit("people") }, { target: "displaced", location: "", title: t("chart.displaced"), unit: unit("people") },
      ...camps.map((camp) => ({ target: "in_camp", location: camp.location, title: t("chart.camp", { place: nameOfLocation(setting, camp.location) }), unit: unit("people") }))];
  }
  const totals = [
    { target: "arrivals_cumulative", location: "", title: t("chart.arrivals"), unit: unit("people") },
    { target: "departures_cumulative", location: "", title: t("chart.departures"), unit: unit("people") },
    { target: "arrivals", location: "", title: arrivingIn(setting.step_seconds / 3600), unit: unit("people") },
    { target: "queue_vehicles", location: "", title: t("chart.queue"), unit: unit("vehicles") },
    { target: "waiting_hours_p90", location: "", title: t("chart.waiting"), unit: unit("h") },
    { target: "awaiting_registration", location: "", title: t("chart.desk"), unit: unit("people") },
    { target: "without_shelter", location: "", title: t("chart.shelter"), unit: unit("people") },
    { target: "staying", location: "", title: t("chart.staying"), unit: unit("people") },
  ];
  return [...totals, ...countedPlaces(setting, totals)];
}

function chartLegend(setting: Setting): HTMLElement {
  const key = (kind: string, text: string) => h("span", {}, h("i", { class: `key key-${kind}`, "aria-hidden": "true" }), ` ${text}`);
  return h("p", { class: "note chart-legend" }, key("median", t("chart.median")), key("mean", t("chart.mean")), key("band50", "50 %"), key("band90", "90 %"),
    key("known", t("chart.known")), key("later", t("chart.later")), setting.ruleset === "flee" ? null : key("flag", t("time.asOfHelp")));
}

export class ChartsPanel {
  readonly element = h("div", { class: "charts" });
  private charts: FanChart[] = [];
  private shownFor = "";
  private times: number[] = [];
  private waiting: (() => void)[] = [];

  constructor(private readonly store: Store, private readonly actions: Actions) {
    const redraw = oncePerFrame(() => whenInView(this.element, () => this.show()));
    const move = oncePerFrame(() => this.charts.forEach((chart) => chart.setStep(store.get().step)));
    store.subscribe((_, changed) => {
      if (["base", "draftResult", "kept", "shown", "setting"].some((key) => changed.has(key as keyof AppState))) redraw();
      else if (changed.has("step")) move();
    });
  }

  /** Colours changed. */
  restyle(): void {
    this.charts.forEach((chart) => chart.rebuild());
  }

  private build(setting: Setting): void {
    const key = `${setting.id}|${setting.steps}|${setting.start}`;
    if (key === this.shownFor) return;
    this.shownFor = key;
    this.times = Array.from({ length: setting.steps }, (_, step) => timeOf(setting, step));
    const events = {
      onTime: (seconds: number) => this.actions.setStep((seconds - setting.start) / setting.step_seconds - 1),
      onAsOf: setting.ruleset === "flee" ? undefined : (seconds: number) => void this.actions.setAsOf(Math.round(seconds / 3600) * 3600),
    };
    this.charts = specsOf(setting).map((spec) => new FanChart(spec, events));
    replace(this.element, chartLegend(setting), ...this.charts.map((chart) => chart.element));
  }

  private show(): void {
    const state = this.store.get();
    const fans = shownFans(state);
    const { setting } = state;
    if (!fans || !setting || fans.setting.id !== setting.id) return;
    this.build(setting);
    const base = fans === state.base ? undefined : state.base;
    const clock = new Clock(setting.utc_offset_seconds);
    const isFirst = this.waiting.length === 0;
    this.waiting = this.charts.map((chart) => () => {
      const observations = setting.observations.filter((o) => o.series === chart.spec.target && o.place === chart.spec.location);
      chart.show({ fans, base, observations, times: this.times, asOf: setting.as_of, step: this.store.get().step, clock });
    });
    if (isFirst) this.drawNext();
  }

  /** One chart a frame: the page stays at hand while they are drawn. */
  private drawNext(): void {
    this.waiting.shift()?.();
    if (this.waiting.length > 0) requestAnimationFrame(() => this.drawNext());
  }
}
