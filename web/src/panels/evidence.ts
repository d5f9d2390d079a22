// The claims, side by side under the names of those who made them; sources can be switched off.
import type { ClaimInfo, Setting } from "../engine/protocol";
import { Clock, count, number3, t, tOptional } from "../i18n";
import type { Actions } from "../state/actions";
import { plainName } from "../state/changes";
import type { Store } from "../state/store";
import { h, replace, whenInView } from "../ui/dom";
import { rankingBlock } from "./ranking";

/** Numbers that differ by less are contradictions of another kind: yes and no, or narrow ranges. */
const TOLD_FACTOR = 1.05;

function valueText(claim: ClaimInfo): string {
  if (claim.value === null) return "";
  if (claim.unit === "yes_no") return claim.value === 1 ? "✓" : "✗";
  const sign = { at_least: "≥ ", at_most: "≤ ", about: "≈ " }[claim.qualifier] ?? "";
  const high = claim.value_high === null ? "" : `–${count(claim.value_high)}`;
  return `${sign}${count(claim.value)}${high} ${plainName(claim.unit)}`;
}

interface Subject { name: string; claims: ClaimInfo[]; factor: number; contested: boolean; parameter: boolean }

/** What is said, in the unit of the subject: families and people stand on one axis. */
function readingOf(claim: ClaimInfo): number {
  return claim.reading?.value ?? 0;
}

function subjectsOf(setting: Setting): Subject[] {
  const groups = new Map<string, ClaimInfo[]>();
  for (const claim of setting.claims) groups.set(claim.subject, [...(groups.get(claim.subject) ?? []), claim]);
  const updating = new Set(setting.parameters.filter((p) => p.uses_claims).map((p) => p.name));
  return [...groups].map(([name, claims]) => {
    const contested = claims.filter((c) => c.reading?.contested);
    const values = contested.map(readingOf).filter((value) => value > 0);
    return { name, claims, factor: values.length > 1 ? Math.max(...values) / Math.min(...values) : 1, contested: contested.length > 0, parameter: updating.has(name) };
  }).sort((a, b) => Number(b.parameter) - Number(a.parameter) || b.factor - a.factor);
}

function strip(subject: Subject): HTMLElement | null {
  const numbers = subject.claims.filter((c) => readingOf(c) > 0);
  if (numbers.length < 2 || !subject.contested) return null;
  const logs = numbers.map((c) => Math.log(readingOf(c)));
  const low = Math.min(...logs);
  const span = Math.max(Number.MIN_VALUE, Math.max(...logs) - low);
  return h("div", { class: "strip", "aria-hidden": "true" }, ...numbers.map((c, i) =>
    h("i", { class: `strip-mark type-${c.source_type}`, style: `left:${2 + (96 * (logs[i]! - low)) / span}%`, title: `${c.said_by}: ${valueText(c)}` })));
}

function claimRow(claim: ClaimInfo, clock: Clock, distrusted: ReadonlySet<string>): HTMLElement {
  const later = claim.known ? null : h("span", { class: "tag" }, t("evidence.later"));
  const link = /^https?:\/\//.test(claim.url) ? h("a", { href: claim.url, target: "_blank", rel: "noreferrer noopener" }, claim.publication || t("evidence.link")) : claim.publication;
  const classes = ["claim", claim.known ? "" : "claim-later", distrusted.has(claim.said_by) ? "claim-off" : ""].join(" ");
  return h("li", { class: classes }, h("strong", {}, valueText(claim)), " ", claim.statement, h("small", {}, claim.said_by, " · ",
    tOptional(`evidence.type.${claim.source_type}`, claim.source_type), " · ", link, claim.published === null ? "" : ` · ${clock.day(claim.published)}`,
    claim.weight === 1 ? "" : ` · ${t("evidence.weight", { weight: number3(claim.weight) })}`), later);
}

function agreementText(subject: Subject): string {
  const n = subject.claims.filter((c) => c.known).length;
  if (!subject.contested) return t("evidence.agree", { n });
  return subject.factor > TOLD_FACTOR ? t("evidence.conflict", { n, factor: number3(subject.factor) }) : t("evidence.contradict", { n });
}

function subjectBlock(subject: Subject, clock: Clock, distrusted: ReadonlySet<string>): HTMLElement {
  const summary = h("summary", {}, h("span", { class: "subject" }, plainName(subject.name)),
    h("span", { class: subject.contested ? "conflict" : "note" }, agreementText(subject)),
    subject.parameter ? h("span", { class: "tag" }, t("evidence.updates")) : null);
  const rank = (c: ClaimInfo) => (c.known ? 0 : 1e15) - (c.value ?? 0);
  const details = h("details", { class: "subject-block" }, summary, strip(subject), h("ul", {}, ...[...subject.claims].sort((a, b) => rank(a) - rank(b)).map((c) => claimRow(c, clock, distrusted))));
  details.open = subject.parameter;
  return details;
}

export function evidencePanel(store: Store, actions: Actions, reader: HTMLElement | null): HTMLElement {
  const toggles = h("div", { class: "toggles" });
  const subjects = h("div", {});
  const ranking = rankingBlock(store, actions);
  const element = h("div", { class: "evidence" }, h("p", { class: "note" }, t("evidence.intro")),
    h("details", {}, h("summary", {}, t("evidence.trust")), toggles), reader, ranking.element, subjects);
  element.addEventListener("shown", ranking.shown);
  const show = () => {
    const { setting, distrusted } = store.get();
    if (!setting) return;
    const clock = new Clock(setting.utc_offset_seconds);
    const updating = new Set(setting.parameters.filter((p) => p.uses_claims).map((p) => p.name));
    const speakers = new Map<string, boolean>();
    for (const claim of setting.claims.filter((c) => c.known)) speakers.set(claim.said_by, (speakers.get(claim.said_by) ?? false) || updating.has(claim.subject));
    const focused = document.activeElement?.id;
    replace(toggles, ...[...speakers].sort((a, b) => Number(b[1]) - Number(a[1])).map(([speaker, updates], i) => {
      const box = h("input", { type: "checkbox", id: `trust-${i}`, onchange: () => void actions.setTrust(speaker, box.checked) });
      box.checked = !distrusted.has(speaker);
      return h("label", {}, box, ` ${speaker}`, updates ? h("span", { class: "tag" }, t("evidence.updates")) : null);
    }));
    if (focused?.startsWith("trust-")) document.getElementById(focused)?.focus();
    replace(subjects, ...subjectsOf(setting).map((subject) => subjectBlock(subject, clock, distrusted)));
  };
  store.subscribe((_, changed) => {
    if (changed.has("setting") || changed.has("distrusted")) whenInView(element, show);
  });
  return element;
}
