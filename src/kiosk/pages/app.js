// SPDX-License-Identifier: Apache-2.0
// Everything works without this. All words it shows come with the page, in the page's language.
// A comment takes lines of its own: the build leaves these out.
'use strict';
(() => {
  const body = document.body;
  const root = document.documentElement;
  const by_id = (id) => document.getElementById(id);
  const all = (what) => Array.from(document.querySelectorAll(what));
  const fields = all('main input:not([type=hidden]):not([hidden])');
  const now = () => performance.now() / 1000;
  const [minutes, seconds] = body.dataset.units.split('|');
  const said = by_id('said');

  const in_words = (time) => {
    const m = Math.floor(time / 60);
    const s = time % 60;
    const parts = m ? [m + '\u00a0' + minutes] : [];
    if (s || !m) parts.push(s + '\u00a0' + seconds);
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
    const {left: time, text, over, holds} = place.dataset;
    const end = now() + Number(time);
    const held = by_id(holds);
    if (time === '0') return;
    if (held) held.setAttribute('aria-disabled', 'true');
    count_down(() => end, (left) => {
      place.textContent = left ? text.replace('{}', in_words(left)) : over;
      if (left === 0 && held) held.removeAttribute('aria-disabled');
      if (left === 0 && over) say(over);
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
    // Who goes back may be another than who typed what the browser would give back.
    const [way] = performance.getEntriesByType('navigation');
    if (way && way.type === 'back_forward') all('form').forEach((form) => form.reset());
  });

  // Not every browser does this by the attribute.
  const alert = by_id('alert');
  if (alert) {
    addEventListener('load', () => requestAnimationFrame(() => {
      if (alert !== document.activeElement) alert.focus();
    }));
  }

  const show = by_id('show');
  if (show) {
    const words = [show.textContent, show.dataset.hide];
    show.hidden = false;
    show.addEventListener('click', () => {
      const hidden = fields[0].type === 'password';
      fields.forEach((field) => {
        field.type = hidden ? 'text' : 'password';
      });
      show.textContent = words[hidden ? 1 : 0];
    });
    // Enter behind the first leads to the second.
    fields[0].addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing || fields[1].value) return;
      event.preventDefault();
      fields[1].focus();
    });
    // No browser keeps what was typed in the open.
    show.form.addEventListener('submit', () => fields.forEach((field) => {
      field.type = 'password';
    }));
  }

  const kActivity = ['keydown', 'pointerdown', 'input', 'wheel'];
  const on_activity = (then) => kActivity.forEach((name) => {
    addEventListener(name, then, {capture: true, passive: name !== 'keydown'});
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
    const open = () => {
      dialog.hidden = false;
      if (dialog.showModal) dialog.showModal();
      // What lies outside is neither seen nor heard meanwhile.
      dialog.append(said);
    };
    const close = () => {
      if (dialog.close) dialog.close();
      dialog.hidden = true;
      body.append(said);
    };
    const is_warning = () => !dialog.hidden;
    on_activity((event) => {
      const warned = is_warning();
      if (!('stay' in body.dataset)) end = now() + idle;
      else if (warned || now() - asked > Math.min(10, idle / 6)) stay();
      if (!warned) return;
      // Neither the key nor the touch may reach what lies below.
      if (event.type === 'keydown') {
        event.preventDefault();
        close();
      } else {
        setTimeout(() => is_warning() && close(), 500);
      }
    });
    dialog.addEventListener('click', () => is_warning() && close());
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

  // The keyboard for screens without one. Nothing of it takes the focus from the field.
  const keyboard = by_id('keyboard');
  if (keyboard) {
    const words = keyboard.dataset;
    const kLayers = {
      letters: ['1 2 3 4 5 6 7 8 9 0', 'q w e r t y u i o p', 'a s d f g h j k l @',
        'shift z x c v b n m . erase', 'signs - _ space + hide enter'],
      signs: ['! " # $ % & \' ( ) *', '+ , - . / : ; < > =', '? @ [ \\ ] ^ _ { | }',
        '` ~ space erase', 'letters hide enter'],
      numeric: ['1 2 3', '4 5 6', '7 8 9', 'hide 0 erase', 'enter'],
      tel: ['1 2 3', '4 5 6', '7 8 9', '+ 0 erase', 'hide enter'],
    };
    const kSymbols = {shift: '\u21e7', erase: '\u232b', hide: '\u2304'};
    let field = null;
    let shift = false;
    let repeating = 0;

    const write = (text) => {
      const {selectionStart: from, selectionEnd: to} = field;
      field.setRangeText(text, text || from < to ? from : Math.max(0, from - 1), to, 'end');
      field.dispatchEvent(new Event('input', {bubbles: true}));
    };
    const main_button = () => field.form.querySelector('button:not([type=button])');
    // The first of two fields leads to the second.
    const next = () => {
      const other = fields[fields.indexOf(field) + 1];
      return other && other.id === 'again' && !other.value ? other : null;
    };
    const hide = () => {
      keyboard.hidden = true;
      root.style.removeProperty('--keys');
    };
    const enter = () => {
      const other = next();
      if (other) other.focus();
      else main_button().click();
    };
    const draw = (layer) => {
      keyboard.className = layer + (field.autocomplete === 'new-password' ? ' secret' : '');
      keyboard.replaceChildren(...kLayers[layer].map((row) => {
        const line = document.createElement('div');
        line.append(...row.split(' ').map((key) => {
          const button = document.createElement('button');
          const named = key.length > 1;
          button.type = 'button';
          button.tabIndex = -1;
          button.dataset.key = key;
          if (named) button.classList.add('named', key);
          if (key === 'enter') button.textContent = main_button().textContent;
          else if (named) button.textContent = kSymbols[key] || words[key];
          else button.textContent = shift ? key.toUpperCase() : key;
          if (kSymbols[key]) button.setAttribute('aria-label', words[key]);
          if (key === 'shift') button.setAttribute('aria-pressed', shift);
          return button;
        }));
        return line;
      }));
      keyboard.hidden = false;
      // On a very small screen, or a much enlarged page, it lies below the page instead of above it.
      const height = keyboard.offsetHeight;
      const flows = height > .8 * innerHeight;
      keyboard.classList.toggle('flows', flows);
      const header = document.querySelector('header');
      const bar = getComputedStyle(header).position === 'sticky' ? header.offsetHeight : 0;
      root.style.setProperty('--top', bar + 8 + 'px');
      root.style.setProperty('--keys', (flows ? 0 : height) + 'px');
    };
    const press = (key) => {
      const capital = shift;
      shift = key === 'shift' && !shift;
      if (key === 'signs' || key === 'letters') draw(key);
      else if (key === 'hide') hide();
      else if (key === 'enter') enter();
      else if (key === 'erase') write('');
      else if (key === 'space') write(' ');
      else if (key !== 'shift') write(capital ? key.toUpperCase() : key);
      if (capital !== shift) draw('letters');
    };
    // These change what lies below the finger, which would get the click.
    const at_last = (key) => /hide|enter|signs|letters/.test(key);
    const release_key = () => clearInterval(repeating);
    keyboard.addEventListener('pointerdown', (event) => {
      const {key} = event.target.dataset;
      event.preventDefault();
      if (!key || at_last(key)) return;
      release_key();
      press(key);
      if (key !== 'erase') return;
      const began = now();
      repeating = setInterval(() => now() - began > .5 && press(key), 80);
    });
    ['pointerup', 'pointercancel', 'blur'].forEach((name) => addEventListener(name, release_key));
    keyboard.addEventListener('mousedown', (event) => event.preventDefault());
    // A screen reader clicks without a pointer.
    keyboard.addEventListener('click', (event) => {
      const {key} = event.target.dataset;
      if (key && (event.detail === 0 || at_last(key))) press(key);
    });

    const begin = (event) => {
      field = event.target;
      shift = false;
      draw(kLayers[field.dataset.mode] ? field.dataset.mode : 'letters');
      // What is above shows whole, or not at all.
      field.closest('.field').scrollIntoView({block: 'nearest'});
      if (scrollY > 0) field.closest('.field').scrollIntoView({block: 'start'});
    };
    fields.forEach((each) => {
      each.dataset.mode = each.inputMode;
      each.inputMode = 'none';
      each.addEventListener('focus', begin);
      each.addEventListener('click', begin);
    });
    if (fields.includes(document.activeElement)) begin({target: document.activeElement});
  }
})();
