import { createFault } from '../../model/fault.js';
import { isSafeUrl } from '../../config/is-safe-url.js';
import { onFocused } from '../life/on-focused.js';
import { onOnline } from '../life/on-online.js';
import { onVisible } from '../life/on-visible.js';
import type { Session } from '../session.js';
import { RENEWAL_NAME } from '../storage-keys.js';
import { askForToken } from './ask-for-token.js';
import { TokenRenewal, type RenewalPorts } from './token-renewal.js';

/**
 * Renews the token of this reader shortly before it ends, until the session ends. Of several tabs one does it, and the
 * others take over its token. A token that had ended when the page came is renewed too.
 *
 * @param renewal - An address or a function, see `askForToken`; anything else is a fault.
 */
export function keepToken(
  renewal: unknown,
  session: Session,
  { readTokens, take }: Pick<RenewalPorts, 'readTokens' | 'take'>,
): void {
  const { zephr } = session.page;
  const isAddress = typeof renewal === 'string';
  const fault = (code: Parameters<typeof createFault>[0], message: string): void =>
    session.report(createFault(code, `refresh: ${message}`, null, '/jwt/refresh'));
  if (isAddress ? isSafeUrl(renewal, {}) !== true : typeof renewal !== 'function') {
    return fault(isAddress ? 'url-insecure' : 'type-wrong', 'is neither a safe address nor a function');
  }
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(RENEWAL_NAME) : null;
  const machine = new TokenRenewal({
    identity: () => zephr.identity(),
    refresh: () => zephr.refresh(),
    readTokens,
    take,
    ask: () => askForToken(renewal as string | (() => unknown), session.fetch),
    post: (news) => channel?.postMessage(news),
    inTurn,
    onFailure: (message) => fault(isAddress ? 'endpoint-unreachable' : 'callback-failed', message),
  });
  if (channel) session._listen(channel, 'message', (event) => machine.hear((event as MessageEvent<unknown>).data));
  session._listen(document, 'zephr-identity', () => void machine.plan());
  const look = (): void => machine.look();
  onVisible(session, look);
  onFocused(session, look);
  onOnline(session, () => machine.retry());
  session.own(() => {
    machine.stop();
    channel?.close();
  });
  void machine.plan();
}

/** Does something while no other tab does. Where there are no locks, or none for this origin, each tab is on its own. */
async function inTurn(work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  const isDone = await (locks ? locks.request(RENEWAL_NAME, work).catch(() => false) : false);
  if (isDone === false) await work();
}
