/** A page beside an endpoint. */
import { configWithJwt, type PageVisit, type VisitWish } from './bare-page.js';
import type { EndpointOptions } from '../../src/endpoint/create-endpoint.js';
import { mountEndpoint, type Fate, type MountedEndpoint } from './mount-endpoint.js';
import { aKeyPair, signToken } from './sign-token.js';

/** The key pair that the endpoint signs with. */
export const signing = aKeyPair('P-256', 'endpoint');
/** Its private half in PEM. */
export const signingKey = signing.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;

/** A token of the tutorial, signed with the shared secret. */
export const aSecretToken = (claims: Readonly<Record<string, unknown>> = { prod: 'gold' }): string =>
  signToken({ alg: 'HS256', secret: 'secret', claims: { sub: '1234567890', ...claims } });

/** The token of a reader with the product `gold`. */
export const GOLD = aSecretToken();

/** Options of a visit to a page with an endpoint. */
export interface EndpointWish extends VisitWish {
  readonly jwt?: Readonly<Record<string, unknown>>;
  readonly fate?: (count: number) => Fate;
  /** Further options of the endpoint. */
  readonly options?: Partial<EndpointOptions>;
  /** User records by system and id, such as `crm 1234567890`. */
  readonly users?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A page and its endpoint. */
export type EndpointVisit = PageVisit & { readonly endpoint: MountedEndpoint };

/**
 * Makes a function that opens pages whose tokens an endpoint of the same origin verifies.
 *
 * @param visit - Of `useBrowser`.
 */
export const withEndpoint =
  (visit: (wish: VisitWish) => Promise<PageVisit>) =>
  async ({ jwt, fate, users, options, ...wish }: EndpointWish = {}): Promise<EndpointVisit> => {
    const config = wish.config ?? configWithJwt({ verifyEndpoint: '/zephr/verify', ...jwt });
    const endpoint = mountEndpoint({
      config,
      signingKey,
      ...options,
      users: { find: (system, id) => users?.[`${system} ${id}`] ?? null },
    });
    if (fate) endpoint.fate = fate;
    const reader = await visit({ ...wish, config, routes: { ...endpoint.routes, ...wish.routes } });
    return Object.assign(reader, { endpoint });
  };

/** Waits until the articles are in a state. */
export const waitForState = (reader: PageVisit, state: string): Promise<unknown> =>
  reader.page.waitForSelector(`zephr-feature[feature="articles"][state="${state}"]`, { timeout: 5000 });
