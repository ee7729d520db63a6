import { fixture, html } from '@open-wc/testing';
import '../../components/zone/define.js';
import { type ZephrZoneElement } from '../../components/zone/zone.js';

export type Given = Partial<ZephrZoneElement>;

export const POP_UP: Given = { zone: 'pop-up', closeable: true };
export const FOOTER: Given = { zone: 'sticky-footer', closeable: true, scrollable: true };
export const BOTH = [POP_UP, FOOTER];

export const CONTENT = html`<h2>Read on</h2>
  <p>For free. <a href="#go">Go</a></p>`;

/** A zone in a page, with something to focus before it. */
export async function aZone(given: Given = {}, content: unknown = CONTENT): Promise<ZephrZoneElement> {
  const box = await fixture(html`
    <main lang="en">
      <button id="before">Before</button>
      <div style="height: 1500px"></div>
    </main>
  `);
  const zone = Object.assign(document.createElement('zephr-zone'), { feature: 'articles' }, given);
  zone.append(...(await fixture<HTMLElement>(html`<div>${content}</div>`)).childNodes);
  box.append(zone);
  await settled(zone);
  return zone;
}

/** When it is shown, if it does not wait. */
export async function settled(zone: ZephrZoneElement): Promise<void> {
  await zone.updateComplete;
  await Promise.resolve();
  await zone.updateComplete;
  await zone.updateComplete;
}

export const find = (zone: Element, selector: string): HTMLElement =>
  zone.shadowRoot!.querySelector<HTMLElement>(selector)!;
export const panelOf = (zone: Element): HTMLElement => find(zone, '[part="panel"]');
export const isShown = (zone: Element): boolean => panelOf(zone).getClientRects().length > 0;

/** Where it is when it has come to rest. */
export function rectOf(zone: Element): DOMRect {
  for (const animation of panelOf(zone).getAnimations()) animation.finish();
  return panelOf(zone).getBoundingClientRect();
}

/** A press and a click of the pointer on an element, as they come from the browser. */
export function click(element: Element, pressed = element): void {
  pressed.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
  element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
}

/** The events of a zone, in order. */
export function listenTo(zone: ZephrZoneElement): string[] {
  const heard: string[] = [];
  for (const type of ['open', 'close', 'zephr-dismiss'] as const) {
    zone.addEventListener(type, () => heard.push(type));
  }
  return heard;
}

/** Removes the zones of a test, and scrolls back to the top. */
export function removeZones(): void {
  for (const zone of document.querySelectorAll('zephr-zone')) zone.remove();
  window.scrollTo(0, 0);
}
