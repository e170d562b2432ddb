// Words of a page: those that Python put into it, from the one catalogue (locale/detente.pot).
import type { Lang } from "./bundle";
import { turn, use } from "./spoken";

use(JSON.parse(document.getElementById("detente-texts")!.textContent!), "fr");
export function speak(to: Lang) { turn(to); document.documentElement.lang = to; }
export { day, has, lang, num, signed, t, tn, upper, word, written } from "./spoken";
