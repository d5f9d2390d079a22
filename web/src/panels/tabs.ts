// Tabs after the pattern of the WAI-ARIA Authoring Practices: arrows move, one tab stop.
import { h } from "../ui/dom";

export interface Tab { id: string; label: string; panel: HTMLElement }

export function tabs(label: string, list: Tab[]): HTMLElement {
  const buttons = list.map(({ id, label: text }) => h("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}` }, text));
  const panels = list.map(({ id, panel }) => h("div", { role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}`, class: "panel" }, panel));
  const select = (index: number, focus = false) => {
    buttons.forEach((button, i) => {
      button.setAttribute("aria-selected", String(i === index));
      button.tabIndex = i === index ? 0 : -1;
      panels[i]!.hidden = i !== index;
    });
    if (focus) buttons[index]!.focus();
    list[index]!.panel.dispatchEvent(new Event("shown"));
  };
  buttons.forEach((button, i) => {
    button.addEventListener("click", () => select(i));
    button.addEventListener("keydown", (event) => {
      const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
      const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
      const move = { [forward]: 1, [back]: -1 }[event.key];
      if (move) select((i + move + list.length) % list.length, true);
      if (event.key === "Home") select(0, true);
      if (event.key === "End") select(list.length - 1, true);
    });
  });
  select(0);
  return h("section", { class: "side" }, h("div", { role: "tablist", "aria-label": label }, ...buttons), ...panels);
}
