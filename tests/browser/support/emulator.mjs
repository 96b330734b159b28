// SPDX-License-Identifier: Apache-2.0
// The service on this machine, as tests/emulator has it, and what it saw.
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { Program, until } from './program.mjs';

export const kAddress = 'alice@example.com';
export const kPhone = '18812345678';

const kCalls = {
  send: ['/api/v3/send-email', '/api/v3/send-sms'],
  verify: ['/api/v3/verify-reset-password-request'],
  reset: ['/api/v3/reset-password'],
};
export const kSend = kCalls.send[0];
export const kVerify = kCalls.verify[0];
export const kReset = kCalls.reset[0];

export class Emulator extends Program {
  /** `config` is its config.json. RSA keys would take a hundred times as long as the rest of its start. */
  async run(config = {}) {
    const whole = { tls: { keyType: 'ec' }, encryption: { rsaBits: 1024 }, ...config };
    writeFileSync(this.file('config.json'), JSON.stringify(whole));
    this.start('sparekey-emulator', ['--dir', this.dir, '--config', this.file('config.json')]);
    return this.ready();
  }

  /** The passcodes that were sent, oldest first. */
  codes() {
    return this.#lines('outbox.jsonl').map((line) => line.code);
  }

  async code(count = 1) {
    return until(() => this.codes()[count - 1]);
  }

  /** How often it was asked to `send`, `verify` or `reset`. */
  calls(what) {
    return this.#lines('access.jsonl').filter((line) => kCalls[what].includes(line.path)).length;
  }

  /** Asks the service itself, as the person would at their next sign-in. */
  async signs_in(password, account = kAddress) {
    const body = JSON.stringify({ connection: 'PASSWORD', passwordPayload: { email: account, password } });
    const answer = await new Promise((resolve, reject) => {
      const options = {
        host: 'localhost',
        port: this.port,
        path: '/api/v3/signin',
        method: 'POST',
        ca: readFileSync(this.file('ca.pem')),
        headers: { 'content-type': 'application/json', 'x-authing-app-id': 'demo-app', 'content-length': Buffer.byteLength(body) },
      };
      const asking = request(options, async (response) => {
        let text = '';
        for await (const part of response) text += part;
        resolve(JSON.parse(text));
      });
      asking.on('error', reject);
      asking.end(body);
    });
    return answer.statusCode === 200;
  }

  #lines(name) {
    // A line without its end is still being written.
    return this.read(name).split('\n').slice(0, -1).map((line) => JSON.parse(line));
  }
}
