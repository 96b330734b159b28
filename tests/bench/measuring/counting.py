# SPDX-License-Identifier: Apache-2.0
"""Instructions of whole processes, counted by qemu with a plug-in. Keys and blinding are random: medians are taken."""
import os
import re
import shutil
import statistics
import subprocess

from measuring import builds

QEMU = {"amd64": ["qemu-x86_64", "-cpu", "max"], "armhf": ["qemu-arm"]}
CALLGRIND = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]  # ten times as slow, and agrees within 0.2 %
BUNDLE = "/etc/ssl/certs/ca-certificates.crt"


def counter(machine, program):
    """qemu's arguments that count; `program` is any that it can run."""
    for version in (2, 1):
        library = builds.compiled(
            f"libinstructions-{version}.so", "instructions.c", "-shared", "-fPIC", f"-DPLUGIN_VERSION={version}")
        qemu = [*QEMU[machine], "-plugin", library]
        tried = subprocess.run([*qemu, program], text=True, capture_output=True, stdin=subprocess.DEVNULL)
        if "instructions " in tried.stderr:
            return qemu
    if machine == "amd64" and shutil.which("valgrind"):
        return CALLGRIND
    raise SystemExit(f"bench: {QEMU[machine][0]} loads no plug-in (Debian 13's takes none, Debian 12's does): {tried.stderr}")


def counted(said):
    return int(re.search(r"^(?:instructions |==\d+== Collected : )(\d+)", said, re.MULTILINE).group(1))


def instructions(service, qemu, command, times, *, runs=5, **more):
    """Of a process that recovers `times` accounts."""
    return int(statistics.median(counted(service.recover(command, times, before=qemu, **more)[1]) for _ in range(runs)))


def start(qemu, command):
    """Of one that is told nothing to do, and says so."""
    said = subprocess.run([*qemu, *command], text=True, capture_output=True, stdin=subprocess.DEVNULL)
    return counted(said.stderr)


def bundle(service, roots=None):
    """The system's roots, or so many of them, and the emulator's own behind them all: it has to be looked for."""
    file = os.path.join(service.folder.name, f"bundle-{roots}.pem")
    if not os.path.exists(file):
        with open(file, "w") as out, open(BUNDLE) as system, open(service.ca) as own:
            all_roots = [f"-----BEGIN{text}" for text in system.read().split("-----BEGIN")[1:]]
            out.write("".join(all_roots[:roots]) + own.read())
    return file


def roots_of_system():
    with open(BUNDLE) as system:
        return system.read().count("-----BEGIN")
