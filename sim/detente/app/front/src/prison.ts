// The prison from above: wings, their cells, landings and yards, drawn from the plan; people by shape, shade and place.
import { level, NOWHERE, present, SLOTS, standing, type Bundle, type Run, type State, type Track } from "./bundle";
import { sized } from "./dom";
import { t } from "./text";

const INK = "#1c2733", FAINT = "#5d6b78", FLOOR = "#f3f5f7", LINE = "#9aa7b3";
export const SHADES = ["#ffffff", "#7fa6c9", "#12355b"];
const STAFF = "#7a4a00";
const HEIGHTS = { cells: 0.44, landing: 0.09, yard: 0.2, shared: 0.27 };

interface Box { x: number; y: number; w: number; h: number }
type Rooms = Record<string, Box>;
const ROOM_OF: Record<number, string> = { 1: "yard", 2: "workshop", 3: "landing", 4: "shower", 5: "visit", 7: "infirmary" };

/** Thirds of a state: the limits are those of the first thirty days without the lever, so that they tell nothing of later. */
export function limits(run: Run, state: State): [number, number] {
  const seen: number[] = [];
  for (const track of run.tracks) if (!track.officer) for (let d = track.first; d < Math.min(30, track.first + track.days); d += 5) {
    const x = level(track, state, d);
    if (!Number.isNaN(x)) seen.push(x);
  }
  seen.sort((a, b) => a - b);
  const at = (q: number) => seen[Math.floor(q * (seen.length - 1))] ?? 0.5;
  return state === "legitimacy" ? [at(0.15), at(0.6)] : [at(0.55), at(0.9)];
}

export class PrisonView {
  readonly canvas = document.createElement("canvas");
  private at = new Map<number, [number, number]>();
  private width = 0;
  private height = 0;
  private wings: Rooms[] = [];
  private cells: Box[] = [];
  private shared: Rooms = {};
  private cellOf = new Map<Track, number>();
  private drawnDay = -1;
  /** Size of the words on the plan, and the room they take. */
  private type = 10.5;
  private title = 18;
  /** Who would listen to each facilitator, and the names to write beside them; empty where there are none. */
  reach = new Map<number, number[]>();
  labels = false;

  constructor(private b: Bundle, readonly run: Run, private shade: [number, number], public state: State) {}

  /** Fit the plan to the width at hand. */
  resize(width: number, height: number, big: boolean): void {
    [this.type, this.title] = big ? [Math.min(sized(22), Math.max(sized(16), width / 40)), sized(30)] : [Math.min(13, Math.max(10.5, width / 60)), width > 600 ? 20 : 18];
    const ratio = window.devicePixelRatio || 1;
    [this.width, this.height] = [width, height];
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.canvas.getContext("2d")!.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.plan();
  }

  private plan(): void {
    const n = this.b.raw.establishment.wings, gap = 8, bottom = this.type * 3.2, w = (this.width - gap * (n - 1)) / n;
    const high = this.height - bottom - this.title - 6;
    this.wings = [];
    this.cells = this.b.raw.establishment.cells.map(() => ({ x: 0, y: 0, w: 0, h: 0 }));
    for (let v = 0; v < n; v++) {
      const x = v * (w + gap), mine = this.b.raw.establishment.cells.map((c, k) => [c[0], k]).filter((c) => c[0] === v).map((c) => c[1]);
      const across = Math.max(4, Math.round(Math.sqrt(mine.length * w / (high * HEIGHTS.cells)))), rows = Math.ceil(mine.length / across);
      const cw = w / across, ch = high * HEIGHTS.cells / rows, half = Math.ceil(rows / 2), top = this.title;
      const hall = high * HEIGHTS.landing;
      mine.forEach((cell, k) => {
        const row = Math.floor(k / across), down = row >= half ? hall : 0;
        this.cells[cell] = { x: x + (k % across) * cw, y: top + row * ch + down, w: cw, h: ch };
      });
      let y = top + high * HEIGHTS.cells + hall + 3;
      const yard = { x, y, w, h: high * HEIGHTS.yard };
      y += yard.h + 3;
      const h = high * HEIGHTS.shared - 6;
      this.wings.push({
        frame: { x, y: top, w, h: high * HEIGHTS.cells + hall }, landing: { x, y: top + half * ch, w, h: hall }, yard,
        workshop: { x, y, w: w * 0.36 - 1, h }, shower: { x: x + w * 0.36 + 1, y, w: w * 0.33 - 2, h },
        visit: { x: x + w * 0.69 + 1, y, w: w * 0.31 - 1, h },
      });
    }
    const y = this.height - bottom;
    this.shared = { disciplinary: { x: 0, y, w: this.width * 0.5 - 3, h: bottom - 1 },
      infirmary: { x: this.width * 0.5 + 3, y, w: this.width * 0.5 - 3, h: bottom - 1 } };
    this.at.clear();
  }

