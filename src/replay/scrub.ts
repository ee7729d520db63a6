import { isRecord } from '../lib/is-record.js';
import { setOwn } from '../lib/set-own.js';
import { STAND_IN } from './exported-decision.js';
import { MIN_SEARCHED_CHARACTERS } from './limits.js';

/** Characters that a token can have (RFC 7515, section 7.1). */
const RUN = /[\w.-]+/g;
/** The beginning of a token: the base64url of `{"`. */
const BEGIN = 'eyJ';

/**
 * Takes tokens and the id of the reader out of all texts and names of a value, wherever they are: a site may have them in an
 * address, in its own data, or in another claim.
 *
 * @param id - The mapped id. One of a few characters is not looked for, as it is in other texts by chance.
 * @returns A copy. The same value, where there is nothing to take out.
 */
export function scrub<Value>(value: Value, id: string | null): Value {
  const searched = id !== null && id.length >= MIN_SEARCHED_CHARACTERS ? id : null;
  return scrubValue(value, searched) as Value;
}

function scrubValue(value: unknown, id: string | null): unknown {
  if (typeof value === 'string') return scrubText(value, id);
  if (typeof value === 'number') return String(value) === id ? STAND_IN : value;
  if (Array.isArray(value)) return value.map((item: unknown) => scrubValue(item, id));
  if (!isRecord(value)) return value;
  const clean: Record<string, unknown> = {};
  for (const name of Object.keys(value)) setOwn(clean, scrubText(name, id), scrubValue(value[name], id));
  return clean;
}

function scrubText(text: string, id: string | null): string {
  const clean = text.replace(RUN, dropToken);
  if (id === null) return clean;
  // An address may have it escaped.
  return clean.replaceAll(id, STAND_IN).replaceAll(encodeURIComponent(id), STAND_IN);
}

/** Replaces a signed or encrypted token at the end of a run of characters. */
function dropToken(run: string): string {
  const at = run.indexOf(BEGIN);
  return at >= 0 && run.includes('.', at) ? `${run.slice(0, at)}token-left-out` : run;
}
