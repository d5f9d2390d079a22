// The hour: a slider with play, keyboard steps and a readout; and the moment from which the forecast is seen.
import { Clock, t } from "../i18n";
import type { Actions } from "../state/actions";
import { timeOf, type AppState, type Store } from "../state/store";
import { h, setText } from "../ui/dom";

const MILLISECONDS_PER_STEP = 90;

export function timeline(store: Store, actions: Actions): HTMLElement {
  const slider = h("input", { type: "range", id: "hour", min: 0, max: 0, value: 0, step: 1, "aria-label": t("time.slider"), class: "time-slider" });
  const play = h("button", { type: "button", class: "play", "aria-pressed": "false", "aria-label": t("time.play") }, "▶");
  const readout = h("output", { for: "hour", class: "readout" });
  const asOf = h("input", { type: "datetime-local", id: "as-of", step: 3600 });
  const reset = h("button", { type: "button", class: "quiet", hidden: true, onclick: () => void actions.setAsOf(undefined) });
  const asOfBox = h("div", { class: "as-of", title: t("time.asOfHelp") }, h("label", { for: "as-of" }, t("time.asOf")), asOf, reset);

  slider.addEventListener("input", () => actions.setStep(slider.valueAsNumber));
  asOf.addEventListener("change", () => {
    const { setting } = store.get();
    if (setting && asOf.value) void actions.setAsOf(new Clock(setting.utc_offset_seconds).fromLocal(asOf.value));
  });

  let last = 0;
  const advance = (now: number) => {
    const state = store.get();
    if (!state.playing || !state.setting) return;
    if (now - last >= MILLISECONDS_PER_STEP) {
      last = now;
      if (state.step >= state.setting.steps - 1) store.set({ playing: false });
      else actions.setStep(state.step + 1);
    }
    requestAnimationFrame(advance);
  };
  const toggle = () => {
    const { playing, setting, step } = store.get();
    if (!setting) return;
    if (!playing && step >= setting.steps - 1) actions.setStep(0);
    store.set({ playing: !playing });
    requestAnimationFrame(advance);
  };
  play.addEventListener("click", toggle);
  document.addEventListener("keydown", (event) => {
    if (event.target instanceof Element && event.target.closest("input, textarea, select, button, summary, [role=tab]")) return;
    if (event.key === " ") { event.preventDefault(); toggle(); }
    const stride = event.shiftKey ? 24 : 1;
    if (event.key === "ArrowRight") actions.setStep(store.get().step + stride);
    if (event.key === "ArrowLeft") actions.setStep(store.get().step - stride);
  });

  store.subscribe((state: AppState, changed) => {
    const { setting } = state;
    if (!setting) return;
    const clock = new Clock(setting.utc_offset_seconds);
    const day = (step: number) => Math.floor((step * setting.step_seconds) / 86400) + 1;
    if (changed.has("setting")) {
      slider.max = String(setting.steps - 1);
      asOfBox.hidden = setting.ruleset === "flee";
    }
    if (changed.has("setting") || changed.has("asOf")) {
      asOf.value = clock.local(setting.as_of);
      reset.hidden = state.asOf === undefined;
      setText(reset, t("time.asOfReset", { time: clock.moment(setting.default_as_of) }));
    }
    if (changed.has("step") || changed.has("setting")) {
      slider.value = String(state.step);
      const words = t("time.step", { time: clock.long(timeOf(setting, state.step)), day: day(state.step), days: day(setting.steps - 1) });
      slider.setAttribute("aria-valuetext", words);
      setText(readout, words);
    }
    if (changed.has("playing")) {
      play.textContent = state.playing ? "❚❚" : "▶";
      play.setAttribute("aria-pressed", String(state.playing));
      play.setAttribute("aria-label", t(state.playing ? "time.pause" : "time.play"));
    }
  });
  return h("section", { class: "timeline", "aria-label": t("time.slider") }, h("div", { class: "time-row" }, play, slider), h("div", { class: "time-row" }, readout, asOfBox));
}
