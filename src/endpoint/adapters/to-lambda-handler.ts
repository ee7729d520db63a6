import type { RefusalCode } from '../../model/codes.js';
import type { Endpoint } from '../endpoint-function.js';

/**
 * A request to a function of AWS Lambda: of an HTTP API or a function URL (payload format 2.0), of a REST API (1.0) or of a load
 * balancer.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export interface LambdaEvent {
  /** Format 2.0. */
  readonly rawPath?: string | undefined;
  readonly cookies?: readonly string[] | undefined;
  /** Format 1.0, and load balancers. */
  readonly path?: string | undefined;
  readonly httpMethod?: string | undefined;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
  readonly requestContext?: {
    readonly http?: { readonly method?: string | undefined; readonly sourceIp?: string | undefined } | undefined;
    readonly identity?: { readonly sourceIp?: string | undefined } | undefined;
  };
}

/** The response in both formats. */
export interface LambdaResult {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  /** For a load balancer that sends its headers so. */
  readonly multiValueHeaders?: Record<string, string[]>;
  readonly body: string;
  readonly isBase64Encoded: false;
}

/** Answers events. Its promise never rejects. */
export type LambdaHandler = (event: LambdaEvent) => Promise<LambdaResult>;

const NOT_A_REQUEST = {
  error: { code: 'request-invalid' satisfies RefusalCode, message: 'The event is not an HTTP request.' },
};

/**
 * Returns a handler for AWS Lambda that calls the endpoint. The gateway names the client; behind a load balancer or
 * CloudFront, set `trustProxy` of the endpoint.
 *
 * @example
 * export const handler = toLambdaHandler(endpoint);
 */
export function toLambdaHandler(endpoint: Endpoint): LambdaHandler {
  return async (event) => {
    const response = await answer(endpoint, event);
    const headers = Object.fromEntries(response.headers);
    const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    return {
      ...{ statusCode: response.status, headers, body: await response.text(), isBase64Encoded: false },
      ...(event.multiValueHeaders && !event.headers && { multiValueHeaders: lists }),
    };
  };
}

async function answer(endpoint: Endpoint, event: LambdaEvent): Promise<Response> {
  const { http, identity } = event.requestContext ?? {};
  let request: Request;
  try {
    const method = http?.method ?? event.httpMethod ?? 'GET';
    const hasBody = method !== 'GET' && method !== 'HEAD' && typeof event.body === 'string';
    request = new Request(`http://localhost${pathOf(event)}`, {
      method,
      headers: readHeaders(event),
      body: hasBody ? readBody(event) : null,
    });
  } catch {
    return Response.json(NOT_A_REQUEST, { status: 400, headers: { 'Cache-Control': 'no-store' } });
  }
  return endpoint(request, { address: http?.sourceIp ?? identity?.sourceIp });
}

function pathOf({ rawPath, path }: LambdaEvent): string {
  const given = rawPath ?? path ?? '/';
  return given.startsWith('/') ? given : `/${given}`;
}

function readHeaders({ headers: single, multiValueHeaders, cookies }: LambdaEvent): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(single ?? {})) if (value !== undefined) headers.set(name, value);
  if (!single)
    for (const [name, values] of Object.entries(multiValueHeaders ?? {}))
      for (const value of values ?? []) headers.append(name, value);
  // Format 2.0 has cookies in a list of their own.
  if (cookies?.length) headers.set('cookie', cookies.join('; '));
  return headers;
}

function readBody({ body, isBase64Encoded }: LambdaEvent): Uint8Array<ArrayBuffer> | string {
  const text = body ?? '';
  return isBase64Encoded ? Uint8Array.from(atob(text), (character) => character.charCodeAt(0)) : text;
}
