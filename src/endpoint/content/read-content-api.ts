import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { parsePath } from '../../lib/parse-path.js';
import type { ReadPath } from '../../lib/read-path.js';
import { EndpointError } from '../endpoint-error.js';
import {
  CONTENT_KEPT_S,
  CONTENT_TIMEOUT_MS,
  MAX_CONTENT_FIELDS,
  MAX_CONTENT_KEPT_S,
  MAX_CONTENT_TIMEOUT_MS,
} from '../limits.js';
import { compileContentAddress, type FillContentAddress } from './content-address.js';

/** The settings of a content API, checked. */
export interface CheckedContentApi {
  readonly fill: FillContentAddress;
  readonly headers: Readonly<Record<string, string>>;
  /** Readers of the fields by their names. */
  readonly fields: ReadonlyMap<string, ReadPath>;
  readonly keepForMs: number;
  readonly timeoutMs: number;
}

/**
 * Checks the settings of a content API.
 *
 * @throws {EndpointError} `option-invalid`. The message quotes neither the address nor a header.
 */
export function readContentApi(content: unknown): CheckedContentApi {
  const refuse = (at: string, wants: string): never => {
    throw new EndpointError('option-invalid', `/content${at}`, wants);
  };
  const [url, headers, fields, keepFor = CONTENT_KEPT_S, timeout = CONTENT_TIMEOUT_MS] = [
    ...['url', 'headers', 'fields', 'keepFor', 'timeout'].map((name) => own(content, name)),
  ];
  if (!isRecord(content)) return refuse('', 'must be an object { url, fields }.');
  if (typeof url !== 'string') return refuse('/url', 'must be a text.');
  const fill = compileContentAddress(url);
  if (typeof fill === 'string') return refuse('/url', fill);
  if (!isHeaders(headers)) return refuse('/headers', 'must be an object of texts that HTTP takes as headers, by name.');
  if (!Array.isArray(fields) || !fields.length || fields.length > MAX_CONTENT_FIELDS)
    return refuse('/fields', `must be a list of 1 to ${MAX_CONTENT_FIELDS} names.`);
  const readers = new Map<string, ReadPath>();
  fields.forEach((name: unknown, index) => {
    const read = typeof name === 'string' && name !== '' ? readerOf(name) : null;
    if (!read) return refuse(`/fields/${index}`, 'must be the name of a member, or a JSONPath that begins with "$".');
    return readers.set(name as string, read);
  });
  if (!isAmong(keepFor, 1, MAX_CONTENT_KEPT_S))
    return refuse('/keepFor', `must be a number of seconds from 1 to ${MAX_CONTENT_KEPT_S}.`);
  if (!isAmong(timeout, 1, MAX_CONTENT_TIMEOUT_MS))
    return refuse('/timeout', `must be a number of milliseconds from 1 to ${MAX_CONTENT_TIMEOUT_MS}.`);
  return { fill, headers: headers ?? {}, fields: readers, keepForMs: keepFor * 1000, timeoutMs: timeout };
}

function readerOf(name: string): ReadPath | null {
  return name.startsWith('$') ? parsePath(name) : (answer) => own(answer, name);
}

function isAmong(value: unknown, from: number, to: number): value is number {
  return typeof value === 'number' && value >= from && value <= to;
}

function isHeaders(headers: unknown): headers is Record<string, string> | undefined {
  if (headers === undefined) return true;
  if (!isRecord(headers) || !Object.values(headers).every((value) => typeof value === 'string')) return false;
  try {
    new Headers(headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
