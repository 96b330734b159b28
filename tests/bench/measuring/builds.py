# SPDX-License-Identifier: Apache-2.0
"""What is measured, built: the rivals and ours beside them, by one compiler with the same flags."""
import glob
import json
import os
import re
import subprocess
import threading

TOP = os.path.realpath(os.path.join(os.path.dirname(__file__), "../../.."))
BUILD = os.path.join(TOP, "build/bench")
MBEDTLS = os.path.join(TOP, "build/mbedtls/3.6")
SPEED = "-O2 -DNDEBUG -g"
SIZE = "-Os -DNDEBUG -g"


def _of_preset(name):
    """The library's options of a preset: the rivals have mbedTLS as it has it."""
    with open(os.path.join(TOP, "CMakePresets.json")) as text:
        presets = {preset["name"]: preset for preset in json.load(text)["configurePresets"]}
    own = presets[name]
    options = dict(_of_preset(own["inherits"])) if "inherits" in own else {}
    options.update(own.get("cacheVariables", {}))
    return {key: value for key, value in options.items() if re.match(r"SPAREKEY_(?!BUILD|WARNINGS|WERROR|MBEDTLS|HARDENED)", key)}


def _definitions(options):
    return [f"-D{key}={value}" for key, value in options.items()]


def _appliance(architecture):
    return ["--toolchain", os.path.join(TOP, f"toolchains/appliance-{architecture}.cmake"), "-DCMAKE_BUILD_TYPE=MinSizeRel",
            f"-DCMAKE_C_FLAGS_MINSIZEREL={SIZE}", f"-DCMAKE_CXX_FLAGS_MINSIZEREL={SIZE}", "-DRIVALS_LTO=ON",
            *_definitions(_of_preset(f"appliance-{architecture}"))]


# This machine, glibc and for speed, but mbedTLS as an appliance has it; ARM as appliance-armhf is built; and the latter
# for this machine's processor.
MACHINES = {
    "amd64": ["-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_C_FLAGS_RELEASE={SPEED}", f"-DCMAKE_CXX_FLAGS_RELEASE={SPEED}",
              *_definitions({key: value for key, value in _of_preset("appliance-amd64").items() if "_ECP" in key or "25519" in key})],
    "armhf": _appliance("armhf"),
    "static": _appliance("amd64"),
}


def run(*command, **more):
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
    if done.returncode != 0:
        raise SystemExit(f"bench: {' '.join(command)}:\n{done.stdout[-4000:]}")
    return done.stdout


def build(machine, targets, name=None, defines=()):
    """The folder with the programs; `defines` tells variants of one machine apart."""
    folder = os.path.join(BUILD, name or machine)
    if not os.path.exists(os.path.join(MBEDTLS, "library/ssl_tls.c")):
        run(os.path.join(TOP, "toolchains/mbedtls-source"), MBEDTLS)
    if "libcurl_mbedtls" in targets:
        defines = [*defines, f"-DCURL_SOURCE_DIR={source('curl')[0]}", f"-DCJSON_SOURCE_DIR={source('cjson')[0]}"]
    run("cmake", "-S", os.path.join(TOP, "tests/bench/rivals"), "-B", folder, "-G", "Ninja",
        f"-DSPAREKEY_MBEDTLS_SOURCE_DIR={MBEDTLS}", *MACHINES[machine], *defines)
    run("cmake", "--build", folder, "--target", *targets)
    return folder


def source(package):
    """Debian's original of it, unpacked; apt checks the archive's signature. (folder, version)"""
    folder = os.path.join(BUILD, "source")
    own = os.path.join(folder, package)
    if not os.path.exists(own):
        os.makedirs(folder, exist_ok=True)
        apt = os.path.join(folder, "apt")
        if not os.path.exists(os.path.join(apt, "apt.conf")):
            run(os.path.join(TOP, "toolchains/private-apt"), apt, "deb-src", "trixie")
        # Debian's own changes are not wanted, and a mirror may lack them: the original is enough.
        subprocess.run(["apt-get", "source", "-q", "--download-only", package], cwd=folder, capture_output=True,
                       env={**os.environ, "APT_CONFIG": os.path.join(apt, "apt.conf")})
    archives = glob.glob(os.path.join(folder, f"{package}_*.orig.tar.?z"))
    if not archives:
        raise SystemExit(f"bench: the archive has no source of {package}")
    if not os.path.exists(own):
        os.mkdir(own)
        run("tar", "-x", "--strip-components=1", "-C", own, "-f", archives[0])
    return own, os.path.basename(archives[0]).split("_")[1].split(".orig")[0]


_made = {}
_making = threading.Lock()


def compiled(name, source, *flags):
    """A small program in C of this folder's, made once."""
    with _making:
        if name not in _made:
            os.makedirs(BUILD, exist_ok=True)
            _made[name] = os.path.join(BUILD, name)
            run("cc", "-O2", *flags, "-o", _made[name], os.path.join(TOP, "tests/bench", source))
        return _made[name]
