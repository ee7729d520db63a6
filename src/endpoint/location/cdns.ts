import { own } from '../../lib/own.js';
import { decodeBase64 } from '../../token/verify/decode-base64url.js';

/** What one CDN says, as it says it. */
export type RawLocation = Readonly<Partial<Record<'country' | 'state' | 'city' | 'zip', unknown>>>;

/** Gives a header; `null` where it is not there. */
type Get = (header: string) => string | null;

/**
 * The CDNs that are known, those that stand in front of others first. Where one gives a state's name and its code, the name
 * is taken: it is what people write into rules.
 */
export const CDN_READERS: readonly ((get: Get) => RawLocation)[] = [
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

/** The country always, the rest by the managed transform "Add visitor location headers". */
function readCloudflare(get: Get): RawLocation {
  return {
    country: get('cf-ipcountry'),
    state: get('cf-region') ?? get('cf-region-code'),
    city: get('cf-ipcity'),
    zip: get('cf-postal-code'),
  };
}

/** As the origin request policy forwards them. */
function readCloudFront(get: Get): RawLocation {
  return {
    country: get('cloudfront-viewer-country'),
    state: get('cloudfront-viewer-country-region-name') ?? get('cloudfront-viewer-country-region'),
    city: get('cloudfront-viewer-city'),
    zip: get('cloudfront-viewer-postal-code'),
  };
}

/** Fastly sends none by itself; these are the names of its example "Tag requests with geolocation data". */
function readFastly(get: Get): RawLocation {
  return {
    country: get('client-geo-country'),
    state: get('client-geo-region'),
    city: get('client-geo-city'),
    zip: get('client-geo-postal-code'),
  };
}

/** Content Targeting: `georegion=1,country_code=US,region_code=MA,city=CAMBRIDGE,zip=02138-02139+02142`. */
function readAkamai(get: Get): RawLocation {
  const pairs = get('x-akamai-edgescape')?.split(',') ?? [];
  const members = new Map(pairs.map((pair) => pair.trim().split('=', 2) as [string, string]));
  return {
    country: members.get('country_code'),
    state: members.get('region_code'),
    city: members.get('city'),
    // All that the network has; the first stands for it.
    zip: members.get('zip')?.split(/[+-]/)[0],
  };
}

function readBunny(get: Get): RawLocation {
  return { country: get('cdn-requestcountrycode') };
}

function readVercel(get: Get): RawLocation {
  return {
    country: get('x-vercel-ip-country'),
    state: get('x-vercel-ip-country-region'),
    city: get('x-vercel-ip-city'),
    zip: get('x-vercel-ip-postal-code'),
  };
}

/** JSON, in base64 or as it is. */
function readNetlify(get: Get): RawLocation {
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

function readAppEngine(get: Get): RawLocation {
  return { country: get('x-appengine-country'), state: get('x-appengine-region'), city: get('x-appengine-city') };
}

/** Google's load balancer, with the custom header of its documentation: `{client_region},{client_city}`. */
function readGoogleBalancer(get: Get): RawLocation {
  const [country, ...city] = get('x-client-geo-location')?.split(',') ?? [];
  return { country, city: city.join(',') };
}
