# SPDX-License-Identifier: Apache-2.0
"""The machine and the versions that the figures are of."""
import datetime
import json
import os
import re
import subprocess

from measuring import builds, contenders, counting


def _first_line(*command):
    return subprocess.run(command, text=True, capture_output=True).stdout.split("\n")[0]


def _version(*command):
    return re.search(r"\d+(\.\d+)+", _first_line(*command)).group(0)


def machine():
    with open("/proc/cpuinfo") as text:
        processor = re.search(r"model name\s*: (.*)", text.read()).group(1)
    with open("/etc/os-release") as text:
        system = re.search(r'PRETTY_NAME="(.*)"', text.read()).group(1)
    with open(os.path.join(builds.MBEDTLS, "VERSION")) as text:
        mbedtls = text.read().split("-")[0].strip()
    with open(os.path.join(contenders.NODE, "package.json")) as text:
        sdk = json.load(text)["dependencies"]["authing-node-sdk"]
    return {
        "date": datetime.date.today().isoformat(),
        "processor": processor,
        "system": system,
        "compiler": f"gcc {_version('gcc', '--version')}",
        "mbedtls": mbedtls,
        "curl": builds.source("curl")[1],
        "cjson": builds.source("cjson")[1],
        "debian_curl": _version("pkg-config", "--modversion", "libcurl"),
        "openssl": _version("openssl", "version"),
        "node": _version("node", "--version"),
        "sdk": sdk,
        "qemu": f"qemu {_version('qemu-arm', '--version')}",
        "strace": f"strace {_version('strace', '--version')}",
        "valgrind": f"valgrind {_version('valgrind', '--version')}",
        "roots": counting.roots_of_system(),
    }
