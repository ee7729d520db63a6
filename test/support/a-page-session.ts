import type { Host } from '../../src/page/create-host.js';
import { Session, type SessionPage } from '../../src/page/session.js';
import type { StartOptions, Zephr } from '../../src/page/zephr.js';

/** A session of a page that has nothing but what a test gives it. */
export function aPageSession(page: Partial<SessionPage> = {}, options: StartOptions = {}): Session {
  return new Session(
    {
      zephr: {} as Zephr,
      host: { report: () => undefined } as unknown as Host,
      inputs: { token: null, customData: {}, facts: {} },
      memory: {},
      ...page,
    },
    options,
  );
}
