/**
 * Names the tracker of a trial that counts on each site apart.
 *
 * @example nameSiteTracker('stories', 'daily') // 'stories@daily'
 */
export function nameSiteTracker(tracker: string, site: string): string {
  return `${tracker}@${site}`;
}
