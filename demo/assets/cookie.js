const NAME = 'blaize_jwt';

/** @returns {string | null} The token in the cookie. */
export function readTokenCookie() {
  const pair = document.cookie.split('; ').find((entry) => entry.startsWith(`${NAME}=`));
  return pair ? pair.slice(NAME.length + 1) : null;
}

/** @param {string} token */
export function setTokenCookie(token) {
  document.cookie = `${NAME}=${token}; path=/; SameSite=Lax`;
}

/** Takes the cookie away. */
export function clearTokenCookie() {
  document.cookie = `${NAME}=; path=/; SameSite=Lax; max-age=0`;
}

/**
 * @param {string} token
 * @returns {string} What the tutorial's first step types into the console.
 */
export function consoleLine(token) {
  return `document.cookie = "${NAME}=${token}"`;
}
