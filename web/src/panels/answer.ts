// What a planner asks first: the answer in a sentence or two, and how sure it is.
import { Clock, about, percent, probability, t } from "../i18n";
import { shownFans, timeOf, type AppState, type Store } from "../state/store";
import { h, setText } from "../ui/dom";
import type { Fans } from "../engine/fans";
import { plainName } from "../state/changes";
import { nameOfLocation } from "../state/locations";

/** On the way, at a place of reception or going on from one: the mean over the members. */
function awayFromHome(fans: Fans, step: number): number {
  const at = (target: string, place = "") => fans.at(target, place, step, "mean");
  return fans.setting.places.reduce((people, place) => people + at("present", place.id) - at("present_before", place.id), at("on_road") + at("on_onward_journey"));
}

function sentence(fans: Fans): string {
  const { setting } = fans;
  const last = setting.steps - 1;
  const clock = new Clock(setting.utc_offset_seconds);
  if (setting.ruleset === "flee") {
    const at = (statistic: "mean" | "q05" | "q95") => about(fans.at("in_camps", "", last, statistic));
    return t("answer.flee", { days: setting.steps, mean: at("mean"), low: at("q05"), high: at("q95") });
  }
  const at = (statistic: "mean" | "q05" | "q95") => about(fans.at("arrivals_cumulative", "", last, statistic));
  const { ahead } = fans;
  const already = ahead > 0 ? fans.at("arrivals_cumulative", "", ahead - 1, "mean") : 0;
  const queue = fans.peak("queue_vehicles", "", "q95", ahead);
  const end = clock.date(timeOf(setting, last));
  const arrived = { mean: at("mean"), low: at("q05"), high: at("q95"), end };
  const inQuestion = fans.has("way_out_open") && fans.wayOutOpens < 1;
  const parts = inQuestion ? [t("answer.way", { open: probability(fans.wayOutOpens), end }), t("answer.arrive", arrived)] : [t("answer.arriveBy", arrived)];
  if (fans.arrivalsExceedAway) parts.push(t("answer.away", { away: about(awayFromHome(fans, last)) }));
  if (already >= 1) parts.push(t("answer.already", { already: about(already) }));
  parts.push(queue < 1 ? t("answer.queueNone") : t("answer.queue", { queue: about(queue), hours: about(fans.peak("waiting_hours_p90", "", "q95", ahead)) }));
  return parts.join(" ");
}

/** Where the forecast and a count known then cannot both be right; the one furthest off. */
function caution(fans: Fans): string {
  const [worst] = fans.contradictions;
  if (!worst) return "";
  const { setting } = fans;
  const place = worst.place === "" ? "" : ` (${nameOfLocation(setting, worst.place)})`;
  const source = worst.source === "" ? "" : ` (${worst.source})`;
  return t("answer.contradicts", {
    what: plainName(worst.series) + place, count: about(worst.value), source, time: new Clock(setting.utc_offset_seconds).moment(worst.time),
    median: about(worst.median), low: about(worst.low), high: about(worst.high),
  });
}

/** `extra` stands below the answer. */
export function answerPanel(store: Store, extra: HTMLElement): HTMLElement {
  const text = h("p", { class: "answer-text", role: "status", "aria-live": "polite" }, t("answer.reading"));
  const careful = h("p", { class: "answer-caution", hidden: true });
  const note = h("p", { class: "answer-note" });
  const bar = h("progress", { class: "answer-progress", max: 1, value: 0, "aria-label": t("answer.refining", { members: "" }) });
  const element = h("section", { class: "answer", id: "answer", tabindex: "-1" }, text, careful, note, extra, bar);
  store.subscribe((state: AppState, changed) => {
    if (!["base", "draftResult", "kept", "shown", "progress", "setting", "failure"].some((key) => changed.has(key as keyof AppState))) return;
    const fans = shownFans(state);
    bar.style.visibility = state.progress ? "visible" : "hidden";
    bar.value = state.progress?.share ?? 0;
    if (state.failure) setText(text, t("app.failed", { message: state.failure }));
    else if (fans) setText(text, sentence(fans));
    else setText(text, state.progress ? t("answer.running", { percent: percent(state.progress.share) }) : t("answer.reading"));
    careful.hidden = !fans || fans.contradictions.length === 0;
    if (!fans) return;
    setText(careful, caution(fans));
    const clock = new Clock(fans.setting.utc_offset_seconds);
    const members = t(state.progress ? "answer.refining" : "answer.done", { members: fans.members });
    setText(note, fans.setting.ruleset === "flee" ? members : `${t("answer.asOf", { time: clock.moment(fans.setting.as_of) })} · ${members}`);
    element.dataset["members"] = String(fans.members);
  });
  return element;
}
