// Many years of each option: how many, of which uncertainty; progress, place in the queue, stop.
import { button, h } from "../dom";
import { num, t, tn } from "../text";
import { ask, spoken, type Follower, type Job } from "./api";
import type { App } from "./app";
import { DESK } from "./data";
import { faulty, lettered, named } from "./options";
import { results } from "./results";
import { sign } from "./sign";
import { within } from "./state";

const FEW = 4, MANY = 20;
/** What a comparison of all options is asked with; the files are written from the same. */
export const question = (app: App) => ({ ...app.asked(app.s.arms.map((_, k) => k)), seed: app.s.seed, seeds: app.s.seeds,
  uncertainty: app.s.posterior ? "posterior" : "default", draws: app.s.draws });
/** A short mark of what a comparison was asked for, to know when the options have moved since. */
export function markOf(app: App): string {
  let mark = 5381;
  for (const c of JSON.stringify(question(app))) mark = (mark * 33 ^ c.charCodeAt(0)) >>> 0;
  return mark.toString(36);
}

export function compare(app: App): HTMLElement {
  const { s } = app, { limits } = DESK, fault = h("p", { class: "fault", role: "alert", id: "compare-fault" });
  const number = (id: "seeds" | "draws" | "days", high: number, low: number) => h("label", { class: "choice", for: id }, h("span", {}, t(`compare.${id}`)),
    h("input", { id, type: "number", min: low, max: high, value: s[id], onchange: (e: Event) => { const box = e.target as HTMLInputElement; s[id] = Math.round(within(box.valueAsNumber, low, high, s[id])); box.value = String(s[id]); app.glide(id); } }));
  const kind = (posterior: boolean, id: string) => h("label", { class: "check", for: id }, h("input", { id, type: "radio", name: "uncertainty", checked: s.posterior === posterior,
    onchange: () => { s.posterior = posterior; s.seeds = Math.min(limits.seeds, posterior ? FEW : MANY); app.step(); } }), " ", t(`compare.${id}`));
  const years = h("span", { class: "hint", id: "years" }), old = h("p", { class: "fault", id: "old" }, t("results.old"));
  const count = () => { years.textContent = tn("compare.years", s.arms.length * s.seeds * (s.posterior ? s.draws : 1)); old.hidden = s.of === markOf(app); };
  count();
  app.moved.push(count);
  const start = async () => {
    fault.textContent = "";
    try {
      const { job } = await ask<{ job: string }>("/api/compare", question(app));
      Object.assign(s, { job, of: markOf(app), flip: "" });
      app.step();
      document.getElementById("stop")?.focus();
    } catch (e) { fault.textContent = faulty(s, e); }
  };
  const chosen = h("ul", { class: "chosen" }, s.arms.map((_, k) => h("li", {}, sign(k), " ", h("span", {}, named(s, k)), " ",
    button(`set-${k}`, t("compare.set"), () => { s.arm = k; app.go("year"); }, { "aria-label": t("compare.set.of", { option: lettered(s, k) }) }))));
  const form = h("section", { class: "card" }, h("h2", { id: "title", tabindex: -1 }, t("view.compare")), h("p", { class: "hint" }, t("compare.about")), chosen,
    h("div", { class: "row wide" }, h("fieldset", {}, h("legend", {}, t("compare.which")), kind(false, "chance"), kind(true, "ignorance")),
      number("seeds", limits.seeds, 2), s.posterior ? number("draws", limits.draws ?? 24, 2) : null, number("days", limits.horizon_days, 30)),
    h("div", { class: "row" }, button("start", t("compare.start"), () => void start(), { class: "main", disabled: app.compared.busy }), years),
    h("p", { class: "hint" }, t(s.posterior ? "compare.ignorance.about" : "compare.chance.about")), fault, progress(app, app.compared, "stop"));
  const { job } = app.compared, result = job?.result;
  return h("div", {}, form, result && job.state === "done" ? results(app, result, old) : null);
}

/** Where a job is, with its stop button; nothing when there is none. */
export function progress(app: App, of: Follower<unknown>, id: string): HTMLElement | null {
  if (!of.id) return null;
  const { job } = of;
  if (of.lost) return h("p", { class: "fault", role: "alert" }, t("job.lost"), " ", spoken(of.lost));
  if (job?.state === "failed") return h("p", { class: "fault", role: "alert" }, t("job.failed"), " ", job.error ? job.error.message[app.s.lang] : "");
  if (job?.state === "stopped") return h("p", { class: "told", id: `${id}-told` }, t("job.stopped"));
  if (job?.state === "done") return null;
  return h("div", { class: "row progress" }, h("progress", { id: `${id}-bar`, max: 1, value: share(job), "aria-label": t("job.progress") }), h("span", { id: `${id}-words` }, where(job)),
    button(id, t("job.stop"), () => void of.stop()));
}
const share = (job: Job<unknown> | null) => job ? Math.min(1, job.done / Math.max(1, job.total)) : 0;
function where(job: Job<unknown> | null): string {
  if (!job) return t("job.asked");
  if (job.state === "running" && !job.total) return t("job.prepares");
  if (job.state === "waiting") return t("job.waiting", { n: num(job.place_in_queue ?? 0) });
  const eta = job.eta_s, left = !eta ? "" : eta < 90 ? tn("job.seconds", Math.ceil(eta)) : tn("job.minutes", Math.round(eta / 60));
  return [t("job.running", { done: num(job.done), total: num(job.total) }), left].join(" ");
}
/** The same place, a little later. */
export function advance(of: Follower<unknown>, id: string): void {
  const bar = document.getElementById(`${id}-bar`) as HTMLProgressElement | null, words = document.getElementById(`${id}-words`);
  if (bar) bar.value = share(of.job);
  if (words) words.textContent = where(of.job);
}
