# SPDX-License-Identifier: Apache-2.0
"""What a recovery may cost: the part of the bench that is quick enough to be a check."""
import os

from measuring import builds, calls, counting, service

OURS, FLOOR = "sparekey_recovery", "bare_mbedtls"
# Above bare mbedTLS with the kernel's random numbers, by chain; and a second recovery, whose session is resumed.
ABOVE = {("RSA", "first"): 120_000, ("EC", "first"): 0, ("RSA", "second"): 150_000}
CALLS = {"calls": 110, "receives": 22, "waits": 10, "getrandom": 12}


def _above(emulator):
    folder = builds.build("amd64", [OURS, FLOOR])
    ours, floor = ([os.path.join(folder, name)] for name in (OURS, FLOOR))
    qemu = counting.counter("amd64", ours[0])
    for chain, tls in service.CHAINS.items():
        with service.Service(emulator, tls) as at:
            of = {times: [counting.instructions(at, qemu, who, times, runs=3) for who in (ours, floor)] for times in (1, 2)}
        first, two = (mine - bare for mine, bare in (of[1], of[2]))
        yield (chain, "first"), first
        yield (chain, "second"), two - first


def kept(emulator):
    good = True

    def compare(what, measured, budget):
        nonlocal good
        good = good and measured <= budget
        print(f"bench: {what}: {measured:,}, at most {budget:,}{'' if measured <= budget else ': TOO MUCH'}")
    for key, measured in _above(emulator):
        if key in ABOVE:
            compare(f"instructions above bare mbedTLS, {key[1]} recovery, {key[0]} chain", measured, ABOVE[key])
    with service.Service(emulator, service.CHAINS["RSA"]) as at:
        # A busy machine adds some: an answer comes in more pieces.
        seen = calls.system_calls(at, [os.path.join(builds.BUILD, "amd64", OURS)], 1, runs=5, pick=min)
    for name, budget in CALLS.items():
        compare(f"a first recovery's {name}", seen[name], budget)
    return good
