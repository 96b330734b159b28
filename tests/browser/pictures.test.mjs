// SPDX-License-Identifier: Apache-2.0
// A visit as people see it, and what it costs to send. The long run writes both down where src/kiosk
// shows them; every run holds them to what they may be.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { kSizes } from './support/browser.mjs';
import { stage } from './support/stage.mjs';
import { other } from './support/states.mjs';

const kTimeout = { timeout: 120_000 };
const kWrites = process.env.SPAREKEY_SCOPE === 'long';
const kFolder = new URL('../../src/kiosk/pictures/', import.meta.url).pathname;
const kReadme = new URL('../../src/kiosk/README.md', import.meta.url).pathname;
const kMostPictureBytes = 200 * 1024;
const kMostPageBytes = 24 * 1024;

async function take(visitor, name, size = 'panel') {
  // A blinking cursor would make every picture another.
  const picture = await visitor.page.screenshot({ caret: 'hide', animations: 'disabled' });
  assert.equal(picture.readUInt32BE(16), kSizes[size].width);
  if (!kWrites) return;
  mkdirSync(kFolder, { recursive: true });
  const file = `${kFolder}${name}.png`;
  writeFileSync(file, picture);
  // Plain pages have few colours; without the tool the picture is only larger.
  spawnSync('pngquant', ['--force', '--output', file, '--strip', '32', file]);
}

const kTitle = ['--title', 'Lakeside Clinic'];

describe('pictures', () => {
  test('the way through, on the panel of a kiosk', kTimeout, async (t) => {
    const { emulator, person } = await stage(t, { options: [...kTitle, '--keyboard'], service: { passCode: { tries: 2 } } });
    const visitor = await person({ hands: 'touch' });
    await visitor.come();
    await take(visitor, 'account');
    await visitor.send();
    const code = await emulator.code();
    await visitor.verify(other(code));
    await take(visitor, 'wrong-code');
    await visitor.verify(code);
    await visitor.field('password').tap();
    await take(visitor, 'password');
    await visitor.reset();
    await take(visitor, 'done');
  });

  test('in Chinese, in the dark, on a phone', kTimeout, async (t) => {
    const { person } = await stage(t, { options: ['--title', '湖畔诊所'] });
    const chinese = await person({ locale: 'zh-CN' });
    await chinese.sent();
    await take(chinese, 'code-chinese');
    await chinese.loads(() => chinese.press(chinese.button('/start-over')));
    const phone = await person({ size: 'small', colorScheme: 'dark', hands: 'touch', locale: 'zh-CN' });
    await phone.come();
    await phone.send('18812345678');
    await take(phone, 'phone-dark', 'small');
  });

  test('they are small', () => {
    const bytes = readdirSync(kFolder).reduce((sum, name) => sum + statSync(kFolder + name).size, 0);
    assert.ok(bytes > 0 && bytes <= kMostPictureBytes, `${bytes} bytes of pictures`);
  });
});

describe('bytes', () => {
  test('a whole visit, as sent', kTimeout, async (t) => {
    const { person } = await stage(t, { options: [...kTitle, '--keyboard'] });
    const visitor = await person();
    const finished = [];
    const largest = new Map();
    visitor.page.on('requestfinished', (request) =>
      finished.push(
        request.sizes().then((size) => {
          const path = new URL(request.url()).pathname;
          largest.set(path, Math.max(largest.get(path) ?? 0, size.responseBodySize));
          return size;
        }),
      ),
    );
    await visitor.done();
    await visitor.page.waitForLoadState('networkidle');
    const sizes = await Promise.all(finished);
    const of = (what) => sizes.reduce((sum, one) => sum + one[what], 0);
    // Each page, the style and the script once: what the program has to hold.
    const pages = [...largest.values()].reduce((sum, one) => sum + one, 0);
    assert.ok(pages <= kMostPageBytes, `${pages} bytes of pages`);
    const bytes = of('responseBodySize') + of('responseHeadersSize');
    assert.ok(sizes.length >= 7, `${sizes.length} requests`);
    // Words for a time that runs differ in length from visit to visit.
    const kib = Math.ceil(bytes / 1024);
    const readme = readFileSync(kReadme, 'utf8');
    const recorded = readme.match(/(\d+) requests and (\d+) KiB of answers, headers included/);
    assert.ok(recorded, 'src/kiosk/README.md says what a visit costs');
    if (kWrites) return writeFileSync(kReadme, readme.replace(recorded[0], `${sizes.length} requests and ${kib} KiB of answers, headers included`));
    assert.equal(Number(recorded[1]), sizes.length, 'requests, as src/kiosk/README.md has them; tests/browser/run BUILD long writes it anew');
    assert.ok(Math.abs(kib - Number(recorded[2])) <= 1, `${kib} KiB, and src/kiosk/README.md says ${recorded[2]}; tests/browser/run BUILD long writes it anew`);
  });
});
