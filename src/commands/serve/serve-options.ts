import { InvalidArgumentError, Option, type Command } from 'commander';
import { DEFAULT_STORE } from '../add-users.js';
import type { StoreOptions } from './open-stores.js';
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
  readonly clientHeader?: (request: Request) => string;
  readonly trustProxy?: Platform | number;
  readonly base?: string;
  readonly signingKey?: string;
  readonly quiet?: boolean;
}

/** Adds the options of `ServeOptions` to a command. */
export function addServeOptions(command: Command): Command {
  return command
    .addOption(new Option('-p, --port <number>', '0 is any that is free').argParser(parsePort).default(8787))
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .option(
      '--store <file>',
      `keeps users, gifts and counts (default: ${DEFAULT_STORE}, where the config asks for them)`,
    )
    .option('--no-store', 'keep gifts and counts in memory, and know no users')
    .addOption(
      new Option('--redis <url>', 'keeps gifts and counts in place of the file, for several servers').env(
        'ZEPHR_REDIS_URL',
      ),
    )
    .option('--anonymous-usage', 'keep counts of readers without a mapped id too, by the random ids of their browsers')
    .addOption(
      new Option('--origin <url>', 'another site whose pages may ask; may be given several times')
        .argParser((url: string, before: readonly string[]) => [...before, url])
        .default([], 'none'),
    )
    .addOption(
      new Option('--rate-limit <number>', 'requests a minute from one client; 0 is no limit (default: 600)').argParser(
        parseCount,
      ),
    )
    .addOption(
      new Option(
        '--client-header <name>',
        'header by which your proxy names the client, such as cf-connecting-ip',
      ).argParser(readClientHeader),
    )
    .addOption(
      new Option(
        '--trust-proxy <name>',
        'platform whose header names the client, such as cloudflare, or the number of proxies that add to X-Forwarded-For',
      )
        .argParser((text) => (/^\d+$/.test(text) ? Number(text) : text))
        .conflicts('clientHeader'),
    )
    .option('--base <path>', 'path of the routes (default: /zephr)')
    .option('--signing-key <file>', 'private key for assertions and gifts (default: the one in ZEPHR_SIGNING_KEY)')
    .option('--quiet', 'log warnings and errors only, not every request');
}

function parsePort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('Write a number up to 65535.');
  return Number(text);
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}
