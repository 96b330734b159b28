# SPDX-License-Identifier: Apache-2.0
"""Charts of lines, as SVG, in the colours of a page, light or dark."""
import math

STYLE = """<style>text{font:12px system-ui,"DejaVu Sans",sans-serif;fill:#59636e}.title{font-weight:600;font-size:14px;fill:#1f2328}.panel{font-size:13px;fill:#1f2328}
.grid{stroke:#d1d9e0;stroke-width:1}.limit{stroke:#59636e;stroke-dasharray:5 4}.span{fill:#818b98;opacity:.18}.end{text-anchor:end}.middle{text-anchor:middle}
polyline{fill:none;stroke-width:2;stroke-linejoin:round}.l0{stroke:#0969da}.l1{stroke:#1a7f37}.l2{stroke:#bf8700}.l3{stroke:#cf222e}.l4{stroke:#8250df}
@media(prefers-color-scheme:dark){text{fill:#9198a1}.title,.panel{fill:#e6edf3}.grid{stroke:#3d444d}.limit{stroke:#9198a1}
.l0{stroke:#4493f8}.l1{stroke:#3fb950}.l2{stroke:#d29922}.l3{stroke:#f85149}.l4{stroke:#ab7df8}}</style>"""
WIDTH, LEFT, GAP, TOP, BASE = 760, 70, 56, 66, 278
NAMES = ("l0", "l1", "l2", "l3", "l4")


def short(number):
    for size, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if number >= size:
            return f"{number / size:g}{unit}"
    return f"{number:g}"


def round_step(most, steps):
    """1, 2 or 5 times a power of ten, so that `steps` of them are enough."""
    power = 10.0 ** math.floor(math.log10(most / steps))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor * steps >= most)


class Panel:
    """`lines`: for each name the points, (x, y). `log`: the decades from and to which y goes; else y begins at 0."""

    def __init__(self, title, lines, x_title, log=None, limit=None, span=None):
        self.title, self.lines, self.x_title = title, lines, x_title
        self.log, self.limit, self.span = log, limit, span

    def draw(self, out, left, width, names):
        height, base = BASE - TOP, BASE
        most_x = max(x for points in self.lines.values() for x, _ in points)
        step_x = round_step(most_x, 6)
        if self.log:
            low, high = self.log
            marks = [10**decade for decade in range(low, high + 1)]
        else:
            low, high = 0, max(y for points in self.lines.values() for _, y in points) or 1
            step = round_step(high, 5)
            high = step * math.ceil(high / step)
            marks = [step * i for i in range(round(high / step) + 1)]

        def at_x(x):
            return left + width * x / most_x

        def at_y(y):
            if self.log:
                y = math.log10(max(y, 10**low))
            return base - height * (min(y, high) - low) / (high - low)

        out.append(f'<text x="{left}" y="{TOP - 12}" class="panel">{self.title}</text>')
        if self.span:
            begin, end, words = self.span
            out.append(f'<rect x="{at_x(begin):.1f}" y="{TOP}" width="{at_x(end) - at_x(begin):.1f}" height="{height}" class="span"><title>{words}</title></rect>')
        for mark in marks:
            y = at_y(mark)
            out.append(f'<line x1="{left}" y1="{y:.1f}" x2="{left + width}" y2="{y:.1f}" class="grid"/>')
            out.append(f'<text x="{left - 6}" y="{y + 4:.1f}" class="end">{short(mark)}</text>')
        x = 0
        while x <= most_x * 1.001:
            out.append(f'<text x="{at_x(x):.1f}" y="{base + 18}" class="middle">{short(x)}</text>')
            x += step_x
        out.append(f'<text x="{left + width / 2:.1f}" y="{base + 36}" class="middle">{self.x_title}</text>')
        if self.limit:
            y = at_y(self.limit)
            out.append(f'<line x1="{left}" y1="{y:.1f}" x2="{left + width}" y2="{y:.1f}" class="limit"/>')
        for name, points in self.lines.items():
            spots = " ".join(f"{at_x(x):.1f},{at_y(y):.1f}" for x, y in points)
            out.append(f'<polyline points="{spots}" class="{NAMES[names.index(name)]}"><title>{name}</title></polyline>')


def draw(path, title, panels, limit_words=None):
    """The panels side by side, and below them what each line is."""
    names = list(dict.fromkeys(name for panel in panels for name in panel.lines))
    keys = [(NAMES[i], name) for i, name in enumerate(names)] if len(names) > 1 else []
    keys += [("limit", limit_words)] if limit_words else []
    height = BASE + 48 + 20 * math.ceil(len(keys) / 3)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" aria-label="{title}">', STYLE,
           f'<text x="12" y="24" class="title">{title}</text>']
    width = (WIDTH - LEFT - 20 - GAP * (len(panels) - 1)) / len(panels)
    for i, panel in enumerate(panels):
        panel.draw(out, LEFT + i * (width + GAP), width, names)
    for i, (line, words) in enumerate(keys):
        x, y = 70 + i % 3 * 230, BASE + 60 + i // 3 * 20
        out.append(f'<line x1="{x}" y1="{y - 4}" x2="{x + 20}" y2="{y - 4}" class="{line}" stroke-width="2"/><text x="{x + 26}" y="{y}">{words}</text>')
    out.append("</svg>")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")
