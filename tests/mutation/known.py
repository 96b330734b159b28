# SPDX-License-Identifier: Apache-2.0
"""Mutants written down in `known`, of whatever source. Each must be killed by the test it names."""
import os
import re
import resource
import shlex
import subprocess
import sys

from builder import Builder

MOST_SECONDS = 60  # of the processor's time; whoever needs more hangs, and is dead


def read(path):
    """Entries of: the source; lines `-` to find, once, and `+` to put there; `= program test`; after it an empty line."""
    with open(path, encoding='utf-8') as file:
        for block in re.split(r'\n\n+', file.read().strip()):
            lines = [line for line in block.split('\n') if not line.startswith('#')]
            if lines:
                old, new = ('\n'.join(line[2:] for line in lines[1:-1] if line[0] == sign) for sign in '-+')
                yield lines[0], old, new, *lines[-1][2:].split()


class Known:
    def __init__(self, top, build, work):
        self.top, self.build, self.work = top, build, f'{work}/known'
        self.builder = Builder(top, build, work)
        self.passed = set()
        os.makedirs(self.work, exist_ok=True)

    def commands(self, target):
        return subprocess.run(['ninja', '-C', self.build, '-t', 'commands', target], capture_output=True, text=True,
                              check=True).stdout.splitlines()

    def link(self, target, swapped):
        """The program with some objects swapped; what comes in front of an archive is taken first."""
        for step in reversed(' && '.join(self.commands(target)).split(' && ')):
            if f' -o {target} ' in step:
                command = shlex.split(step)
                break
        out = f'{self.work}/{target}'
        command[command.index('-o') + 1] = out
        for old, new in swapped.items():
            if old in command:
                command[command.index(old)] = new
            else:
                command.insert(command.index('-o'), new)
        subprocess.run(command, cwd=self.build, check=True)
        return out

    def compile(self, source, old, new, program):
        with open(f'{self.top}/{source}', encoding='utf-8') as file:
            text = file.read()
        if text.count(old) != 1:
            raise SystemExit(f'{source}: found {text.count(old)} times: {old}')
        mutated = f'{self.work}/{os.path.basename(source)}'
        with open(mutated, 'w', encoding='utf-8') as file:
            file.write(text.replace(old, new))
        swapped = {}
        for line in self.commands(program):
            if f' -c {self.top}/{source}' in line:
                command = shlex.split(line)
                target = command[command.index('-o') + 1]
                swapped[target] = f'{self.work}/{len(swapped)}.o'
                if os.path.basename(command[0]) == 'ccache':
                    command = command[1:]
                folder = os.path.dirname(f'{self.top}/{source}')
                run = self.builder.compile(command, mutated, swapped[target], ['-iquote', folder])
                if run.returncode:
                    raise SystemExit(f'{source}: does not compile: {new}\n{run.stderr[:2000]}')
        return swapped

    def is_killed(self, source, old, new, program, test):
        environment = dict(os.environ)
        tested = {'command_tests': 'sparekey', 'memory_tests': 'sparekey', 'kiosk_tests': 'sparekey-kiosk'}.get(program)
        swapped = self.compile(source, old, new, tested or program)
        if tested:
            environment['SPAREKEY_MEMORY_OF' if tested == 'sparekey' else 'SPAREKEY_KIOSK_OF'] = self.link(tested, swapped)
            tests = f'{self.build}/{program}'
        else:
            tests = self.link(program, swapped)
        self.must_pass(f'{self.build}/{program}', test)
        return self.outcome(tests, test, environment) != 0

    def outcome(self, program, test, environment):
        return subprocess.run([program, f'--gtest_filter={test}', '--gtest_brief=1', '--gtest_fail_fast'], env=environment,
                              cwd=self.work, capture_output=True, check=False,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
                              ).returncode

    def must_pass(self, program, test):
        """Without a mutant, that is."""
        if (program, test) in self.passed:
            return
        listed = subprocess.run([program, f'--gtest_filter={test}', '--gtest_list_tests'], capture_output=True, check=True)
        if b'\n  ' not in listed.stdout or self.outcome(program, test, os.environ) != 0:
            raise SystemExit(f'{program}: no such test, or it fails without a mutant: {test}')
        self.passed.add((program, test))


def check_listed(top):
    """Whether each mutant that is listed, as known or as equivalent, is still one of the sources."""
    stale, texts = [], {}
    for source, old, *_ in read(f'{top}/tests/mutation/known'):
        count = text_of(top, source, texts).count(old)
        if count != 1:
            stale.append(f'known: {source}: found {count} times: {old}')
    with open(f'{top}/tests/mutation/equivalent', encoding='utf-8') as file:
        for line in file:
            source, _, rest = line.strip().partition(' | ')
            if not rest or line.startswith('#'):
                continue
            lines = {found.strip() for found in text_of(top, source, texts).split('\n')}
            if not any(rest[:bar.start()] in lines for bar in re.finditer(r' \| ', rest)):
                stale.append(f'equivalent: {line.strip()}')
    for entry in stale:
        print(f'no such line any more: {entry}', file=sys.stderr)
    return len(stale) > 0


def text_of(top, source, texts):
    if source not in texts:
        with open(f'{top}/{source}', encoding='utf-8') as file:
            texts[source] = file.read()
    return texts[source]


def run_known(top, build, work, programs):
    if check_listed(top):
        return True
    known, killed, count = Known(top, build, work), 0, 0
    entries = [entry for entry in read(f'{top}/tests/mutation/known') if entry[3] in programs or not programs]
    targets = {entry[3] for entry in entries}
    subprocess.run(['cmake', '--build', build, '--target', *targets], check=True, stdout=subprocess.DEVNULL)
    for source, old, new, program, test in entries:
        count += 1
        if known.is_killed(source, old, new, program, test):
            killed += 1
        else:
            print(f'survives {test}: {source}: {old.strip()}', file=sys.stderr, flush=True)
    print(f'{killed} of {count} known mutants killed, each by the test that is to')
    return killed < count
