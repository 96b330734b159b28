# SPDX-License-Identifier: Apache-2.0
"""Builds the test programs with all mutants in them, of the objects that another build made and rewritten sources."""
import json
import os
import re
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor

PROGRAMS = ['unit_tests', 'simulated_tests', 'c_tests', 'trust_tables', 'loopback_tests']  # the cheapest first
LATE = re.compile(r'^(-W|-O\d|-frandom-seed|-Werror)')


class Builder:
    def __init__(self, top, build, work):
        self.top, self.build, self.work = top, build, work
        with open(f'{build}/compile_commands.json', encoding='utf-8') as file:
            entries = json.load(file)
        self.commands = {os.path.relpath(entry['file'], top): shlex.split(entry['command']) for entry in entries
                         if '/sparekey.dir/' in entry['command']}
        self.unit_tests = [(entry['file'], shlex.split(entry['command'])) for entry in entries
                           if '/unit_tests.dir/' in entry['command'] and entry['file'].endswith(('_test.cpp', '_cxx.cxx'))]
        listener = [e for e in entries if '/loopback_tests.dir/' in e['command']][0]
        self.test_command = shlex.split(listener['command'])

    def includes(self):
        command = self.commands['src/tls/pins.cpp']
        return [part for at, part in enumerate(command)
                if part.startswith('-I') or part == '-isystem' or command[at - 1] == '-isystem']

    def sources(self):
        return sorted(source for source in self.commands if source.startswith('src/'))

    def users(self, names):
        """The library's sources that are, or include, one of names."""
        users = []
        for source in self.sources():
            output = self.commands[source][self.commands[source].index('-o') + 1]
            deps = subprocess.run(['ninja', '-C', self.build, '-t', 'deps', output], capture_output=True, text=True,
                                  check=True).stdout.split()
            held = {os.path.relpath(dep, self.top) for dep in deps if dep.startswith('/')} | {source}
            if held & set(names):
                users.append(source)
        return users

    def compile(self, command, source, target, more):
        kept, skip = [], 0
        for part in command:
            if skip:
                skip -= 1
            elif part in ('-o', '-c'):
                skip = 1
            elif not LATE.match(part):
                kept.append(part)
        kept += ['-O1', '-w', '-Wno-narrowing', *more, '-o', target, '-c', source]
        return subprocess.run(kept, cwd=self.build, capture_output=True, text=True)

    def object(self, rewriter, source):
        """Compiles one rewritten source; what the compiler refuses is left out. Returns the object and what was left out."""
        mirror, target = f'{self.work}/{source}', f'{self.work}/objects/{source}.o'
        os.makedirs(os.path.dirname(target), exist_ok=True)
        command = [part.replace(f'{self.top}/src', f'{self.work}/src') for part in self.commands[source]]
        lines, left_out = set(), set()
        while True:
            done = self.compile(command, mirror, target, ['-include', f'{self.top}/tests/mutation/mutants.hpp'])
            if done.returncode == 0:
                return target, left_out
            found = {int(line) for line in re.findall(rf'{re.escape(mirror)}:(\d+):', done.stderr)}
            if not found - lines:
                raise SystemExit(f'{source} cannot be rewritten:\n{done.stderr[:4000]}')
            lines |= found
            left_out = rewriter.write(source, mirror, lines)

    def unit_test(self, names, source, command):
        """Unit tests that include a rewritten header themselves, compiled with it; or nothing, and their object is taken."""
        with open(source, encoding='utf-8') as file:
            text = file.read()
        for test in re.findall(r'#include "(/.*_test[.]cpp)"', text):  # several in one go
            with open(test, encoding='utf-8') as file:
                text += file.read()
        if not any(f'"{name[4:]}"' in text for name in names if name.endswith('.hpp')):
            return None
        target = f'{self.work}/objects/unit/{os.path.basename(source)}.o'
        os.makedirs(os.path.dirname(target), exist_ok=True)
        mirrored = [part.replace(f'{self.top}/src', f'{self.work}/src') for part in command]
        done = self.compile(mirrored, source, target, ['-include', f'{self.top}/tests/mutation/mutants.hpp'])
        return (command[command.index('-o') + 1], target) if done.returncode == 0 else None

    def link_all(self, rewriter, names, programs, jobs):
        """Links each program with the rewritten files; returns the numbers of the mutants that do not compile."""
        for name in {*rewriter.files.all('src'), *names}:
            if name in names:
                rewriter.write(name, f'{self.work}/{name}')
            else:
                rewriter.files.link(name, f'{self.work}/{name}')
        users = self.users(names)
        with ThreadPoolExecutor(jobs) as pool:
            done = list(pool.map(lambda source: self.object(rewriter, source), users))
            tests = dict(filter(None, pool.map(lambda test: self.unit_test(names, *test), self.unit_tests)))
        objects = [target for target, _ in done]
        listener = f'{self.work}/objects/listener.o'
        run = self.compile(self.test_command, f'{self.top}/tests/mutation/listener.cpp', listener,
                           [f'-DSPAREKEY_MUTANTS={len(rewriter.mutants)}'])
        if run.returncode:
            raise SystemExit(run.stderr)
        os.makedirs(f'{self.work}/bin', exist_ok=True)
        with ThreadPoolExecutor(jobs) as pool:
            list(pool.map(lambda program: self.link(program, [listener, *objects], tests), programs))
        return set().union(*(left_out for _, left_out in done))

    def link(self, program, objects, swapped):
        steps = subprocess.run(['ninja', '-C', self.build, '-t', 'commands', program], capture_output=True, text=True,
                               check=True).stdout.splitlines()[-1].split(' && ')
        command = shlex.split([step for step in steps if f' -o {program} ' in step][0])
        command = [swapped.get(part, part) for part in command]
        command[command.index('-o') + 1] = f'{self.work}/bin/{program}'
        # In front: of an inline function that both have, the linker takes the rewritten one.
        run = subprocess.run([command[0], *objects, *command[1:]], cwd=self.build, capture_output=True, text=True)
        if run.returncode:
            raise SystemExit(run.stderr[-4000:])
