import type { RunningPreview } from '../../model/running-preview.js';
import { findElement } from '../browser.js';
import type { Session } from '../session.js';

/** Key in the store of a session: the element of the banner that had the focus, or would have it. */
const BANNER_FOCUS = 'preview banner';

/** Own colours, so that the banner can be read on any page. Styles of the page do not count. */
const STYLES = `
:host { all: initial !important; position: fixed !important; inset: 8px 8px auto !important; z-index: 2147483647 !important;
  display: block !important; width: fit-content !important; max-width: calc(100% - 16px) !important; margin: 0 auto !important;
  border: 0 !important; padding: 0 !important; background: none !important; overflow: visible !important; }
section { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; box-sizing: border-box; max-height: 40vh;
  overflow: auto; padding: 6px 12px; border: 1px solid #fff; border-radius: 8px; outline: 1px solid #4c1d95;
  background: #4c1d95; color: #fff; font: 14px/1.4 system-ui, sans-serif; text-align: start; }
p { margin: 0; } p[data-note] { flex-basis: 100%; } label { display: flex; align-items: center; gap: 6px; }
button, select { box-sizing: border-box; min-height: 28px; padding: 2px 8px; border: 1px solid #fff; border-radius: 4px;
  background: #fff; color: #2e1065; font: inherit; cursor: pointer; max-width: 100%; }
:focus-visible { outline: 2px solid #fff; outline-offset: 2px; }
@media (forced-colors: active) { button, select { border-color: ButtonText; background: ButtonFace; color: ButtonText; } }
@media print { :host { display: none !important; } }`;

/**
 * Shows who made a preview, until when it runs and as which reader, above everything else and until the session ends. It takes
 * no space of the page, and no focus. Nothing closes it but leaving the preview.
 */
export function showBanner(preview: RunningPreview, session: Session): void {
  const host = document.createElement('zephr-preview');
  host.popover = 'manual';
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  root.adoptedStyleSheets = [sheet];
  const leave = createButton(preview.notes.length > 0 ? 'Open the live page' : 'Leave', () => preview.leave());
  const section = createElement('section', [
    createElement('p', [describePreview(preview)]),
    ...(preview.readers.length > 0 ? [createChoice(preview, root, session)] : []),
    leave,
    ...preview.notes.map((note) => {
      const line = createElement('p', [note]);
      line.dataset['note'] = '';
      return line;
    }),
  ]);
  section.setAttribute('aria-label', 'Preview');
  root.append(section);
  if (preview.readers.length === 0) session.store.set(BANNER_FOCUS, leave);
  keepOnTop(host, session);
}

function describePreview({ by, exp }: RunningPreview): string {
  return `Preview by “${by}”, until ${new Date(exp).toLocaleTimeString(undefined, { timeStyle: 'short' })}`;
}

/** The readers that the page can be seen as. */
function createChoice(preview: RunningPreview, root: ShadowRoot, session: Session): HTMLElement {
  const select = document.createElement('select');
  for (const name of [null, ...preview.readers]) select.append(new Option(name ?? 'your own token', name ?? ''));
  // An own token has the empty value; a reader of that name is distinguished by its place.
  select.selectedIndex = preview.reader === null ? 0 : preview.readers.indexOf(preview.reader) + 1;
  select.addEventListener('change', () => {
    const hadFocus = root.activeElement === select;
    void preview.switchTo(preview.readers[select.selectedIndex - 1] ?? null).then(() => {
      const next = session.page.session.store.get(BANNER_FOCUS);
      if (hadFocus && next instanceof HTMLElement) next.focus();
    });
  });
  session.store.set(BANNER_FOCUS, select);
  return createElement('label', ['as ', select]);
}

function createButton(text: string, onClick: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(text);
  button.addEventListener('click', onClick);
  return button;
}

function createElement(name: string, children: readonly (string | Node)[]): HTMLElement {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

/** Keeps an element in the page and above all else: inside a modal dialog while one is open, as the rest is inert then. */
function keepOnTop(host: HTMLElement, session: Session): void {
  // Elements of the page can have names of members of `document`.
  const page = findElement(':root')!;
  const place = (): void => {
    if (!session._isOn()) return;
    const parent = findDialog(page) ?? page;
    if (host.parentNode !== parent) parent.append(host);
    // A browser without popovers has it above the page only.
    if (typeof host.showPopover === 'function' && !host.matches(':popover-open')) host.showPopover();
  };
  const placeSoon = (): void => void setTimeout(place);
  place();
  for (const type of ['zephr-wall-open', 'zephr-wall-close', 'zephr-decisions'])
    session._listen(document, type, placeSoon);
  const observe = (target: MutationObserverInit): void => {
    const observer = new MutationObserver(place);
    observer.observe(page, target);
    session.own(() => observer.disconnect());
  };
  // Dialogs of the page itself, and a page that replaces all that is in it.
  observe({ subtree: true, attributeFilter: ['open'] });
  observe({ childList: true });
  session.own(() => host.remove());
}

/** The modal dialog that is open, also in the shadow of an element: of a wall, or of the page. */
function findDialog(root: ParentNode): Element | null {
  let found = [...root.querySelectorAll('dialog:modal')].at(-1) ?? null;
  for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) found = findDialog(shadowRoot) ?? found;
  return found;
}
