// SPDX-License-Identifier: Apache-2.0
// What can be measured of how a page looks.
import assert from 'node:assert/strict';
import { axe_source } from './browser.mjs';

const kTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const kTargetPixels = 44;
// A row of ten keys has no more room on the smallest screen; WCAG asks for 24.
const kKeyPixels = 24;

/** axe finds nothing against WCAG 2.2 A and AA, in either scheme. */
export async function expect_axe_is_content(page, where) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe_source);
    const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), kTags);
    const words = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary}`).join('; ')}`);
    assert.deepEqual(words, [], `${where}, ${colorScheme}`);
    assert.ok(found.passes.length > 5, `axe looked at ${where}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/**
 * axe is a script with timers, and cannot run where those may not: it looks at the same page in a browser that
 * has them, without the kiosk's own script, and with what stands in <noscript> shown if it was shown.
 */
export async function still_copy(visitor, person) {
  let html = await visitor.page.content();
  if (!visitor.script)
    html = html
      .replace(/<head>.*<\/head>/s, (head) => head.replace(/<noscript>.*?<\/noscript>/gs, ''))
      .replace(/<(\/?)noscript>/g, '<$1div>');
  const { page } = await person();
  await page.route('**/*', (route) => {
    const asked = route.request();
    if (asked.isNavigationRequest()) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    return asked.resourceType() === 'script' ? route.abort() : route.continue();
  });
  await page.goto(visitor.kiosk.url);
  return page;
}

/** Everything lies within the page's width, and no text is cut off. */
export async function expect_nothing_is_cut(page, where) {
  const found = await page.evaluate(() => {
    const root = document.documentElement;
    const bad = [];
    if (root.scrollWidth > root.clientWidth) bad.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
    for (const element of document.body.querySelectorAll('*')) {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (box.width === 0 || style.visibility === 'hidden' || style.clipPath !== 'none' || box.width <= 1) continue;
      if (box.left < -0.5 || box.right > root.clientWidth + 0.5) bad.push(`outside: ${element.outerHTML.slice(0, 120)}`);
      // What scrolls downwards in itself cuts nothing.
      const scrolls = /^(auto|scroll)$/.test(style.overflowY);
      const cut = (style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) ||
        (style.overflowY !== 'visible' && !scrolls && element.scrollHeight > element.clientHeight + 1);
      const spills = element.matches('button, .button') && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
      if ((cut || spills) && !/^(INPUT|SELECT|SVG|HTML|BODY)$/i.test(element.tagName))
        bad.push(`cut: ${element.outerHTML.slice(0, 120)}`);
    }
    return bad;
  });
  assert.deepEqual(found, [], where);
}

/** Whatever is pressed is large enough for a finger. */
export async function expect_targets_are_large(page, where) {
  const small = await page.evaluate(([least, least_key]) => {
    const bad = [];
    for (const element of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [role=button]')) {
      // What a label surrounds is pressed by it.
      const target = /^(checkbox|radio)$/.test(element.type) ? element.closest('label') ?? element : element;
      const box = target.getBoundingClientRect();
      if (box.width === 0 || getComputedStyle(element).visibility === 'hidden') continue;
      const least_width = element.closest('#keyboard') && innerWidth < 500 ? least_key : least;
      if (box.width < least_width - 0.01 || box.height < least - 0.01) bad.push(`${box.width}x${box.height}: ${element.outerHTML.slice(0, 120)}`);
    }
    return bad;
  }, [kTargetPixels, kKeyPixels]);
  assert.deepEqual(small, [], where);
}

/** In colours that the visitor forces, all words are there, and what can be used has an edge of its own. */
export async function expect_forced_colours_suffice(page, where) {
  // Times run on.
  const read = async () => (await page.locator('body').innerText()).replace(/^.*\d.*$/gm, '');
  const words = await read();
  await page.emulateMedia({ forcedColors: 'active' });
  assert.equal(await read(), words, where);
  const flat = await page.evaluate(() => {
    const edge = (style) => parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none' && !/^rgba\(.*, 0\)$/.test(style.borderTopColor);
    return [...document.querySelectorAll('button, .button, input:not([type=hidden]), [role=alert]')]
      .filter((one) => one.checkVisibility() && !edge(getComputedStyle(one)))
      .map((one) => one.outerHTML.slice(0, 120));
  });
  assert.deepEqual(flat, [], where);
  await expect_nothing_is_cut(page, where);
  await page.emulateMedia({ forcedColors: 'none' });
}

/** Spacing as WCAG 1.4.12 has it, put on every element. */
export async function space_out_text(page) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** An error is told once above, where the focus is, and at its field. */
export async function expect_error_is_told(visitor, field, where) {
  const { page } = visitor;
  const told = await page.evaluate((name) => {
    const summary = document.activeElement;
    const at = name && document.querySelector(`[name="${name}"]:not([type=hidden])`);
    const links = [...summary.querySelectorAll('a[href^="#"]')].map((one) => one.getAttribute('href').slice(1));
    return {
      focused: summary !== document.body && !summary.matches('input, button, a'),
      says: summary.innerText.trim(),
      links,
      invalid: at?.getAttribute('aria-invalid'),
      id: at?.id,
      described: (at?.getAttribute('aria-describedby') ?? '').split(/\s+/).map((id) => document.getElementById(id)?.innerText ?? '').join(' ').trim(),
    };
  }, field ?? null);
  assert.ok(told.focused, `${where}: the summary has the focus`);
  assert.ok(told.says.length > 3, `${where}: the summary says something`);
  if (!field) return told.says;
  assert.equal(told.invalid, 'true', `${where}: ${field} is marked`);
  assert.ok(told.links.includes(told.id), `${where}: the summary leads to ${field}`);
  assert.ok(told.described.length > 3, `${where}: ${field} says what is wrong`);
  return told.says;
}
