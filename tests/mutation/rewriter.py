# SPDX-License-Identifier: Apache-2.0
"""Writes a source with all its mutants in it, line for line, and numbers them."""
import os


class Mutant:
    def __init__(self, number, edit, text, name):
        self.number, self.file, self.name = number, edit.file, name
        begin = text.rfind('\n', 0, edit.begin) + 1
        end = text.find('\n', edit.begin)
        self.line = text.count('\n', 0, edit.begin) + 1
        self.code = text[begin:end].strip()
        self.place = ' '.join(text[edit.begin:edit.end].split())
        self.key = None  # given once all of the file's are known

    def __str__(self):
        return f'{self.file}:{self.line}: {self.place}: {self.name}'


class Rewriter:
    def __init__(self, files, edits):
        self.files, self.mutants = files, []
        self.by_file = {}
        for edit in edits:
            self.by_file.setdefault(edit.file, []).append(edit)
        for name in sorted(self.by_file):
            text, seen = files.text(name), {}
            self.by_file[name].sort(key=lambda edit: (edit.begin, -edit.end))
            self.by_file[name] = [edit for edit in self.by_file[name] if '\n#' not in text[edit.begin:edit.end]]
            for edit in self.by_file[name]:
                edit.first = len(self.mutants)
                for mutation in edit.names:
                    mutant = Mutant(len(self.mutants), edit, text, mutation)
                    key = (name, mutant.code, mutant.place, mutation)
                    seen[key] = seen.get(key, 0) + 1
                    mutant.key = ' | '.join((*key, str(seen[key])))
                    self.mutants.append(mutant)

    def write(self, name, target, without=()):
        """Without the edits that touch these lines: the compiler did not like them. Returns their mutants' numbers."""
        text = self.files.text(name)
        kept, dropped = [], set()
        for edit in self.by_file.get(name, ()):
            lines = range(text.count('\n', 0, edit.begin) + 1, text.count('\n', 0, edit.end) + 2)
            if any(line in lines for line in without):
                dropped.update(range(edit.first, edit.first + len(edit.names)))
            else:
                kept.append(edit)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if os.path.lexists(target):
            os.remove(target)  # perhaps a link to the source itself
        with open(target, 'w', encoding='latin-1', newline='') as file:
            file.write(render(text, kept, 0, len(text)))
        return dropped


def render(text, edits, begin, end):
    """text[begin:end] with the edits inside it; those that hold others come first."""
    out, at, i = [], begin, 0
    while i < len(edits):
        edit = edits[i]
        inside = i + 1
        while inside < len(edits) and edits[inside].begin < edit.end:
            inside += 1
        if edit.begin >= at and edit.end <= end:
            out.append(text[at:edit.begin])
            parts = []
            for first, last in edit.parts:
                held = [other for other in edits[i + 1:inside] if first <= other.begin and other.end <= last]
                parts.append(render(text, held, first, last))
            out.append(edit.form(edit.first, *parts))
            at = edit.end
        i = inside
    out.append(text[at:end])
    return ''.join(out)
