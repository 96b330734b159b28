# SPDX-License-Identifier: Apache-2.0
"""Figures go into a page between `<!-- NAME: … -->` and `<!-- end of NAME -->`."""


def replaced(page, name, text):
    lines = page.split("\n")
    begin = next((i for i, line in enumerate(lines) if line.startswith(f"<!-- {name}:")), None)
    if begin is None:
        raise SystemExit(f"bench: there are no markers for {name}")
    end = lines.index(f"<!-- end of {name} -->", begin)
    lines[begin + 1:end] = ["", text.strip("\n"), ""]
    return "\n".join(lines)


def write(path, name, text):
    with open(path, encoding="utf-8") as file:
        page = replaced(file.read(), name, text)
    with open(path, "w", encoding="utf-8") as file:
        file.write(page)
