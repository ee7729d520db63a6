/**
 * Stands in for a library that asks its server twice, in the order that Zephr documents: which features there are,
 * then what is decided of those that are on the page; at DOMContentLoaded. Its own code is next to nothing.
 */
async function run(): Promise<void> {
  const features = (await (await fetch('/zephr/features')).json()) as { id: string; cssSelector: string }[];
  const found = features.filter(({ cssSelector }) => document.querySelector(cssSelector));
  const jwt = /blaize_jwt=([^;]*)/.exec(document.cookie)?.[1];
  const response = await fetch(jwt ? '/zephr/feature-decisions/customer' : '/zephr/feature-decisions', {
    method: 'POST',
    body: JSON.stringify({ featureIds: found.map(({ id }) => id), path: location.pathname, jwt }),
  });
  const { featureResults } = (await response.json()) as { featureResults: Record<string, string | null> };
  performance.mark('decided');
  for (const { id, cssSelector } of found) {
    const place = document.querySelector(cssSelector)!;
    const html = featureResults[id];
    if (html) place.innerHTML = html;
    place.removeAttribute('hidden');
  }
}

document.addEventListener('DOMContentLoaded', () => void run());

export {};
