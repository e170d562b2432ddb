// What a module shows of its own mechanism: whatever took place in the two lives, up to the day that is read.
import type { App } from "../app";
import { circle } from "./circle";
import { facilitators } from "./facilitators";
import { living } from "./living";

export interface Mechanism { key: "facilitators" | "living" | "circle"; draw: (app: App, day: number) => HTMLElement[] }
const OF: Record<string, Mechanism> = {
  respect: { key: "facilitators", draw: facilitators }, mediation: { key: "living", draw: living }, restorative: { key: "circle", draw: circle } };

export const mechanismOf = (app: App): Mechanism | null => (app.b.lesson.shown && OF[app.b.lesson.name]) || null;
