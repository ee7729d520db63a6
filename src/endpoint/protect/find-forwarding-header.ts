import type { HeaderReader } from '../header-reader.js';

/** Headers by which proxies say who the client is. */
const FORWARDING_HEADERS = [
  'x-forwarded-for',
  'forwarded',
  'x-real-ip',
  'cf-connecting-ip',
  'true-client-ip',
  'fastly-client-ip',
  'fly-client-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-envoy-external-address',
] as const;

/** Gives the name of the first header of a request that proxies add, or `null`. */
export function findForwardingHeader(headers: HeaderReader): string | null {
  return FORWARDING_HEADERS.find((name) => headers.get(name) !== null) ?? null;
}
