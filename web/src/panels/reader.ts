// A pasted report becomes proposed claims. Nothing counts until a person accepts it.
import { InputFault } from "../engine/engine";
import type { ProposedClaim, Setting } from "../engine/protocol";
import { fromCsv } from "../data/csv";
import { Clock, count, t } from "../i18n";
import type { Actions } from "../state/actions";
import { plainName } from "../state/changes";
import type { Store } from "../state/store";
import { h, replace, setText } from "../ui/dom";

interface Proposal { claim: ProposedClaim; head: string[]; row: string[] }

function knowsSubject(setting: Setting, subject: string): boolean {
  return setting.parameters.some((p) => p.name === subject) || setting.series.some((s) => s.target === subject) || setting.claims.some((c) => c.subject === subject);
}

/** A row that a person accepted has full weight, under an id that no other row has. */
function acceptedRow({ head, row }: Proposal, index: number): string[] {
  return row.map((cell, column) => (head[column] === "weight" ? "1" : head[column] === "id" ? `read-${index}-${cell}` : cell));
}

export function readerPanel(store: Store, actions: Actions): HTMLElement {
  const text = h("textarea", { id: "report-text", rows: 6 });
  const published = h("input", { type: "datetime-local", id: "report-published" });
  const source = h("input", { type: "text", id: "report-source" });
  const message = h("p", { class: "error", role: "alert" });
  const list = h("ul", { class: "proposals" });
  let accepted = 0;

  const show = (proposals: Proposal[]) => replace(list, ...proposals.map((proposal) => {
    const { claim } = proposal;
    const known = knowsSubject(store.get().setting!, claim.subject);
    const value = claim.value === null ? "" : `${count(claim.value)}${claim.value_high === null ? "" : `–${count(claim.value_high)}`} ${plainName(claim.unit)}`;
    const item: HTMLLIElement = h("li", { class: "proposal" }, h("p", {}, h("strong", {}, `${plainName(claim.subject)}: ${claim.qualifier.replace("_", " ")} ${value}`)),
      h("blockquote", {}, claim.sentence), h("p", { class: "note" }, `${claim.said_by} · ${t("evidence.modality", { modality: claim.modality })}`),
      known ? h("button", { type: "button", class: "primary", onclick: () => accept(proposal, item) }, t("evidence.accept")) : h("p", { class: "note" }, t("evidence.unknownSubject", { subject: plainName(claim.subject) })), " ",
      h("button", { type: "button", class: "quiet", onclick: () => item.remove() }, t("evidence.reject")));
    return item;
  }));

  const accept = (proposal: Proposal, item: HTMLElement) => {
    const before = store.get().accepted;
    const rows = before.length > 0 ? before : [proposal.head];
    replace(item, h("p", {}, h("strong", {}, plainName(proposal.claim.subject)), " ", t("evidence.accepted")));
    void actions.accept([...rows, acceptedRow(proposal, ++accepted)]);
  };

  const propose = async () => {
    const { setting } = store.get();
    if (!setting || text.value.trim() === "") return;
    setText(message, "");
    try {
      const when = new Clock(setting.utc_offset_seconds).fromLocal(published.value);
      const { claims, csv } = await actions.read(text.value, when, source.value);
      const [head = [], ...rows] = fromCsv(csv);
      show(claims.claims.map((claim, i) => ({ claim, head, row: rows[i] ?? [] })));
      if (claims.claims.length === 0) replace(list, h("li", { class: "note" }, t("evidence.nothing")));
    } catch (error) {
      setText(message, error instanceof InputFault ? error.diagnostics.map((d) => d.text).join("; ") : String(error));
    }
  };

  store.subscribe((state, changed) => {
    if (changed.has("setting") && state.setting) published.value = new Clock(state.setting.utc_offset_seconds).local(state.setting.as_of - 3600);
  });
  return h("details", { class: "reader" }, h("summary", {}, t("evidence.read")), h("p", { class: "note" }, t("evidence.readHelp")),
    h("label", { for: "report-text" }, t("evidence.readText")), text,
    h("div", { class: "reader-form" }, h("label", {}, t("evidence.published"), published), h("label", {}, t("evidence.source"), source),
      h("button", { type: "button", class: "primary", onclick: () => void propose() }, t("evidence.propose"))), message, list);
}
