# SPDX-License-Identifier: Apache-2.0
"""The emulator, and a program's way through it: passcodes are typed when they have been sent."""
import json
import os
import subprocess
import tempfile
import time

PERSON = "alice@example.com"
PASSWORD = "Fresh-Passw0rd"
PATHS = ["/api/v3/system", "/api/v3/send-email", "/api/v3/verify-reset-password-request", "/api/v3/reset-password"]
CHAINS = {"RSA": {"chain": "intermediate"}, "EC": {"chain": "intermediate", "keyType": "ec"}}


class Service:
    """Closes the connection behind each recovery, so that the next one has to connect anew."""

    def __init__(self, emulator, tls, **more):
        self.folder = tempfile.TemporaryDirectory()
        self.directory = os.path.join(self.folder.name, "service")
        config = {
            "tls": {"maxVersion": "1.2", **tls},
            "passCode": {"resendSeconds": 0},
            "password": {"history": 0},
            "faults": [{"path": PATHS[-1], "headers": {"connection": "close"}, "act": True}],
            **more,
        }
        file = os.path.join(self.folder.name, "config.json")
        with open(file, "w") as out:
            json.dump(config, out)
        self.process = subprocess.Popen(
            [emulator, "--dir", self.directory, "--config", file],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        port = os.path.join(self.directory, "port")
        while not os.path.exists(port):
            if self.process.poll() is not None:
                raise SystemExit(f"bench: the emulator ended: {self.process.stderr.read().decode()}")
            time.sleep(0.02)
        with open(port) as text:
            self.host = "127.0.0.1:" + text.read().strip()
        self.ca = os.path.join(self.directory, "ca.pem")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()  # ends it
        self.process.wait()
        self.process.stderr.close()
        self.folder.cleanup()

    def _lines(self, name):
        try:
            with open(os.path.join(self.directory, name)) as text:
                return [json.loads(line) for line in text.read().split("\n")[:-1]]
        except FileNotFoundError:
            return []

    def recover(self, command, times, *, ca=None, before=(), environment=None, requests=None):
        """Runs `before` COMMAND HOST:PORT CA EMAIL PASSWORD TIMES; every request must have been made, once, and granted.
        What the program said, and what stood in front of it: (stdout, stderr)."""
        sent, asked = len(self._lines("outbox.jsonl")), len(self._lines("access.jsonl"))
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
            program = subprocess.Popen(
                [*before, *command, self.host, ca or self.ca, PERSON, PASSWORD, str(times)], text=True,
                stdin=subprocess.PIPE, stdout=out, stderr=errors, env={**os.environ, **(environment or {})})
            try:
                self._type_passcodes(program, sent, times)
                program.stdin.close()
            except BrokenPipeError:
                pass
            status = program.wait()
            out.seek(0)
            errors.seek(0)
            said = out.read(), errors.read()
        made = [(line["path"], line["statusCode"]) for line in self._lines("access.jsonl")[asked:]]
        wanted = [(path, 200) for path in (requests or PATHS)] * times
        made = [(path, code or 200) for path, code in made]
        if status != 0 or sorted(made) != sorted(wanted):
            raise SystemExit(f"bench: {' '.join(command)}: exit status {status}, requests {made}:\n{said[0]}{said[1]}")
        return said

    def _type_passcodes(self, program, sent, times):
        outbox = os.path.join(self.directory, "outbox.jsonl")
        at = 0
        for number in range(sent + times):
            while True:
                with open(outbox, "rb") if os.path.exists(outbox) else open(os.devnull, "rb") as file:
                    file.seek(at)
                    line = file.readline()
                if line.endswith(b"\n"):
                    break
                if program.poll() is not None:
                    return
                time.sleep(0.002)
            at += len(line)
            if number < sent:
                continue
            program.stdin.write(json.loads(line)["code"] + "\n")
            program.stdin.flush()
