// SPDX-License-Identifier: Apache-2.0
// What is left in the browser, and in the kiosk's log, of what somebody typed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kAddress } from './support/emulator.mjs';
import { kPassword } from './support/person.mjs';
import { until } from './support/program.mjs';
import { stage } from './support/stage.mjs';
import { other } from './support/states.mjs';

const kTimeout = { timeout: 120_000 };

// All of a page that outlives it or that a script could read, attributes and properties alike.
async function remains(visitor) {
  return visitor.page.evaluate(() => {
    const values = [...document.querySelectorAll('input, textarea')].filter((one) => one.type !== 'hidden').map((one) => one.value);
    const { localStorage, sessionStorage, name } = window;
    return JSON.stringify([document.documentElement.outerHTML, values, location.href, history.state, document.cookie, { ...localStorage }, { ...sessionStorage }, name]);
  });
}

async function history(visitor) {
  const session = await visitor.context.newCDPSession(visitor.page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return JSON.stringify(entries);
}

describe('traces', { concurrency: 2 }, () => {
  for (const script of [true, false]) {
    const how = script ? 'with script' : 'without script';

    test(`a refused form comes back empty, ${how}`, kTimeout, async (t) => {
      const { person } = await stage(t, { service: { passCode: { tries: 5 } } });
      const visitor = await person({ script });
      const code = await visitor.sent();
      await visitor.verify(other(code));
      assert.ok(!(await remains(visitor)).includes(other(code)));
      await visitor.verify(code);
      await visitor.reset('short-pw-1', 'short-pw-2');
      for (const typed of ['short-pw-1', 'short-pw-2', code]) assert.ok(!(await remains(visitor)).includes(typed), typed);
      await visitor.reset('weakling');
      assert.ok(!(await remains(visitor)).includes('weakling'));
    });

    test(`after the end, whichever way somebody goes back, ${how}`, kTimeout, async (t) => {
      const { kiosk, emulator, person } = await stage(t);
      const visitor = await person({ script });
      await visitor.done();
      const secrets = [kPassword, emulator.codes()[0], kAddress];
      // Only a script can clear what the browser itself puts back into the first page's field.
      const given_back = script ? [] : [kAddress];
      const expect_none = async (where) => {
        const text = await remains(visitor);
        for (const secret of secrets)
          if (!given_back.includes(secret)) assert.ok(!text.includes(secret), `${secret} is left ${where}`);
      };
      await expect_none('on the last page');
      for (let back = 1; back <= 3; ++back) {
        await visitor.back();
        await expect_none(`${back} pages back`);
        if (visitor.page.url() === 'about:blank') break;
      }
      const urls = await history(visitor);
      for (const secret of [...secrets, encodeURIComponent(kAddress)]) assert.ok(!urls.includes(secret), `${secret} in ${urls}`);
      const log = kiosk.read('log');
      assert.match(log, /\/reset/);
      for (const secret of [...secrets, encodeURIComponent(kAddress)]) assert.ok(!log.includes(secret), `${secret} in the log`);
    });
  }

  test('a page that the browser kept is loaded anew', kTimeout, async (t) => {
    const { person } = await stage(t);
    const visitor = await person();
    await visitor.done();
    // Chromium keeps no page that says no-store; other browsers do, and say so by this event.
    await visitor.loads(() => visitor.page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))));
    await until(() => visitor.path() === '/');
  });

  test('fields tell browsers what they are', kTimeout, async (t) => {
    const { emulator, person } = await stage(t);
    const visitor = await person();
    const attribute = (name, what) => visitor.field(name).getAttribute(what);
    await visitor.come();
    assert.equal(await attribute('account', 'autocomplete'), 'username');
    await visitor.send();
    assert.equal(await attribute('code', 'autocomplete'), 'one-time-code');
    assert.equal(await attribute('code', 'inputmode'), 'numeric');
    await visitor.verify(await emulator.code());
    assert.equal(await attribute('password', 'autocomplete'), 'new-password');
    assert.equal(await attribute('again', 'autocomplete'), 'new-password');
    assert.equal(await attribute('password', 'type'), 'password');
  });

  test('pasting is allowed everywhere', kTimeout, async (t) => {
    const { emulator, person } = await stage(t);
    const visitor = await person();
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const paste = async (name, text) => {
      await visitor.field(name).focus();
      await visitor.page.evaluate((words) => navigator.clipboard.writeText(words), text);
      await visitor.page.keyboard.press('Control+V');
      assert.equal(await visitor.field(name).inputValue(), text, name);
      await visitor.page.evaluate(() => navigator.clipboard.writeText(''));
    };
    await visitor.come();
    await paste('account', kAddress);
    await visitor.loads(() => visitor.page.keyboard.press('Enter'));
    await paste('code', await emulator.code());
    await visitor.loads(() => visitor.page.keyboard.press('Enter'));
    await paste('password', kPassword);
    await paste('again', kPassword);
    await visitor.loads(() => visitor.page.keyboard.press('Enter'));
    visitor.at('/done');
  });
});
