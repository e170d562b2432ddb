// A few lines instead of a framework.
type Child = Node | string | number | null | undefined | false | Child[];
type Props = Record<string, unknown>;

/** An element: `h("button", { id, class, onclick, "aria-pressed": true }, children)`. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value as EventListener);
    else if (key === "value" || key === "checked" || key === "disabled") (made as unknown as Props)[key] = value;
    else made.setAttribute(key, value === true && !key.startsWith("aria-") ? "" : String(value));
  }
  made.append(...flat(children));
  return made;
}
function flat(children: Child[]): (Node | string)[] {
  return children.flatMap((c) => Array.isArray(c) ? flat(c) : c === null || c === undefined || c === false ? []
    : [typeof c === "number" ? String(c) : c]);
}

/** Pixels of a screen of 1280 × 720, on the screen at hand: on a projector everything grows with it, elsewhere nothing does. */
export const sized = (pixels: number): number => (document.documentElement.classList.contains("projector")
  ? (pixels * parseFloat(getComputedStyle(document.documentElement).fontSize)) / 22 : pixels);

/** An SVG element. */
export function s(tag: string, props: Record<string, string | number>, ...children: Node[]): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(props)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

export function button(id: string, label: Child, act: () => void, props: Props = {}): HTMLButtonElement {
  return h("button", { id, type: "button", onclick: act, ...props }, label);
}

/** A table with a caption; the first column heads its row. */
export function table(caption: string, head: string[], body: (string | Node)[][], props: Props = {}): HTMLElement {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    h("table", props, h("caption", {}, caption),
      h("thead", {}, h("tr", {}, head.map((x) => h("th", { scope: "col" }, x)))),
      h("tbody", {}, body.map((row) => h("tr", {}, row.map((x, k) => k ? h("td", {}, x) : h("th", { scope: "row" }, x)))))));
}

export function fold(id: string, label: string, ...children: Child[]): HTMLElement {
  return h("details", { id: `${id}-fold` }, h("summary", { id }, label), ...children);
}

/** Radio-like choice as a native select with its label. */
export function select(id: string, label: string, options: [string, string][], value: string, act: (to: string) => void): HTMLElement {
  const box = h("select", { id, onchange: (e: Event) => act((e.target as HTMLSelectElement).value) },
    options.map(([key, words]) => h("option", { value: key, selected: key === value }, words)));
  return h("label", { class: "choice", for: id }, h("span", {}, label), box);
}

export function download(name: string, text: string): void {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: name });
  document.body.append(link);
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); link.remove(); }, 0);
}
