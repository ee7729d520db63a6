/**
 * The settings that a visitor can switch, each with what it puts into `jwt` of the config. They are the ones that the
 * tutorial sets in Zephr's console.
 */
const SETTINGS = {
  userMapping: { foreignUserIdProperty: 'sub' },
  productSyncing: { privateClaimName: 'prod' },
  userStore: { foreignKeySystem: 'ledger' },
};

/** Names the settings that are switched off, joined by dots. Each visitor of the demo has a console of their own in it. */
const COOKIE = 'demo_off';

/** @typedef {keyof typeof SETTINGS} Setting */

/** All of them, as they are at first. */
/** @type {readonly Setting[]} */
export const ALL = Object.keys(SETTINGS);

/**
 * Reads which settings a visitor has on. At first that is all of them.
 *
 * @param {string | undefined} cookies - The header `Cookie`.
 * @returns {Setting[]}
 */
export function readSettings(cookies = '') {
  const entry = cookies.split('; ').find((cookie) => cookie.startsWith(`${COOKIE}=`)) ?? '';
  const off = entry.slice(COOKIE.length + 1).split('.');
  return ALL.filter((name) => !off.includes(name));
}

/**
 * @param {readonly Setting[]} settings
 * @returns {object} What they put into `jwt` of the config.
 */
export function toJwt(settings) {
  return Object.fromEntries(settings.map((name) => [name, SETTINGS[name]]));
}
