import { Agent, request } from 'node:http';
import type { CountedView, TrackedView } from '../../src/endpoint/store.js';

/** The results of views that were sent at once. */
export interface SpentAtOnce {
  /** Ids that were taken, and the answer arrived. */
  readonly taken: readonly string[];
  readonly refused: readonly string[];
  /** Spends without an answer, or with one that says nothing: to be sent again. */
  readonly unknown: readonly TrackedView[];
}

interface Answer {
  readonly trackers: Readonly<Record<string, readonly CountedView[]>>;
  readonly refused: readonly string[];
}

/** Asks the route for usage over a connection of the agent's; `null` where nothing came back but an error. */
export async function askUsage(origin: string, body: object, agent?: Agent): Promise<Answer | null> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(`${origin}/zephr/usage`, { method: 'POST', headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('end', () => resolve(response.statusCode === 200 ? (JSON.parse(text) as Answer) : null));
      response.once('error', () => resolve(null));
    });
    sent.once('error', () => resolve(null));
    sent.end(JSON.stringify(body));
  });
}

/**
 * Sends spends of one reader, a request each, as many at a time as there are connections.
 *
 * @param who - Members of the body that identify the reader.
 * @param connections - Connections to each of the servers, which get requests in turn. Default: 8.
 * @param onAnswer - Called with the number of answers so far.
 */
export async function spendAtOnce(
  origins: readonly string[],
  who: object,
  spends: readonly TrackedView[],
  { connections = 8, onAnswer = (_count: number): void => {} } = {},
): Promise<SpentAtOnce> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const [taken, refused, unknown]: [string[], string[], TrackedView[]] = [[], [], []];
  let answered = 0;
  await Promise.all(
    spends.map(async (spend, index) => {
      const answer = await askUsage(origins[index % origins.length]!, { ...who, spend: [spend] }, agent);
      if (!answer) return void unknown.push(spend);
      (answer.refused.length ? refused : taken).push(spend.id);
      onAnswer(++answered);
    }),
  );
  agent.destroy();
  return { taken, refused, unknown };
}
