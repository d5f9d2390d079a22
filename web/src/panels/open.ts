// Opening a folder by dialogue or by drop, and what is wrong with it, at file and line.
import type { Diagnostic, FolderFiles } from "../engine/protocol";
import { fromDrop, fromFileList } from "../data/folder";
import { t } from "../i18n";
import type { Actions } from "../state/actions";
import type { Store } from "../state/store";
import { h, replace } from "../ui/dom";

function faultRow(d: Diagnostic): HTMLElement {
  return h("li", { class: `fault fault-${d.severity}` }, h("code", {}, d.file, d.line > 0 ? `:${d.line}` : ""), d.column ? h("code", {}, ` ${d.column}`) : null,
    h("p", {}, `${d.found} — ${t("open.expected", { expected: d.expected })}${d.remedy ? `; ${d.remedy}` : ""}`));
}

/** Reads what was given and opens it; says so where reading fails. */
function open(actions: Actions, given: Promise<{ name: string; files: FolderFiles }>): void {
  given.then(({ name, files }) => actions.open(name, files)).catch((error: unknown) => actions.fail(error, t("open.button")));
}

export function openButton(actions: Actions): HTMLElement {
  const input = h("input", { type: "file", id: "open-folder", class: "visually-hidden", multiple: true, webkitdirectory: true });
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = ""; // the same folder can be opened again
    if (files.length > 0) open(actions, fromFileList(files));
  });
  return h("span", {}, input, h("label", { for: "open-folder", class: "button quiet", title: t("open.help") }, t("open.button")));
}

export function dropTarget(actions: Actions): HTMLElement {
  const hint = h("div", { class: "drop-hint", hidden: true }, t("open.drop"));
  let depth = 0;
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragenter", (event) => { if (hasFiles(event)) { ++depth; hint.hidden = false; } });
  document.addEventListener("dragleave", () => { if (--depth <= 0) { depth = 0; hint.hidden = true; } });
  document.addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer || !hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    hint.hidden = true;
    open(actions, fromDrop(event.dataTransfer));
  });
  return hint;
}

export function faultsDialog(store: Store): HTMLElement {
  const dialog = h("dialog", { class: "faults", "aria-labelledby": "faults-title" });
  dialog.addEventListener("close", () => store.set({ faults: undefined }));
  store.subscribe((state, changed) => {
    if (!changed.has("faults")) return;
    if (!state.faults) return dialog.close();
    const { name, diagnostics } = state.faults;
    const onlyWarnings = diagnostics.every((d) => d.severity === "warning");
    const title = diagnostics.length === 0 ? t("open.none") : t(onlyWarnings ? "open.warnings" : "open.faults", { n: diagnostics.length, name });
    replace(dialog, h("h2", { id: "faults-title" }, title), h("ol", { class: "scroll", tabindex: 0 }, ...diagnostics.map(faultRow)),
      h("form", { method: "dialog" }, h("button", { class: "primary" }, t("open.close"))));
    if (!dialog.open) dialog.showModal();
  });
  return dialog;
}
