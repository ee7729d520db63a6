import { type ConfigError, type ConfigErrorCode, isConfigError } from '../model/config-error.js';
import { USER_STATES } from '../model/user-states.js';
import { addressOfCode } from '../lib/address-of-code.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { findSecrets } from './find-secret.js';
import { CONDITIONS, NODE_TYPES } from './known-names.js';
import { listKnown } from './list-known.js';
import { listSiteNames } from './site-names.js';

export { refuseSecret } from './find-secret.js';

/** The subject of a mistake: the value that the pointer names, its name, and the config around it. */
interface Place {
  readonly value: unknown;
  readonly name: string;
  readonly config: unknown;
  readonly steps: readonly string[];
  readonly known: readonly string[] | undefined;
  readonly cause: unknown;
}

const PEM_OR_JWK =
  'it must be a PEM text that begins with "-----BEGIN PUBLIC KEY-----" or "-----BEGIN CERTIFICATE-----", or a JWK.';

const ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');

/** Messages by code: each says what was found and what to do. They never quote a token, a key or the value of a claim. */
const WORDS: Readonly<Record<ConfigErrorCode, (place: Place) => string>> = {
  'config-missing': () =>
    'the page names no config: add data-config with its address to the script tag, or put the config into a <script type="application/json" data-zephr-config>, with the nonce of the script tag if that has one. Where a tag manager removes attributes, push ["start", "/zephr.json"] into window.Zephr.',
  'config-unreachable': ({ cause }) =>
    `${addressOf(cause) ?? 'its address'} gives no config (${messageOf(cause)}).${explainNoConfig(cause)}`,
  'config-ambiguous': () =>
    'the page has several inline configs, and none is directly before the script tag, so none is known to be yours. Put one inline config directly before the script tag, and remove the others.',
  'config-not-json': ({ cause }) =>
    `${addressOf(cause) ?? 'it'} is not JSON (${messageOf(cause)}).${explainText(String(own(cause, 'text') ?? ''))}`,
  'config-unsigned': () =>
    'the script tag has data-config-key, and the config has no signature: sign it with zephr sign, and serve the file .sig beside it (data-signature at an inline config, zephr bundle --sign for a bundle).',
  'config-signature': ({ cause }) =>
    `its signature does not verify by data-config-key (${messageOf(cause)}). Was the config changed, or only one of the two files deployed? Sign it again with zephr sign.`,
  'config-key': ({ cause }) => `data-config-key is not a key that can verify its signature (${messageOf(cause)}).`,
  'version-unknown': ({ value }) =>
    `this SDK reads version 1, not ${typeof value === 'number' ? value : quote(value)}.`,
  'secret-in-browser': () =>
    'a secret or private key must never reach a browser. Use a public key, or jwt.verifyEndpoint for tokens signed with a shared secret.',
  'key-missing': () =>
    'needs one of "publicKey", "jwks", "jwksUrl" and "verifyEndpoint": without it no token can be verified.',
  'key-invalid': ({ value }) => `is not a public key that can verify tokens: ${explainKey(value)}`,
  'url-insecure': ({ value }) => `${quote(value)} must be https; http is for loopback only.`,
  'algorithm-unknown': ({ value }) =>
    `${quote(value)} is not a signature algorithm of this SDK.${listKnown('algorithms', ALGORITHMS, value)}`,
  'type-wrong': ({ name, value }) => `"${name}" has the wrong type: ${kindOf(value)}.`,
  'field-missing': ({ name }) => `"${name}" is missing.`,
  'value-unknown': ({ value, known }) =>
    `${quote(value)} is not among the values that are known here.${listKnown('values', known, value)}`,
  'value-invalid': ({ value }) => `the condition cannot compare with ${kindOf(value)}.`,
  'jsonpath-invalid': ({ value }) => `${quote(value)} is not a JSONPath of names, indices and wildcards.`,
  'state-unknown': ({ name }) => `"${name}" is not a user state.${listKnown('user states', USER_STATES, name)}`,
  'node-type-unknown': ({ value }) => `${quote(value)} is not a node type.${listKnown('nodes', NODE_TYPES, value)}`,
  'node-type-required': ({ value }) => `${quote(value)} needs a newer version of this SDK.`,
  'condition-unknown': ({ value, known = CONDITIONS }) =>
    `${quote(value)} is not a condition.${listKnown('conditions', known, value)}`,
  'step-unknown': ({ value, config, steps }) => {
    const rule = at(config, steps.slice(0, steps[0] === 'subRules' ? 2 : 4));
    const names = ['show', ...namesOf(own(rule, 'nodes')), ...namesOf(own(config, 'outcomes'))];
    const wish = value === 'hide' ? ' To hide the content, write { "content": "hide" }.' : '';
    return `leads to ${quote(value)}, which is neither a node of this rule nor an outcome.${wish}${listKnown('steps', names, value)}`;
  },
  'exit-missing': ({ name }) => `the exit "${name}" leads nowhere.`,
  'exit-unknown': ({ name, known }) => `"${name}" is not an exit of this node.${listKnown('exits', known, name)}`,
  cycle: () => 'a path returns to this node.',
  'feature-unknown': (place) =>
    place.name === '' && place.value === undefined
      ? `a <zephr-feature> needs the attribute "feature", with the name of a feature.${listKnown('features', place.known ?? namesOf(own(place.config, 'features')), '')}`
      : entry('feature', 'features')(place),
  'product-unknown': entry('product', 'products'),
  'component-unknown': entry('component', 'components'),
  'split-test-unknown': entry('split test', 'splitTests'),
  'sub-rule-unknown': entry('sub rule', 'subRules'),
  'site-unknown': ({ value, config }) =>
    `${quote(value)} is neither a site of the config nor a group that a site is in.${listKnown('sites', listSiteNames(own(config, 'sites')), value)}`,
  'host-invalid': ({ value }) =>
    `${quote(value)} is not a host. Write it without a scheme, a port and a path: "www.daily.example", or "*.daily.example" for all subdomains.`,
  'host-twice': ({ value }) => `${quote(value)} is already the host of a site. A host belongs to one site.`,
  'variable-invalid': ({ name }) =>
    name === 'variables'
      ? 'needs 1 to 32 variables.'
      : `"${name.slice(0, 80)}" cannot be a variable. A name has at most 64 letters, digits, "_" and "-" and begins with a letter or "_"; a value is a text of at most 2,000 characters, a number, true, false or null.`,
  'notification-invalid': ({ value }) =>
    `${quote(value)} is not a name. Write 1 to 64 letters, digits, "_", ".", ":" and "-".`,
  'sub-rule-too-deep': () => 'is more than 100 sub rules deep.',
  'chunk-unreachable': ({ cause }) => `needs a file of this SDK that did not arrive (${messageOf(cause)}).`,
};

