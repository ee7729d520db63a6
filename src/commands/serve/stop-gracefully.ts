import { once } from 'node:events';
import type { Server } from 'node:http';
import { IDLE_CHECK_INTERVAL_MS, STOP_TIMEOUT_MS } from '../limits.js';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Waits for a signal to stop, then until all requests are answered, but no longer than 5 s. A second signal ends the process at
 * once.
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
  const closed = once(server, 'close');
  server.close();
  // A busy connection becomes idle after its response, and would be kept for the next request.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_INTERVAL_MS);
  const late = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
