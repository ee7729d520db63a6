import type { InspectedPage } from '../../../components/inspector/inspected-page.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { within } from '../../lib/within.js';
import { createFault } from '../../model/fault.js';
import { listenFirst } from '../browser.js';
import { onParsed } from '../life/on-parsed.js';
import type { Session } from '../session.js';

type Inspector = ReturnType<typeof import('../../../components/inspector/define.js').createInspector>;

/**
 * Opens the inspector where the address asks for debugging, folded while a preview runs, and by its key while the page is
 * debugged in any way. Its file loads when it is opened first.
 */
export function offerInspector(page: InspectedPage, session: Session): void {
  let loading: Promise<Inspector | null> | null = null;
  const load = async (): Promise<Inspector | null> => {
    try {
      const file = import('../../../components/inspector/define.js');
      const { createInspector } = await within(FILE_TIMEOUT_MS, 'inspector.js', file);
      const inspector = createInspector(page);
      session.own(() => inspector.close());
      return inspector;
    } catch (error) {
      loading = null;
      session.report(createFault('chunk-unreachable', String(error)));
      return null;
    }
  };
  const withInspector = async (act: (inspector: Inspector) => void): Promise<void> => {
    const inspector = await (loading ??= load());
    if (inspector && session._isOn()) act(inspector);
  };
  const onKey = (event: KeyboardEvent): void => {
    const letter = findLetter(event);
    if (!letter) return;
    event.preventDefault();
    void withInspector((inspector) => (letter === 'Z' ? inspector.toggle() : inspector.switchFocus()));
  };
  // First of all, as the inspector keeps its keys to itself, and the page may do so too.
  session.own(listenFirst('keydown', onKey));
  if (!location.href.includes('zephr-debug')) return;
  // The reader of a preview link wants to see the page.
  const show = (inspector: Inspector): void => (page.preview() ? inspector.offer() : inspector.open());
  void onParsed().then(() => withInspector(show));
}

/** The letter of a key of the inspector, Alt+Shift+Z or Alt+Shift+X; `null` for any other key. */
function findLetter({ altKey, shiftKey, ctrlKey, metaKey, key, code }: KeyboardEvent): 'Z' | 'X' | null {
  if (!altKey || !shiftKey || ctrlKey || metaKey) return null;
  // With Alt a Mac writes another character, and then the place of the key counts.
  const letter = /^[a-z]$/i.test(key) ? key.toUpperCase() : code.replace('Key', '');
  return letter === 'Z' || letter === 'X' ? letter : null;
}
