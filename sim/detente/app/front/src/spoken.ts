// Words and numbers in the language spoken now. Whose words they are is said by who stands before it: a page (`text.ts`), or each
// screen of a notebook when it is about to draw (`lab/text.ts`).
import type { Lang, Words } from "./bundle";

export type Book = Record<Lang, Record<string, string>>;
type Values = Record<string, string | number>;

let book: Book = { fr: {}, en: {} };
export let lang: Lang = "fr";

/** From here on, these words, in this language. */
export function use(words: Book, to: Lang): void { book = words; lang = to; }
export function turn(to: Lang): void { lang = to; }

export function t(key: string, values: Values = {}): string {
  const template = book[lang][key];
  if (template === undefined) throw new Error(`no text: ${key}`);
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** A text that depends on a number: `key.one`, `key.other`. */
export function tn(key: string, n: number, values: Values = {}): string {
  return t(`${key}.${new Intl.PluralRules(lang).select(n) === "one" ? "one" : "other"}`, { n: num(n), ...values });
}
export const has = (key: string) => book[lang][key] !== undefined;
export const word = (words: Words) => words[lang];

/** A number as the language writes it: narrow spaces, a true minus, none before a zero. */
export function written(x: number, how: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(lang, how).format(x).replace(/\u00a0/g, "\u202f").replace(/^-(?=[0.,]*$)/, "").replace("-", "−");
}
export const num = (x: number, digits = 0) => written(x, { minimumFractionDigits: digits, maximumFractionDigits: digits });
export const signed = (x: number, digits = 0) => (x > 0 ? "+" : "") + num(x, digits);
/** A day as it is said: the first is day 1. */
export const day = (d: number) => num(d + 1);
export const upper = (s: string) => s.charAt(0).toUpperCase() + s.slice(1);
