/** A content API on loopback, which does whatever a test wants of it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers a request to a content API. */
export type AnswerContent = (request: IncomingMessage, response: ServerResponse) => void;

/** A running content API. `await using` closes it. */
export interface ContentApiServer extends AsyncDisposable {
  readonly origin: string;
  /** Address for the settings, by the path of the page. */
  readonly url: string;
  /** The requests in order: path and query, and headers. */
  readonly asked: { readonly url: string; readonly headers: IncomingMessage['headers'] }[];
  answer: AnswerContent;
}

/** Answers with JSON, or with a text as it is. */
export const sends =
  (body: unknown, type = 'application/json', status = 200): AnswerContent =>
  (_request, response) =>
    void response
      .writeHead(status, { 'content-type': type })
      .end(typeof body === 'string' ? body : JSON.stringify(body));

/** Starts a content API. */
export async function aContentApi(answer: AnswerContent): Promise<ContentApiServer> {
  const asked: ContentApiServer['asked'] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers });
    api.answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api: ContentApiServer = {
    origin,
    url: `${origin}/articles?path={{path}}`,
    asked,
    answer,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return api;
}
