import { readTokenCookie } from './cookie.js';
import { readPayload } from './read-token.js';

/**
 * @param {HTMLButtonElement} button
 * @returns {object | null} The payload that it names; `null` for no token at all.
 */
function payloadOf(button) {
  return button.dataset.preset === 'none' ? null : JSON.parse(button.querySelector('code').textContent);
}

/**
 * Starts the payloads of the steps.
 *
 * @param {{ use: (payload: object | null) => Promise<void> }} bench
 */
export function startTutorial(bench) {
  const buttons = [...document.querySelectorAll('[data-preset]')];

  const markCurrent = async () => {
    const { token } = await window.Zephr.identity();
    const payload = token.status === 'valid' ? readPayload(readTokenCookie() ?? '') : null;
    for (const button of buttons) {
      const wanted = payloadOf(button);
      const fits = token.status === (wanted ? 'valid' : 'none') && JSON.stringify(payload) === JSON.stringify(wanted);
      if (fits) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    }
  };

  for (const button of buttons) {
    button.addEventListener('click', () => bench.use(payloadOf(button)));
  }

  document.addEventListener('zephr-identity', markCurrent);
  void window.Zephr.ready.then(markCurrent, () => {});
}
