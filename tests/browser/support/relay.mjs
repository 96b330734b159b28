// SPDX-License-Identifier: Apache-2.0
// A stretch of network between browser and kiosk, which knows what went over it and can break.
import { connect, createServer } from 'node:net';
import { until } from './program.mjs';

export class Relay {
  #sent = '';
  #sockets = new Set();
  #server;
  to = 0;

  async open() {
    this.#server = createServer((near) => {
      const far = connect(this.to, '127.0.0.1');
      near.on('data', (bytes) => (this.#sent += bytes.toString('latin1')));
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => [near, far].forEach((one) => this.#sockets.delete(one) && one.destroy()));
      }
    });
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.port = this.#server.address().port;
    this.url = `http://127.0.0.1:${this.port}`;
    return this;
  }

  /** Waits until the browser has sent `text`. */
  async has_sent(text) {
    return until(() => this.#sent.includes(text));
  }

  /** Breaks what is under way; what comes later gets through again. */
  break_off() {
    this.#sockets.forEach((socket) => socket.destroy());
  }

  close() {
    this.#server.close();
    this.break_off();
  }
}
