// Light or dark: as the system says, until the reader says otherwise.
import { t } from "../i18n";
import { h } from "./dom";

const KEY = "corridor-theme";

export function themeButton(onChange: () => void): HTMLElement {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    document.documentElement.dataset["theme"] = localStorage.getItem(KEY) ?? (system.matches ? "dark" : "light");
  };
  apply();
  system.addEventListener("change", () => { apply(); onChange(); });
  return h("button", {
    type: "button", class: "quiet icon", "aria-label": t("app.theme"), title: t("app.theme"), onclick: () => {
      localStorage.setItem(KEY, document.documentElement.dataset["theme"] === "dark" ? "light" : "dark");
      apply();
      onChange();
    },
  }, "◐");
}
