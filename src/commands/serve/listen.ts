import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.js';

/** Where a server listens. */
export interface ListenAddress {
  readonly host: string;
  /** 0 is any free port. */
  readonly port: number;
}

/**
 * Makes a server listen.
 *
 * @returns Its address, for a browser.
 * @throws {CommanderError} With exit code 2 if it cannot listen there.
 */
export async function listen(server: Server, { host, port }: ListenAddress, command: Command): Promise<string> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const troubles: Readonly<Record<string, string>> = {
      EADDRINUSE: `port ${port} is in use on ${host}; name another with --port, or 0 for any free port`,
      EACCES: `port ${port} needs more rights; name one above 1023 with --port`,
      EADDRNOTAVAIL: `${host} is not an address of this machine; name another with --host`,
      ENOTFOUND: `${host} is not an address of this machine; name another with --host`,
    };
    return command.error(`error: ${troubles[code] ?? `the server cannot listen: ${message}`}.`, {
      exitCode: EXIT.usage,
    });
  }
  const bound = server.address() as AddressInfo;
  const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
  return `http://${name}:${bound.port}`;
}
