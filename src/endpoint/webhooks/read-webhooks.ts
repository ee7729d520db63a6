import { isSafeUrl } from '../../config/is-safe-url.js';
import { NOTIFICATION_NAME } from '../../config/notification-names.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { toPointer } from '../../lib/to-pointer.js';
import { EndpointError } from '../endpoint-error.js';
import { MAX_WEBHOOK_SECRETS, WEBHOOK_SECRET_OCTETS } from '../limits.js';

/** Where the endpoint sends what rules make known by nodes `notify`. */
export interface Webhook {
  /** Name for people. */
  readonly title?: string | undefined;
  /** Its address: https, or http on loopback. */
  readonly url: string;
  /**
   * The secret that messages are signed with: `whsec_` and 24 to 64 octets in base64. Of a list of up to 4 each signs, so that a
   * receiver can go from one to the next.
   */
  readonly secret: string | readonly string[];
  /** Names of the claims of a valid token that messages contain. Default: none. */
  readonly claims?: readonly string[] | undefined;
}

/** A webhook as the endpoint holds it. */
export interface ReadWebhook {
  readonly id: string;
  readonly url: string;
  readonly secrets: readonly Uint8Array<ArrayBuffer>[];
  readonly claims: readonly string[];
}

const PREFIX = 'whsec_';
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const [MIN_OCTETS, MAX_OCTETS] = WEBHOOK_SECRET_OCTETS;

/**
 * Reads webhooks.
 *
 * @returns The webhooks by id.
 * @throws {EndpointError} `option-invalid`, `webhook-secret-invalid`. The message quotes no secret and no address.
 */
export function readWebhooks(webhooks: unknown): ReadonlyMap<string, ReadWebhook> {
  const refuse = (
    at: string,
    wants: string,
    code: 'option-invalid' | 'webhook-secret-invalid' = 'option-invalid',
  ): never => {
    throw new EndpointError(code, `/webhooks${at}`, wants);
  };
  if (!isRecord(webhooks)) return refuse('', 'must be an object of webhooks by id.');
  const all = new Map<string, ReadWebhook>();
  for (const id of Object.keys(webhooks)) {
    const at = toPointer(id);
    if (!NOTIFICATION_NAME.test(id))
      return refuse(at, 'must have an id of 1 to 64 letters, digits, "_", ".", ":" and "-".');
    const [url, secret, claims = []] = ['url', 'secret', 'claims'].map((name) => own(webhooks[id], name));
    if (!isAddress(url))
      return refuse(`${at}/url`, 'must be a whole address, https or http on loopback, without a user name.');
    if (!Array.isArray(claims) || !claims.every((name) => typeof name === 'string'))
      return refuse(`${at}/claims`, 'must be a list of names of claims.');
    const isList = Array.isArray(secret);
    const texts: readonly unknown[] = isList ? secret : [secret];
    if (!texts.length || texts.length > MAX_WEBHOOK_SECRETS)
      return refuse(`${at}/secret`, `must be a secret, or a list of 1 to ${MAX_WEBHOOK_SECRETS} secrets.`);
    const secrets = texts.map(
      (text, index) =>
        readSecret(text) ??
        refuse(
          isList ? `${at}/secret/${index}` : `${at}/secret`,
          `must be "${PREFIX}" and ${MIN_OCTETS} to ${MAX_OCTETS} random octets in base64.`,
          'webhook-secret-invalid',
        ),
    );
    all.set(id, { id, url, secrets, claims });
  }
  return all;
}

/** Whether an address is one that messages can be sent to. */
function isAddress(url: unknown): url is string {
  if (typeof url !== 'string' || !URL.canParse(url) || isSafeUrl(url, {}) !== true) return false;
  const { username, password } = new URL(url);
  return username === '' && password === '';
}

/** Reads a secret; `null` for any other text. */
function readSecret(text: unknown): Uint8Array<ArrayBuffer> | null {
  const base64 = typeof text === 'string' && text.startsWith(PREFIX) ? text.slice(PREFIX.length) : '';
  if (!BASE64.test(base64) || base64.length > MAX_OCTETS * 2) return null;
  try {
    const octets = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return octets.length >= MIN_OCTETS && octets.length <= MAX_OCTETS ? octets : null;
  } catch {
    return null;
  }
}
