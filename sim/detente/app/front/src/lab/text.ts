// Words of the laboratory. It stands in for `text.ts` in the widget's build: a notebook may hold several screens, each with its
// own words and language, and none of them owns the document. Whoever is about to draw says first whose words are meant.
import type { Lang, Words } from "../bundle";

export type Book = Record<Lang, Record<string, string>>;
type Values = Record<string, string | number>;

let book: Book = { fr: {}, en: {} };
export let lang: Lang = "fr";

/** From here on, these words, in this language. */
export function use(words: Book, to: Lang): void { book = words; lang = to; }
export function speak(to: Lang): void { lang = to; }

export function t(key: string, values: Values = {}): string {
  const template = book[lang][key];
  if (template === undefined) throw new Error(`no text: ${key}`);
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
export function tn(key: string, n: number, values: Values = {}): string {
  return t(`${key}.${new Intl.PluralRules(lang).select(n) === "one" ? "one" : "other"}`, { n: num(n), ...values });
}
export const has = (key: string) => book[lang][key] !== undefined;
export const word = (words: Words) => words[lang];

export function num(x: number, digits = 0): string {
  return new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(x)
    .replace(/\u00a0/g, "\u202f").replace("-", "−");
}
export const signed = (x: number, digits = 0) => (x > 0 ? "+" : "") + num(x, digits);
export const day = (d: number) => num(d + 1);
export const upper = (s: string) => s.charAt(0).toUpperCase() + s.slice(1);
