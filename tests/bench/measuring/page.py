# SPDX-License-Identifier: Apache-2.0
"""The table and the charts, from tests/bench/recorded/figures.json."""
import re

from measuring import bars, contenders

OURS = contenders.OURS.key
TITLES = {one.key: one.title for one in contenders.ALL}


def _path(figures, *path):
    for part in path:
        figures = figures.get(part) if figures is not None else None
    return figures


def rows():
    """[(heading, [(words, function of figures and contender, whether less is better)])]"""
    def at(*path):
        return lambda figures, who: _path(figures, *(who if part is None else part for part in path))

    def instructions(machine, start):
        chains = [(f"{words}, {chain} chain", at(machine, None, chain, name)) for chain in ("RSA", "EC") for words, name in (
            ("first recovery", "first"), ("second recovery", "second"), ("first, the system's bundle", "bundle"))]
        return ([("process that does nothing", at(machine, None, "start"))] if start else []) + chains

    def calls(which):
        return [(words, at("processes", None, which, name)) for words, name in (
            ("all", "calls"), ("sends", "sends"), ("receives", "receives"), ("waits (poll, epoll)", "waits"), ("getrandom", "getrandom"))]

    def wire(which):
        return [(f"{which} recovery: {words}", at("processes", None, which, name)) for words, name in (
            ("bytes sent", "sent"), ("bytes received", "received"), ("turns", "turns"))]

    def heap(figures, who):
        heap_peak = _path(figures, "processes", who, "heap")
        return heap_peak + figures["processes"][who]["pool"] if who == OURS else heap_peak
    return [
        ("instructions, x86-64, `-O2`, glibc", instructions("amd64", True)),
        ("instructions, ARMv7, `-Os`, musl, as appliance-armhf", instructions("armhf", False)),
        ("system calls of a first recovery, RSA chain",
         [("process that does nothing", at("processes", None, "start"))] + calls("first")),
        ("system calls of a second recovery", calls("second")),
        ("on the wire", wire("first") + wire("second")),
        ("memory of a first recovery, bytes, x86-64", [
            ("heap at its peak; sparekey: its pool", heap), ("stack", at("processes", None, "stack")),
            ("resident, code and libraries included", at("processes", None, "resident"))]),
        ("flash: one static program, stripped, bytes", [
            ("ARMv7, musl, `-Os`", at("sizes", "armhf", None)), ("x86-64, musl, `-Os`", at("sizes", "static", None))]),
    ]


def table(figures):
    keys = [one.key for one in contenders.ALL]
    lines = ["| | " + " | ".join(TITLES[key] for key in keys) + " |", "|---|" + "---:|" * len(keys)]
    for heading, group in rows():
        lines.append(f"| **{heading}** |" + " |" * len(keys))
        for words, value in group:
            numbers = [value(figures, key) for key in keys]
            lines.append(f"| {words} | " + " | ".join("" if n is None else f"{n:,}" for n in numbers) + " |")
    return "\n".join(lines)


def losses(figures):
    """Each row in which somebody does with less than ours, and who does with least."""
    lines = []
    for heading, group in rows():
        for words, value in group:
            own = value(figures, OURS)
            others = [(value(figures, one.key), one.title) for one in contenders.RIVALS]
            least, who = min((pair for pair in others if pair[0] is not None), default=(None, None))
            if least is not None and own > least:
                lines.append(f"| {heading.split(',')[0]}{': ARM' if 'ARM' in heading else ''}: {words} | {own:,} | {least:,} | {who} |")
    head = ["| where somebody needs less | sparekey | least | who |", "|---|---:|---:|---|"]
    return "\n".join(head + lines) if lines else "Nowhere does anybody need less than sparekey."


def above(figures):
    """Ours beside the two floors."""
    lines = ["| whole recovery above | RSA chain | EC chain | second, RSA chain |", "|---|---:|---:|---:|"]
    for machine, words in (("amd64", "x86-64"), ("armhf", "ARM")):
        for key in ("bare", "drbg"):
            own, floor = figures[machine][OURS], figures[machine][key]
            numbers = [own[chain][name] - floor[chain][name] for chain, name in (("RSA", "first"), ("EC", "first"), ("RSA", "second"))]
            lines.append(f"| {TITLES[key]}, {words} | " + " | ".join(f"{n:,}" for n in numbers) + " |")
    return "\n".join(lines)


