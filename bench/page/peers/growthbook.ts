import { GrowthBook } from '@growthbook/growthbook';

/** GrowthBook as a gate: its features fetched as it does by itself; claims are read and not verified. */
async function run(): Promise<void> {
  const jwt = /blaize_jwt=[^.]*\.([^.]*)\./.exec(document.cookie)?.[1];
  const attributes = jwt
    ? (JSON.parse(atob(jwt.replaceAll('-', '+').replaceAll('_', '/'))) as Record<string, unknown>)
    : {};
  const growthbook = new GrowthBook({ apiHost: location.origin, clientKey: 'bench', attributes });
  await growthbook.init({ timeout: 5000 });
  const place = document.querySelector('#gate')!;
  const isOn = growthbook.isOn('articles');
  performance.mark('decided');
  if (!isOn) place.replaceChildren(document.querySelector<HTMLTemplateElement>('#wall-template')!.content);
  place.removeAttribute('hidden');
}

void run();
