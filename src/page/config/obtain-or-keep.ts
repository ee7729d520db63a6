import { isConfigError } from '../../model/config-error.js';
import { createFault } from '../../model/fault.js';
import { parseConfig } from '../../config/read-config.js';
import { within } from '../../lib/within.js';
import { resolveAddress } from '../browser.js';
import { ignore } from '../../lib/ignore.js';
import { onBack } from '../life/on-back.js';
import type { Session } from '../session.js';
import { ConfigStore, readKeepAge, type KeptConfig } from './kept-config.js';
import { KEPT_WAIT_MS } from './limits.js';
import type { ObtainedConfig } from './obtained-config.js';
import { verifyConfigSignature } from './read-signature.js';

/** Asks the address of a config, several times where it must. */
type Ask = () => Promise<ObtainedConfig>;

/**
 * Obtains a config from its address, or the kept copy of it where none comes in time (`data-keep-config`). A later config
 * takes the place of the copy by a start of its own, as on recovery. A config that works is kept.
 *
 * @param keep - The attribute's value.
 * @param fresh - The attempts that run already.
 * @param again - Makes further ones.
 * @throws {ConfigError} (rejects) When there is neither a config nor a copy.
 */
export async function obtainOrKeep(
  url: string,
  session: Session,
  keep: string,
  fresh: Promise<ObtainedConfig>,
  again: Ask,
): Promise<ObtainedConfig> {
  const store = openStore(url, session, keep);
  if (!store) return fresh;
  try {
    const found = await within(KEPT_WAIT_MS, 'it', fresh);
    keepOnceReady(session, store, found);
    return found;
  } catch (cause) {
    const kept = store.read();
    const raw = kept && (await readKept(kept, store, session));
    if (!raw || !session._isOn()) {
      void fresh.then((found) => keepOnceReady(session, store, found), ignore);
      return fresh;
    }
    reportStale(session, kept, cause);
    useCopy(session, store, kept, fresh, again);
    return { raw, text: kept.text, signature: kept.signature };
  }
}

/** Where the attribute is wrong, this is reported, and nothing is kept. */
function openStore(url: string, session: Session, keep: string): ConfigStore | null {
  const maxAge = readKeepAge(keep);
  if (maxAge === null) {
    const message = `data-keep-config is ${JSON.stringify(keep.slice(0, 40))}, which is not a time. Write hours or days, as "12h" or "30d", or leave it empty for 7 days. No config is kept.`;
    session.report(createFault('config-keep', message));
    return null;
  }
  try {
    return new ConfigStore(resolveAddress(url).href, maxAge);
  } catch {
    // No address, which the request says better.
    return null;
  }
}

/** Reads a copy, whose signature is verified by the key of the script tag as it is now. A refused copy is removed. */
async function readKept(
  { text, signature }: KeptConfig,
  store: ConfigStore,
  session: Session,
): Promise<ObtainedConfig['raw'] | null> {
  const { configKey } = session.page._tag;
  try {
    if (configKey !== undefined)
      await verifyConfigSignature(new TextEncoder().encode(text), signature ?? '', configKey);
    return parseConfig(text);
  } catch (error) {
    // Where the verification did not load, or its key is wrong, nothing is known about the copy.
    if (isConfigError(error) && !['chunk-unreachable', 'config-key'].includes(error.code)) store.remove();
    return null;
  }
}

function reportStale(session: Session, { at }: KeptConfig, cause: unknown): void {
  const why = String(((cause as Error).cause as Error | undefined)?.message ?? (cause as Error).message);
  const message = `config: its address gives none in time (${why}). The copy of ${new Date(at).toISOString()} is used until it does.`;
  session.report(createFault('config-stale', message));
}

/** Follows a page that runs on a copy. */
function useCopy(
  session: Session,
  store: ConfigStore,
  kept: KeptConfig,
  fresh: Promise<ObtainedConfig>,
  again: Ask,
): void {
  const { zephr, _inputs: inputs } = session.page;
  let isAsked = true;
  const replace = (found: ObtainedConfig): void => {
    if (!session._isOn()) return;
    if (found.text === kept.text) return store.keep(found.text, found.signature);
    zephr.start(found.raw.value as never, { ...session.options, ...inputs }).catch(ignore);
    keepOnceReady(session.page.session, store, found);
  };
  const follow = (asked: Promise<ObtainedConfig>): void =>
    void asked.then(replace, () => {
      isAsked = false;
    });
  follow(fresh);
  onBack(session, () => {
    if (isAsked) return;
    isAsked = true;
    follow(again());
  });
  session._listen(document, 'zephr-ready', () => whenIdle(() => store.touch(kept)));
  // A copy that does not start is of no use to the next page view either.
  void zephr.ready.catch((error: unknown) => {
    if (isConfigError(error) && error.code !== 'chunk-unreachable') store.remove();
  });
}

/** Keeps a config once the page has decided by it. */
function keepOnceReady(session: Session, store: ConfigStore, { text, signature }: ObtainedConfig): void {
  session._listen(document, 'zephr-ready', () => whenIdle(() => store.keep(text, signature)));
}

function whenIdle(work: () => void): void {
  // Safari lacks it, and an element of that name is no function.
  const { requestIdleCallback: idle } = window as Partial<Window>;
  if (typeof idle === 'function') idle(work);
  else setTimeout(work);
}
