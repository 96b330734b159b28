// SPDX-License-Identifier: Apache-2.0
// The on-screen keyboard: a whole visit by touch, with no other keyboard in the room.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stage } from './support/stage.mjs';

const kTimeout = { timeout: 120_000 };
const kSecret = 'Zq7#x y~9"B';

class Fingers {
  constructor(visitor) {
    this.page = visitor.page;
  }

  key(name) {
    return this.page.locator(`#keyboard button[data-key="${name.replace(/["\\]/g, '\\$&')}"]`);
  }

  async tap(name) {
    await this.key(name).tap();
  }

  async type(text) {
    for (const character of text) {
      const lower = character.toLowerCase();
      if (character === ' ') {
        await this.tap('space');
      } else if (await this.key(lower).count()) {
        if (lower !== character) await this.tap('shift');
        await this.tap(lower);
      } else {
        await this.tap((await this.key('signs').count()) ? 'signs' : 'letters');
        if (lower !== character) await this.tap('shift');
        await this.tap(lower);
      }
    }
  }

  async enter(visitor) {
    await visitor.loads(() => this.tap('enter'));
  }
}

describe('on-screen keyboard', { concurrency: 2 }, () => {
  for (const [locale, size] of [['en-US', 'panel'], ['zh-CN', 'panel'], ['zh-CN', 'small'], ['en-US', 'desk']])
    test(`a whole visit by touch: ${locale}, ${size}`, kTimeout, async (t) => {
      const { emulator, person } = await stage(t, { options: ['--keyboard'] });
      const visitor = await person({ locale, size, hands: 'touch' });
      const fingers = new Fingers(visitor);
      await visitor.come();
      await visitor.field('account').tap();
      await fingers.type('alice@example.com');
      assert.equal(await visitor.field('account').inputValue(), 'alice@example.com');
      await expect_in_view(visitor, 'account');
      await fingers.enter(visitor);
      visitor.at('/code');
      await visitor.field('code').tap();
      await fingers.type(`${await emulator.code()}7`);
      await fingers.tap('erase');
      await expect_in_view(visitor, 'code');
      await fingers.enter(visitor);
      visitor.at('/password');
      await visitor.field('password').tap();
      await fingers.type(kSecret);
      await expect_in_view(visitor, 'password');
      await fingers.tap('enter');
      assert.equal((await visitor.focused()).name, 'again');
      await fingers.type(kSecret);
      assert.equal(await visitor.field('again').inputValue(), kSecret);
      await expect_in_view(visitor, 'again');
      await fingers.enter(visitor);
      visitor.at('/done');
      assert.ok(await emulator.signs_in(kSecret));
      assert.deepEqual(visitor.troubles, []);
    });

  test('every printable character can be typed', kTimeout, async (t) => {
    const { person } = await stage(t, { options: ['--keyboard'] });
    const visitor = await person({ hands: 'touch', size: 'desk' });
    const fingers = new Fingers(visitor);
    await visitor.verified();
    await visitor.field('password').tap();
    const all = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join('');
    await fingers.type(all);
    assert.equal(await visitor.field('password').inputValue(), all);
  });

  test('it hides, and comes back with the next touch', kTimeout, async (t) => {
    const { person } = await stage(t, { options: ['--keyboard'] });
    const visitor = await person({ hands: 'touch' });
    await visitor.come();
    await visitor.field('account').tap();
    const keyboard = visitor.page.locator('#keyboard');
    await keyboard.waitFor();
    await new Fingers(visitor).tap('hide');
    await keyboard.waitFor({ state: 'hidden' });
    await visitor.field('account').tap();
    await keyboard.waitFor();
  });

  test('it does not show the queue behind which key was touched for a password', kTimeout, async (t) => {
    const { person } = await stage(t, { options: ['--keyboard'] });
    const visitor = await person();
    await visitor.come();
    const look = async () => {
      const key = visitor.page.locator('#keyboard [data-key="5"]');
      const box = await key.boundingBox();
      const clip = { x: box.x, y: box.y, width: box.width, height: box.height };
      const before = await visitor.page.screenshot({ clip, caret: 'hide' });
      await visitor.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await visitor.page.mouse.down();
      const during = await visitor.page.screenshot({ clip, caret: 'hide' });
      await visitor.page.mouse.up();
      return before.equals(during);
    };
    await visitor.field('account').click();
    assert.equal(await look(), false, 'an address is typed in the open');
    await visitor.verified();
    await visitor.field('password').click();
    assert.equal(await look(), true);
  });

  test('without the option there is none', kTimeout, async (t) => {
    const { person } = await stage(t);
    const visitor = await person({ hands: 'touch' });
    await visitor.come();
    await visitor.field('account').tap();
    assert.equal(await visitor.page.locator('#keyboard').count(), 0);
  });
});

// Neither the keyboard nor the header lies over the field that is typed into.
async function expect_in_view(visitor, name) {
  const seen = await visitor.field(name).evaluate((field) => {
    const box = field.getBoundingClientRect();
    const at = (y) => document.elementFromPoint(box.left + box.width / 2, y) === field;
    return at(box.top + 3) && at(box.bottom - 3);
  });
  assert.ok(seen, `${name} can be seen whole`);
}
