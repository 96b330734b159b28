# SPDX-License-Identifier: Apache-2.0
"""What a builder may choose of the appliance on ARM, and what each choice costs."""
import os
import re

from measuring import builds, counting, flash, service

TWO = {"maxVersion": "1.2"}
# What to write; CMake's definitions; lines behind mbedTLS's configuration; the compiler's flags; the server.
VARIANTS = [
    ("as `appliance-armhf` has it", {}, "", None, TWO),
    ("`SPAREKEY_ECP_FIXED_POINT=OFF`", {"SPAREKEY_ECP_FIXED_POINT": "OFF"}, "", None, TWO),
    ("`SPAREKEY_ECP_WINDOW=2`", {"SPAREKEY_ECP_WINDOW": "2"}, "", None, TWO),
    ("both of these", {"SPAREKEY_ECP_FIXED_POINT": "OFF", "SPAREKEY_ECP_WINDOW": "2"}, "", None, TWO),
    ("`SPAREKEY_X25519=ON`", {"SPAREKEY_X25519": "ON"}, "", None, TWO),
    ("all of AES's tables, in flash (no `MBEDTLS_AES_FEWER_TABLES`)", {}, "#undef MBEDTLS_AES_FEWER_TABLES\n", None, TWO),
    ("AES's tables in RAM (no `MBEDTLS_AES_ROM_TABLES`)", {}, "#undef MBEDTLS_AES_ROM_TABLES\n", None, TWO),
    ("`-O2` instead of `-Os`", {}, "", "-O2 -DNDEBUG -g", TWO),
    ("`SPAREKEY_IN_CONTENT_LEN=4096`", {"SPAREKEY_IN_CONTENT_LEN": "4096"}, "", None, TWO),
    ("`SPAREKEY_TLS13=ON`, and the server speaks 1.2", {"SPAREKEY_TLS13": "ON"}, "", None, TWO),
    ("the same, and the server speaks 1.3", {"SPAREKEY_TLS13": "ON"}, "", None, {"minVersion": "1.3", "maxVersion": "1.3"}),
]


def _build(name, options, config, flags):
    folder = os.path.join(builds.BUILD, "variants")
    os.makedirs(folder, exist_ok=True)
    file = os.path.join(folder, f"{name}.h")
    if not os.path.exists(file):
        with open(file, "w") as out:
            out.write(config)
    define = f'-DMBEDTLS_USER_CONFIG_FILE=<{file}>'
    more = [f"-D{key}={value}" for key, value in {
        **options, "SPAREKEY_BUILD_MINI": "ON", "CMAKE_INTERPROCEDURAL_OPTIMIZATION": "ON"}.items()]
    for language in ("C", "CXX"):
        more.append(f'-DCMAKE_{language}_FLAGS_MINSIZEREL={flags or builds.SIZE} "{define}"')
    return builds.build("armhf", ["sparekey_recovery", "sparekey_pool", "sparekey_mini"], f"variants/{name}", more)


def _static_ram(program):
    """Its own pool and the test's file of roots apart."""
    sections = builds.run("arm-linux-gnueabihf-readelf", "-SW", program)
    total = sum(int(size, 16) for size, kind in re.findall(
        r"\] \S+ +\S+ +\S+ +\S+ +(\S+) +\S+ +([A-Z]+) ", sections) if "W" in kind)
    symbols = builds.run("arm-linux-gnueabihf-nm", "-S", program)
    apart = [int(size, 16) for size, name in re.findall(r"^\S+ (\S+) [bB] (\S+)", symbols, re.MULTILINE)
             if re.fullmatch(r"_ZN12_GLOBAL__N_14poolE|_ZN8sparekey12_GLOBAL__N_12caE", name)]
    if len(apart) != 2:
        raise SystemExit(f"bench: {program}: its pool and its roots are not to be found")
    return total - sum(apart)


def measure(known, emulator, fingerprint):
    """[{"name", "flash", "ram", "RSA", "EC"}], the first as it is."""
    rows, built = [], {}
    for name, options, config, flags, server in VARIANTS:
        key = str((options, config, flags))
        number = built.setdefault(key, len(built))
        folder = _build(str(number), options, config, flags)
        recovery, pool, mini = (os.path.join(folder, program) for program in (
            "sparekey_recovery", "sparekey_pool", "sparekey/tests/size/sparekey-mini"))
        if not os.path.exists(mini):
            mini = os.path.join(folder, "sparekey-mini")
        of = fingerprint(emulator, recovery, pool, mini)
        row = {"name": name, "flash": flash.stripped("armhf", mini)}
        qemu = counting.counter("armhf", recovery)
        for chain, tls in service.CHAINS.items():
            with service.Service(emulator, {**tls, **server}) as at:
                row[chain] = known.figure(f"variant {name} {chain}", of, lambda: counting.instructions(at, qemu, [recovery], 1, runs=3))
                if chain == "RSA":
                    said = known.figure(f"variant {name} memory", of, lambda: "".join(at.recover([pool], 1, before=["qemu-arm"])))
        used = dict(re.findall(r"^(pool_peak|stack) (\d+)", said, re.MULTILINE))
        row["ram"] = _static_ram(recovery) + int(used["pool_peak"]) + int(used["stack"])
        rows.append(row)
    return rows


def table(rows):
    lines = ["| choice | flash, `sparekey-mini` | RAM | instructions, RSA chain | EC chain |", "|---|---:|---:|---:|---:|"]
    base = rows[0] if rows else None
    for row in rows:
        if row is base:
            lines.append(f"| {row['name']} | {row['flash']:,} | {row['ram']:,} | {row['RSA'] / 1e6:.1f} M | {row['EC'] / 1e6:.1f} M |")
            continue
        lines.append(f"| {row['name']} | {row['flash'] - base['flash']:+,} | {row['ram'] - base['ram']:+,} | "
                     f"{(row['RSA'] - base['RSA']) / 1e6:+.1f} M | {(row['EC'] - base['EC']) / 1e6:+.1f} M |")
    return "\n".join(lines)
