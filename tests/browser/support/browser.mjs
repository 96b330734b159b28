// SPDX-License-Identifier: Apache-2.0
// Debian's Chromium, started once for all tests; each visitor gets a fresh profile in it.
import { after } from 'node:test';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const load = createRequire(`${process.env.SPAREKEY_MODULES}/`);
const { chromium } = load('playwright-core');
export const axe_source = readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8');

// Chromium has no sandbox for root; these pages are our own.
const args = process.getuid() === 0 ? ['--no-sandbox'] : [];
// Playwright switches off the cache of whole pages gone back to: whether one is kept there depends on what else the
// machine does.
export const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
after(() => browser.close());

export const kSizes = { small: { width: 320, height: 568 }, panel: { width: 800, height: 480 }, desk: { width: 1280, height: 1024 } };
export const kLocales = { 'en-US': 'en', 'zh-CN': 'zh' };