def codecs(figures):
    lines = ["| four requests and their answers, without TLS | instructions, x86-64, `-O2` |", "|---|---:|"]
    return "\n".join(lines + [f"| {name} | {number:,} |" for name, number in figures["codecs"].items()])


def charts(figures):
    """{file name: text}"""
    kinds = {"ours": "a", "bare": "b", "drbg": "b", "mbedtls": "c", "openssl": "c", "node": "c"}

    def millions(machine, chain, name):
        keys = [one.key for one in contenders.ALL if one.key in figures[machine] and one.key != "node"]
        return [(TITLES[key], [(kinds[key], figures[machine][key][chain][name])], f"{figures[machine][key][chain][name] / 1e6:.1f} M") for key in keys]
    arm = [(words, millions("armhf", chain, name)) for words, chain, name in (
        ("first recovery, RSA chain, one anchor", "RSA", "first"), ("first recovery, EC chain, one anchor", "EC", "first"),
        ("first recovery, RSA chain, the system's bundle of roots", "RSA", "bundle"),
        ("second recovery, RSA chain: libcurl resumes no session here", "RSA", "second"))]
    parts = (("sends", "a"), ("receives", "d"), ("waits", "c"), ("getrandom", "b"))
    calls = []
    for one in contenders.ALL:
        seen = figures["processes"][one.key]
        first = seen["first"]
        pieces = [(kind, first[name]) for name, kind in parts]
        rest = first["calls"] - seen["start"] - sum(number for _, number in pieces)
        pieces.append(("e", max(rest, 0)))
        calls.append((one.title, pieces, f"{first['calls'] - seen['start']:,}"))
    memory = []
    for one in contenders.ALL:
        seen = figures["processes"][one.key]
        if "heap" in seen:
            heap = seen["heap"] + seen.get("pool", 0)
            memory.append((one.title, [("a", heap), ("c", seen["stack"])], f"{heap + seen['stack']:,}"))
    return {
        "instructions.svg": bars.draw("Instructions on ARM (ARMv7, musl, -Os, link-time optimised; under qemu)", arm),
        "calls.svg": bars.draw("System calls of a first recovery, but those of a process that does nothing", [("", calls)],
                              [("a", "send"), ("d", "receive"), ("c", "wait"), ("b", "getrandom"), ("e", "others")]),
        "memory.svg": bars.draw("Heap or pool, and stack, of a first recovery, bytes (x86-64)", [("", memory)],
                               [("a", "heap or pool"), ("c", "stack")]),
    }


def machine(figures):
    known = figures["machine"]
    return (f"Measured {known['date']} on {known['processor']}, {known['system']}: {known['compiler']}; mbedTLS {known['mbedtls']}, "
            f"libcurl {known['curl']} and cJSON {known['cjson']} from source, Debian's libcurl {known['debian_curl']} with OpenSSL "
            f"{known['openssl']}, Node {known['node']} with authing-node-sdk {known['sdk']}; counted by {known['qemu']}, "
            f"{known['strace']} and {known['valgrind']}. The bundle is the system's {known['roots']} roots with the service's behind them.")


def on_front(text, figures):
    """The front page's one sentence of figures."""
    own, libcurl = (figures["armhf"][key]["RSA"] for key in (OURS, "mbedtls"))
    words = (f"on ARM a recovery executes {own['first'] / 1e6:.1f} M instructions, or {own['bundle'] / 1e6:.1f} M with the system's bundle of "
             f"roots;\n  libcurl with the same mbedTLS {libcurl['first'] / 1e6:.1f} M and {libcurl['bundle'] / 1e6:.1f} M")
    found = re.compile(r"on ARM a recovery executes [\d.]+ M .*?libcurl with the same mbedTLS [\d.]+ M and [\d.]+ M", re.DOTALL)
    if not found.search(text):
        raise SystemExit("bench: the front page has no sentence of figures")
    return found.sub(words, text)
