# SPDX-License-Identifier: Apache-2.0
"""What the rivals weigh, for the pages of tests/size."""
import os
import tempfile

from measuring import builds

STRIP = {"amd64": "strip", "static": "strip", "armhf": "arm-linux-gnueabihf-strip"}


def stripped(machine, program):
    with tempfile.NamedTemporaryFile() as out:
        builds.run(STRIP[machine], "-o", out.name, program)
        return os.path.getsize(out.name)


def executed(file):
    """The bytes of a program without debug information, or of a file as they are."""
    with open(file, "rb") as whole:
        content = whole.read()
    if content[:4] != b"\x7fELF" or len(content) > 50_000_000:
        return content
    machine = "armhf" if content[18] == 40 else "amd64"  # e_machine
    with tempfile.NamedTemporaryFile() as out:
        builds.run(STRIP[machine], "-R", ".note.gnu.build-id", "-o", out.name, file)
        with open(out.name, "rb") as stripped_file:
            return stripped_file.read()


def record(bare, libcurl):
    """tests/size/recorded/rivals.md, and what is written from it."""
    size = os.path.join(builds.TOP, "tests/size")
    with open(os.path.join(builds.MBEDTLS, "VERSION")) as text:
        mbedtls = text.read().split("-")[0].strip()
    with open(os.path.join(size, "recorded/rivals.md"), "w") as page:
        page.write(f"""# What others link for the same work

Written by `tests/bench/run`: ARMv7, musl, static, stripped, `-Os`, sections collected and link-time optimised, as
`appliance-armhf` is, with the same mbedTLS {mbedtls} and its configuration (`tests/bench/rivals/mbedtls_config_rivals.h`).

| rival | flash |
|---|---:|
| bare mbedTLS | {bare:,} |
| libcurl {builds.source('curl')[1]} + cJSON {builds.source('cjson')[1]} | {libcurl:,} |
""")
    for script, to in (("goals", "goals.md"), ("chart", "sizes.svg")):
        text = builds.run(os.path.join(size, script))
        with open(os.path.join(size, "recorded", to), "w") as out:
            out.write(text)
    builds.run(os.path.join(size, "pages"), "write")
