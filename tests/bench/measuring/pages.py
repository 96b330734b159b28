# SPDX-License-Identifier: Apache-2.0
"""Figures go into a page between `<!-- NAME: … -->` and `<!-- end of NAME -->`."""


def write(path, name, text):
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    begin = next(i for i, line in enumerate(lines) if line.startswith(f"<!-- {name}:"))
    end = lines.index(f"<!-- end of {name} -->", begin)
    lines[begin + 1:end] = ["", text.strip("\n"), ""]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
