/** A route of the endpoint. */
export interface RouteInfo {
  readonly method: 'GET' | 'POST';
  /** Its requests count for the rate limit. */
  readonly isLimited: boolean;
  /** It verifies the token of the reader: a client over the limit reaches it with a valid one. */
  readonly readsToken: boolean;
  /** Its body may be `text/plain`, which a beacon to another origin sends without a preflight request. */
  readonly takesText?: boolean;
}

/** All routes, by the path that they have where the publisher sets no other `base`. A step `:id` is any text. */
export const ROUTES = {
  '/zephr/verify': { method: 'POST', isLimited: true, readsToken: true },
  '/zephr/decide': { method: 'POST', isLimited: true, readsToken: true },
  '/zephr/keys': { method: 'POST', isLimited: true, readsToken: true },
  '/zephr/usage': { method: 'POST', isLimited: true, readsToken: true },
  '/zephr/gift': { method: 'POST', isLimited: true, readsToken: false },
  '/zephr/bypass': { method: 'POST', isLimited: true, readsToken: false },
  '/zephr/promo': { method: 'POST', isLimited: true, readsToken: true },
  '/zephr/sessions': { method: 'POST', isLimited: true, readsToken: true },
  '/zephr/notify': { method: 'POST', isLimited: true, readsToken: true },
  '/zephr/events': { method: 'POST', isLimited: true, readsToken: false, takesText: true },
  '/zephr/preview': { method: 'POST', isLimited: true, readsToken: false },
  '/zephr/preview/:id': { method: 'GET', isLimited: true, readsToken: false },
  '/zephr/facts': { method: 'GET', isLimited: true, readsToken: false },
  '/zephr/health': { method: 'GET', isLimited: false, readsToken: false },
} as const satisfies Readonly<Record<string, RouteInfo>>;

/** The path of a route. */
export type RoutePath = keyof typeof ROUTES;

/** The path of a route of one method. */
export type PathOf<Method extends RouteInfo['method']> = {
  [Path in RoutePath]: (typeof ROUTES)[Path]['method'] extends Method ? Path : never;
}[RoutePath];

/** Lists the paths of the routes that meet a condition. */
export function listRoutes(isMet: (route: RouteInfo) => boolean): RoutePath[] {
  return (Object.keys(ROUTES) as RoutePath[]).filter((path) => isMet(ROUTES[path]));
}
