import { clearTokenCookie, consoleLine, readTokenCookie, setTokenCookie } from './cookie.js';
import { breakSignature, readPayload } from './read-token.js';
import { loadSigner } from './signers.js';

/** The payload of the tutorial's first step. */
const FIRST_PAYLOAD = { sub: '1234567890', prod: 'gold' };
const HOUR = 3600; // seconds, as the claim `exp` counts

/**
 * @param {string} text
 * @returns {object} The payload.
 * @throws {Error} With a message for the one who types.
 */
function parsePayload(text) {
  let payload;
  try {
    payload = JSON.parse(text);
  } catch (error) {
    throw new Error(`Not JSON yet: ${error.message}`, { cause: error });
  }
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new Error('A payload is an object, in braces.');
  }
  return payload;
}

/**
 * @param {Record<string, unknown>} payload
 * @returns {string} One claim a line, arrays kept on theirs.
 */
function formatPayload(payload) {
  const lines = Object.entries(payload).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}`;
}

/**
 * Starts the token bench.
 *
 * @returns {Promise<{ use: (payload: object | null) => Promise<void>, reset: () => Promise<void> }>} `use` puts a payload
 *   on the bench and its token into the cookie; `null` takes the cookie away. `reset` does that too, with the first payload
 *   on the bench, and leaves it to the caller to decide again.
 */
export async function startBench() {
  const bench = document.querySelector('#bench');
  const input = bench.querySelector('#payload');
  /** Only where the page signs with one. */
  const secret = bench.querySelector('#secret');
  const problem = bench.querySelector('#bench-problem');
  const encoded = bench.querySelector('#token');
  const line = bench.querySelector('#console-line');
  const said = bench.querySelector('[data-bench-said]');
  const sign = await loadSigner();

  /** The token on the bench; empty while the payload is not one. */
  let token = '';

  const show = (next) => {
    token = next;
    const parts = token.split('.');
    encoded.replaceChildren(
      ...['header', 'payload', 'signature'].flatMap((name, index) => {
        if (!parts[index]) return [];
        const part = document.createElement('span');
        part.className = `token__${name}`;
        part.textContent = parts[index];
        return index === 0 ? [part] : ['.', part];
      }),
    );
    line.value = token && consoleLine(token);
    for (const button of bench.querySelectorAll('[data-action]')) {
      button.disabled = token === '' && button.dataset.action !== 'clear';
    }
  };

  const complain = (field, message) => {
    problem.textContent = message;
    for (const each of [input, secret]) {
      if (each && each === field) each.setAttribute('aria-invalid', 'true');
      else each?.removeAttribute('aria-invalid');
    }
  };

  const signInput = async () => {
    const typed = [input.value, secret?.value].join('\n');
    // Signing takes a moment; what has been typed meanwhile is signed by its own run.
    const isStale = () => typed !== [input.value, secret?.value].join('\n');
    let field = input;
    try {
      const payload = parsePayload(input.value);
      field = secret;
      const next = await sign(payload);
      if (isStale()) return;
      complain(null, '');
      show(next);
    } catch (error) {
      if (isStale()) return;
      complain(field, error.message);
      show('');
    }
  };

  const put = async (next, words) => {
    if (next === null) clearTokenCookie();
    else setTokenCookie(next);
    await window.Zephr.refresh();
    said.textContent = words;
  };

  const actions = {
    set: () => put(token, 'The cookie is set and the page has decided again.'),
    clear: () => put(null, 'The cookie is gone and the page has decided again.'),
    break: async () => {
      show(breakSignature(token));
      await put(token, 'One letter of the signature is changed: it no longer fits this token.');
    },
    expire: async () => {
      const payload = { ...parsePayload(input.value), exp: Math.floor(Date.now() / 1000) - HOUR };
      input.value = formatPayload(payload);
      await signInput();
      await put(token, 'Signed as it should be, but it ran out an hour ago.');
    },
    copy: async () => {
      try {
        await navigator.clipboard.writeText(line.value);
        said.textContent = 'Copied. Paste it into the console, press Enter, reload the page.';
      } catch {
        line.focus();
        line.select();
        said.textContent = 'The browser keeps the clipboard closed. The line is selected: copy it with the keyboard.';
      }
    },
  };

  input.addEventListener('input', signInput);
  secret?.addEventListener('input', signInput);
  bench.addEventListener('click', (event) => {
    const action = event.target.closest('[data-action]')?.dataset.action;
    if (action) void actions[action]();
  });

  input.value = formatPayload(readPayload(readTokenCookie() ?? '') ?? FIRST_PAYLOAD);
  await signInput();

  return {
    use: async (payload) => {
      if (payload === null) return actions.clear();
      input.value = formatPayload(payload);
      await signInput();
      return actions.set();
    },
    reset: async () => {
      clearTokenCookie();
      said.textContent = '';
      input.value = formatPayload(FIRST_PAYLOAD);
      await signInput();
    },
  };
}
