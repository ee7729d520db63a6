import type { Command } from 'commander';
import { EndpointError } from '../endpoint/endpoint-error.js';
import { StoreError } from '../endpoint/store-error.js';
import { EXIT } from './exit-codes.js';
import { seeCode } from './see-code.js';

/**
 * Ends a command over a mistake in its use, with a sentence.
 *
 * @param error - Any other error is thrown on.
 * @param names - Names on the command line, by JSON pointer into the options of the endpoint.
 * @throws {CommanderError} With exit code 2.
 */
export function failPlainly(error: unknown, command: Command, names: Readonly<Record<string, string>> = {}): never {
  if (error instanceof StoreError)
    return command.error(`error: ${error.message}${seeCode(error.code)}`, { exitCode: EXIT.usage });
  if (!(error instanceof EndpointError)) throw error;
  const place = error.pointer || 'options';
  const option = Object.keys(names).find((pointer) => place === pointer || place.startsWith(`${pointer}/`));
  const detail = error.message.slice(place.length + 1).trim();
  return command.error(`error: ${names[option ?? ''] ?? place} ${detail}${seeCode(error.code)}`, {
    exitCode: EXIT.usage,
  });
}
