// The page: read the bundle, find the place, draw the step, listen to the keyboard.
import { load, type Lang } from "./bundle";
import { App } from "./app";
import { frame } from "./frame";
import { h } from "./dom";
import { fresh, fromHash, opened } from "./session";
import { speak, t } from "./text";
import { situation } from "./steps/situation";
import { predict } from "./steps/predict";
import { watch } from "./steps/watch";
import { incident } from "./steps/incident";
import { otherwise } from "./steps/otherwise";
import { debrief } from "./steps/debrief";
import { toNext } from "./transport";
import "./style.css";
import "./print.css";

const STEPS = [situation, predict, watch, incident, otherwise, debrief];

async function begin(): Promise<void> {
  const b = await load(), root = document.getElementById("app")!, live = h("div", { id: "live", class: "sr", "aria-live": "polite", role: "status" });
  document.body.append(live);
  let session = fresh((document.documentElement.lang === "en" ? "en" : "fr") as Lang);
  try { session = opened(sessionStorage.getItem(`detente-${b.lesson.code}`) ?? "", b) ?? session; } catch { /* no storage: a fresh start */ }
  session = fromHash(session, b);
  const app = new App(b, session);
  app.announce = (text) => { live.textContent = ""; window.setTimeout(() => { live.textContent = text; }, 30); };
  app.render = () => {
    const kept = document.activeElement?.id ?? "", order = [...root.querySelectorAll("[id]")].map((x) => x.id), unfolded = [...document.querySelectorAll("details[open]")].map((x) => x.id), scroll = window.scrollY;
    app.closing.splice(0).forEach((close) => close());
    app.ticks = [];
    [app.tabs, app.partKeys, app.partKey] = [null, [], ""];
    speak(app.s.lang);
    document.title = `${app.title()} · ${t(`step.${app.s.step}`)} · Détente`;
    document.documentElement.classList.toggle("projector", app.s.projector);
    document.body.dataset.step = String(app.s.step);
    const top = document.querySelector("main")?.scrollTop ?? 0, was = root.dataset.place, place = `${app.s.step}.${app.s.part[app.s.step] ?? ""}`;
    root.replaceChildren(...frame(app, STEPS[app.s.step - 1](app)));
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
    if (order.includes(kept)) refocus(kept, order);
    window.scrollTo(0, scroll);
    if (was === place) document.querySelector("main")!.scrollTop = top;
    root.dataset.place = place;
  };
  speak(app.s.lang);
  app.update();
  document.addEventListener("keydown", (e) => keys(app, e));
}

/** Back to where the keyboard was; if that is gone, to what stood just before it and is still there. */
function refocus(kept: string, order: string[]): void {
  for (const id of order.slice(0, order.indexOf(kept) + 1).reverse()) {
    document.getElementById(id)?.focus({ preventScroll: true });
    if (document.activeElement?.id === id) return;
  }
}

/** Keys for a presenter; none while something is typed or chosen, and all can be switched off. */
function keys(app: App, e: KeyboardEvent): void {
  const on = e.target as HTMLElement;
  if (!app.s.keys || e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]") || /^(INPUT|SELECT|TEXTAREA)$/.test(on.tagName)) return;
  const key = e.key.toLowerCase(), replay = app.s.step === 3 && app.locked();
  if (key === " " && !/^(BUTTON|SUMMARY|A)$/.test(on.tagName) && replay) app.clock.toggle();
  else if ((key === "arrowright" || key === "arrowleft") && replay) {
    app.clock.pause();
    app.clock.go(app.clock.day + (key === "arrowright" ? 1 : -1) * (e.shiftKey ? 7 : 1) + 0.5);
  } else if (key === "i" && replay) toNext(app);
  else if (key === "pagedown" || key === "pageup") app.turn(key === "pagedown" ? 1 : -1);
  else if (key === "v") app.step(4);
  else if (key === "p") document.getElementById("projector")?.click();
  else if (key === "l") document.getElementById("lang")?.click();
  else if (/^[1-6]$/.test(key)) app.step(Number(key));
  else return;
  e.preventDefault();
}

void begin();
