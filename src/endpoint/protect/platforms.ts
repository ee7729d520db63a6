import { own } from '../../lib/own.js';
import type { HeaderReader } from '../header-reader.js';

/**
 * The headers in which platforms write the address of the client, by the name of the platform. Each sets or replaces its header
 * itself; of a list the last item counts, which the platform's own proxy added.
 *
 * @see https://developers.cloudflare.com/fundamentals/reference/http-headers/
 * @see https://vercel.com/docs/headers/request-headers
 * @see https://docs.netlify.com/functions/api/
 * @see https://fly.io/docs/networking/request-headers/
 * @see https://www.fastly.com/documentation/reference/http/http-headers/Fastly-Client-IP/
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html
 * @see https://learn.microsoft.com/azure/frontdoor/front-door-http-headers-protocol
 * @see https://docs.digitalocean.com/support/where-can-i-find-the-client-ip-address-of-a-request-connecting-to-my-app/
 * @see https://cloud.google.com/appengine/docs/flexible/reference/request-headers
 */
export const PLATFORM_HEADERS = {
  cloudflare: 'cf-connecting-ip',
  vercel: 'x-vercel-forwarded-for',
  netlify: 'x-nf-client-connection-ip',
  fly: 'fly-client-ip',
  fastly: 'fastly-client-ip',
  cloudfront: 'cloudfront-viewer-address',
  aws: 'x-forwarded-for',
  'azure-front-door': 'x-azure-socketip',
  heroku: 'x-forwarded-for',
  digitalocean: 'do-connecting-ip',
  'app-engine': 'x-appengine-user-ip',
  // As its documentation sets it: `proxy_set_header X-Real-IP $remote_addr`.
  nginx: 'x-real-ip',
} as const;

/**
 * Platforms of several proxies in a row, each of which adds an item to `X-Forwarded-For`: how many they are.
 *
 * @see https://cloud.google.com/load-balancing/docs/https#x-forwarded-for_header
 */
export const PLATFORM_PROXIES = { 'google-cloud': 2 } as const;

/** Most proxies in a row. */
export const MAX_PROXIES = 16;

/** A platform whose header is known. */
export type Platform = keyof typeof PLATFORM_HEADERS | keyof typeof PLATFORM_PROXIES;

/**
 * Gives the function that reads the client from the header of a platform.
 *
 * @param platform - Its name, or the number of proxies in a row that add an item to `X-Forwarded-For`.
 */
export function readClientOf(platform: Platform | number): (headers: HeaderReader) => string {
  const proxies = typeof platform === 'number' ? platform : own(PLATFORM_PROXIES, platform);
  if (typeof proxies === 'number')
    return (headers) => headers.get('x-forwarded-for')?.split(',').at(-proxies)?.trim() ?? '';
  const header = PLATFORM_HEADERS[platform as keyof typeof PLATFORM_HEADERS];
  return (headers) => headers.get(header) ?? '';
}
