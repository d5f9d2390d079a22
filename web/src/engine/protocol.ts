// What the page and the engine say to each other. The engine's side is src/web/door.cpp and src/app/page_data.cpp.

/** Name of a file inside the folder that was opened -> its bytes. */
export type FolderFiles = Record<string, Uint8Array>;

/** From which folder, as known when, under which changes. */
export interface ScenarioSpec {
  kind: "scenario";
  folder: string;
  /** ISO 8601, or empty: the scenario's own. */
  as_of: string;
  set: string[];
  /** `SOURCE=NUMBER`: weights of claims by who said them. */
  trust: string[];
  /** Folders laid over the tables. */
  overlays: string[];
  /** `KEY=VALUE`, `KEY+=VALUE`, `KEY*=VALUE`. */
  changes: string[];
  seed: number;
  /** A `Fit` as JSON: its members instead of the prior's. */
  fit?: string;
  /** Name of a prepared forecast of the same folder, moment and trust without changes: what-ifs then start at once. */
  base?: string;
}
/** What was learned from the counts known: enough to run the same members again. */
export interface Fit {
  counts: number;
  score_names: string[];
  members: { scores: number[]; luck: [seed: number, member: number]; later_from: number }[];
  warnings: string[];
  /** What the report says of it; only the engine reads it. */
  learned: unknown;
}
export interface FleeSpec {
  kind: "flee";
  input: string;
  data: string;
  settings: string;
  seed: number;
}
export type ForecastSpec = ScenarioSpec | FleeSpec;

export interface Diagnostic {
  severity: "error" | "warning";
  file: string;
  line: number;
  column: string;
  found: string;
  expected: string;
  remedy: string;
  text: string;
}

export interface SeriesInfo { target: string; location: string; unit: string }

export interface PlaceInfo {
  id: string; name: string; other_name: string;
  kind: "settlement" | "junction" | "crossing" | "checkpoint" | "desk" | "reception" | "destination";
  latitude: number; longitude: number; area: string; safe: boolean; source: string;
}
/** Several places whose counts stand together; `places` are ids. */
export interface RegionInfo { id: string; name: string; other_name: string; places: string[] }
export interface RoadInfo {
  id: string; from: string; to: string; length_km: number; open: boolean; checkpoint: boolean;
  storage_vehicles: number; source: string;
}
export interface ParameterInfo {
  name: string; unit: string; meaning: string; prior: string; low: number; median: number; high: number;
  lower: number; upper: number; source: string; from_scenario: boolean; uses_claims: boolean;
  /** Low, median and high before counts were learned from; null where nothing was learned of it. */
  before_counts: [low: number, median: number, high: number] | null;
}
export interface EventInfo {
  id: string; time: number; place: string; road: string; supersedes: string; published: number | null; known: boolean;
  source: string; url: string; note: string;
}
export interface ClaimInfo {
  id: string; subject: string; place: string; value: number | null; value_high: number | null; qualifier: string;
  unit: string; statement: string; said_by: string; source_type: string; publication: string; url: string;
  published: number | null; known: boolean; weight: number;
  /** What is said in the unit of the subject, and whether other claims contradict it; of known claims with a number. */
  reading: { value: number; contested: boolean } | null;
}
export interface ObservationInfo {
  series: string; place: string; time: number; value: number; value_high: number | null; qualifier: string; unit: string;
  published: number | null; known: boolean; source: string; url: string; note: string;
}

/** Moments are seconds since 1970 (UTC). Values of step k hold at start + (k + 1) * step_seconds. */
export interface Setting {
  id: string; title: string; ruleset: string; version: string; digest: string;
  utc_offset_seconds: number; start: number; step_seconds: number; steps: number; as_of: number; default_as_of: number;
  series: SeriesInfo[]; places: PlaceInfo[]; regions: RegionInfo[]; roads: RoadInfo[]; parameters: ParameterInfo[]; events: EventInfo[];
  claims: ClaimInfo[]; observations: ObservationInfo[]; warnings: Diagnostic[];
  /** Counts known that a fit would learn from, and whether the members are fitted to them. */
  counts_to_learn: number; fitted: boolean;
}

/** Low, median, high: 5, 50 and 95 %. */
export type Range = [number, number, number];

export interface ComparedQuantity {
  /** `location`: id of a place or region; empty: the whole area. */
  name: string; location: string; unit: string; base: Range; value: Range; difference: Range; mean_difference: number;
}

export interface PlaceNeeds {
  place: string; people: Range;
  /** Arrived and not yet registered: not in `beds`. */
  before_desk: Range;
  beds: Range; without_shelter: Range; shortage_probability: number;
  water_litres_per_day: Range; food_kcal_per_day: Range; toilets: Range; covered_space_m2: Range;
  children: Range; older_people: Range; people_with_disability: Range;
}

/** What is worth checking, the most worth first; `saved` is in units of the loss. */
export interface Ranking {
  outcome: string; unit: string; loss: string; words: string[];
  quantities: { name: string; meaning: string; claims: number; dispute: string; saved: number; saved_error: number }[];
}

/** A claim that was found in a report, for a person to accept or reject. */
export interface ProposedClaim {
  id: string; subject: string; value: number | null; value_high: number | null; qualifier: string; unit: string; said_by: string;
  source_type: string; modality: string; sentence: string; confidence: string; reason: string; span: { begin: number; end: number; quote: string };
}
export interface ReadReport { claims: { claims: ProposedClaim[] }; csv: string }

export type EngineText = "headline" | "report.html" | "series.csv" | "quantiles.csv" | "run.json";

/** A count known at the as-of time that the forecast contradicts, and what it says of the count's moment. */
export interface Contradiction { series: string; place: string; value: number; time: number; source: string; median: number; low: number; high: number }

/** An answer of the engine: a result, faults of the input, or a mistake of ours. */
export type Answer<T> = { ok: T } | { diagnostics: Diagnostic[] } | { failure: string };

export type Request =
  | { kind: "start"; compiled: WebAssembly.Module }
  | { kind: "folder"; path: string; files: FolderFiles }
  | { kind: "prepare"; name: string; spec: ForecastSpec; describe: boolean }
  | { kind: "fit"; name: string; members: number }
  | { kind: "run"; name: string; slots: number[]; keep: boolean }
  | { kind: "accept"; name: string; slots: number[]; values: Float32Array }
  | { kind: "summarise"; name: string; members: number }
  | { kind: "opens"; name: string }
  | { kind: "exceed"; name: string }
  | { kind: "contradictions"; name: string }
  | { kind: "difference"; base: string; name: string }
  | { kind: "compare"; base: string; name: string }
  | { kind: "needs"; name: string; step: number }
  | { kind: "ranking"; name: string }
  | { kind: "text"; name: string; what: EngineText }
  | { kind: "read"; text: string; published: string; utcOffset: string; source: string; scenario: string }
  | { kind: "drop"; name: string };

export interface RequestMessage { id: number; request: Request }
export interface CancelMessage { cancel: number }
export type ToWorker = RequestMessage | CancelMessage;
export type FromWorker =
  /** Of a run: members more; of a fit: the share so far. */
  | { id: number; progress: number }
  | { id: number; result: unknown }
  | { id: number; cancelled: true }
  | { id: number; diagnostics: Diagnostic[] }
  | { id: number; failure: string };