/**
 * Puts a mistake into words: where it is, what was found there and what to do. Apart from the checks, as only a page whose
 * config is wrong loads the words.
 *
 * @param config - The config that holds it, as far as it could be read.
 * @param known - Names that are known at its place, if only the caller knows them.
 * @returns The same error, with a message.
 */
export function explainMistake<Thrown>(error: Thrown, config: unknown, known?: readonly string[]): Thrown {
  if (isConfigError(error)) {
    if (error.code === 'secret-in-browser') pointToSecret(error, config);
    const { code, pointer, cause } = error;
    const steps = splitPointer(pointer);
    const place = { value: at(config, steps), name: steps.at(-1) ?? 'config', config, steps, known, cause };
    error.message = `${pointer || 'config'}: ${WORDS[code](place)}`;
    Object.assign(error, { help: addressOfCode(code) });
  }
  return error;
}

/** A page refuses a config with a secret at once; finding the pointer takes longer. */
function pointToSecret(error: ConfigError, config: unknown): void {
  const pointers: string[] = [];
  findSecrets(config, (pointer) => pointers.push(pointer));
  Object.assign(error, { pointer: pointers[0] ?? error.pointer });
}

/** The address that a config was to come from, where the page has asked one. */
function addressOf(cause: unknown): string | undefined {
  const address = own(cause, 'address');
  return typeof address === 'string' ? quote(address) : undefined;
}

/** The likely cause why an address gives no config. */
function explainNoConfig(cause: unknown): string {
  const [, status] = /^status (\d+)$/.exec(messageOf(cause)) ?? [];
  if (status === '404' || status === '410') return ' Is the file deployed, and the address right?';
  if (status === '401' || status === '403') return ' The file must be readable without a login.';
  // Browsers say no more, whatever the cause.
  if (cause instanceof TypeError)
    return ' Is the server up? On another origin, it must allow this one (CORS); a Content-Security-Policy must allow it in connect-src.';
  return '';
}

/** The likely cause why a text is not JSON. */
function explainText(text: string): string {
  if (/^\s*</.test(text)) return ' It looks like HTML: is the address right?';
  if (/&(quot|#34|#x22);/i.test(text))
    return ' It was escaped for HTML, and a <script> takes JSON as it is: write only < as \\u003c.';
  return '';
}

/** The likely cause why a key does not import. It quotes nothing of the key. */
function explainKey(key: unknown): string {
  if (typeof key !== 'string')
    return 'the JWK needs "kty", and the members of its type ("x" and "y" for EC, "n" and "e" for RSA).';
  if (key.includes('\\n')) return 'it has "\\n" as two characters; line breaks were escaped twice.';
  if (/BEGIN RSA PUBLIC KEY/.test(key))
    return 'it is in PKCS#1. Convert it: openssl rsa -RSAPublicKey_in -in key.pem -pubout.';
  if (!/-----BEGIN/.test(key))
    return /^[\w+/=\s-]+$/.test(key)
      ? 'it has no lines around it, "-----BEGIN PUBLIC KEY-----" before and "-----END PUBLIC KEY-----" after.'
      : PEM_OR_JWK;
  if (!/-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/.test(key)) return PEM_OR_JWK;
  return /-----END/.test(key) ? 'its text was cut or changed.' : 'its end is missing ("-----END PUBLIC KEY-----").';
}

function at(config: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(own, config);
}

function namesOf(map: unknown): string[] {
  return isRecord(map) ? Object.keys(map) : [];
}

/** Describes a reference to an entry that does not exist. */
function entry(what: string, map: string): (place: Place) => string {
  return ({ value, name, config, known = namesOf(own(config, map)) }) => {
    const found = value === undefined ? name : value;
    return `${quote(found)} is not a ${what}.${listKnown(`${what}s`, known, found)}`;
  };
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `"${value.slice(0, 80)}"` : kindOf(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
