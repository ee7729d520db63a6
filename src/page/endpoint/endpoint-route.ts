/**
 * Address of one of the endpoint's routes.
 *
 * @param verifyEndpoint - Address of its `verify`, which the others stand beside; relative to the document.
 * @param route - Such as `facts`.
 */
export function endpointRoute(verifyEndpoint: string, route: string): URL {
  return new URL(route, new URL(verifyEndpoint, Reflect.get<Node, 'baseURI'>(Node.prototype, 'baseURI', document)));
}
