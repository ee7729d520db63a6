import type { Command } from 'commander';
import type { EndpointOptions } from '../endpoint/create-endpoint.js';
import { EndpointError } from '../endpoint/endpoint-error.js';
import { isRecord } from '../lib/is-record.js';
import { EXIT } from './exit-codes.js';
import { nameOf, readTextFile } from './read-text-file.js';
import { seeCode } from './see-code.js';

/** The options of an endpoint that a file of settings holds. No page may read that file. */
export type EndpointSettings = Pick<EndpointOptions, 'premises' | 'referrers' | 'promotions' | 'content' | 'webhooks'>;

const MEMBERS = ['premises', 'referrers', 'promotions', 'content', 'webhooks'];

/**
 * Reads the settings of an endpoint. Their members are checked by the endpoint.
 *
 * @param file - Path of a JSON object.
 * @returns An empty object without a file.
 * @throws {CommanderError} With exit code 2 when the file cannot be read, or holds no object of settings.
 */
export async function readGivenSettings(file: string | undefined, command: Command): Promise<EndpointSettings> {
  if (file === undefined) return {};
  const refuse = (why: string): never => command.error(`error: ${nameOf(file)} ${why}`, { exitCode: EXIT.usage });
  let settings: unknown;
  try {
    settings = JSON.parse(await readTextFile(file, command));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The message of the parser may quote a secret.
    return refuse('is not JSON.');
  }
  if (!isRecord(settings)) return refuse('must be an object of settings.');
  const unknown = Object.keys(settings).find((name) => !MEMBERS.includes(name));
  if (unknown === undefined) return settings;
  return refuse(
    `has an unknown member "${unknown}". The members are ${MEMBERS.map((name) => `"${name}"`).join(', ')}.`,
  );
}

/** Ends the command over a mistake in the settings; does nothing about any other error. */
export function refuseSettings(error: unknown, file: string | undefined, command: Command): void {
  if (file === undefined || !(error instanceof EndpointError)) return;
  if (!MEMBERS.some((name) => error.pointer === `/${name}` || error.pointer.startsWith(`/${name}/`))) return;
  command.error(`error: ${nameOf(file)} has a mistake: ${error.code}\n  ${error.message}${seeCode(error.code)}`, {
    exitCode: EXIT.usage,
  });
}