  /** Where everybody stands in a slot: packed into the room, in the order of the roll. */
  private places(day: number, slot: number): Map<Track, [number, number]> {
    const rooms = new Map<string, { box: Box; who: Track[] }>(), out = new Map<Track, [number, number]>();
    if (day !== this.drawnDay) {
      this.cellOf.clear();
      this.drawnDay = day;
    }
    for (const track of this.run.tracks) {
      if (track.officer || !present(track, day)) continue;
      const code = track.place[(day - track.first) * SLOTS + slot];
      if (code === NOWHERE || code === 8) continue;
      let cell = this.cellOf.get(track);
      if (cell === undefined) this.cellOf.set(track, (cell = standing(track.cells, day, -1)));
      const wing = cell >= 0 ? this.b.raw.establishment.cells[cell][0] : this.b.raw.people.wing[track.person];
      const name = code === 0 ? `c${cell}` : code === 6 || code === 7 ? ROOM_OF[code] ?? "disciplinary" : `${wing}.${ROOM_OF[code]}`;
      const box = code === 0 ? this.cells[cell] : code === 6 ? this.shared.disciplinary : code === 7 ? this.shared.infirmary
        : this.wings[wing][ROOM_OF[code]];
      if (!box) continue;
      const room = rooms.get(name) ?? { box, who: [] };
      room.who.push(track);
      rooms.set(name, room);
    }
    for (const { box, who } of rooms.values()) {
      const label = box.h > 24 && box.w > 26 && !this.cells.includes(box) && !this.wings.some((v) => v.landing === box) ? this.type : 0, w = box.w - 4, h = box.h - 3 - label;
      const across = Math.max(1, Math.min(who.length, Math.ceil(Math.sqrt(who.length * w / Math.max(4, h)))));
      const rows = Math.ceil(who.length / across), gap = 2.6 * this.radius(), dx = Math.min(gap, w / across), dy = Math.min(gap, h / rows);
      who.forEach((track, k) => out.set(track, [box.x + 2 + (k % across + 0.5) * dx, box.y + 2 + label + (Math.floor(k / across) + 0.5) * dy]));
    }
    return out;
  }

  /** Draw a moment; `smooth` moves people between slots instead of setting them down. */
  draw(time: number, follow: number, smooth: boolean, marks: { place: number; wing: number; label: string; cell: number }[]): void {
    const g = this.canvas.getContext("2d")!, day = Math.floor(time), slot = Math.min(SLOTS - 1, Math.floor((time - day) * SLOTS));
    g.clearRect(0, 0, this.width, this.height);
    this.rooms(g);
    const places = this.places(day, slot), r = this.radius();
    this.lines(g, places);
    for (const [track, to] of places) {
      const was = this.at.get(track.person), p: [number, number] = was && smooth
        ? [was[0] + (to[0] - was[0]) * 0.25, was[1] + (to[1] - was[1]) * 0.25] : to;
      this.at.set(track.person, p);
      this.person(g, p[0], p[1], r, track, day);
    }
    this.officers(g, day, slot, r);
    if (this.labels) this.names(g, places, day);
    for (const m of marks) this.mark(g, m);
    const followed = this.run.byPerson.get(follow);
    if (followed && places.has(followed)) this.ring(g, this.at.get(follow)!, this.b.raw.people.ids[follow]);
  }

  private radius(): number { return Math.max(2.4, Math.min(this.type > 15 ? 8 : 5.5, this.width / 118)); }

