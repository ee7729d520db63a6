import type { Command } from 'commander';
import { EndpointError } from '../endpoint/endpoint-error.js';
import { StoreError } from '../endpoint/store-error.js';
import { EXIT } from './exit-codes.js';

/**
 * Ends a command over a mistake of whoever runs it, by a sentence.
 *
 * @param error - Any other is thrown on.
 * @param names - By option of the endpoint, as a pointer: what the same thing is called on the command line.
 * @throws {CommanderError} With exit code 2.
 */
export function failPlainly(error: unknown, command: Command, names: Readonly<Record<string, string>> = {}): never {
  if (error instanceof StoreError) return command.error(`error: ${error.message}`, { exitCode: EXIT.usage });
  if (!(error instanceof EndpointError)) throw error;
  const place = error.pointer || 'options';
  const option = Object.keys(names).find((pointer) => place === pointer || place.startsWith(`${pointer}/`));
  const detail = error.message.slice(place.length + 1).trim();
  return command.error(`error: ${names[option ?? ''] ?? place} ${detail}`, { exitCode: EXIT.usage });
}
