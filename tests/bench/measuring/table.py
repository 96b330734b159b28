# SPDX-License-Identifier: Apache-2.0
"""All figures, measured or remembered: what was measured of the same bytes is not measured again."""
import concurrent.futures
import hashlib
import json
import os
import re
import threading

from measuring import builds, calls, contenders, counting, flash, memory, service

MEASURED = os.path.join(builds.BUILD, "measured.json")


class Memory:
    """Of earlier runs, by name and by what the figure depends on."""

    def __init__(self):
        self.lock = threading.Lock()
        self.known = {}
        if os.path.exists(MEASURED):
            with open(MEASURED) as text:
                self.known = json.load(text)

    def figure(self, name, of, measure):
        with self.lock:
            known = self.known.get(name)
        if known is None or known[0] != of:
            known = [of, measure()]
            with self.lock:
                self.known[name] = known
                with open(MEASURED, "w") as out:
                    json.dump(self.known, out)
            print(f"bench: {name}: {known[1]}", flush=True)
        return known[1]


def fingerprint(*files):
    """Of what is executed: debug information says nothing."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(flash.executed(file))
    return digest.hexdigest()[:16]


def _instructions(known, emulator, machine, who, of):
    command, figures = who.command(machine), {}
    qemu = counting.counter(machine, "/bin/true" if machine == "amd64" else command[0])
    runs = 5 if who.program else 1
    figures["start"] = known.figure(f"{machine} {who.key} start", of, lambda: counting.start(qemu, command))
    for chain, tls in service.CHAINS.items():
        with service.Service(emulator, tls) as at:
            def count(name, times, ca, runs):
                return known.figure(f"{machine} {who.key} {chain} {name}", of, lambda: counting.instructions(
                    at, qemu, command, times, runs=runs, ca=ca, environment=who.environment(ca)))
            first = count("first", 1, at.ca, runs)
            figures[chain] = {
                "first": first,
                "second": count("two", 2, at.ca, runs) - first,
                "bundle": count("bundle", 1, counting.bundle(at), 1),
            }
    return figures


def _processes(known, emulator, who, of):
    """System calls, wire and memory, on this machine."""
    command, figures = who.command("amd64"), {}
    with service.Service(emulator, service.CHAINS["RSA"]) as at:
        more = {"environment": who.environment(at.ca)}

        def figure(name, measure):
            return known.figure(f"amd64 {who.key} {name}", of, measure)
        figures["start"] = figure("calls at start", lambda: calls.start(command))
        figures["first"] = figure("calls", lambda: calls.system_calls(at, command, 1, **more))
        two = figure("calls of two", lambda: calls.system_calls(at, command, 2, **more))
        figures["second"] = {name: two[name] - figures["first"][name] for name in two}
        figures["stack"] = figure("stack", lambda: memory.stack(at, command, **more))
        figures["resident"] = figure("resident", lambda: memory.resident(at, command, **more))
        if who.program:
            figures["heap"] = figure("heap", lambda: memory.heap(at, command, **more))
        if who is contenders.OURS:
            pool = [os.path.join(builds.BUILD, "amd64", "sparekey_pool")]
            said = known.figure("amd64 ours pool", of, lambda: at.recover(pool, 1)[0])
            figures["pool"] = int(said.split()[1])
    return figures


def measure(known, emulator):
    """{"amd64": {contender: ...}, "armhf": ..., "sizes": ...}"""
    jobs = []
    figures = {"amd64": {}, "armhf": {}, "processes": {}, "sizes": {}}
    for machine in ("amd64", "armhf", "static"):
        figures["sizes"][machine] = {}
        for who in contenders.build(machine):
            if who.program:
                figures["sizes"][machine][who.key] = flash.stripped(machine, who.command(machine)[0])
            of = fingerprint(emulator, *who.files(machine))
            if machine == "static":
                continue
            jobs.append((figures[machine], who.key, _instructions, (known, emulator, machine, who, of)))
            if machine == "amd64":
                jobs.append((figures["processes"], who.key, _processes, (known, emulator, who, of)))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        done = [(into, key, pool.submit(function, *arguments)) for into, key, function, arguments in jobs]
        for into, key, future in done:
            into[key] = future.result()
    return figures


def codecs(known, emulator):
    """Instructions of four requests and answers without TLS, by contender; built where the emulator was."""
    build = os.path.dirname(emulator)
    programs = [os.path.join(build, name) for name in ("codecs_ours", "codecs_cjson", "codecs_nlohmann")]
    builds.run("cmake", "--build", build, "--target", *(os.path.basename(program) for program in programs))
    script = os.path.join(builds.TOP, "tests/bench/codecs")
    said = known.figure("codecs", fingerprint(*programs), lambda: builds.run(script, *programs))
    return {name.strip(): int(number) for name, number in re.findall(r"^(.*?) +(\d+)$", said, re.MULTILINE)}
