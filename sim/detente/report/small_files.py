"""Figures in few bytes: a PNG of few colours, an SVG whose text stays text."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = 128
FONTS = ["DejaVu Sans", "Verdana", "Arial", "sans-serif"]
SVG = "http://www.w3.org/2000/svg"


def settle(figure: Figure) -> None:
    """Lay the figure out once: files made of it afterwards need not do it again."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")


def png(figure: Figure, dpi: int = 130) -> bytes:
    """A PNG of `COLOURS` colours at most, the same bytes each time."""
    from PIL import Image

    first, small = BytesIO(), BytesIO()
    figure.savefig(first, format="png", dpi=dpi, metadata={"Software": None})
    first.seek(0)
    with Image.open(first) as picture:
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(small, "PNG", optimize=True)
    return small.getvalue()


def write(figure: Figure, folder: Path, name: str) -> list[Path]:
    """Save as PNG and as SVG."""
    import matplotlib

    out = [folder / f"{name}.png", folder / f"{name}.svg"]
    out[0].write_bytes(png(figure))
    with matplotlib.rc_context({"svg.hashsalt": name, "svg.fonttype": "none", "font.sans-serif": FONTS}):
        figure.savefig(out[1], metadata={"Date": None})
    return out


def inline(figure: Figure, name: str, alt: str) -> Any:
    """The figure as an element of a page, said to whoever does not see it; safe markup."""
    import xml.etree.ElementTree as ET

    import matplotlib
    from markupsafe import Markup

    text = BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": name, "svg.fonttype": "none", "font.sans-serif": FONTS}):
        figure.savefig(text, format="svg", metadata={"Date": None})
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ET.fromstring(text.getvalue())
    for part in root.findall(f"{{{SVG}}}metadata"):
        root.remove(part)
    used = {name for part in root.iter() for value in part.attrib.values() for name in re.findall(r"#([\w-]+)", value)}
    for part in root.iter():
        if part.get("id") not in used:  # two figures on a page must not share a name
            part.attrib.pop("id", None)
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.attrib |= {"role": "img", "aria-label": alt}
    return Markup(ET.tostring(root, encoding="unicode"))
