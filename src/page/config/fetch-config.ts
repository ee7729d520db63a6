import { fail } from '../../config/fail.js';
import { fetchText, parseConfig, readConfig, type RawConfig } from '../../config/read-config.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { within } from '../../lib/within.js';
import { ignore } from '../../lib/ignore.js';
import type { Session } from '../session.js';
import { CONFIG_TIMEOUT_MS } from './limits.js';

/**
 * Fetches a config from its address. Settles in any case: an address that does not answer in time has given none.
 *
 * The first attempt is made here. `obtainConfig`, in a file of its own, takes over where that fails, where the config must be
 * signed, and where one is kept for the next page views.
 *
 * @throws {ConfigError} (rejects) When there is no usable config.
 */
export function fetchConfig(url: string, session: Session): Promise<RawConfig> {
  const { configKey, keepConfig } = session.page._tag;
  const text = fetchText(url, session.fetch);
  const first = readConfig(within(CONFIG_TIMEOUT_MS, 'an answer', text));
  first.catch(ignore);
  const takeOver = (): Promise<RawConfig> =>
    within(CONFIG_TIMEOUT_MS, 'config.js', import('./obtain-config.js')).then(
      ({ obtainConfig }) => obtainConfig(url, session, text, first),
      // A config that must be signed is believed only by the file that verifies it.
      (cause: unknown) => (configKey === undefined ? first : fail('chunk-unreachable', '', { cause })),
    );
  return (configKey ?? keepConfig) === undefined ? first.catch(takeOver) : takeOver();
}

/**
 * Reads a config that came with the page, verified where the script tag demands that.
 *
 * @param jws - Its signature, where the page's markup has one.
 * @throws {ConfigError} When it is not usable; rejects where it must be signed.
 */
export function readGiven(
  text: string | undefined,
  jws: string | undefined,
  { page }: Session,
): RawConfig | Promise<RawConfig> {
  const { configKey } = page._tag;
  return configKey === undefined
    ? parseConfig(text)
    : within(FILE_TIMEOUT_MS, 'config.js', import('./obtain-config.js')).then(
        ({ readSignedText }) => readSignedText(text, jws, configKey),
        (cause: unknown) => fail('chunk-unreachable', '', { cause }),
      );
}
