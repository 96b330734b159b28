# SPDX-License-Identifier: Apache-2.0
"""clang's syntax tree of a source, each node with the bytes it covers in the file it stands in."""
import json
import os
import re
import subprocess

FLAGS = ['-std=c++17', '-fno-exceptions', '-fno-rtti', '-DNDEBUG', '-w']


def parse(files, source, includes):
    """The declarations of our own in source and all that it includes; paths are relative to the top."""
    command = ['clang++', *FLAGS, *includes, '-fsyntax-only', '-Xclang', '-ast-dump=json', '-Xclang',
               '-ast-dump-filter=sparekey', source]
    text = subprocess.run(command, cwd=files.top, capture_output=True, text=True, check=True).stdout
    decoder, at = json.JSONDecoder(), 0
    while (at := text.find('{', at)) >= 0:
        node, at = decoder.raw_decode(text, at)
        Places(files).give(node)
        yield node


class Files:
    """A character for each byte, as clang counts."""

    def __init__(self, top):
        self.top, self.texts = top, {}

    def text(self, name):
        if name not in self.texts:
            with open(f'{self.top}/{name}', encoding='latin-1', newline='') as file:
                self.texts[name] = file.read()
        return self.texts[name]

    def all(self, under):
        for folder, _, names in os.walk(f'{self.top}/{under}'):
            yield from (os.path.relpath(f'{folder}/{name}', self.top) for name in names if name.endswith(('.hpp', '.cpp')))

    def link(self, name, target):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if os.path.lexists(target):
            os.remove(target)
        os.symlink(f'{self.top}/{name}', target)


class Places:
    """clang names a file only if it differs from the one before, so nodes are looked at in the order they are printed."""

    def __init__(self, files):
        self.files, self.file = files, None

    def give(self, node):
        stack = [node]
        while stack:
            node = stack.pop()
            if 'loc' in node:
                self.location(node['loc'])
            if 'range' in node:
                begin, end = self.location(node['range'].get('begin', {})), self.location(node['range'].get('end', {}))
                node['place'] = self.place(begin, end)
            stack.extend(reversed([inner for inner in node.get('inner', ()) if inner]))

    def location(self, where):
        """(file, offset, length, whether it comes from a macro)"""
        if 'expansionLoc' in where:
            self.location(where.get('spellingLoc', {}))
            found = self.location(where['expansionLoc'])
            return found and (*found[:3], True)
        if 'offset' not in where:
            return None
        if 'file' in where:
            self.file = where['file'].removeprefix(f'{self.files.top}/')
        return self.file, where['offset'], where['tokLen'], False

    def place(self, begin, end):
        if not begin or not end or begin[0] != end[0] or not begin[0] or not begin[0].startswith('src/'):
            return None
        stop = end[1] + end[2]
        if end[3]:  # a macro with arguments ends with its parenthesis
            text = self.files.text(end[0])
            depth, arguments = 0, re.compile(r'\s*\(').match(text, stop)
            while arguments:
                depth += {'(': 1, ')': -1}.get(text[stop], 0)
                stop += 1
                if depth == 0 and text[stop - 1] == ')':
                    break
        whole = begin[3] and end[3] and begin[1] == end[1]
        return begin[0], begin[1], stop, whole
