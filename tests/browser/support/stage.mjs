// SPDX-License-Identifier: Apache-2.0
// What a test sets up: a service, a kiosk before it, and people who walk up to it.
import { browser, kSizes } from './browser.mjs';
import { Emulator } from './emulator.mjs';
import { Kiosk } from './kiosk.mjs';
import { Person } from './person.mjs';
import { Relay } from './relay.mjs';

/** `t` is the test: all that was started ends with it. */
export async function stage(t, { service = {}, options = [], clock = 'own', relayed = false } = {}) {
  const emulator = new Emulator();
  const kiosk = new Kiosk();
  const relay = relayed ? await new Relay().open() : null;
  const contexts = [];
  t.after(async () => {
    for (const context of contexts) await context.close();
    relay?.close();
    await kiosk.forget();
    await emulator.forget();
  });
  await emulator.run(service);
  await kiosk.run(emulator, relay ? [...options, '--origin', relay.url] : options, clock);
  if (relay) {
    relay.to = kiosk.port;
    kiosk.url = relay.url;
  }

  /** Somebody new, in a browser that knows nothing yet. */
  async function person({ size = 'panel', locale = 'en-US', script = true, hands = 'mouse', ...more } = {}) {
    const context = await browser.newContext({
      viewport: kSizes[size],
      locale,
      javaScriptEnabled: script,
      hasTouch: hands === 'touch',
      reducedMotion: 'reduce',
      ...more,
    });
    contexts.push(context);
    // A busy machine is no reason to fail: the test's own limit is for what hangs.
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    const troubles = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('console', (message) => /Content Security Policy|Refused to/.test(message.text()) && troubles.push(message.text()));
    return new Person({ page, context, emulator, kiosk, hands, script, troubles });
  }

  return { emulator, kiosk, relay, person };
}
