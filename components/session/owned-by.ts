import type { FeatureSession } from '../../src/model/feature-host.js';

/**
 * The one instance of a class that a session owns: made by the first call, and gone with the session.
 *
 * @param Kind - A class whose state several components of a session share.
 * @example ownedBy(session, BlockFetcher).fetch('/block.html')
 */
export function ownedBy<Instance extends object>(
  session: FeatureSession,
  Kind: new (session: FeatureSession) => Instance,
): Instance {
  const known = session.store.get(Kind) as Instance | undefined;
  if (known) return known;
  const made = new Kind(session);
  session.store.set(Kind, made);
  return made;
}
