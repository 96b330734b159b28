# SPDX-License-Identifier: Apache-2.0
"""Runs tests against one mutant. A failure, a crash or a hang kills it; a machine that is busy does not."""
import os
import resource
import signal
import subprocess
import time

IDLE_SECONDS = 60  # longer than any test waits for anything without work


def run(program, tests, mutant, seconds, folder):
    """Why the mutant is dead, or None. seconds is what these tests take without it."""
    environment = {**os.environ, 'SPAREKEY_MUTANT': str(mutant)}
    limit = int(5 + 8 * seconds)  # of the processor's time, so load does not count
    command = [program, f'--gtest_filter={":".join(tests)}', '--gtest_break_on_failure', '--gtest_brief=1']
    with open(f'{folder}/output.{os.getpid()}', 'wb') as output:
        child = subprocess.Popen(command, env=environment, stdout=output, stderr=output, cwd=folder, start_new_session=True,
                                 preexec_fn=lambda: limit_child(limit))
        verdict = watch(child)
    try:
        os.killpg(child.pid, signal.SIGKILL)  # whatever it left behind
    except ProcessLookupError:
        pass
    return verdict


def limit_child(seconds):
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))


def watch(child):
    used, since = None, time.monotonic()
    delay = 0.01
    while child.poll() is None:
        try:
            child.wait(delay)
        except subprocess.TimeoutExpired:
            pass
        delay = min(delay * 1.5, 0.2)
        state, now = work_of(child.pid), time.monotonic()
        if state != used or state is None:
            used, since = state, now
        elif now - since > IDLE_SECONDS:
            child.kill()
            child.wait()
            return 'hangs: nothing to do and nothing to wait for'
    if child.returncode in (0, -signal.SIGTRAP):  # the first check that failed, of a table's perhaps thousands
        return 'a test fails' if child.returncode else None
    if child.returncode < 0:
        name = signal.Signals(-child.returncode).name
        return 'hangs: never done' if name == 'SIGXCPU' else f'crashes: {name}'
    return 'a test fails'


def work_of(pid):
    """The processor's time that all threads used so far, and whether one waits for a processor: then it is not idle."""
    total, ready = 0, False
    try:
        for thread in os.listdir(f'/proc/{pid}/task'):
            with open(f'/proc/{pid}/task/{thread}/stat', encoding='latin-1') as file:
                fields = file.read().rsplit(')', 1)[1].split()
            total += int(fields[11]) + int(fields[12])
            ready = ready or fields[0] in 'RD'
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if ready else total
