import { InvalidArgumentError, Option, type Command } from 'commander';
import type { TokenStatus } from '../model/token.js';
import { isRecord } from '../lib/is-record.js';
import { parseDate } from '../lib/parse-date.js';
import type { EngineInput } from '../decision/compile-config.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** Options that describe the reader, the page and the moment. */
export interface ReaderOptions {
  readonly claims?: JsonObject;
  readonly tokenStatus?: TokenStatus;
  readonly user?: JsonObject;
  readonly usage?: JsonObject;
  readonly url?: string;
  readonly referrer?: string;
  readonly userAgent?: string;
  readonly meta?: JsonObject;
  readonly cookies?: JsonObject;
  readonly custom?: JsonObject;
  readonly facts?: JsonObject;
  /** Milliseconds since 1970. */
  readonly at?: number;
}

const STATUSES: readonly TokenStatus[] = ['none', 'valid', 'expired', 'invalid', 'unreachable'];

/** Adds the options of `ReaderOptions` to a command. */
export function addReaderOptions(command: Command): Command {
  const json = (flags: string, description: string): Option =>
    new Option(`${flags} <json>`, description).argParser(parseObject);
  return command
    .optionsGroup('The reader:')
    .addOption(json('--claims', 'claims of the token; makes the token valid'))
    .addOption(new Option('--token-status <status>', 'result of verifying the token').choices(STATUSES))
    .addOption(json('--user', "the reader's record in your user store"))
    .addOption(json('--usage', 'counts of the reader: trials, time trials'))
    .optionsGroup('The page and the time:')
    .option('--url <url>', 'address of the page: a whole address, or a path')
    .option('--referrer <url>', 'address that the reader came from')
    .option('--user-agent <text>', 'user agent string of the browser')
    .addOption(json('--meta', 'meta tags of the page, by name'))
    .addOption(json('--cookies', 'cookies, by name'))
    .addOption(json('--custom', 'custom data of the page, by name'))
    .addOption(json('--facts', 'facts, such as country, city and segments'))
    .addOption(new Option('--at <date>', 'date and time in ISO 8601 (default: now)').argParser(parseMoment))
    .optionsGroup('Options:');
}

/** Converts these options to the input of the engine. */
export function toEngineInput(options: ReaderOptions): EngineInput {
  const usage = options.usage as EngineInput['usage'];
  const { claims, tokenStatus = claims && 'valid', custom: customData, at: now } = options;
  const { user, url, referrer, userAgent, meta, cookies, facts } = options;
  return { claims, tokenStatus, user, usage, url, referrer, userAgent, meta, cookies, customData, facts, now };
}

/**
 * Parses an option that is a JSON object.
 *
 * @throws {InvalidArgumentError} For any other text.
 */
export function parseObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InvalidArgumentError(`It is not JSON: ${(error as Error).message}`);
  }
  if (!isRecord(value)) throw new InvalidArgumentError('It must be a JSON object, such as {"sub":"1"}.');
  return value;
}

function parseMoment(text: string): number {
  const moment = parseDate(text);
  if (Number.isNaN(moment)) {
    throw new InvalidArgumentError('Write 2026-03-02 or 2026-03-02T12:00+01:00; without a zone it is UTC.');
  }
  return moment;
}
