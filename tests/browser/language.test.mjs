// SPDX-License-Identifier: Apache-2.0
// Which language a visitor is met in, and that the choice is kept.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stage } from './support/stage.mjs';

const kTimeout = { timeout: 120_000 };

describe('language', { concurrency: 2 }, () => {
  for (const [from, to, lang, hands] of [['zh-CN', 'English', 'en', 'touch'], ['en-US', '中文', 'zh-CN', 'keys']])
    test(`switched to ${to}, it stays through the visit`, kTimeout, async (t) => {
      const { emulator, person } = await stage(t, { service: { passCode: { tries: 2 } } });
      const visitor = await person({ locale: from, hands });
      const expect_language = async () => assert.equal(await visitor.page.getAttribute('html', 'lang'), lang, visitor.path());
      await visitor.come();
      assert.notEqual(await visitor.page.getAttribute('html', 'lang'), lang);
      await visitor.loads(() => visitor.press(visitor.page.getByRole('link', { name: to })));
      await expect_language();
      await visitor.send('nobody');
      await expect_language();
      await visitor.send();
      await expect_language();
      await visitor.verify('12');
      await expect_language();
      const code = await emulator.code();
      await visitor.loads(() => visitor.press(visitor.button('/start-over')));
      await expect_language();
      await visitor.send();
      await visitor.verify(code);
      await expect_language();
      await visitor.reset('weak');
      await expect_language();
      await visitor.reset();
      visitor.at('/done');
      await expect_language();
    });

  for (const [locale, options, lang] of [
    ['fr-FR', [], 'en'],
    ['fr-FR', ['--lang', 'zh-CN'], 'zh-CN'],
    ['zh-TW', [], 'zh-CN'],
    ['en-GB', ['--lang', 'zh-CN'], 'en'],
  ])
    test(`a browser that speaks ${locale}, a kiosk told ${options[1] ?? 'nothing'}`, kTimeout, async (t) => {
      const { person } = await stage(t, { options });
      const visitor = await person({ locale });
      await visitor.come();
      assert.equal(await visitor.page.getAttribute('html', 'lang'), lang);
    });
});
