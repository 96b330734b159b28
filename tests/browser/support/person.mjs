// SPDX-License-Identifier: Apache-2.0
// Somebody at the kiosk, with a mouse, with a finger, or with nothing but a keyboard.
import assert from 'node:assert/strict';
import { kAddress } from './emulator.mjs';

export const kPassword = 'correct-Horse-7';
const kMostTabs = 40;

/** From now on time passes on this page when the test says so: page.clock.runFor(). */
export async function hold_clock(page) {
  await page.clock.install({ time: 0 });
  // So far ahead that the clock, which runs at first, cannot be there before.
  await page.clock.pauseAt(86_400_000);
}

export class Person {
  constructor(parts) {
    Object.assign(this, parts);
  }

  async come(path = '/') {
    await this.page.goto(this.kiosk.url + path);
    return this;
  }

  path() {
    return new URL(this.page.url()).pathname;
  }

  at(path) {
    assert.equal(this.path(), path);
  }

  field(name) {
    return this.page.locator(`[name="${name}"]:not([type=hidden])`);
  }

  /** The button that sends the form to `action`; of the form that holds `field`, should there be two. */
  button(action, field) {
    const having = field ? `:has([name="${field}"]:not([type=hidden]))` : '';
    return this.page.locator(`form[action="${action}"]${having} :is(button:not([type=button]), input[type=submit])`).first();
  }

  async type(name, text) {
    const field = this.field(name);
    await this.#go_to(field);
    if (this.hands === 'keys') await this.page.keyboard.type(text);
    else await field.fill(text);
  }

  async press(target) {
    await this.#go_to(target);
    if (this.hands === 'keys') await this.page.keyboard.press('Enter');
  }

  /** Does what loads a page, and waits until that page is there. */
  async loads(act) {
    // A page may already be at the address it is sent to: the load counts, not the address.
    const loaded = this.page.waitForEvent('load');
    await act();
    await loaded;
  }

  /** Back by the browser. */
  async back() {
    await this.page.goBack({ waitUntil: 'load' });
  }

  async send(account = kAddress, country = '') {
    await this.type('account', account);
    if (country) await this.type('country', country);
    await this.loads(() => this.#submit('/send', 'account'));
  }

  async verify(code) {
    await this.type('code', code);
    await this.loads(() => this.#submit('/verify', 'code'));
  }

  async reset(password = kPassword, again = password) {
    await this.type('password', password);
    await this.type('again', again);
    await this.loads(() => this.#submit('/reset', 'password'));
  }

  /** As far as the code that came. */
  async sent() {
    await this.come();
    await this.send();
    this.at('/code');
    return this.emulator.code();
  }

  /** As far as the question for a password. */
  async verified() {
    await this.verify(await this.sent());
    this.at('/password');
  }

  async done() {
    await this.verified();
    await this.reset();
    this.at('/done');
  }

  async focused() {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      return { tag: at.tagName.toLowerCase(), name: at.getAttribute('name'), id: at.id, role: at.getAttribute('role') };
    });
  }

  text() {
    return this.page.locator('body').innerText();
  }

  // Enter in a field sends its form; everybody else goes for the button.
  async #submit(action, field) {
    if (this.hands === 'keys') await this.page.keyboard.press('Enter');
    else await this.press(this.button(action, field));
  }

  async #go_to(target) {
    if (this.hands === 'touch') await target.tap();
    else if (this.hands === 'mouse') await target.click();
    else await this.tab_to(target);
  }

  async tab_to(target) {
    for (let tabs = 0; tabs <= kMostTabs; ++tabs) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`no Tab reaches ${target}`);
  }
}
