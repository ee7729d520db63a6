import { once } from 'node:events';
import type { Server } from 'node:http';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
/** Milliseconds that requests under way are given. */
const PATIENCE = 5000;
const PAUSE = 25;

/**
 * Waits for a signal to stop, then until all that was asked is answered, or for 5 seconds. A second signal ends the process
 * at once, as it would any other.
 */
export async function stopGracefully(server: Server): Promise<void> {
  await new Promise<void>((stop) => {
    const onSignal = (): void => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      stop();
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
  });
  const closed = once(server, 'close');
  server.close();
  // A connection that was busy becomes idle when its answer is out, and would be kept for the next request.
  const idle = setInterval(() => server.closeIdleConnections(), PAUSE);
  const late = setTimeout(() => server.closeAllConnections(), PATIENCE);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
