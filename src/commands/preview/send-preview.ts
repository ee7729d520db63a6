import type { Command } from 'commander';
import { own } from '../../lib/own.js';
import type { Config } from '../../model/config.js';
import { MAX_LINK_CHARACTERS } from '../../preview/limits.js';
import { toPreviewId } from '../../preview/preview-link.js';
import { EXIT } from '../exit-codes.js';
import { SEND_TIMEOUT_MS } from '../limits.js';

/** The live config, and the site of the link. */
export interface SendTarget {
  readonly live: Config;
  /** Path of the live config, for messages. */
  readonly file: string;
  readonly origin: string;
}

/**
 * Sends a preview that is too long for a link to the endpoint that pages of the site ask for it: the one beside
 * `jwt.verifyEndpoint`.
 *
 * @throws {CommanderError} With exit code 1 where the live config names no endpoint, with 2 where it does not keep the preview.
 */
export async function sendPreview(jws: string, { live, file, origin }: SendTarget, command: Command): Promise<void> {
  const verifyEndpoint = live.jwt?.verifyEndpoint;
  if (verifyEndpoint === undefined)
    return command.error(
      `error: the preview is too long for a link of ${MAX_LINK_CHARACTERS} characters, and ${file} has no jwt.verifyEndpoint beside which an endpoint could keep it. Preview fewer changes.`,
      { exitCode: EXIT.mistake },
    );
  const address = new URL('preview', new URL(verifyEndpoint, origin)).href;
  const refuse = (says: string): never =>
    command.error(`error: ${address} does not keep the preview: ${says}`, { exitCode: EXIT.usage });
  let status = 0;
  let answer: unknown;
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ preview: jws }),
      redirect: 'error',
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    });
    ({ status } = response);
    answer = await response.json().catch(() => null);
  } catch (error) {
    const { message, cause } = error as Error;
    refuse(`${cause instanceof Error ? cause.message : message}.`);
  }
  if (status === 201 && own(answer, 'id') === (await toPreviewId(jws))) return;
  const code = own(own(answer, 'error'), 'code');
  refuse(
    `it answers with status ${status}${typeof code === 'string' && /^[\w-]{1,60}$/.test(code) ? ` (${code})` : ''}.`,
  );
}
