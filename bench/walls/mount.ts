/** The elements to mount: the limit, or elements of a feature that ends in such a wall. */
export type Kind = 'empty' | 'registration-wall' | 'paywall';

/** The time that it took. */
export interface Mounted {
  /** Milliseconds from when they were put in until the frame is done that has painted all. */
  readonly painted: number;
  /** Frames until then, that one included. */
  readonly frames: number;
}

/** Runs in the page: loads the walls' file, and defines the element that is the limit. */
export async function prepare(): Promise<void> {
  customElements.define(
    'bench-empty',
    class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: 'open' });
      }
    },
  );
  for (const feature of ['registration-wall', 'paywall']) {
    const place = document.createElement('zephr-feature');
    place.setAttribute('feature', feature);
    document.querySelector('#main')!.append(place);
    while (!place.firstElementChild?.shadowRoot?.querySelector('[part=wall]'))
      await new Promise((done) => requestAnimationFrame(done));
    place.remove();
  }
}

/** Runs in the page: mounts so many, and waits until they are painted. */
export async function mount(kind: Kind, count: number): Promise<Mounted> {
  const main = document.querySelector('#main')!;
  const isEmpty = kind === 'empty';
  const isThere = (place: Element): boolean =>
    isEmpty || place.querySelector(`zephr-${kind}`)?.shadowRoot?.querySelector('[part=wall]') != null;
  const fragment = document.createDocumentFragment();
  for (let index = 0; index < count; index++) {
    const element = document.createElement(isEmpty ? 'bench-empty' : 'zephr-feature');
    if (!isEmpty) {
      element.setAttribute('feature', kind);
      element.append(Object.assign(document.createElement('p'), { textContent: 'Gated' }));
    }
    fragment.append(element);
  }

  const begun = performance.now();
  main.append(fragment);
  let frames = 0;
  let all = false;
  while (!all) {
    // The walls are there before the frame's callbacks, or are painted by a later one.
    await new Promise((done) => requestAnimationFrame(done));
    all = [...main.children].every(isThere);
    // The task after the callbacks of a frame begins when it is painted.
    await new Promise<unknown>((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(null);
    });
    frames++;
  }
  return { painted: performance.now() - begun, frames };
}

/** Runs in the page: takes them away, and waits until nothing is left to do of it. */
export async function clear(): Promise<void> {
  document.querySelector('#main')!.replaceChildren();
  for (let frame = 0; frame < 3; frame++) await new Promise((done) => requestAnimationFrame(done));
}
