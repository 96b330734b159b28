// SPDX-License-Identifier: Apache-2.0
// The network between browser and kiosk, and between kiosk and service, comes and goes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kReset, kSend } from './support/emulator.mjs';
import { kPassword } from './support/person.mjs';
import { until } from './support/program.mjs';
import { stage } from './support/stage.mjs';

const kTimeout = { timeout: 120_000 };
const once_away = (path) => ({ faults: [{ path, httpStatus: 503, body: 'away', contentType: 'text/plain', times: 1 }] });

describe('network', { concurrency: 2 }, () => {
  for (const script of [true, false]) {
    const how = script ? 'with script' : 'without script';

    test(`the browser's network is gone in the middle of a call, ${how}`, kTimeout, async (t) => {
      const { emulator, person, relay } = await stage(t, { relayed: true, service: { faults: [{ path: kReset, delayMs: 400 }] } });
      const visitor = await person({ script });
      await visitor.verified();
      await visitor.type('password', kPassword);
      await visitor.type('again', kPassword);
      await visitor.button('/reset', 'password').click({ noWaitAfter: true });
      await relay.has_sent('again=');
      relay.break_off();
      await until(() => emulator.calls('reset') === 1);
      assert.ok(await emulator.signs_in(kPassword), 'the call went on to its end');
      // Chromium shows its own page of the failure; whoever tries again sees how it ended.
      await until(async () => {
        await visitor.come('/password').catch(() => {});
        return visitor.path() === '/done' || visitor.path() === '/';
      });
      assert.equal(emulator.calls('reset'), 1);
    });

    test(`the service is away once: the same page, and it works at the second try, ${how}`, kTimeout, async (t) => {
      const { emulator, person } = await stage(t, { service: once_away(kReset) });
      const visitor = await person({ script });
      await visitor.verified();
      await visitor.reset();
      // A new beginning or another try: the page says which.
      assert.ok(await visitor.page.locator('#alert').isVisible());
      if (visitor.path() === '/password') {
        await visitor.reset();
        visitor.at('/done');
        assert.ok(await emulator.signs_in(kPassword));
      } else {
        visitor.at('/');
      }
    });

    test(`the service is away once when a passcode is wanted, ${how}`, kTimeout, async (t) => {
      const { emulator, person } = await stage(t, { service: once_away(kSend) });
      const visitor = await person({ script });
      await visitor.come();
      await visitor.send();
      assert.ok(await visitor.page.locator('#alert').isVisible());
      assert.equal(emulator.codes().length, 0);
    });

    test(`busy: who was turned away gets in once a visit is free, ${how}`, kTimeout, async (t) => {
      const { emulator, person } = await stage(t, { options: ['--visits', '1'] });
      const first = await person({ script });
      await first.sent();
      const second = await person({ script });
      await second.come();
      const answered = second.page.waitForResponse((response) => response.url().endsWith('/send'));
      await second.send('18812345678');
      const answer = await answered;
      assert.equal(answer.status(), 503);
      assert.ok(Number(answer.headers()['retry-after']) > 0);
      await first.loads(() => first.press(first.button('/start-over')));
      await second.loads(() => second.press(second.button('/send')));
      second.at('/code');
      await second.verify(await emulator.code(2));
      second.at('/password');
    });
  }

  test('with script, a device that is off the network says so', kTimeout, async (t) => {
    const { emulator, person } = await stage(t);
    const visitor = await person();
    await visitor.come();
    await emulator.end();
    await visitor.send();
    const words = await visitor.page.locator('#alert').innerText();
    assert.ok(words.length > 10);
    // Nothing can have gone out: the address is still there, and trying again is one press.
    visitor.at('/');
    assert.equal(await visitor.field('account').inputValue(), 'alice@example.com');
  });
});
