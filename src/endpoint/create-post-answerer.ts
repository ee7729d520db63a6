import type { Caller } from './caller.js';
import type { WriteLog } from './create-log.js';
import { describeError } from './describe-error.js';
import type { RequestHead } from './header-reader.js';
import { logRequest } from './log-request.js';
import type { AllowedOrigins } from './protect/allow-origins.js';
import { findClient, findClientAddress, type ClientNaming } from './protect/find-client.js';
import type { AdmitRequest } from './protect/limit-rate.js';
import { readBody, type ReadOctets } from './protect/read-body.js';
import { OPEN_GATE } from './protect/request-gate.js';
import { RESPONSE_HEADERS } from './protect/secure-responses.js';
import type { AddressGroups } from './protect/to-network.js';
import { INTERNAL_ERROR, Refusal } from './refusal.js';
import type { RouteAnswer } from './route-answer.js';

/** Answers a request whose body is a JSON object. */
export type PostRoute = (body: object, caller: Caller) => Promise<RouteAnswer | Refusal>;

/** A request with a body, of a server or of the Fetch standard. */
export interface PostRequest extends RequestHead {
  readonly path: string;
  /** Second argument of the endpoint. */
  readonly connection: unknown;
  readonly readOctets: ReadOctets;
}

/** The response to it, before it is one of a server or of the Fetch standard. */
export interface PostAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; empty where the status is 204. */
  readonly text: string;
}

/** Answers a request; `null` where its path is not that of a route with a body. Never rejects. */
export type AnswerPost = (request: PostRequest) => Promise<PostAnswer> | null;

/** The routes with a body, and the protection in front of them. */
export interface PostAnswererOptions extends ClientNaming {
  readonly posts: ReadonlyMap<string, PostRoute>;
  /** Largest bodies in octets, by path; others are at most `MAX_BODY_BYTES`. */
  readonly maxBodyBytes: Readonly<Record<string, number>>;
  /** Paths of routes whose body may be `text/plain`. */
  readonly takingText: readonly string[];
  readonly admit: AdmitRequest | null;
  readonly origins: AllowedOrigins | null;
  readonly log: WriteLog;
}

const JSON_HEADERS = { ...RESPONSE_HEADERS, 'Content-Type': 'application/json' };

/**
 * Makes the function that answers all requests with a body. They are most of the requests of an endpoint, so they pass no
 * router, and the objects of the Fetch standard are left to the caller: a server of Node needs none.
 */
export function createPostAnswerer(options: PostAnswererOptions): AnswerPost {
  const { posts, maxBodyBytes, takingText, admit, origins, log } = options;

  const answerBody = async (request: PostRequest, answer: PostRoute): Promise<RouteAnswer | Refusal> => {
    const { path, headers } = request;
    const client = findClient(request, request.connection, options);
    const gate = admit?.(headers, client, path) ?? OPEN_GATE;
    if (gate instanceof Refusal) return gate;
    const body = await readBody(headers, request.readOctets, maxBodyBytes[path], takingText.includes(path));
    // A client over the limit sends no valid token with it.
    if (body instanceof Refusal) return gate.beforeVerifying([]) ?? body;
    const address = (): AddressGroups | null => findClientAddress(request, request.connection, options);
    return answer(body, { headers, gate, client, address });
  };

  const answerOne = async (request: PostRequest, answer: PostRoute): Promise<PostAnswer> => {
    const begunAt = performance.now();
    const answered = await answerBody(request, answer).catch((error: unknown) => {
      log({ level: 'error', event: 'internal', ...describeError(error, 'internal') });
      return INTERNAL_ERROR;
    });
    const ofOrigin = origins?.headersFor(request.headers.get('origin'));
    const route = request.path;
    if (answered instanceof Refusal) {
      const { status, code, message } = answered;
      logRequest(log, { route, method: 'POST', begunAt, status, outcome: code, seals: undefined });
      const headers = { ...JSON_HEADERS, ...ofOrigin, ...answered.headers };
      return { status, headers, text: JSON.stringify({ error: { code, message } }) };
    }
    const { status = 200, outcome, seals } = answered;
    logRequest(log, { route, method: 'POST', begunAt, status, outcome, seals });
    if (status === 204) return { status, headers: { ...RESPONSE_HEADERS, ...ofOrigin }, text: '' };
    const headers = ofOrigin ? { ...JSON_HEADERS, ...ofOrigin } : JSON_HEADERS;
    return { status, headers, text: answered.text ?? JSON.stringify(answered.body) };
  };

  return (request) => {
    const answer = posts.get(request.path);
    return answer ? answerOne(request, answer) : null;
  };
}
