// SPDX-License-Identifier: Apache-2.0
// The whole path, in every way there is to walk it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kLocales, kSizes } from './support/browser.mjs';
import { kAddress, kPhone } from './support/emulator.mjs';
import { kPassword } from './support/person.mjs';
import { stage } from './support/stage.mjs';

const kTimeout = { timeout: 120_000 };

describe('the whole path', { concurrency: 2 }, () => {
  for (const locale of Object.keys(kLocales))
    for (const size of Object.keys(kSizes))
      for (const script of [true, false])
        for (const hands of ['touch', 'keys'])
          test(`${locale}, ${size}, ${script ? 'with' : 'without'} script, ${hands}`, kTimeout, async (t) => {
            const { emulator, person } = await stage(t, { options: ['--title', 'Lakeside Clinic'] });
            const visitor = await person({ locale, size, script, hands });
            await visitor.come();
            for (const [path, step] of [['/code', 1], ['/password', 2], ['/done', 3]]) {
              await expect_page(visitor, locale, step);
              if (step === 1) await visitor.send();
              if (step === 2) await visitor.verify(await emulator.code());
              if (step === 3) await visitor.reset();
              visitor.at(path);
            }
            await expect_page(visitor, locale, null);
            assert.deepEqual([emulator.codes().length, emulator.calls('verify'), emulator.calls('reset')], [1, 1, 1]);
            assert.ok(await emulator.signs_in(kPassword), 'the service knows the new password');
            assert.deepEqual(await visitor.context.cookies(), []);
            await visitor.loads(() => visitor.page.reload());
            visitor.at('/');
            assert.deepEqual(visitor.troubles, []);
          });

  test('by phone, with a country', kTimeout, async (t) => {
    const { emulator, person } = await stage(t);
    const visitor = await person();
    await visitor.come();
    await visitor.send(kPhone, '+86');
    await visitor.verify(await emulator.code());
    await visitor.reset();
    visitor.at('/done');
    assert.equal(emulator.calls('reset'), 1);
  });
});

// What a person must find on every page: whose it is, where they are, in their language, all of it.
async function expect_page(visitor, locale, step) {
  const { page } = visitor;
  assert.equal((await page.getAttribute('html', 'lang')).slice(0, 2), kLocales[locale]);
  const text = await visitor.text();
  assert.match(text, /Lakeside Clinic/);
  assert.equal(/[\u4e00-\u9fff]/.test(text.replace(/简体中文|中文/g, '')), locale === 'zh-CN', `the language of: ${text}`);
  if (step) assert.match(text, new RegExp(`${step}\\D{1,12}3`), `the step in: ${text}`);
  assert.equal(await page.locator('h1').count(), 1);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide} pixels too wide`);
  if (step === 2) assert.ok(text.includes(kAddress), 'where the code was sent');
}
