// What is taken away: scenario files, the report, the link.
import { button, h } from "../dom";
import { t } from "../text";
import { ask, send } from "./api";
import type { App } from "./app";
import { markOf, question } from "./compare";
import { faulty, lettered } from "./options";
import { sign } from "./sign";

const FORMATS = ["html", "pdf", "csv", "zip"] as const;
interface Written { files: { name: string; yaml: string }[]; command: string }
/** The files of all options and the command that takes them, as the server last wrote them. */
let written: (Written & { of: string }) | null = null;

export function save(name: string, what: Blob): void {
  const link = h("a", { href: URL.createObjectURL(what), download: name });
  document.body.append(link);
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); link.remove(); }, 1000);
}

export function keep(app: App): HTMLElement {
  const { s } = app, fault = h("p", { class: "fault", role: "alert", id: "keep-fault" }), done = app.compared.job?.state === "done", link = h("input", { id: "link", type: "text", readonly: true, value: location.href });
  const tried = (act: () => Promise<void>) => async () => { fault.textContent = ""; try { await act(); app.announce(t("keep.done")); } catch (e) { fault.textContent = faulty(s, e); } };
  const command = h("code", { class: "command", id: "command" }), body = JSON.stringify(question(app));
  const files = async () => { if (written?.of !== body) written = { of: body, ...await ask<Written>("/api/yaml", question(app)) }; command.textContent = written.command; return written.files; };
  const file = (k: number) => tried(async () => { const got = (await files())[k]; save(got.name, new Blob([got.yaml], { type: "application/yaml" })); });
  const report = (format: string) => tried(async () => {
    const got = await send("POST", "/api/report", { job: s.job, lang: s.lang, format }), name = /filename="?([^";]+)"?/.exec(got.headers.get("Content-Disposition") ?? "")?.[1] ?? `detente.${format}`;
    save(name, await got.blob());
  });
  files().catch((e) => { fault.textContent = faulty(s, e); });
  return h("div", {}, h("div", { class: "two" },
    h("section", { class: "card" }, h("h2", { id: "title", tabindex: -1 }, t("keep.files")), h("p", { class: "hint" }, t("keep.files.about")),
      h("ul", { class: "chosen" }, s.arms.map((_, k) => h("li", {}, sign(k), " ", h("span", {}, lettered(s, k).slice(4)), " ",
        button(`yaml-${k}`, t("keep.yaml"), file(k), { "aria-label": t("keep.yaml.of", { option: lettered(s, k) }) })))),
      h("p", {}, t("keep.command")), h("p", {}, command), h("p", { class: "hint" }, t("keep.open"))),
    h("section", { class: "card", "aria-labelledby": "report-head" }, h("h2", { id: "report-head" }, t("keep.report")), h("p", { class: "hint" }, t(done ? "keep.report.about" : "keep.report.first")),
      done && s.of !== markOf(app) ? h("p", { class: "fault", id: "report-old" }, t("results.old")) : null,
      h("div", { class: "row" }, FORMATS.map((x) => button(`report-${x}`, t(`keep.${x}`), report(x), { disabled: !done })))),
    h("section", { class: "card", "aria-labelledby": "link-head" }, h("h2", { id: "link-head" }, t("keep.link")), h("p", { class: "hint" }, t("keep.link.about")),
      h("label", { class: "choice wide", for: "link" }, h("span", {}, t("keep.address")), link),
      h("p", { class: "row" }, button("copy", t("keep.copy"), tried(async () => { await navigator.clipboard.writeText(location.href); }))))), fault);
}
