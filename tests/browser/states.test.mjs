// SPDX-License-Identifier: Apache-2.0
// Every state of every page: that it tells what is wrong, and that it can be seen, read and pressed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kLocales, kSizes } from './support/browser.mjs';
import { expect_axe_is_content, expect_error_is_told, expect_forced_colours_suffice, expect_nothing_is_cut, expect_targets_are_large, space_out_text, still_copy } from './support/looks.mjs';
import { stage } from './support/stage.mjs';
import { kStates } from './support/states.mjs';

const kEverything = process.env.SPAREKEY_SCOPE === 'long';

describe('every state', { concurrency: 2 }, () => {
  kStates.forEach((state, index) => {
    for (const locale of Object.keys(kLocales))
      for (const script of state.script === undefined ? [true, false] : [state.script]) {
        // Each state once, in languages that take turns, shows what all would, but for a slip in one language's words.
        if (!kEverything && (locale === 'en-US') !== (index % 4 < 2)) continue;
        if (!kEverything && state.script === undefined && script !== (index % 2 === 0)) continue;
        const where = `${state.name}, ${locale}, ${script ? 'with' : 'without'} script`;
        test(where, { timeout: 120_000 }, async (t) => {
          const scene = await stage(t, { service: state.service, options: ['--title', 'Lakeside Clinic', '--keyboard', ...(state.options ?? [])], clock: state.clock });
          const visitor = await scene.person({ locale, script });
          await state.reach(visitor, scene);
          const { page } = visitor;
          if (state.path) visitor.at(state.path);
          assert.equal((await page.getAttribute('html', 'lang')).slice(0, 2), kLocales[locale], 'the language stays');
          if (state.field || state.trouble) await expect_error_is_told(visitor, state.field, where);
          await expect_axe_is_content(script && !state.stands_still ? page : await still_copy(visitor, scene.person), where);
          for (const size of kEverything ? Object.keys(kSizes) : ['panel']) {
            await page.setViewportSize(kSizes[size]);
            await expect_nothing_is_cut(page, `${where}, ${size}`);
            await expect_targets_are_large(page, `${where}, ${size}`);
          }
          await expect_forced_colours_suffice(page, `${where}, forced colours`);
          // 1280 by 1024 at 400 %.
          await page.setViewportSize({ width: 320, height: 256 });
          await expect_nothing_is_cut(page, `${where}, at 400 %`);
          await expect_targets_are_large(page, `${where}, at 400 %`);
          await space_out_text(page);
          await expect_nothing_is_cut(page, `${where}, spaced out`);
          assert.deepEqual(visitor.troubles, []);
        });
      }
  });
});
