import { readTokenCookie } from './cookie.js';
import { readPayload } from './token.js';

/**
 * @param {HTMLButtonElement} button
 * @returns {object | null} The payload that it names; `null` for no token at all.
 */
function payloadOf(button) {
  return button.dataset.preset === 'none' ? null : JSON.parse(button.querySelector('code').textContent);
}

/**
 * Starts the list of steps.
 *
 * @param {{ use: (payload: object | null) => Promise<void> }} bench
 */
export function startTutorial(bench) {
  const buttons = [...document.querySelectorAll('[data-preset]')];
  const settings = [...document.querySelectorAll('[data-setting]')];

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

  for (const setting of settings) {
    // A browser may keep a box unticked over a reload, while the config is whole again.
    setting.checked = true;
    setting.addEventListener('change', async () => {
      const config = await (await fetch('/zephr.json')).json();
      for (const { checked, dataset } of settings) if (!checked) delete config.jwt[dataset.setting];
      await window.Zephr.start(config);
    });
  }

  document.addEventListener('zephr-identity', markCurrent);
  void window.Zephr.ready.then(markCurrent, () => {});
}
