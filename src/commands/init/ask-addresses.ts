import { createInterface } from 'node:readline';
import { DEFAULT_ADDRESSES, type SiteAddresses } from './first-config.js';

/** A terminal to ask at. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

const QUESTIONS = [
  ['register', 'Which address receives your registration form?'],
  ['subscribe', 'Where do readers subscribe?'],
] as const;

/**
 * Asks for the addresses of a site. An empty answer, or the end of the input, is the default.
 *
 * @returns `null` where the questions were interrupted by Ctrl+C.
 */
export async function askAddresses({ input, output }: Terminal): Promise<SiteAddresses | null> {
  const lines = createInterface({ input, output });
  let isInterrupted = false;
  lines.once('SIGINT', () => {
    isInterrupted = true;
    lines.close();
  });
  const iterator = lines[Symbol.asyncIterator]();
  const answers: Record<string, string> = {};
  for (const [name, question] of QUESTIONS) {
    output.write(`${question} [${DEFAULT_ADDRESSES[name]}] `);
    const { value } = (await iterator.next()) as { readonly value?: string };
    if (value?.trim()) answers[name] = value.trim();
  }
  lines.close();
  return isInterrupted ? null : { ...DEFAULT_ADDRESSES, ...answers };
}
