import { once } from 'node:events';
import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { DRAIN_IDLE_MS, IDLE_CHECK_INTERVAL_MS, STOP_TIMEOUT_MS } from '../limits.js';
import { STOPPING } from './create-server.js';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Waits for a signal to stop, then until all requests are answered, but no longer than 5 s. Connections without a request are
 * kept for half a second: a request may be on its way over them. A second signal ends the process at once.
 *
 * @param release - Is called at the signal, to end responses that would go on.
 */
export async function stopGracefully(server: Server, release = (): void => {}): Promise<void> {
  await new Promise<void>((stop) => {
    const onSignal = (): void => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      stop();
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
  });
  release();
  server.emit(STOPPING);
  const closed = once(server, 'close');
  // The server of HTTP would end idle connections at once, and with them requests that were sent but not read yet.
  NetServer.prototype.close.call(server);
  const drainedAt = performance.now() + DRAIN_IDLE_MS;
  const idle = setInterval(() => {
    if (performance.now() >= drainedAt) server.closeIdleConnections();
  }, IDLE_CHECK_INTERVAL_MS);
  const late = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
