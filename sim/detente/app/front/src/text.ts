// Words and numbers of the page: the catalogue that Python has too (room `app` of locale/detente.pot).
import type { Lang, Words } from "./bundle";

const catalogues = JSON.parse(document.getElementById("detente-texts")!.textContent!) as Record<Lang, Record<string, string>>;
export let lang: Lang = "fr";
export function speak(to: Lang) { lang = to; document.documentElement.lang = to; }

type Values = Record<string, string | number>;

export function t(key: string, values: Values = {}): string {
  const template = catalogues[lang][key];
  if (template === undefined) throw new Error(`no text: ${key}`);
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** A text that depends on a number: `key.one`, `key.other`. */
export function tn(key: string, n: number, values: Values = {}): string {
  return t(`${key}.${new Intl.PluralRules(lang).select(n) === "one" ? "one" : "other"}`, { n: num(n), ...values });
}
export const has = (key: string) => catalogues[lang][key] !== undefined;
export const word = (words: Words) => words[lang];

export function num(x: number, digits = 0): string {
  return new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(x)
    .replace(/\u00a0/g, "\u202f").replace("-", "−");
}
export const signed = (x: number, digits = 0) => (x > 0 ? "+" : "") + num(x, digits);
/** A day as it is said: the first is day 1. */
export const day = (d: number) => num(d + 1);
export const upper = (s: string) => s.charAt(0).toUpperCase() + s.slice(1);
