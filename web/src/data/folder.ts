// Folders: from the server, from a drop, from a file dialogue.
import type { FolderFiles } from "../engine/protocol";
import type { ScenarioOffer } from "../state/store";

const LARGEST_FILE_BYTES = 64 * 1024 * 1024;
const WANTED = /\.(csv|ya?ml)$/i;

export type Opened =
  | { kind: "scenario"; name: string; path: string; files: FolderFiles }
  | { kind: "flee"; name: string; path: string; files: FolderFiles; input: string; data: string; settings: string };

export async function fetchOffers(): Promise<ScenarioOffer[]> {
  const response = await fetch("scenarios/index.json");
  if (!response.ok) throw new Error(`scenarios/index.json: ${response.status}`);
  return response.json() as Promise<ScenarioOffer[]>;
}

export async function fetchFolder(id: string): Promise<FolderFiles> {
  const response = await fetch(`scenarios/${encodeURIComponent(id)}.json`);
  if (!response.ok) throw new Error(`scenarios/${id}.json: ${response.status}`);
  const { files } = (await response.json()) as { files: Record<string, string> };
  const encoder = new TextEncoder();
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, encoder.encode(text)]));
}

/** The file that is nearest to the top. */
function shallowest(files: FolderFiles, name: string): string | undefined {
  return Object.keys(files).filter((path) => path === name || path.endsWith(`/${name}`)).sort((a, b) => a.split("/").length - b.split("/").length)[0];
}

function parent(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

/** Finds out what was opened: a scenario folder, or a folder of Flee; nothing if neither. */
export function rootOf(name: string, files: FolderFiles): Opened | undefined {
  const scenario = shallowest(files, "scenario.yaml");
  if (scenario !== undefined) {
    const root = parent(scenario);
    const inside = Object.entries(files).filter(([path]) => parent(path) === root).map(([path, bytes]) => [path.slice(root ? root.length + 1 : 0), bytes] as const);
    const id = (root.split("/").pop() || name).replace(/[^\w.-]/g, "-") || "scenario";
    return { kind: "scenario", name, path: `/scenario/${id}`, files: Object.fromEntries(inside) };
  }
  const locations = shallowest(files, "locations.csv");
  if (locations === undefined) return undefined;
  const layout = shallowest(files, "data_layout.csv");
  const settings = shallowest(files, "simsetting.yml") ?? shallowest(files, "simsetting.yaml");
  const path = `/flee/${name.replace(/[^\w.-]/g, "-") || "flee"}`;
  const at = (folder: string) => (folder ? `${path}/${folder}` : path);
  return {
    kind: "flee", name, path, files, input: at(parent(locations)), data: at(layout === undefined ? parent(locations) : parent(layout)),
    settings: settings === undefined ? "" : `${path}/${settings}`,
  };
}

async function addFile(files: FolderFiles, path: string, file: File): Promise<void> {
  if (WANTED.test(path) && file.size <= LARGEST_FILE_BYTES) files[path] = new Uint8Array(await file.arrayBuffer());
}

/** From `<input type=file webkitdirectory>` or several files. */
export async function fromFileList(list: readonly File[]): Promise<{ name: string; files: FolderFiles }> {
  const files: FolderFiles = {};
  for (const file of list) await addFile(files, file.webkitRelativePath || file.name, file);
  return withoutTop(files, list[0]?.name ?? "folder");
}

function entriesOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  return new Promise((resolve, reject) => {
    const next = () => reader.readEntries((batch) => {
      if (batch.length === 0) return resolve(all);
      all.push(...batch);
      next();
    }, reject);
    next();
  });
}

async function walk(entry: FileSystemEntry, files: FolderFiles): Promise<void> {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isDirectory) {
    for (const child of await entriesOf(entry as FileSystemDirectoryEntry)) await walk(child, files);
  } else {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    await addFile(files, path, file);
  }
}

/** From a drop of a folder or of files. */
export async function fromDrop(transfer: DataTransfer): Promise<{ name: string; files: FolderFiles }> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry): entry is FileSystemEntry => entry !== null);
  const loose = [...transfer.files];
  const files: FolderFiles = {};
  for (const entry of entries) await walk(entry, files);
  if (entries.length === 0) return fromFileList(loose);
  return withoutTop(files, entries[0]?.name ?? "folder");
}

/** Names inside the one folder that was given. */
function withoutTop(files: FolderFiles, fallback: string): { name: string; files: FolderFiles } {
  const tops = new Set(Object.keys(files).map((path) => (path.includes("/") ? path.split("/")[0]! : "")));
  const [top] = tops;
  if (tops.size !== 1 || !top) return { name: fallback, files };
  return { name: top, files: Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path.slice(top.length + 1), bytes])) };
}
