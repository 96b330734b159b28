# SPDX-License-Identifier: Apache-2.0
"""Who is compared: how each is named, built, started, and what it must be told."""
import filecmp
import os
import shutil

from measuring import builds

SDK = os.path.join(builds.TOP, "tests/bench/rivals/node")
NODE = os.path.join(builds.BUILD, "node")


class Contender:
    def __init__(self, key, title, program=None, machines=("amd64", "armhf", "static")):
        self.key, self.title, self.program, self.machines = key, title, program, machines

    def command(self, machine):
        if self.program is None:
            return [shutil.which("node"), os.path.join(NODE, "recover.mjs")]
        return [os.path.join(builds.BUILD, machine, self.program)]

    def environment(self, ca):
        return {} if self.program else {"NODE_EXTRA_CA_CERTS": ca}

    def files(self, machine):
        """What its figures depend on."""
        return self.command(machine) + ([] if self.program else [os.path.join(NODE, "package-lock.json")])


OURS = Contender("ours", "sparekey", "sparekey_recovery")
FLOOR = Contender("bare", "bare mbedTLS", "bare_mbedtls")
RIVALS = [
    FLOOR,
    Contender("drbg", "bare mbedTLS, CTR_DRBG", "bare_mbedtls_drbg"),
    Contender("mbedtls", "libcurl, mbedTLS, cJSON", "libcurl_mbedtls"),
    Contender("openssl", "libcurl, OpenSSL, cJSON", "libcurl_openssl", ("amd64",)),
    Contender("node", "the service's SDK for Node", None, ("amd64",)),
]
ALL = [OURS, *RIVALS]


def build(machine):
    """Everybody of that machine; the SDK as its lock file has it."""
    programs = [one.program for one in ALL if machine in one.machines and one.program]
    if machine == "amd64":
        programs.append("sparekey_pool")
    builds.build(machine, programs)
    if machine == "amd64":
        _install_sdk()
    return [one for one in ALL if machine in one.machines]


def _install_sdk():
    os.makedirs(NODE, exist_ok=True)
    wanted = os.path.join(SDK, "package-lock.json")
    installed = os.path.join(NODE, "package-lock.json")
    fresh = os.path.exists(os.path.join(NODE, "node_modules")) and filecmp.cmp(wanted, installed, shallow=False)
    for name in os.listdir(SDK):
        shutil.copy(os.path.join(SDK, name), NODE)
    if fresh:
        return
    if shutil.which("npm") is None:
        raise SystemExit("bench: npm is missing: toolchains/setup bench")
    builds.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=NODE)
