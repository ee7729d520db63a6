import { InvalidArgumentError, Option, type Command } from 'commander';
import { DEFAULT_STORE } from '../default-store.js';
import type { HeaderReader } from '../../endpoint/header-reader.js';
import type { StoreOptions } from './served-stores.js';
import type { Platform } from '../../endpoint/protect/platforms.js';
import { readClientHeader } from './read-client-header.js';

/** The options of `serve`. */
export interface ServeOptions extends StoreOptions {
  readonly port: number;
  readonly host: string;
  readonly anonymousUsage?: boolean;
  readonly origin: readonly string[];
  /** Requests per minute; 0 is no limit. */
  readonly rateLimit?: number;
  readonly clientHeader?: (headers: HeaderReader) => string;
  readonly trustProxy?: Platform | number;
  readonly base?: string;
  readonly signingKey?: string;
  /** File of the sealing keys. */
  readonly sealKeys?: string;
  /** File of the settings that only the endpoint reads. */
  readonly settings?: string;
  readonly quiet?: boolean;
  /** File that gets a line for each request, instead of the standard output. */
  readonly accessLog?: string;
  /** Whether `/zephr/metrics` gives numbers for Prometheus. */
  readonly metrics?: boolean;
}

/** Adds the options of `ServeOptions` to a command. */
export function addServeOptions(command: Command): Command {
  return command
    .addOption(new Option('-p, --port <number>', 'port; 0 takes any free port').argParser(parsePort).default(8787))
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .option(
      '--store <file>',
      `SQLite file of users, gifts and counts (default: ${DEFAULT_STORE}, if the config uses them)`,
    )
    .option('--no-store', 'keep gifts and counts in memory, without user records')
    .addOption(
      new Option('--redis <url>', 'Redis for gifts and counts instead of the file, for several servers').env(
        'ZEPHR_REDIS_URL',
      ),
    )
    .option('--anonymous-usage', 'also count readers without a mapped id, by the random ids of their browsers')
    .addOption(
      new Option('--origin <url>', 'another origin whose pages may send requests; repeat it for several')
        .argParser((url: string, before: readonly string[]) => [...before, url])
        .default([], 'none'),
    )
    .addOption(
      new Option(
        '--rate-limit <number>',
        'requests per minute from one client; 0 for no limit (default: 600)',
      ).argParser(parseCount),
    )
    .addOption(
      new Option(
        '--client-header <name>',
        'header in which your proxy names the client, such as cf-connecting-ip',
      ).argParser(readClientHeader),
    )
    .addOption(
      new Option(
        '--trust-proxy <name>',
        'platform that names the client, such as cloudflare, or the number of proxies that add to X-Forwarded-For',
      )
        .argParser((text) => (/^\d+$/.test(text) ? Number(text) : text))
        .conflicts('clientHeader'),
    )
    .option('--base <path>', 'first part of the paths of all routes (default: /zephr)')
    .option('--signing-key <file>', 'private key for assertions and gifts (default: the key in ZEPHR_SIGNING_KEY)')
    .option('--seal-keys <file>', 'keys of sealed content, kid:key each (default: those in ZEPHR_SEAL_KEYS)')
    .option(
      '--settings <file>',
      'settings that no page reads: premises, referrers, promotions, the content API, webhooks, with their secrets',
    )
    .option('--quiet', 'log only warnings and errors, not every request')
    .option('--access-log <file>', 'append a line of JSON per request to this file instead of the standard output')
    .option('--metrics', 'give numbers for Prometheus at /zephr/metrics (needs the package prom-client)');
}

function parsePort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('Write a number up to 65535.');
  return Number(text);
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}
