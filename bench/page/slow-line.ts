import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Network } from './conditions.js';

/** Bytes that one connection sends before the next one has its turn: what a packet of Ethernet holds. */
const PACKET_BYTES = 1460;

/** A line between a browser and a server on this machine. */
export interface SlowLine extends AsyncDisposable {
  readonly origin: string;
  /** Makes the line as slow as a network is, or as fast as it can be. Begins to count. */
  shape(network: Network | null): void;
  /** Bytes that the server has sent since then, heads of answers included. */
  readonly bytes: number;
}

/**
 * Opens a line to a port of this machine. What a browser sends arrives a round trip later; what the server sends shares the
 * bandwidth, packet by packet. Setting up a connection costs nothing.
 *
 * DevTools could shape the network too. But with it, Chromium notes for each request of a script where in the code it was made, for
 * which V8 parses the functions once more: in a page of this SDK, that was nearly half of its longest task.
 */
export async function openSlowLine(port: number): Promise<SlowLine> {
  let network: Network | null = null;
  let bytes = 0;
  const down = createPump(() => network?.download ?? Infinity);
  const server = createServer({ noDelay: true }, (browser) => {
    const upstream = createConnection({ port, host: '127.0.0.1', noDelay: true });
    for (const [one, other] of [
      [browser, upstream],
      [upstream, browser],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroySoon());
    }
    browser.on('data', (data) => {
      if (network) setTimeout(() => upstream.write(data), network.latency + (data.length / network.upload) * 1000);
      else upstream.write(data);
    });
    upstream.on('data', (data) => {
      bytes += data.length;
      down(browser, data);
    });
  });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shape: (now) => {
      network = now;
      bytes = 0;
    },
    get bytes() {
      return bytes;
    },
    [Symbol.asyncDispose]: () => new Promise((done) => void server.close(() => done())),
  };
}

/**
 * Makes a function that sends data to a socket, no faster than the bandwidth allows for all sockets together. Those that wait have
 * their turns one after the other.
 *
 * @param bandwidth - Bytes a second, at the moment.
 */
function createPump(bandwidth: () => number): (socket: Socket, data: Buffer) => void {
  const waiting = new Map<Socket, Buffer[]>();
  /** When the line is free again. */
  let free = 0;
  let timer: NodeJS.Timeout | undefined;

  const pump = (): void => {
    timer = undefined;
    const now = performance.now();
    while (waiting.size > 0 && free <= now) {
      const [socket, parts] = [...waiting][0]!;
      waiting.delete(socket);
      const part = parts.shift()!;
      const packet = part.subarray(0, PACKET_BYTES);
      if (part.length > packet.length) parts.unshift(part.subarray(packet.length));
      // Behind the others.
      if (parts.length > 0) waiting.set(socket, parts);
      socket.write(packet);
      free += (packet.length / bandwidth()) * 1000;
    }
    if (waiting.size > 0) timer = setTimeout(pump, Math.max(1, free - now));
  };

  return (socket, data) => {
    // Time in which there was nothing to send is lost; a timer that rings late costs nothing.
    if (waiting.size === 0) free = Math.max(free, performance.now());
    const parts = waiting.get(socket);
    if (parts) parts.push(data);
    else waiting.set(socket, [data]);
    if (timer === undefined) pump();
  };
}
