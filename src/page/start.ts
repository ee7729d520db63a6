import { checkConfig } from '../config/check-config.js';
import type { RawConfig } from '../config/read-config.js';
import type { Fault } from '../model/fault.js';
import { createBrokenVisit } from '../visit/broken-visit.js';
import { createVisit } from '../visit/create-visit.js';
import type { Visit, VisitInputs } from '../visit/visit.js';
import { dispatch } from './browser.js';
import { createPorts } from './create-ports.js';
import { explain, loadMistakes } from './explain.js';
import { createFault } from '../model/fault.js';
import { FILE_TIMEOUT_MS } from '../lib/request/limits.js';
import { within } from '../lib/within.js';
import { ignore } from '../lib/ignore.js';
import { onBack } from './life/on-back.js';
import { createSession, type Session } from './session.js';
import { toFault } from './to-fault.js';
import type { StartOptions } from './zephr.js';
import type { ZephrPage } from './zephr-page.js';

/**
 * Gives a config that is not checked yet, or throws the `ConfigError` that says why it is missing.
 */
export type ConfigSource = (session: Session) => RawConfig | Promise<RawConfig>;

/** The inputs of a page whose own code has passed none. */
export const NO_INPUTS: VisitInputs = { token: null, customData: {}, facts: {} };

/**
 * Starts with a config from wherever the page names one. A start that runs is replaced: what it still does counts no more,
 * and what it has left behind is undone as soon as this one has its config.
 *
 * Where the config is unusable, its address is asked again when the browser is online again, when the reader comes back and by
 * `refresh`; what then works is a start of its own, with the same options and the inputs of that moment.
 *
 * @param reported - Code of the failure of the start that this one repeats. It is reported once.
 * @throws {ConfigError} (rejects) When the config is unusable.
 */
export function start(
  page: ZephrPage,
  source: ConfigSource,
  options: StartOptions = {},
  reported?: Fault['code'],
): Promise<void> {
  const { session: before, _follow: follow } = page;
  const session = (page.session = createSession(page, options));
  // Inputs that were set before the start stay, unless the options replace them.
  Object.assign(page._inputs, page._isStarted && NO_INPUTS, options);
  page._isStarted = true;
  if (before.signal.aborted) page.host.wait();
  // Until this start takes over, the page stays as the one before has left it.
  const replace = session.own(before.stop);
  const starting = run(page, session, source, reported, replace);
  starting.catch(ignore);
  follow(starting);
  // A listener to what happened may have started again, or stopped.
  if (session._isOn()) page.ready = starting;
  return starting;
}

async function run(
  page: ZephrPage,
  session: Session,
  source: ConfigSource,
  reported: Fault['code'] | undefined,
  replace: () => void,
): Promise<void> {
  const { host } = page;
  const { _isOn: isOn, options, report } = session;
  const enter = (visit: Visit): void => {
    page.visit = visit;
    // As long as nothing is decided, the views wait as their features say.
    host._update(true);
  };
  const reportMissing = (error: unknown): void => report(createFault('chunk-unreachable', String(error)));
  let raw: RawConfig | undefined;
  let debug: typeof import('./debug/prepare-debug.js') | undefined | void;
  try {
    // Waited for, so that it sees the first decision too, and a config that does not arrive; a preview takes the place of the config.
    // Zephr's own storage key asks for it too, but reading storage would hold up the first decision.
    if (options.debug || location.href.includes('zephr-debug'))
      debug = await within(FILE_TIMEOUT_MS, 'debug.js', import('./debug/prepare-debug.js')).catch(reportMissing);
    const given = source(session);
    // Not a promise: then all of it happens before this call returns, and the page is decided before it is painted.
    raw = 'then' in given ? await given : given;
    const ports = createPorts(session);
    const startDebug = debug && (await debug.prepareDebug(raw, ports, session));
    if (!raw._noSecret) (await loadMistakes()).refuseSecret(raw.value);
    const config = checkConfig(raw.value, true);
    if (!isOn()) return;
    replace();
    const visit = createVisit(config, ports, page._inputs, (again) => {
      if (again && isOn()) dispatch('zephr-identity', { ...visit._reader()!.identity, claims: {}, user: null });
      if (isOn()) host._update(again);
    });
    session.own(() => visit.stop());
    enter(startDebug ? startDebug(visit) : visit);
    // This chunk keeps the page current after the first decision. It loads behind the files that decide.
    const keep = (): void =>
      void within(FILE_TIMEOUT_MS, 'live.js', import('./life/keep-live.js'), keep).then(
        ({ keepLive }) => keepLive(session, config),
        reportMissing,
      );
    keep();
    onBack(session, keep);
    await visit._run();
    if (isOn()) dispatch('zephr-ready', {});
  } catch (error) {
    await explain(error, raw?.value);
    if (isOn()) {
      replace();
      const fault = toFault(error);
      const again = (): Promise<void> => start(page, source, { ...options, ...page._inputs }, fault.code).catch(ignore);
      enter(createBrokenVisit(host._decideWithout, again));
      onBack(session, again);
      // Last, as a listener may start again.
      if (fault.code !== reported) host.report(fault);
      debug?.inspectBroken(fault, session);
    }
    throw error;
  }
}
