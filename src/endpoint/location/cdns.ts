import { own } from '../../lib/own.js';
import { decodeBase64 } from '../../lib/decode-base64.js';

/** The location in the headers of one CDN, not decoded. */
export type RawLocation = Readonly<Partial<Record<'country' | 'state' | 'city' | 'zip', unknown>>>;

/** Gives the value of a header, `null` without one. */
type GetHeader = (name: string) => string | null;

/**
 * Readers for the headers of the known CDNs; a CDN that publishers put in front of another comes first. A state's name goes
 * before its code, since rules name states.
 */
export const CDN_READERS: readonly ((get: GetHeader) => RawLocation)[] = [
  readCloudflare,
  readCloudFront,
  readFastly,
  readAkamai,
  readBunny,
  readVercel,
  readNetlify,
  readAppEngine,
  readGoogleBalancer,
];

/** Cloudflare sends the country always, the rest by the managed transform "Add visitor location headers". */
function readCloudflare(get: GetHeader): RawLocation {
  return {
    country: get('cf-ipcountry'),
    state: get('cf-region') ?? get('cf-region-code'),
    city: get('cf-ipcity'),
    zip: get('cf-postal-code'),
  };
}

/** CloudFront sends the headers that the origin request policy forwards. */
function readCloudFront(get: GetHeader): RawLocation {
  return {
    country: get('cloudfront-viewer-country'),
    state: get('cloudfront-viewer-country-region-name') ?? get('cloudfront-viewer-country-region'),
    city: get('cloudfront-viewer-city'),
    zip: get('cloudfront-viewer-postal-code'),
  };
}

/** Fastly sends none by default; these are the names of its example "Tag requests with geolocation data". */
function readFastly(get: GetHeader): RawLocation {
  return {
    country: get('client-geo-country'),
    state: get('client-geo-region'),
    city: get('client-geo-city'),
    zip: get('client-geo-postal-code'),
  };
}

/** Content Targeting: `georegion=1,country_code=US,region_code=MA,city=CAMBRIDGE,zip=02138-02139+02142`. */
function readAkamai(get: GetHeader): RawLocation {
  const pairs = get('x-akamai-edgescape')?.split(',') ?? [];
  const members = new Map(pairs.map((pair) => pair.trim().split('=', 2) as [string, string]));
  return {
    country: members.get('country_code'),
    state: members.get('region_code'),
    city: members.get('city'),
    // The header lists all postcodes of the network; the first one is taken.
    zip: members.get('zip')?.split(/[+-]/)[0],
  };
}

function readBunny(get: GetHeader): RawLocation {
  return { country: get('cdn-requestcountrycode') };
}

function readVercel(get: GetHeader): RawLocation {
  return {
    country: get('x-vercel-ip-country'),
    state: get('x-vercel-ip-country-region'),
    city: get('x-vercel-ip-city'),
    zip: get('x-vercel-ip-postal-code'),
  };
}

/** Netlify sends JSON, mostly in base64. */
function readNetlify(get: GetHeader): RawLocation {
  const text = get('x-nf-geo');
  if (!text) return {};
  try {
    const octets = text.startsWith('{') ? null : decodeBase64(text);
    const geo: unknown = JSON.parse(octets ? new TextDecoder().decode(octets) : text);
    const subdivision = own(geo, 'subdivision');
    return {
      country: own(own(geo, 'country'), 'code'),
      state: own(subdivision, 'name') ?? own(subdivision, 'code'),
      city: own(geo, 'city'),
      zip: own(geo, 'postalCode') ?? own(geo, 'postal_code'),
    };
  } catch {
    return {};
  }
}

function readAppEngine(get: GetHeader): RawLocation {
  return { country: get('x-appengine-country'), state: get('x-appengine-region'), city: get('x-appengine-city') };
}

/** Google's load balancer, with the custom header of its documentation: `{client_region},{client_city}`. */
function readGoogleBalancer(get: GetHeader): RawLocation {
  const [country, ...city] = get('x-client-geo-location')?.split(',') ?? [];
  return { country, city: city.join(',') };
}
