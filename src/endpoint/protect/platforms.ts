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
} as const;

/** A platform whose header is known. */
export type Platform = keyof typeof PLATFORM_HEADERS;

/** Gives the function that reads the client from the header of a platform. */
export function readClientOf(platform: Platform): (request: Request) => string {
  const header = PLATFORM_HEADERS[platform];
  return (request) => request.headers.get(header) ?? '';
}
