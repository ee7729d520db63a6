import { decodePath } from '../lib/decode-path.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toCanonicalPath } from '../lib/to-canonical-path.js';
import { toPointer } from '../lib/to-pointer.js';
import { createWarning, type Found } from './mistake.js';

/** A place in the config. Its pointer is written only where something is found there. */
interface Place {
  readonly value: unknown;
  readonly within: Place | null;
  readonly name: string;
}

const WHOLE = /^(?:not-)?equals$|^in$/;
const AT_START = /^starts-with$/;
const COMPARED = /^(?:not-equals|equals|in|starts-with|ends-with|contains|matches)$/;

/** Finds values of the node `url-path` that no path can match, since paths are compared in their canonical form. */
export function findPathWarnings(config: unknown): Found[] {
  const found: Found[] = [];
  const open: Place[] = [];
  const add = (value: unknown, within: Place | null, name: string): void => {
    if (isRecord(value) || Array.isArray(value)) open.push({ value, within, name });
  };
  add(own(config, 'features'), null, 'features');
  add(own(config, 'subRules'), null, 'subRules');
  const seen = new Set<unknown>();
  for (let place = open.pop(); place; place = open.pop()) {
    if (seen.has(place.value)) continue;
    seen.add(place.value);
    if (own(place.value, 'type') === 'url-path') found.push(...checkNode(place));
    for (const [name, value] of Object.entries(place.value as object)) add(value, place, name);
  }
  return found;
}

function checkNode(place: Place): Found[] {
  const [condition, value] = [own(place.value, 'condition'), own(place.value, 'value')];
  if (typeof condition !== 'string' || !COMPARED.test(condition)) return [];
  const values: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((one: unknown, index) => [`/value/${index}`, one])
    : [['/value', value]];
  return values.flatMap(([member, one]) => {
    const reason = typeof one === 'string' && one !== '' ? findReason(condition, one) : null;
    if (reason === null) return [];
    const says = `"${String(one).slice(0, 80)}" can never be in a path: ${reason}`;
    return [createWarning('path-never', pointerTo(place) + member, says)];
  });
}

function findReason(condition: string, value: string): string | null {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(value)) return 'a path begins behind the host. Write the path alone.';
  if (/#/.test(value) || (condition !== 'matches' && /\?/.test(value)))
    return 'it has no query and no fragment. Use the node "query-param", or write %3F for a question mark in a name.';
  const decoded = decodePath(value);
  if (WHOLE.test(condition) || AT_START.test(condition)) {
    if (!value.startsWith('/')) return `it begins with a slash. Write "/${value.slice(0, 80)}".`;
    // Any text may follow the beginning of a path.
    const whole = AT_START.test(condition) ? `${decoded}x` : decoded;
    const canonical = toCanonicalPath(whole);
    if (canonical === whole) return null;
    return `its canonical form is "${(AT_START.test(condition) ? canonical.slice(0, -1) : canonical).slice(0, 80)}".`;
  }
  return /\/\/|\\|\/\.{1,2}\/|[\0-\x1f\x7f]/.test(decoded) // eslint-disable-line no-control-regex
    ? 'paths are canonical, without backslashes, dot segments and runs of slashes.'
    : null;
}

function pointerTo(place: Place): string {
  const names: string[] = [];
  for (let at: Place | null = place; at; at = at.within) names.unshift(toPointer(at.name));
  return names.join('');
}
