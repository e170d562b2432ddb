// The planner's desk: one page, four views; everything chosen is in the link.
import "./data";
import { h } from "../dom";
import { num, t } from "../text";
import { App } from "./app";
import { bar, learn } from "./bar";
import { dated } from "./dated";
import { sweep } from "./charts";
import { advance, compare } from "./compare";
import { flips } from "./flips";
import { differences, header } from "./frame";
import { keep } from "./keep";
import { levers } from "./levers";
import { opened } from "./options";
import { placeCard } from "./place";
import { Year } from "./year";
import "./desk.css";

const app = new App(), root = document.getElementById("app")!, year = new Year(app);
let told = 0, was = "";
/** Where the focus goes when what had it is there no more. */
const AFTER: Record<string, string[]> = { stop: ["results-head", "start"], "flip-stop": ["flips-head", "flip-start"] };

function view(): HTMLElement {
  if (app.s.view !== "year") year.rest();
  if (app.s.view === "compare") return compare(app);
  if (app.s.view === "flip") return flips(app);
  if (app.s.view === "keep") return keep(app);
  year.draw();
  return h("div", { class: "desk" }, h("div", { class: "setup", id: "setup" }, h("h2", { id: "title", tabindex: -1, class: "sr" }, t("view.year")), placeCard(app), bar(app), dated(app), levers(app)), year.box);
}

app.draw = () => {
  const focused = document.activeElement?.id, unfolded = [...document.querySelectorAll("details[open]")].map((x) => x.id), scroll = window.scrollY, setup = document.getElementById("setup")?.scrollTop ?? 0;
  app.moved.length = 1;
  const strip = differences(app), body = view();
  document.title = `${t(`view.${app.s.view}`)} · ${t("desk.title")} · Détente`;
  root.replaceChildren(header(app), strip, h("main", { id: "main" }, body));
  for (const id of unfolded) if (id && id !== "differs-fold") document.getElementById(id)?.setAttribute("open", "");
  if (focused) [focused, ...AFTER[focused] ?? [], `option-${app.s.arm}`].map((id) => document.getElementById(id)).find((x) => x && !(x as HTMLButtonElement).disabled)?.focus({ preventScroll: true });
  document.getElementById("setup")?.scrollTo(0, setup);
  window.scrollTo(0, scroll);
  sweep();
  app.moved.push(() => year.refresh());
  read();
};

/** While a job runs its bar moves; when it ends the view is drawn again. Each quarter is said aloud. */
app.jobSeen = () => {
  const flip = app.s.view === "flip", of = flip ? app.flipped : app.compared, { job } = of;
  const now = [app.compared, app.flipped].map((x) => `${x.id} ${x.job?.state} ${!!x.lost}`).join();
  if (of.busy && job) {
    const quarter = Math.floor(4 * job.done / Math.max(1, job.total));
    if (quarter !== told) app.announce(t("job.running", { done: num(job.done), total: num(job.total) }));
    told = quarter;
  } else if (now !== was) app.announce(of.lost ? t("job.lost") : job?.state === "done" ? t("job.done") : "");
  if (now === was) advance(of, flip ? "flip-stop" : "stop"); else if (app.s.view !== "year") app.render();
  was = now;
};

/** Files kept in the link are read again by the server, once, to know which levers they set. */
function read(): void {
  for (const { yaml } of app.s.arms) if (yaml !== null && !opened.has(yaml)) {
    opened.set(yaml, { title: "", sets: null });
    void learn(yaml).then(() => app.render(), () => null);
  }
}

app.render();
