import { createHash, timingSafeEqual } from 'node:crypto';
import { ConsoleRefusal } from './console-refusal.js';

/** Addresses by which the console is reached. */
export interface ConsoleAddress {
  readonly port: number;
  /** The bearer token of this start. */
  readonly token: string;
}

/**
 * Refuses a request that did not come from the console's own page, before anything else looks at it: a name that was made to
 * lead to loopback (DNS rebinding) is in `Host`, another site's page in `Origin` or `Sec-Fetch-Site`.
 *
 * @throws {ConsoleRefusal} 403.
 */
export function guardRequest({ headers }: Request, { port }: ConsoleAddress): void {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.get('host') ?? ''))
    throw new ConsoleRefusal(403, 'host-unknown', `The console answers to ${hosts.join(' and ')} only.`);
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const isOwn = origin === null || hosts.some((host) => origin === `http://${host}`);
  if (!isOwn || (site !== null && site !== 'none' && site !== 'same-origin'))
    throw new ConsoleRefusal(403, 'origin-foreign', 'The console answers its own pages only.');
}

/**
 * Refuses a request without the token of this start. It is in the printed address, which only the person at this machine has;
 * a cookie would be sent along by any page.
 *
 * @throws {ConsoleRefusal} 401.
 */
export function requireToken({ headers }: Request, { token }: ConsoleAddress): void {
  const [, given = ''] = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '') ?? [];
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(hash(given), hash(token)))
    throw new ConsoleRefusal(401, 'token-missing', 'Open the address that "zephr console" has printed.');
}
