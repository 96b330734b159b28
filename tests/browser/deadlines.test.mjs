// SPDX-License-Identifier: Apache-2.0
// Every time that runs out: on the page as it is watched, and in the kiosk.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hold_clock } from './support/person.mjs';
import { until } from './support/program.mjs';
import { stage } from './support/stage.mjs';

const kTimeout = { timeout: 120_000 };
const kIdle = ['--idle', '30'];

// The page's own clock stands still until the test lets it run; the kiosk's does too.
async function watched(t, options = {}) {
  const scene = await stage(t, { clock: 'held', ...options });
  const visitor = await scene.person({ hasTouch: true });
  await hold_clock(visitor.page);
  const pass_s = async (seconds) => {
    scene.kiosk.pass_s(seconds);
    await visitor.page.clock.runFor(seconds * 1000);
  };
  return { ...scene, visitor, pass_s, warning: visitor.page.locator('#idle') };
}

describe('deadlines', { concurrency: 2 }, () => {
  for (const [how, extend] of [
    ['a key', (page) => page.keyboard.press('Shift')],
    ['a touch', (page) => page.touchscreen.tap(200, 200)],
    ['the button', (page) => page.locator('#idle button').click()],
  ])
    test(`idle: the warning comes, and ${how} extends the visit`, kTimeout, async (t) => {
      const { kiosk, visitor, emulator, pass_s, warning } = await watched(t, { options: kIdle });
      const code = await visitor.sent();
      assert.ok(await warning.isHidden());
      await pass_s(25);
      await warning.waitFor();
      assert.match(await warning.innerText(), /\d/);
      const stayed = visitor.page.waitForResponse('**/stay');
      await extend(visitor.page);
      assert.equal((await stayed).status(), 204);
      // What lies below must not get the end of the touch.
      await visitor.page.clock.runFor(1000);
      await warning.waitFor({ state: 'hidden' });
      // More than the 30 seconds since the code was sent.
      await pass_s(8);
      await visitor.verify(code);
      visitor.at('/password');
      assert.equal(emulator.calls('verify'), 1);
      assert.ok(!kiosk.ended);
    });

  test('idle: nobody there', kTimeout, async (t) => {
    const { visitor, pass_s, warning } = await watched(t, { options: kIdle });
    await visitor.sent();
    await pass_s(20);
    await warning.waitFor();
    const left = visitor.page.waitForEvent('load');
    await pass_s(15);
    await left;
    assert.notEqual(visitor.path(), '/code');
    assert.ok(!(await visitor.text()).includes('alice@example.com'), 'the address is gone from the screen');
  });

  test('idle: typing keeps the visit without a warning', kTimeout, async (t) => {
    const { visitor, pass_s, warning } = await watched(t, { options: kIdle });
    const code = await visitor.sent();
    for (let round = 0; round < 6; ++round) {
      await pass_s(8);
      assert.ok(await warning.isHidden());
      const heard = visitor.page.waitForResponse('**/stay');
      await visitor.page.keyboard.press('Shift');
      await visitor.page.clock.runFor(1000);
      await heard;
    }
    await visitor.verify(code);
    visitor.at('/password');
  });

  test('idle: the program by itself, without a script', kTimeout, async (t) => {
    const { kiosk, person, emulator } = await stage(t, { clock: 'held', options: kIdle });
    const visitor = await person({ script: false });
    const code = await visitor.sent();
    assert.match(await visitor.text(), /30\s*s/, 'the page says how long it waits');
    const refresh = await visitor.page.locator('meta[http-equiv=refresh]').getAttribute('content');
    assert.match(refresh, /^3\d;/);
    kiosk.pass_s(31);
    await visitor.verify(code);
    assert.equal(emulator.calls('verify'), 0);
    assert.equal(await visitor.page.locator('[name=code]').count(), 0);
    // The way out of there.
    await visitor.loads(() => visitor.page.locator('#leave').click());
    visitor.at('/');
  });

  test('an abandoned page leaves the screen, without a script', kTimeout, async (t) => {
    const { person } = await stage(t, { clock: 'own', options: kIdle });
    const visitor = await person({ script: false });
    await visitor.sent();
    await until(() => visitor.path() === '/');
    await visitor.page.waitForLoadState('load');
    assert.ok(!(await visitor.text()).includes('alice@example.com'));
  });

  test('another passcode: not for a minute, then once', kTimeout, async (t) => {
    const { visitor, emulator, kiosk, pass_s } = await watched(t, { service: { passCode: { resendSeconds: 0 } } });
    await visitor.sent();
    const again = visitor.button('/send');
    assert.equal(await again.getAttribute('aria-disabled'), 'true', 'not yet');
    await again.click({ force: true });
    assert.equal(emulator.calls('send'), 1);
    await pass_s(61);
    await until(async () => (await again.getAttribute('aria-disabled')) === null);
    await visitor.loads(() => again.click());
    visitor.at('/code');
    await emulator.code(2);
    assert.equal(emulator.calls('send'), 2);
    await visitor.verify(emulator.codes()[1]);
    visitor.at('/password');
    assert.ok(!kiosk.ended);
  });

  test('another passcode too soon, without a script', kTimeout, async (t) => {
    const { person, emulator } = await stage(t);
    const visitor = await person({ script: false });
    const code = await visitor.sent();
    await visitor.loads(() => visitor.press(visitor.button('/send')));
    visitor.at('/code');
    assert.equal(emulator.calls('send'), 1);
    await visitor.verify(code);
    visitor.at('/password');
  });

  test("the passcode's and the token's times run down", kTimeout, async (t) => {
    const { visitor, pass_s } = await watched(t, { options: ['--idle', '900'] });
    const code = await visitor.sent();
    const clock = visitor.page.locator('.time').first();
    const before = await clock.innerText();
    await pass_s(10);
    await until(async () => (await clock.innerText()) !== before);
    await visitor.verify(code);
    visitor.at('/password');
    const token = visitor.page.locator('.time').first();
    const token_before = await token.innerText();
    await pass_s(10);
    await until(async () => (await token.innerText()) !== token_before);
  });

  test('a token whose time is over leads to a new beginning', kTimeout, async (t) => {
    const service = { clockRate: 1000, passCode: { emailLifetimeSeconds: 86_400, resendSeconds: 0 }, passwordResetToken: { lifetimeSeconds: 1 } };
    const { visitor, emulator } = await watched(t, { service });
    await visitor.verified();
    await visitor.reset();
    visitor.at('/');
    assert.equal(emulator.calls('reset'), 1);
    assert.ok(await visitor.page.locator('#alert').isVisible());
  });

  test('the last page leads on by itself', kTimeout, async (t) => {
    const { visitor, pass_s } = await watched(t);
    await visitor.done();
    const left = visitor.page.waitForEvent('load');
    await pass_s(21);
    await left;
    visitor.at('/');
  });

  test('a service that never answers', kTimeout, async (t) => {
    const { person, emulator } = await stage(t, { options: ['--timeout', '1'], service: { faults: [{ path: '/api/v3/send-email', delayMs: 3_600_000, times: 1 }] } });
    const visitor = await person();
    await visitor.come();
    await visitor.send();
    // The passcode may be on its way: it is asked for, and the visitor is told.
    visitor.at('/code');
    assert.ok(await visitor.page.locator('#alert').isVisible());
    await visitor.verify(await emulator.code());
    visitor.at('/password');
  });
});
