import type { Config } from '../../model/config.js';
import { findValue } from '../../lib/find-value.js';
import { own } from '../../lib/own.js';
import type { HeaderReader } from '../header-reader.js';
import { findLocation, type ReaderLocation } from './find-location.js';

/** Finds the location of who sends a request. */
export type Locate = (headers: HeaderReader) => ReaderLocation;

/**
 * Makes the function that finds the location for decisions. Where no rule asks for it, it reads no header: the headers of all
 * CDNs take longer than most decisions.
 */
export function createLocator(config: Config): Locate {
  const asks = findValue(config, (node) => /^(?:country|state|city|zip)$/.test(String(own(node, 'type'))));
  return asks === undefined ? () => ({}) : findLocation;
}
