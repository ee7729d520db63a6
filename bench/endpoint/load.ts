import autocannon, { type Request, type Result } from 'autocannon';

/** Connections of the load: more than one server can serve at a time. */
export const CONNECTIONS = 64;

/** Time to each answer, in seconds. */
const ANSWER_TIMEOUT_S = 60;

const headers = { 'content-type': 'application/json' };

/** A request for the verification of a token. */
export function asking(token: string): Request {
  return { method: 'POST', headers, body: JSON.stringify({ token }) };
}

/** A request whose token is another one each time it is sent, whichever connection sends it. */
export function askingInTurn(tokens: readonly string[]): Request {
  let next = 0;
  return {
    ...asking(tokens[0]!),
    setupRequest: (request) => ({ ...request, body: JSON.stringify({ token: tokens[next++ % tokens.length] }) }),
  };
}

/** How much of a load there is: for so long, or so many. */
export type Amount = { readonly seconds: number } | { readonly requests: number };

/**
 * Puts a load on a server: as many requests as it answers.
 *
 * @throws {Error} Where a connection broke, or nothing was answered in time.
 */
export async function load(url: string, requests: readonly Request[], amount: Amount): Promise<Result> {
  const result = await autocannon({
    url,
    requests,
    connections: CONNECTIONS,
    // A slow server on a busy machine keeps one of many waiting.
    timeout: ANSWER_TIMEOUT_S,
    ...('requests' in amount ? { amount: amount.requests } : { duration: amount.seconds }),
  });
  if (result.errors || result.timeouts)
    throw new Error(`${result.errors} connections broke, ${result.timeouts} timed out.`);
  return result;
}

/** Answers a second. */
export function rateOf({ requests, duration }: Result): number {
  return requests.total / duration;
}
