/** Names the settings that are off, joined by dots: the server leaves them out of the config, after a reload too. */
const COOKIE = 'demo_off';

/** @returns {Set<string>} The settings that are off, those of the other page too. */
function readOff() {
  const entry = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${COOKIE}=`)) ?? '';
  return new Set(
    entry
      .slice(COOKIE.length + 1)
      .split('.')
      .filter(Boolean),
  );
}

/**
 * Starts the switches of steps 3, 4 and 6, and the buttons that turn them all.
 *
 * @param {{ reset: () => Promise<void> }} bench
 */
export function startSettings(bench) {
  const config = document.querySelector('script[data-config]').dataset.config;
  const begun = document.querySelector('[data-begun]');
  const switches = [...document.querySelectorAll('[data-setting]')];

  const apply = async () => {
    const off = readOff();
    for (const { checked, dataset } of switches) {
      if (checked) off.delete(dataset.setting);
      else off.add(dataset.setting);
    }
    document.cookie = `${COOKIE}=${[...off].join('.')}; path=/; SameSite=Lax${off.size > 0 ? '' : '; max-age=0'}`;
    await window.Zephr.start(config);
  };

  for (const each of switches) each.addEventListener('change', apply);

  for (const button of document.querySelectorAll('[data-begin]')) {
    const on = button.dataset.begin === 'on';
    button.addEventListener('click', async () => {
      for (const each of switches) each.checked = on;
      if (!on) await bench.reset();
      await apply();
      begun.textContent = on
        ? 'All settings are on, after a reload too.'
        : 'No cookie, all settings off. Go on with step 1.';
    });
  }
}
