// SPDX-License-Identifier: Apache-2.0
// With nothing but a keyboard: everything is reached, in order, and seen to be reached.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stage } from './support/stage.mjs';
import { other } from './support/states.mjs';

const kTimeout = { timeout: 120_000 };
const kReachable = 'a[href], button, input:not([type=hidden]), select, summary';

// Walks the page once with Tab, and says what it met and whether that could be seen.
async function walk(page) {
  const met = [];
  // Past the last of them the focus leaves the page, and comes back at the first.
  for (let tabs = 0; tabs < 80; ++tabs) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate((reachable) => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      return {
        index: [...document.querySelectorAll(reachable)].indexOf(element),
        ring: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
        in_view: box.top >= -1 && box.bottom <= innerHeight + 1,
        bare: element.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)),
        html: element.outerHTML.slice(0, 100),
      };
    }, kReachable);
    if (!at || at.index < 0) continue;
    if (met.some((one) => one.index === at.index)) break;
    met.push(at);
  }
  return met;
}

async function expect_all_reached(visitor) {
  const { page } = visitor;
  const there = await page.evaluate((reachable) => {
    const all = [...document.querySelectorAll(reachable)];
    return all.flatMap((element, index) => (element.checkVisibility({ checkVisibilityCSS: true }) && !element.disabled && element.tabIndex >= 0 ? [index] : []));
  }, kReachable);
  const met = await walk(page);
  assert.deepEqual([...met.map((one) => one.index)].sort((a, b) => a - b), there, `all of ${visitor.path()}, and nothing else`);
  for (const one of met) {
    assert.ok(one.ring, `${one.html} shows that it has the focus`);
    assert.ok(one.in_view, `${one.html} is scrolled to`);
    assert.ok(one.bare, `nothing covers ${one.html}`);
  }
}

describe('keyboard alone', { concurrency: 2 }, () => {
  for (const script of [true, false])
    test(`Tab reaches everything, ${script ? 'with' : 'without'} script`, kTimeout, async (t) => {
      const { emulator, person } = await stage(t, { service: { passCode: { tries: 3 } } });
      const visitor = await person({ hands: 'keys', script });
      await visitor.come();
      await expect_all_reached(visitor);
      await visitor.send('alice');
      await expect_all_reached(visitor);
      await visitor.come();
      await visitor.send();
      await expect_all_reached(visitor);
      const code = await emulator.code();
      await visitor.verify(other(code));
      await expect_all_reached(visitor);
      await visitor.verify(code);
      await expect_all_reached(visitor);
      await visitor.reset('weak');
      await expect_all_reached(visitor);
      await visitor.reset();
      visitor.at('/done');
      await expect_all_reached(visitor);
    });

  test('the first field has the focus when nothing is wrong, and Enter sends from every field', kTimeout, async (t) => {
    const { emulator, person } = await stage(t);
    const visitor = await person();
    const { page } = visitor;
    const enter = () => visitor.loads(() => page.keyboard.press('Enter'));
    await visitor.come();
    assert.equal((await visitor.focused()).name, 'account');
    await page.keyboard.type('alice@example.com');
    await enter();
    assert.equal((await visitor.focused()).name, 'code');
    await page.keyboard.type(await emulator.code());
    await enter();
    assert.equal((await visitor.focused()).name, 'password');
    await page.keyboard.type('correct-Horse-7');
    // From the first of two to the second, which is still empty.
    await page.keyboard.press('Enter');
    assert.equal((await visitor.focused()).name, 'again');
    await page.keyboard.type('correct-Horse-7');
    await enter();
    visitor.at('/done');
  });

  test('the link in the summary leads to the field', kTimeout, async (t) => {
    const { person } = await stage(t);
    const visitor = await person({ hands: 'keys' });
    await visitor.come();
    await visitor.send('alice');
    await visitor.press(visitor.page.locator('#alert a'));
    assert.equal((await visitor.focused()).name, 'account');
  });

  test('another address, and back to the first page', kTimeout, async (t) => {
    const { emulator, person } = await stage(t, { service: { accounts: [{ email: 'alice@example.com' }, { email: 'bob@example.com' }] } });
    const visitor = await person({ hands: 'keys' });
    await visitor.sent();
    await visitor.tab_to(visitor.button('/start-over'));
    await visitor.loads(() => visitor.page.keyboard.press('Enter'));
    visitor.at('/');
    await visitor.send('bob@example.com');
    visitor.at('/code');
    await visitor.verify(await emulator.code(2));
    visitor.at('/password');
  });
});
