// Asking the server of this page, and no other; the latest question wins.
import type { Words } from "../bundle";
import { t, upper, word } from "../text";

export interface Fault { message: Words; line?: number; key?: string; given?: string; allowed?: string; wish?: string }
export class Refused extends Error {
  constructor(readonly fault: Fault | null, readonly status: number) { super(fault ? word(fault.message) : t("error.server", { status })); }
}
export const spoken = (e: unknown) => e instanceof Refused ? (e.fault ? sentence(e.fault) : e.message) : t("error.away");

export function sentence(f: Fault): string {
  const more = (["key", "given", "allowed", "wish"] as const).filter((k) => f[k] !== undefined && f[k] !== null && f[k] !== "")
    .map((k) => t(`fault.${k}`, { x: typeof f[k] === "object" ? word(f[k] as unknown as Words) : String(f[k]) }));
  return [f.line ? t("fault.line", { n: f.line, message: word(f.message) }) : word(f.message), ...more].map(closed).join(" ");
}

/** What the reader of files says in pieces, as sentences. */
const closed = (x: string) => upper(/[.?!…]$/.test(x) ? x : `${x}.`);

export async function send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const got = await fetch(path, { method, signal, credentials: "same-origin", cache: "no-store",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...(method === "GET" ? {} : { headers: { "Content-Type": "application/json" } }) });
  if (got.ok) return got;
  let fault: Fault | null = null;
  try { const { error } = await got.json(); if (error?.message?.fr) fault = error; } catch { /* not in words */ }
  throw new Refused(fault, got.status);
}
export const ask = async <T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> =>
  (await send(body === undefined ? "GET" : "POST", path, body, signal)).json();

/** Asks after a moment of rest; a newer question stops the older one. */
export class Latest {
  private timer = 0;
  private now: AbortController | null = null;
  ask<T>(path: string, body: unknown, wait: number, done: (x: T) => void, failed: (e: unknown) => void): void {
    this.stop();
    this.timer = window.setTimeout(() => {
      const mine = this.now = new AbortController();
      ask<T>(path, body, mine.signal).then((x) => { if (!mine.signal.aborted) done(x); }, (e) => { if (!mine.signal.aborted) failed(e); });
    }, wait);
  }
  stop(): void { clearTimeout(this.timer); this.now?.abort(); }
}

export interface Job<R> { state: "waiting" | "running" | "done" | "stopped" | "failed"; done: number; total: number; eta_s: number | null; place_in_queue: number | null; error?: Fault; result?: R }

/** A job followed until it ends or is no longer looked at. */
export class Follower<R> {
  job: Job<R> | null = null;
  id = "";
  lost: unknown = null;
  private timer = 0;
  constructor(private seen: () => void) {}

  follow(id: string): void {
    if (id === this.id) return;
    clearTimeout(this.timer);
    [this.id, this.job, this.lost] = [id, null, null];
    if (id) void this.look();
  }
  get busy(): boolean { return !!this.id && !this.lost && (!this.job || this.job.state === "waiting" || this.job.state === "running"); }
  async stop(): Promise<void> { if (this.id) await send("DELETE", `/api/jobs/${this.id}`).catch(() => null); clearTimeout(this.timer); await this.look(); }

  private async look(failures = 0): Promise<void> {
    const id = this.id;
    try {
      const job = await ask<Job<R>>(`/api/jobs/${id}`);
      if (id !== this.id) return;
      [this.job, failures] = [job, 0];
    } catch (e) {
      if (id !== this.id) return;
      if (e instanceof Refused || failures > 4) this.lost = e;
      failures++;
    }
    this.seen();
    if (this.busy) this.timer = window.setTimeout(() => void this.look(failures), 600);
  }
}
