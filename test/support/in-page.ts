/** Functions that tests run inside a page. Each is sent to the browser as text, so it uses nothing of its module. */

/** An event as the window got it. */
export interface SeenEvent<Detail = unknown> {
  readonly type: string;
  readonly target: string;
  readonly detail: Detail;
}

/** The beginning of the message for a breach of the page's Content Security Policy. */
export const BREACH = 'policy breached:';

/** Runs in the page before anything else does: notes what reaches the window. */
export function watchPage(): void {
  const watched = window as unknown as { seen: SeenEvent[]; shift: number };
  watched.seen = [];
  watched.shift = 0;
  const types = [
    ...[
      'ready',
      'identity',
      'decision',
      'decisions',
      'wall-open',
      'wall-close',
      'opened',
      'submit',
      'fault',
      'dismiss',
    ],
    'conversion',
  ];
  for (const type of types) {
    EventTarget.prototype.addEventListener.call(window, `zephr-${type}`, (event) => {
      const { target } = event;
      const detail = JSON.parse(JSON.stringify((event as CustomEvent).detail)) as unknown;
      watched.seen.push({
        type: event.type,
        target: target instanceof Element ? target.localName : target === document ? '#document' : '?',
        detail,
      });
    });
  }
  EventTarget.prototype.addEventListener.call(document, 'securitypolicyviolation', (event) => {
    const { violatedDirective, blockedURI, sample } = event as SecurityPolicyViolationEvent;
    console.debug(`policy breached: ${violatedDirective}: ${blockedURI} ${sample}`);
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watched.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
}

/** State and walls of the first place of a feature, in short. */
export function describePlace(feature: string): string {
  // Not `document.querySelector`, which a test may have shadowed.
  const element = document.documentElement.querySelector(`zephr-feature[feature="${feature}"]`)!;
  const walls = [...element.children].filter(
    (child) => child.localName.startsWith('zephr-') && child.localName !== 'zephr-feature' && child.clientHeight > 0,
  );
  return [element.getAttribute('state'), ...walls.map((wall) => wall.localName.replace('zephr-', ''))].join(' ');
}

/** Whether a picture, in base64, has a pixel that is about as red as `#f00`. */
export async function findRed(base64: string): Promise<boolean> {
  const octets = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([octets], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d')!;
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  for (let at = 0; at < data.length; at += 4) {
    if (data[at]! > 200 && data[at + 1]! < 60 && data[at + 2]! < 60) return true;
  }
  return false;
}
