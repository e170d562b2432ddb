"""A page with nothing but a screen of the laboratory in it, and an object that stands for anywidget's model."""

from __future__ import annotations

import base64
import json

PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Notebook</title>
<link rel="icon" href="data:,"></head><body style="margin:0"><main><h1>Notebook</h1><div id="here"></div></main>
<script type="module">
class Model {{
  constructor(state) {{ this.state = state; this.acts = {{}}; this.saved = 0; }}
  get(key) {{ return this.state[key]; }}
  set(key, value) {{ this.state[key] = value; (this.acts["change:" + key] || []).forEach((act) => act()); }}
  save_changes() {{ this.saved += 1; }}
  on(event, act) {{ (this.acts[event] ||= []).push(act); }}
  off(event, act) {{ this.acts[event] = (this.acts[event] || []).filter((x) => x !== act); }}
}}
const states = {states};
const url = URL.createObjectURL(new Blob([{esm}], {{ type: "text/javascript" }}));
const module = await import(url);
window.models = []; window.closes = [];
for (const state of states) {{
  const bytes = Uint8Array.from(atob(state.bundle), (c) => c.charCodeAt(0));
  const model = new Model({{ ...state, bundle: new DataView(bytes.buffer) }}), el = document.createElement("div");
  document.getElementById("here").append(el);
  window.models.push(model);
  window.closes.push(await module.default.render({{ model, el }}));
}}
window.ready = true;
</script></body></html>"""


def state_of(widget) -> dict:
    """What the browser would receive of a widget, as JSON can carry it."""
    state = widget.get_state(["bundle", "words", "lang", "day", "count", "mean"])
    return {**state, "bundle": base64.b64encode(bytes(state["bundle"])).decode("ascii")}


def page(*widgets) -> str:
    """A bare page that shows them one under the other."""
    states = json.dumps([state_of(x) for x in widgets], ensure_ascii=False).replace("<", "\\u003c")
    return PAGE.format(lang=widgets[0].lang, states=states, esm=json.dumps(widgets[0]._esm).replace("<", "\\u003c"))
