// SPDX-License-Identifier: Apache-2.0
// Every state a visitor can find a page in, and the way there.
//   field    the field that is wrong, if one is
//   script   whether it needs one, or is not to be had with one
//   stands_still  whether no timer of the page runs
//   notice   a page that only says something
//   trouble  whether the page has to tell of something that went wrong
import { hold_clock } from './person.mjs';
import { kReset, kSend, kVerify } from './emulator.mjs';

const away = (path) => ({ faults: [{ path, httpStatus: 503, body: '<h1>Service Unavailable</h1>', contentType: 'text/html' }] });
// The emulated minutes are over before anybody can type.
const too_late = { clockRate: 1_000_000 };
// How a token is refused that has expired.
const unknown_token = { faults: [{ path: kReset, statusCode: 400, message: 'passwordResetToken' }] };

export const kStates = [
  { name: 'account', path: '/', reach: (who) => who.come() },
  { name: 'account, empty', path: '/send', field: 'account', reach: (who) => who.come().then(() => who.send('')) },
  { name: 'account, bad address', path: '/send', field: 'account', reach: (who) => who.come().then(() => who.send('alice@')) },
  { name: 'account, bad country', path: '/send', field: 'country', reach: (who) => who.come().then(() => who.send('18812345678', '86x')) },
  { name: 'account, service away', service: away(kSend), trouble: true, reach: (who) => who.come().then(() => who.send()) },
  { name: 'account, no network', trouble: true, reach: (who) => who.come().then(() => who.emulator.end()).then(() => who.send()) },
  { name: 'account, wrong clock', path: '/', clock: 1_000_000_000, trouble: true, reach: (who) => who.come().then(() => who.send()) },
  {
    name: 'account, no answer in time',
    service: { faults: [{ path: kSend, delayMs: 3_600_000 }] },
    options: ['--timeout', '1'],
    trouble: true,
    reach: (who) => who.come().then(() => who.send()),
  },
  {
    name: 'busy',
    options: ['--visits', '1'],
    notice: true,
    reach: async (who, { person }) => {
      await (await person()).sent();
      await who.come();
      await who.send();
    },
  },
  { name: 'code', path: '/code', reach: (who) => who.sent() },
  { name: 'code, locked account', path: '/code', service: { accounts: [{ email: 'alice@example.com', locked: true }] }, reach: (who) => who.come().then(() => who.send()) },
  { name: 'code, empty', path: '/code', field: 'code', reach: (who) => who.sent().then(() => who.verify('')) },
  { name: 'code, letters', path: '/code', field: 'code', reach: (who) => who.sent().then(() => who.verify('abc')) },
  { name: 'code, wrong', path: '/code', field: 'code', reach: (who) => who.sent().then((code) => who.verify(other(code))) },
  { name: 'code, expired', path: '/code', field: 'code', service: too_late, reach: (who) => who.sent().then((code) => who.verify(code)) },
  {
    name: 'code, its time over',
    path: '/code',
    clock: 'held',
    options: ['--idle', '600'],
    reach: async (who) => {
      await who.sent();
      who.kiosk.pass_s(301);
      await who.loads(() => who.page.reload());
    },
  },
  { name: 'code, service away', service: away(kVerify), trouble: true, reach: (who) => who.sent().then((code) => who.verify(code)) },
  {
    name: 'code, sent again',
    path: '/code',
    clock: 'held',
    service: { passCode: { resendSeconds: 0 } },
    reach: async (who) => {
      await who.sent();
      who.kiosk.pass_s(61);
      await who.loads(() => who.page.reload());
      await who.loads(() => who.press(who.button('/send')));
    },
  },
  {
    name: 'code, another too soon',
    path: '/code',
    script: false,
    trouble: true,
    reach: async (who) => {
      await who.sent();
      await who.loads(() => who.press(who.button('/send')));
    },
  },
  {
    name: 'idle warning',
    path: '/code',
    script: true,
    stands_still: true,
    clock: 'held',
    options: ['--idle', '30'],
    reach: async (who) => {
      await hold_clock(who.page);
      await who.sent();
      await who.page.clock.runFor(20_000);
      await who.page.locator('#idle').waitFor();
    },
  },
  { name: 'password', path: '/password', reach: (who) => who.verified() },
  { name: 'password, empty', path: '/password', field: 'password', reach: (who) => who.verified().then(() => who.reset('')) },
  { name: 'passwords differ', path: '/password', field: 'again', reach: (who) => who.verified().then(() => who.reset('one-Thing-1', 'another-2')) },
  { name: 'password, weak', path: '/password', field: 'password', reach: (who) => who.verified().then(() => who.reset('short')) },
  { name: 'password, reused', path: '/password', field: 'password', reach: (who) => who.verified().then(() => who.reset('OldPassw0rd!')) },
  { name: 'password, token expired', path: '/', service: unknown_token, trouble: true, reach: (who) => who.verified().then(() => who.reset()) },
  { name: 'password, service away', service: away(kReset), trouble: true, reach: (who) => who.verified().then(() => who.reset()) },
  { name: 'done', path: '/done', reach: (who) => who.done() },
  {
    name: 'timed out',
    clock: 'held',
    options: ['--idle', '30'],
    notice: true,
    reach: async (who) => {
      await who.sent();
      who.kiosk.pass_s(31);
      await who.verify('123456');
    },
  },
  {
    name: 'not yours',
    notice: true,
    reach: async (who) => {
      await who.sent();
      await who.context.clearCookies();
      await who.verify('123456');
    },
  },
  { name: 'not found', path: '/nowhere', notice: true, reach: (who) => who.come('/nowhere') },
  { name: 'no method', path: '/verify', notice: true, reach: (who) => who.come('/verify') },
];

export function other(code) {
  return code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
}

