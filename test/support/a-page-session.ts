import type { Host } from '../../src/page/create-host.js';
import { createSession, type Session, type SessionPage } from '../../src/page/session.js';
import type { StartOptions, Zephr } from '../../src/page/zephr.js';

/** A session of a page that has nothing but what a test gives it. */
export function aPageSession(page: Partial<SessionPage> = {}, options: StartOptions = {}): Session {
  const whole: { -readonly [Member in keyof SessionPage]: SessionPage[Member] } = {
    zephr: {} as Zephr,
    host: { report: () => undefined } as unknown as Host,
    visit: null,
    _inputs: { token: null, customData: {}, facts: {} },
    _memory: {},
    _tag: {},
    session: undefined as unknown as Session,
    ...page,
  };
  return (whole.session = createSession(whole, options));
}