  private rooms(g: CanvasRenderingContext2D): void {
    g.lineWidth = 1;
    this.wings.forEach((rooms, v) => {
      const treated = this.b.lesson?.wings?.includes(v) && this.run === this.b.runs[1];
      g.fillStyle = INK;
      g.textBaseline = "alphabetic";
      const words = `${t("wing", { letter: "ABCDEFGHIJ"[v] })}${treated ? ` · ${t("wing.treated")}` : ""}`, size = Math.max(this.type + 2, this.title - 8);
      g.font = `600 ${size}px system-ui, sans-serif`;
      g.font = `600 ${Math.min(size, (size * rooms.frame.w) / g.measureText(words).width)}px system-ui, sans-serif`;
      g.fillText(words, rooms.frame.x + 1, this.title - 5);
      for (const name of ["landing", "yard", "workshop", "shower", "visit"]) this.room(g, rooms[name], name === "landing" ? "" : t(`room.${name}`));
    });
    g.strokeStyle = LINE;
    for (const c of this.cells) { g.fillStyle = "#fff"; g.fillRect(c.x + 0.5, c.y + 0.5, c.w - 1, c.h - 1); g.strokeRect(c.x + 0.5, c.y + 0.5, c.w - 1, c.h - 1); }
    g.strokeStyle = "#b35900";
    g.lineWidth = 3.5;
    if (this.run === this.b.runs[1]) for (const v of this.b.lesson?.wings ?? []) { const f = this.wings[v].frame; g.strokeRect(f.x + 1, f.y, f.w - 2, f.h + 1); }
    g.lineWidth = 1;
    this.room(g, this.shared.disciplinary, t("room.disciplinary"));
    this.room(g, this.shared.infirmary, t("room.infirmary"));
  }

  private room(g: CanvasRenderingContext2D, box: Box, label: string): void {
    g.fillStyle = FLOOR;
    g.strokeStyle = LINE;
    g.fillRect(box.x, box.y, box.w, box.h);
    g.strokeRect(box.x + 0.5, box.y + 0.5, box.w - 1, box.h - 1);
    if (!label) return;
    g.save();
    g.beginPath();
    g.rect(box.x, box.y, box.w - 2, box.h);
    g.clip();
    g.fillStyle = FAINT;
    g.font = `${this.type}px system-ui, sans-serif`;
    const size = Math.max(9, Math.min(this.type, (this.type * (box.w - 5)) / g.measureText(label).width));
    g.font = `${size}px system-ui, sans-serif`;
    g.fillText(label, box.x + 3, box.y + this.type);
    g.restore();
  }

  private person(g: CanvasRenderingContext2D, x: number, y: number, r: number, track: Track, day: number): void {
    const value = level(track, this.state, day), grade = value < this.shade[0] ? 0 : value < this.shade[1] ? 1 : 2;
    const role = standing(track.roles, day, 0);
    g.fillStyle = SHADES[grade];
    g.strokeStyle = INK;
    g.lineWidth = 1.1;
    g.beginPath();
    if (role) { points(x, y, r * (role === 1 ? 1.9 : 1.4)).forEach((p, k) => g[k ? "lineTo" : "moveTo"](...p)); g.closePath(); }
    else if (grade === 2) { g.moveTo(x, y - r * 1.25); g.lineTo(x + r * 1.2, y + r); g.lineTo(x - r * 1.2, y + r); g.closePath(); }
    else g.arc(x, y, r, 0, 7);
    g.fill();
    g.stroke();
  }

  /** From each facilitator to those of his wing who would listen to him. */
  private lines(g: CanvasRenderingContext2D, places: Map<Track, [number, number]>): void {
    g.strokeStyle = "#8a4300";
    g.lineWidth = 1.3;
    for (const [f, people] of this.reach) {
      const from = places.get(this.run.byPerson.get(f)!);
      if (!from) continue;
      for (const person of people) {
        const to = places.get(this.run.byPerson.get(person)!);
        if (!to) continue;
        g.beginPath();
        g.moveTo(...from);
        g.lineTo(...to);
        g.stroke();
      }
    }
  }

