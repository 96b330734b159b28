# SPDX-License-Identifier: Apache-2.0
"""Heap, stack and resident memory of whole processes."""
import os
import re
import tempfile

from measuring import builds


def heap(service, command, **more):
    """What malloc had handed out at most, with what it needs itself; by valgrind."""
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "massif")
        service.recover(command, 1, before=[
            "valgrind", "--tool=massif", "--peak-inaccuracy=0.0", f"--massif-out-file={file}"], **more)
        with open(file) as text:
            figures = re.findall(r"mem_heap_B=(\d+)\nmem_heap_extra_B=(\d+)", text.read())
    return max(int(used) + int(extra) for used, extra in figures)


def stack(service, command, **more):
    """Of the first thread, by paint. The loader's work at a function's first call is done beforehand."""
    environment = {**more.pop("environment", {}), "LD_PRELOAD": builds.compiled("libstack.so", "measuring/stack_paint.c", "-shared", "-fPIC"), "LD_BIND_NOW": "1"}
    said = service.recover(command, 1, environment=environment, **more)[1]
    return int(re.search(r"^stack (\d+)", said, re.MULTILINE).group(1))


def resident(service, command, **more):
    """The most it had in memory at once, its code and the libraries' included."""
    said = service.recover(command, 1, before=[builds.compiled("resident", "measuring/resident.c", "-static")], **more)[1]
    return int(re.search(r"^resident (\d+)", said, re.MULTILINE).group(1)) * 1024
