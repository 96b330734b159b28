# SPDX-License-Identifier: Apache-2.0
"""What strace sees: system calls, and what goes over the wire."""
import glob
import os
import re
import statistics
import subprocess
import tempfile

SENDS = {"sendto", "sendmsg", "write", "writev"}
RECEIVES = {"recvfrom", "recvmsg", "read", "readv"}
WAITS = {"poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait"}
LINE = re.compile(r"(\w+)\((?:\d+<(\w+)(?::\[[^\]]*\])?>)?.*\) += (-?\d+)")
STRACE = ["strace", "-ff", "-yy", "-qq"]


def _read(files):
    seen = dict.fromkeys(("calls", "sends", "receives", "waits", "getrandom", "sent", "received", "turns"), 0)
    last = None
    for file in files:
        with open(file, errors="replace") as text:
            lines = text.read().split("\n")
        for line in lines:
            call = LINE.match(line)
            if call is None:
                seen["calls"] += line.startswith("exit_group(")
                continue
            name, kind, result = call.group(1), call.group(2), int(call.group(3))
            seen["calls"] += 1
            seen["waits"] += name in WAITS
            seen["getrandom"] += name == "getrandom"
            if kind != "TCP" or name not in SENDS | RECEIVES:
                continue
            sends = name in SENDS
            seen["sends" if sends else "receives"] += 1
            if result > 0:
                seen["sent" if sends else "received"] += result
                seen["turns"] += last == "sent" and not sends
                last = "sent" if sends else "received"
    return seen


def system_calls(service, command, times, *, runs=3, pick=statistics.median, **more):
    """A turn is a message of ours and the answer to it; TCP's own, in front, is not among them."""
    seen = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            service.recover(command, times, before=[*STRACE, "-o", os.path.join(folder, "trace")], **more)
            seen.append(_read(glob.glob(os.path.join(folder, "trace.*"))))
    return {name: int(pick(run[name] for run in seen)) for name in seen[0]}


def start(command):
    """How many a process makes that is told nothing to do."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*STRACE, "-o", os.path.join(folder, "trace"), *command], stdin=subprocess.DEVNULL, capture_output=True)
        return _read(glob.glob(os.path.join(folder, "trace.*")))["calls"]