  private names(g: CanvasRenderingContext2D, places: Map<Track, [number, number]>, day: number): void {
    g.font = `700 ${this.type + 1}px system-ui, sans-serif`;
    for (const [track] of places) {
      if (standing(track.roles, day, 0) !== 1) continue;
      const [x, y] = this.at.get(track.person)!, name = this.b.raw.people.ids[track.person], w = g.measureText(name).width;
      const left = x + w + 12 > this.width ? x - w - 10 : x + 9;
      g.fillStyle = "rgba(255,255,255,0.9)";
      g.fillRect(left - 1, y - this.type * 0.7, w + 2, this.type * 1.3);
      g.fillStyle = INK;
      g.fillText(name, left, y + this.type * 0.35);
    }
  }

  private officers(g: CanvasRenderingContext2D, day: number, slot: number, r: number): void {
    const floor = this.run.floor[day]?.[slot] ?? [];
    floor.forEach((n, v) => {
      const box = this.wings[v].landing;
      for (let k = 0; k < n; k++) {
        const x = box.x + box.w - 9 - k * (2 * r + 5), y = box.y + box.h / 2;
        g.fillStyle = "#fff";
        g.strokeStyle = STAFF;
        g.lineWidth = 2.4;
        g.fillRect(x - r, y - r, 2 * r, 2 * r);
        g.strokeRect(x - r, y - r, 2 * r, 2 * r);
      }
    });
  }

  private mark(g: CanvasRenderingContext2D, m: { place: number; wing: number; label: string; cell: number }): void {
    const box = m.place === 0 ? this.cells[m.cell] ?? this.wings[m.wing].frame : m.place === 6 ? this.shared.disciplinary
      : m.place === 7 ? this.shared.infirmary : this.wings[m.wing][ROOM_OF[m.place] ?? "landing"];
    const x = box.x + box.w / 2, y = box.y + box.h / 2;
    g.fillStyle = "#ffffff";
    g.strokeStyle = "#8f1d1d";
    g.lineWidth = 3;
    g.beginPath();
    g.moveTo(x, y - 12); g.lineTo(x + 12, y); g.lineTo(x, y + 12); g.lineTo(x - 12, y); g.closePath();
    g.fill();
    g.stroke();
    g.fillStyle = "#8f1d1d";
    g.font = "700 14px system-ui, sans-serif";
    g.textAlign = "center";
    g.textBaseline = "middle";
    g.fillText(m.label, x, y + 1);
    g.textAlign = "start";
    g.textBaseline = "alphabetic";
  }

  private ring(g: CanvasRenderingContext2D, [x, y]: [number, number], label: string): void {
    g.strokeStyle = "#b35900";
    g.lineWidth = 4;
    g.beginPath();
    g.arc(x, y, 10, 0, 7);
    g.stroke();
    g.font = "700 13px system-ui, sans-serif";
    const w = g.measureText(label).width + 8, left = Math.min(this.width - w, Math.max(0, x - w / 2)), top = y > 32 ? y - 30 : y + 13;
    g.fillStyle = "#fff";
    g.fillRect(left, top, w, 18);
    g.lineWidth = 1.5;
    g.strokeRect(left, top, w, 18);
    g.fillStyle = INK;
    g.fillText(label, left + 4, top + 13);
  }

  /** Who is drawn nearest to a point. */
  nearest(x: number, y: number): number {
    let best = -1, far = 15 * 15;
    for (const [person, [px, py]] of this.at) {
      const d = (px - x) ** 2 + (py - y) ** 2;
      if (d < far && present(this.run.byPerson.get(person)!, this.drawnDay)) [best, far] = [person, d];
    }
    return best;
  }
}

/** A star of five points, as the path of an SVG. */
export const star = (x: number, y: number, r: number): string => `M${points(x, y, r).map((p) => p.map((v) => v.toFixed(1)).join(" ")).join("L")}Z`;
const points = (x: number, y: number, r: number): [number, number][] => Array.from({ length: 10 }, (_, k) => {
  const a = (k * Math.PI) / 5 - Math.PI / 2, d = k % 2 ? r * 0.45 : r;
  return [x + d * Math.cos(a), y + d * Math.sin(a)];
});
