#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Walks through the kiosk's pages as a browser without scripts does, and sets a new password.

  tests/size/visitor.py PORT OUTBOX EMAIL NEW_PASSWORD      prints the bytes of the pages and files sent to it, and of their heads
"""
import html
import http.client
import json
import pathlib
import re
import sys
import urllib.parse


class Visitor:
    def __init__(self, port, outbox, email, password):
        self.origin = f"http://127.0.0.1:{port}"
        self.connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=300)
        self.outbox, self.email, self.password = pathlib.Path(outbox), email, password
        self.cookies = {}
        self.body_bytes = self.head_bytes = 0

    def ask(self, method, path, fields=None):
        """What the server says, and where it leads."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        if method == "POST":
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin}
        self.connection.request(method, path, urllib.parse.urlencode(fields) if fields else None, headers)
        answer = self.connection.getresponse()
        body = answer.read().decode()
        self.body_bytes += len(body.encode())
        self.head_bytes += sum(len(name) + len(value) + len(": \r\n") for name, value in answer.getheaders())
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, body, answer.getheader("Location")

    def page(self, path):
        status, body, _ = self.ask("GET", path)
        if status != 200:
            raise RuntimeError(f"GET {path} is {status}: {body}")
        return body

    def post(self, path, body, fields, leads_to):
        """Sends the form that the page shows."""
        form = re.search(r'<input[^>]*name="form"[^>]*value="([^"]*)"', body)
        if not form:
            raise RuntimeError(f"the page before {path} has no form: {body}")
        status, said, location = self.ask("POST", path, fields | {"form": html.unescape(form.group(1))})
        if (status, location) != (303, leads_to):
            raise RuntimeError(f"POST {path} is {status} to {location}, not to {leads_to}: {said}")

    def passcode(self):
        messages = [json.loads(line) for line in self.outbox.read_text().splitlines()]
        return [message["code"] for message in messages if message["to"] == self.email][-1]

    def send(self):
        self.post("/send", self.page("/"), {"account": self.email, "country": ""}, "/code")

    def verify(self):
        self.post("/verify", self.page("/code"), {"code": self.passcode()}, "/password")

    def reset(self):
        self.post("/reset", self.page("/password"), {"password": self.password, "again": self.password}, "/done")
        self.page("/done")


if __name__ == "__main__":
    visitor = Visitor(*sys.argv[1:])
    for file in ("/style.css", "/app.js"):
        visitor.page(file)
    for step in (visitor.send, visitor.verify, visitor.reset):
        step()
    print(visitor.body_bytes, visitor.head_bytes)
