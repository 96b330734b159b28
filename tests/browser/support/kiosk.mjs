// SPDX-License-Identifier: Apache-2.0
// The program under test, and clocks for it that a test sets.
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Program, build } from './program.mjs';

export class Kiosk extends Program {
  #uptime_s = 1000;

  /**
   * `clock`: 'own', the machine's; 'held', seconds pass when the test says so; or the time of day in
   * seconds since 1970.
   */
  async run(emulator, options = [], clock = 'own') {
    const env = {};
    if (clock !== 'own') {
      env.LD_PRELOAD = join(build, 'tests/command/libpreloaded_clocks.so');
      env.ASAN_OPTIONS = 'verify_asan_link_order=0';
    }
    if (clock === 'held') {
      this.#write_uptime();
      env.UPTIME_FILE = this.file('uptime');
    } else if (clock !== 'own') {
      env.WALL_CLOCK_S = String(clock);
    }
    const service = ['--host', `localhost:${emulator.port}`, '--app-id', 'demo-app', '--ca-file', emulator.file('ca.pem')];
    const listen = ['--listen', '127.0.0.1:0', '--port-file', this.file('port')];
    this.start('sparekey-kiosk', [...service, ...listen, ...options], env);
    await this.ready();
    this.url = `http://127.0.0.1:${this.port}`;
    return this;
  }

  /** Lets time pass for a kiosk whose clock is held. */
  pass_s(seconds) {
    this.#uptime_s += seconds;
    this.#write_uptime();
  }

  #write_uptime() {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(this.#uptime_s));
    // The kiosk maps the file: it is written where it stands.
    const file = openSync(this.file('uptime'), this.#uptime_s === 1000 ? 'w' : 'r+');
    writeSync(file, bytes, 0, 8, 0);
    closeSync(file);
  }
}
