// SPDX-License-Identifier: Apache-2.0
// A program under test, as a process with a folder of its own.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const build = process.env.SPAREKEY_BUILD;

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Looks again until `look` gives something. The test's own timeout bounds whoever waits. */
export async function until(look) {
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

export class Program {
  dir = mkdtempSync(join(tmpdir(), 'sparekey-browser-'));

  start(name, args, env = {}) {
    this.name = name;
    const log = openSync(this.file('log'), 'a');
    this.child = spawn(join(build, name), args, { stdio: ['pipe', log, log], env: { ...process.env, ...env } });
    closeSync(log);
    running.add(this.child);
    this.over = new Promise((resolve) =>
      this.child.on('exit', (status, signal) => {
        running.delete(this.child);
        this.ended = status ?? signal;
        resolve(this.ended);
      }),
    );
  }

  file(name) {
    return join(this.dir, name);
  }

  read(name) {
    return existsSync(this.file(name)) ? readFileSync(this.file(name), 'utf8') : '';
  }

  /** Waits for the port it writes when it is ready. */
  async ready() {
    this.port = await until(() => {
      if (this.ended !== undefined) throw new Error(`${this.name} ended with ${this.ended}: ${this.read('log')}`);
      return this.read('port').trim();
    });
    return this;
  }

  async end() {
    this.child.kill('SIGTERM');
    return this.over;
  }

  async forget() {
    await this.end();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
