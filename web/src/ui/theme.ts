// Light or dark: as the system says, until the reader says otherwise.
import { t } from "../i18n";
import { h } from "./dom";

const KEY = "corridor-theme";

const system = matchMedia("(prefers-color-scheme: dark)");

/** Comes before anything that reads colours. */
export function applyTheme(): void {
  document.documentElement.dataset["theme"] = localStorage.getItem(KEY) ?? (system.matches ? "dark" : "light");
}

export function themeButton(onChange: () => void): HTMLElement {
  system.addEventListener("change", () => { applyTheme(); onChange(); });
  return h("button", {
    type: "button", class: "quiet icon", "aria-label": t("app.theme"), title: t("app.theme"), onclick: () => {
      localStorage.setItem(KEY, document.documentElement.dataset["theme"] === "dark" ? "light" : "dark");
      applyTheme();
      onChange();
    },
  }, "◐");
}
