# SPDX-License-Identifier: Apache-2.0
"""Instructions of whole processes. Counts differ from run to run, for keys and blinding are random: medians are taken."""
import os
import re
import statistics

RUNS = 5


def instructions(service, command, times, *, qemu=None, ca=None, runs=RUNS, **more):
    """Of a process that recovers `times` accounts; with `qemu`, its arguments that count."""
    before = qemu or ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    counts = []
    for _ in range(runs):
        said = service.recover(command, times, ca=ca, before=before, **more)[1]
        counts.append(int(re.search(r"(?:Collected : |instructions )(\d+)", said).group(1)))
    return int(statistics.median(counts))


BUNDLE = "/etc/ssl/certs/ca-certificates.crt"


def bundle(service):
    """The system's roots, and the emulator's behind them all: it has to be looked for among them."""
    file = os.path.join(service.folder.name, "bundle.pem")
    if not os.path.exists(file):
        with open(file, "w") as out, open(BUNDLE) as roots, open(service.ca) as own:
            out.write(roots.read() + own.read())
    return file
