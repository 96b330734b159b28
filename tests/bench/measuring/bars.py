# SPDX-License-Identifier: Apache-2.0
"""Charts of bars, as SVG, in a page's colours, light or dark."""

STYLE = """<style>text{font:13px system-ui,"DejaVu Sans",sans-serif;fill:#1f2328}.title{font-weight:600;font-size:14px}\
.name{text-anchor:end}.note{font-size:12px;fill:#59636e}.a{fill:#0969da}.b{fill:#8c959f}.c{fill:#bf8700}\
.d{fill:#1a7f37}.e{fill:#d0d7de}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.note{fill:#9198a1}.a{fill:#4493f8}.b{fill:#7d8590}\
.c{fill:#d29922}.d{fill:#3fb950}.e{fill:#3d444d}}</style>"""
WIDTH, LEFT, BAR = 760, 216, 400


def _text(x, y, kind, words):
    return f'<text x="{x:.0f}" y="{y}" class="{kind}">{words}</text>'


def _page(height, label, lines):
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'aria-label="{label}">', STYLE, *lines, "</svg>"]) + "\n"


def draw(title, groups, legend=()):
    """groups: [(heading, [(name, [(kind, number)...], words)])]; all bars have one scale."""
    most = max(sum(number for _, number in parts) for _, rows in groups for _, parts, _ in rows)
    lines, y = [_text(12, 22, "title", title)], 36
    for heading, rows in groups:
        if heading:
            lines.append(_text(12, y + 14, "note", heading))
            y += 22
        for name, parts, words in rows:
            at = LEFT
            lines.append(_text(LEFT - 10, y + 14, "name", name))
            for kind, number in parts:
                width = number / most * BAR
                lines.append(f'<rect x="{at:.1f}" y="{y}" width="{width:.1f}" height="19" class="{kind}"/>')
                at += width
            lines.append(_text(at + 8, y + 14, "number", words))
            y += 25
        y += 8
    if legend:
        at = LEFT
        for kind, words in legend:
            lines.append(f'<rect x="{at}" y="{y}" width="11" height="11" class="{kind}"/>')
            lines.append(_text(at + 17, y + 10, "note", words))
            at += 32 + 7 * len(words)
        y += 22
    return _page(y + 6, title, lines)
