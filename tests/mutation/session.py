# SPDX-License-Identifier: Apache-2.0
"""Tries mutants on the tests that pass them, remembers the verdicts, and tells the figures."""
import hashlib
import json
import os
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import SourceFileLoader
from threading import Lock

from trial import run

CHUNK_SECONDS = 2  # of the processor's time, for tests in one process: short ones first, as most mutants die early
MOST_SECONDS = 20  # of tests for one mutant; one that lives longer has survived


class Session:
    def __init__(self, top, work, builder, rewriter, programs, jobs):
        self.top, self.work, self.programs, self.jobs = top, work, programs, jobs
        self.rewriter, self.mutants, self.builder = rewriter, rewriter.mutants, builder
        self.names = {mutant.file for mutant in self.mutants}
        print(f'{len(self.mutants)} mutants in {len(self.names)} files', flush=True)
        self.lock = Lock()
        self.excluded, self.coverage = {}, SourceFileLoader('report', f'{top}/tests/coverage/report').load_module()

    def prepare(self):
        self.refused = self.builder.link_all(self.rewriter, self.names, self.programs, self.jobs)
        self.tests_hash = hash_of(f'{self.work}/bin/{program}' for program in self.programs)
        self.reached = self.record()

    def record(self):
        """For each mutant the tests that pass it: (program, test, seconds), as they are to be tried."""
        tests = {}
        with ThreadPoolExecutor(self.jobs) as pool:
            for program, lines in zip(self.programs, pool.map(self.record_program, self.programs)):
                for line in lines:
                    name, milliseconds, passed, *numbers = line.split()
                    if passed == '1':
                        for number in numbers:
                            tests.setdefault(int(number), []).append((program, name, int(milliseconds) / 1000))
        for found in tests.values():
            found.sort(key=lambda test: (self.programs.index(test[0]), test[2]))
        return tests

    def record_program(self, program):
        reached, output = f'{self.work}/{program}.reached', f'{self.work}/{program}.output'
        if os.path.exists(reached):
            os.remove(reached)
        with open(output, 'wb') as file:
            done = subprocess.run([f'{self.work}/bin/{program}', '--gtest_brief=1'], cwd=self.work, stdout=file, stderr=file,
                                  env={**os.environ, 'SPAREKEY_REACHED': reached}, check=False)
        if done.returncode:
            raise SystemExit(f'without a mutant {program} fails; see {output}')
        with open(reached, encoding='utf-8') as file:
            return file.readlines()

    def try_on(self, mutant):
        left, tests = MOST_SECONDS, list(self.reached.get(mutant.number, ()))
        while tests and left > 0:
            program, names, seconds = tests[0][0], [], 0.0
            while tests and tests[0][0] == program and (not names or seconds + tests[0][2] < CHUNK_SECONDS):
                seconds += tests[0][2]
                names.append(tests.pop(0)[1])
            verdict = run(f'{self.work}/bin/{program}', names, mutant.number, seconds, self.work)
            if verdict:
                return f'{verdict} ({program})'
            left -= seconds
        return 'survived' if self.reached.get(mutant.number) else 'survived: no test comes by'

    def tell(self, wanted, least):
        """The figures of those that were tried so far, by this session or others of the same sources."""
        equivalent = read_equivalent(f'{self.top}/tests/mutation/equivalent')
        self.tests_hash = None
        known = self.remembered(f'{self.work}/verdicts')
        tried = {mutant: known[mutant.key] for mutant in wanted
                 if mutant.key in known and not is_equivalent(mutant, equivalent)}
        print(f'{len(tried)} of {len(wanted)} tried so far')
        return self.report(tried, tried, tried, 0, least)

    def run(self, wanted, least):
        self.prepare()
        path = f'{self.work}/verdicts'
        equivalent = read_equivalent(f'{self.top}/tests/mutation/equivalent')
        known = self.remembered(path)
        judged = [mutant for mutant in wanted if mutant.number not in self.refused]
        counted = [mutant for mutant in judged
                   if not is_equivalent(mutant, equivalent) and not self.is_out_of_reach(mutant)]
        began, verdicts = time.monotonic(), {}
        with open(path, 'a', encoding='utf-8') as log, ThreadPoolExecutor(self.jobs) as pool:
            def judge(mutant):
                verdict = known.get(mutant.key) or self.try_on(mutant)
                with self.lock:
                    if mutant.key not in known:
                        log.write(json.dumps([mutant.key, self.hash_of(mutant), self.tests_hash, verdict]) + '\n')
                        log.flush()
                        if verdict.startswith('survived'):
                            print(f'{verdict}: {mutant}', flush=True)
                return verdict
            verdicts = dict(zip(counted, pool.map(judge, counted)))
        return self.report(wanted, judged, verdicts, time.monotonic() - began, least)

    def is_out_of_reach(self, mutant):
        """No test comes by, and a comment "Not covered: REASON" says why, as for tests/coverage."""
        if mutant.number in self.reached:
            return False
        if mutant.file not in self.excluded:
            self.excluded[mutant.file] = self.coverage.Source(mutant.file).exclusions()
        return mutant.line in self.excluded[mutant.file]

    def remembered(self, path):
        """Who is dead stays dead as long as its source is the same; who survived is tried again on other tests."""
        known = {}
        if os.path.exists(path):
            hashes = {mutant.key: self.hash_of(mutant) for mutant in self.mutants}
            with open(path, encoding='utf-8') as file:
                for key, source, tests, verdict in map(json.loads, file):
                    same_tests = self.tests_hash in (None, tests)
                    if hashes.get(key) == source and (same_tests or not verdict.startswith('survived')):
                        known[key] = verdict
        return known

    def hash_of(self, mutant):
        return hashlib.sha256(self.rewriter.files.text(mutant.file).encode('latin-1')).hexdigest()[:16]

    def report(self, wanted, judged, verdicts, seconds, least):
        survivors = [mutant for mutant, verdict in verdicts.items() if verdict.startswith('survived')]
        with open(f'{self.work}/survivors', 'w', encoding='utf-8') as file:
            file.writelines(f'{mutant.key}\n' for mutant in survivors)
        print('\nsurvivors:' if survivors else '\nno survivors')
        for mutant in survivors:
            print(f'  {mutant}\n      {mutant.code}')
        total, alive = Counter(folder(mutant) for mutant in verdicts), Counter(folder(mutant) for mutant in survivors)
        for name in sorted(total):
            print(f'{name:10} {total[name] - alive[name]:5} of {total[name]:5} killed, '
                  f'{100 * (total[name] - alive[name]) / total[name]:5.1f} %')
        ways = Counter(verdict.split(' (')[0].split(':')[0] for verdict in verdicts.values())
        print(', '.join(f'{count} {way}' for way, count in ways.most_common()))
        print(f'{len(wanted)} drawn, {len(wanted) - len(judged)} do not compile, {len(judged) - len(verdicts)} equivalent or out of reach; '
              f'{seconds:.0f} s')
        killed, tried = len(verdicts) - len(survivors), max(len(verdicts), 1)
        print(f'{killed} of {len(verdicts)} killed, {100 * killed / tried:.1f} %')
        return 0 if killed >= least * len(verdicts) else 1


def folder(mutant):
    return mutant.file.split('/')[1]


def hash_of(paths):
    digest = hashlib.sha256()
    for path in paths:
        with open(path, 'rb') as file:
            digest.update(file.read())
    return digest.hexdigest()[:16]


def is_equivalent(mutant, equivalent):
    return mutant.key in equivalent or mutant.key.rsplit(' | ', 1)[0] in equivalent


def read_equivalent(path):
    """Each line: file | line of code | place | mutation | which of several lines alike, if not all | reason"""
    keys = set()
    with open(path, encoding='utf-8') as file:
        for line in file:
            if line.strip() and not line.startswith('#'):
                key, _, reason = line.strip().rpartition(' | ')
                if key.count(' | ') < 3 or not reason:
                    raise SystemExit(f'{path}: no reason: {line}')
                keys.add(key)
    return keys
