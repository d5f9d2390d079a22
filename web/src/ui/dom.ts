// Elements without a framework.
type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | ((event: never) => void) | undefined>;

/** `h("button", {class: "primary", onclick: save}, "Save")` */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value as unknown as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return element;
}

export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
}

/** Writes text only where it changes, so that screen readers are not told twice. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Runs at most once a frame, with the latest state. */
export function oncePerFrame(work: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      work();
    });
  };
}

const waitsToBeSeen = new WeakMap<Element, () => void>();

/** Works at once in a panel that is in view, else when it is shown next (event `shown`): only the latest work counts. */
export function whenInView(panel: HTMLElement, work: () => void): void {
  if (panel.offsetParent !== null) {
    waitsToBeSeen.delete(panel);
    return work();
  }
  const isNew = !waitsToBeSeen.has(panel);
  waitsToBeSeen.set(panel, work);
  if (!isNew) return;
  panel.addEventListener("shown", () => {
    waitsToBeSeen.get(panel)?.();
    waitsToBeSeen.delete(panel);
  }, { once: true });
}

export function saveFile(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = h("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
