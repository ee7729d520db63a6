import { isText, type Kind } from './check-shape.js';

const LOOPBACK = /^(localhost|127\.[\d.]+|\[::1])$/;

/**
 * Checks that an address is https, or http on loopback. An address without scheme and host belongs to the page's own origin.
 *
 * @returns `url-insecure` for any other address, `false` for a value that is not text.
 */
export const isSafeUrl: Kind = (value) => {
  if (!isText(value)) return false;
  try {
    const { protocol, hostname } = new URL(value, 'https://own');
    return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname)) || 'url-insecure';
  } catch {
    return 'url-insecure';
  }
};
