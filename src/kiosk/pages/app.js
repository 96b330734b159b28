// SPDX-License-Identifier: Apache-2.0
// Everything works without this. All words it shows come with the page, in the page's language.
// A comment takes lines of its own: the build leaves these out.
'use strict';
(() => {
  const body = document.body;
  const by_id = (id) => document.getElementById(id);
  const all = (what) => Array.from(document.querySelectorAll(what));
  const now = () => performance.now() / 1000;
  const [minutes, seconds] = body.dataset.units.split('|');
  const said = by_id('said');

  const in_words = (time) => {
    const m = Math.floor(time / 60);
    const s = time % 60;
    const parts = m ? [m + minutes] : [];
    if (s || !m) parts.push(s + seconds);
    return parts.join(' ');
  };
  const say = (text) => {
    said.textContent = text;
  };

  // Calls `show` with the whole seconds left until `ends()`, once a second, and at last with 0.
  const count_down = (ends, show) => {
    let shown = -1;
    const tick = () => {
      const left = Math.max(0, Math.ceil(ends() - now()));
      if (left !== shown) show(left);
      shown = left;
      return left > 0 || clearInterval(timer);
    };
    const timer = setInterval(tick, 250);
    tick();
    return () => clearInterval(timer);
  };

  // What is left of a passcode's life, a password's, a wait. It is seen every second, but spoken
  // at these only, and when it is over.
  const kSpoken = [60, 30, 10];
  all('[data-left]:not([data-leaves])').forEach((place) => {
    const end = now() + Number(place.dataset.left);
    const held = by_id(place.dataset.holds);
    if (held && place.dataset.left > 0) held.setAttribute('aria-disabled', 'true');
    if (place.dataset.left === '0') return;
    count_down(() => end, (left) => {
      place.textContent = left ? place.dataset.text.replace('{}', in_words(left)) : place.dataset.over;
      if (left === 0 && held) held.removeAttribute('aria-disabled');
      if (left === 0 && place.dataset.over) say(place.dataset.over);
      if (kSpoken.includes(left) && !held) say(place.textContent);
    });
  });

  // A button counts once. A page that comes back, or did not get away, can be used again.
  let sent = null;
  const release = () => {
    if (!sent) return;
    sent.classList.remove('busy');
    sent.removeAttribute('aria-disabled');
    sent.textContent = sent.dataset.idle;
    sent = null;
  };
  addEventListener('submit', (event) => {
    const button = event.submitter || event.target.querySelector('button:not([type=button])');
    if (sent || button.getAttribute('aria-disabled')) {
      event.preventDefault();
      return;
    }
    sent = button;
    button.dataset.idle = button.textContent;
    button.classList.add('busy');
    button.setAttribute('aria-disabled', 'true');
    if (button.dataset.busy) {
      button.textContent = button.dataset.busy;
      say(button.dataset.busy);
    }
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
    release();
  });

  // Not every browser does this by the attribute.
  const alert = by_id('alert');
  if (alert) alert.focus();

  const show = by_id('show');
  if (show) {
    const fields = [by_id('password'), by_id('again')];
    const words = [show.textContent, show.dataset.hide];
    show.hidden = false;
    show.addEventListener('click', () => {
      const hidden = fields[0].type === 'password';
      fields.forEach((field) => {
        field.type = hidden ? 'text' : 'password';
      });
      show.textContent = words[hidden ? 1 : 0];
    });
    // No browser keeps what was typed in the open.
    show.form.addEventListener('submit', () => fields.forEach((field) => {
      field.type = 'password';
    }));
  }

  const kActivity = ['keydown', 'pointerdown', 'touchstart', 'input', 'wheel'];
  const on_activity = (then) => kActivity.forEach((name) => {
    addEventListener(name, then, {capture: true, passive: true});
  });

  // The last page, and those that only say something, lead on by themselves.
  const leaves = document.querySelector('[data-leaves]');
  if (leaves) {
    let end = now() + Number(leaves.dataset.left);
    on_activity(() => {
      end = now() + Number(leaves.dataset.left);
    });
    count_down(() => end, (left) => {
      leaves.textContent = leaves.dataset.text.replace('{}', in_words(left));
      if (left === 10) say(leaves.textContent);
      if (left === 0) location.replace(by_id('leave').href);
    });
  }

  // The visit ends if nobody is there. A warning comes first, and whoever moves is there.
  const idle = Number(body.dataset.idle || 0);
  if (idle) {
    const dialog = by_id('idle');
    const text = by_id('idle-text');
    const warning = Math.max(20, Math.min(60, idle / 4));
    const fields = all('main input:not([type=hidden]):not([hidden])');
    const is_blank = () => !('stay' in body.dataset) && !alert && !location.search &&
        fields.every((field) => field.value === '');
    let end = now() + idle;
    let asked = now();
    let asking = false;
    const stay = () => {
      if (asking) return;
      asking = true;
      asked = now();
      const began = asked;
      const form = document.querySelector('input[name=form]');
      fetch('/stay', {
        method: 'POST',
        body: new URLSearchParams({form: form ? form.value : ''}),
        credentials: 'same-origin',
      }).then((answer) => {
        if (answer.ok) end = began + idle;
        else location.replace('/');
      }).catch(() => {}).then(() => {
        asking = false;
      });
    };
    const is_warning = () => !dialog.hidden;
    const someone = () => {
      if (!('stay' in body.dataset)) end = now() + idle;
      else if (is_warning() || now() - asked > Math.min(10, idle / 6)) stay();
      if (is_warning()) close();
    };
    const open = () => {
      dialog.hidden = false;
      if (dialog.showModal) dialog.showModal();
    };
    const close = () => {
      if (dialog.close) dialog.close();
      dialog.hidden = true;
    };
    on_activity(someone);
    dialog.addEventListener('cancel', someone);
    dialog.addEventListener('click', someone);
    count_down(() => end, (left) => {
      if (is_blank() || sent) {
        end = now() + idle;
        return;
      }
      if (left === 0) location.replace('/');
      if (left > 0 && left <= warning && !is_warning() && !asking) open();
      if (is_warning()) {
        text.textContent = text.dataset.text.replace('{}', in_words(left));
        if (left === 10) say(text.textContent);
      }
    });
  }
})();
