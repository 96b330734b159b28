// SPDX-License-Identifier: Apache-2.0
// Pressed twice, gone back to, opened in two tabs, left in the middle: nothing happens twice, nothing is lost.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kReset, kSend, kVerify } from './support/emulator.mjs';
import { Person, kPassword } from './support/person.mjs';
import { until } from './support/program.mjs';
import { stage } from './support/stage.mjs';

const kTimeout = { timeout: 120_000 };
const slow = (path) => ({ faults: [{ path, delayMs: 400 }] });

async function other_tab(visitor) {
  return new Person({ ...visitor, page: await visitor.context.newPage() });
}

function expect_calls(emulator, send, verify, reset) {
  assert.deepEqual([emulator.calls('send'), emulator.calls('verify'), emulator.calls('reset')], [send, verify, reset]);
  assert.equal(emulator.codes().length, send);
}

describe('nothing twice', { concurrency: 2 }, () => {
  for (const script of [true, false]) {
    const how = script ? 'with script' : 'without script';

    for (const [what, reach, action, field, call] of [
      ['send', (who) => who.come().then(() => who.type('account', 'alice@example.com')), '/send', 'account', kSend],
      ['verify', (who) => who.sent().then((code) => who.type('code', code)), '/verify', 'code', kVerify],
      ['reset', async (who) => {
        await who.verified();
        await who.type('password', kPassword);
        await who.type('again', kPassword);
      }, '/reset', 'password', kReset],
    ])
      test(`${what} is pressed twice, ${how}`, kTimeout, async (t) => {
        const { emulator, person } = await stage(t, { service: slow(call) });
        const visitor = await person({ script });
        await reach(visitor);
        const before = visitor.path();
        await visitor.loads(async () => {
          await visitor.button(action, field).dblclick({ noWaitAfter: true });
        });
        // The second press may have begun a load of its own, which ends on the same page.
        await until(() => visitor.path() !== before);
        await visitor.page.waitForLoadState('load');
        assert.equal(emulator.calls(what), 1);
        assert.equal(emulator.codes().length, 1);
      });

    test(`each page is reloaded, ${how}`, kTimeout, async (t) => {
      const { emulator, person } = await stage(t);
      const visitor = await person({ script });
      const again = () => visitor.loads(() => visitor.page.reload());
      const code = await visitor.sent();
      await again();
      visitor.at('/code');
      await visitor.verify(code);
      await again();
      visitor.at('/password');
      await visitor.reset();
      visitor.at('/done');
      await again();
      visitor.at('/');
      expect_calls(emulator, 1, 1, 1);
    });

    test(`back, and forward again, ${how}`, kTimeout, async (t) => {
      const { emulator, person } = await stage(t);
      const visitor = await person({ script });
      const code = await visitor.sent();
      await visitor.verify(code);
      visitor.at('/password');
      await visitor.back();
      await until(() => visitor.path() === '/password');
      await visitor.page.waitForLoadState('load');
      await visitor.reset();
      visitor.at('/done');
      await visitor.back();
      await visitor.back();
      await until(() => visitor.path() === '/');
      assert.equal(await visitor.page.locator('[name=password]').count(), 0);
      expect_calls(emulator, 1, 1, 1);
    });

    test(`two tabs, ${how}`, kTimeout, async (t) => {
      const { emulator, person } = await stage(t);
      const visitor = await person({ script });
      const code = await visitor.sent();
      const second = await other_tab(visitor);
      await second.come('/code');
      second.at('/code');
      await second.verify(code);
      second.at('/password');
      // The first tab still shows the question that was answered.
      await visitor.verify(code);
      visitor.at('/password');
      await visitor.reset();
      visitor.at('/done');
      await second.reset();
      assert.equal(emulator.calls('reset'), 1);
      expect_calls(emulator, 1, 1, 1);
    });

    test(`the browser is closed in the middle of a call, ${how}`, kTimeout, async (t) => {
      const { emulator, person, relay } = await stage(t, { service: slow(kReset), relayed: true });
      const visitor = await person({ script });
      await visitor.verified();
      const second = await other_tab(visitor);
      await visitor.type('password', kPassword);
      await visitor.type('again', kPassword);
      await visitor.button('/reset', 'password').click({ noWaitAfter: true });
      await relay.has_sent('again=');
      await visitor.page.close();
      await until(() => emulator.calls('reset') === 1);
      assert.ok(await emulator.signs_in(kPassword), 'the call went on to its end');
      await second.come('/password');
      await until(() => second.path() !== '/password' || second.page.reload().then(() => false));
      assert.equal(emulator.calls('reset'), 1);
    });
  }
});
