/** Hands that work the console: one with a mouse, and one with a keyboard alone. */
import assert from 'node:assert/strict';
import type { ElementHandle, KeyInput, Page } from 'puppeteer-core';
import type { ConsolePage } from './console-page.js';

/** Works the console by roles and names. */
export interface ConsoleHand {
  readonly press: (role: string, name: string) => Promise<void>;
  /** Replaces the text of a field. */
  readonly fill: (name: string, text: string) => Promise<void>;
  /** Chooses an option of a list by its words. */
  readonly choose: (name: string, option: string) => Promise<void>;
  /** Saves, and waits until the file has the edits. */
  readonly save: () => Promise<void>;
}

/** Tabs after which an element counts as out of reach. */
const MAX_TABS = 150;
/** The roles whose elements are moved through by arrows. */
const BY_ARROWS: Readonly<Record<string, Readonly<Record<'before' | 'after', KeyInput>>>> = {
  tab: { before: 'ArrowLeft', after: 'ArrowRight' },
  treeitem: { before: 'ArrowUp', after: 'ArrowDown' },
};

/** A hand with a mouse; it types with a keyboard. */
export function useMouse(app: ConsolePage): ConsoleHand {
  return {
    press: app.click,
    fill: async (name, text) => {
      await app.click('textbox', name);
      await app.paste(name, text);
    },
    choose: async (name, option) => {
      await (
        await app.find('combobox', name)
      ).evaluate((element, words) => {
        const list = element as HTMLSelectElement;
        list.value = [...list.options].find(({ label }) => label === words)!.value;
        list.dispatchEvent(new Event('change', { bubbles: true }));
      }, option);
    },
    save: app.save,
  };
}

/** A hand with a mouse that types key by key: not each driver pastes. */
export function useMouseAndKeys(app: ConsolePage): ConsoleHand {
  return {
    ...useMouse(app),
    fill: async (name, text) => {
      await app.click('textbox', name);
      await app.fill(name, text);
      await app.page.keyboard.press('Tab');
    },
  };
}

/** A hand with a keyboard alone: it finds everything by Tab and arrows. */
export function useKeyboard(app: ConsolePage): ConsoleHand {
  const { page } = app;
  const reach = async (role: string, name: string): Promise<void> =>
    tabTo(page, await app.find(role, name), role, name);
  return {
    press: async (role, name) => {
      await reach(role, name);
      // Tabs and lines of a tree follow the arrows.
      if (!BY_ARROWS[role]) await page.keyboard.press(role === 'checkbox' ? 'Space' : 'Enter');
    },
    fill: async (name, text) => {
      await reach('textbox', name);
      await selectAll(page);
      await page.keyboard.press('Delete');
      await page.keyboard.sendCharacter(text);
      await page.keyboard.press('Tab');
    },
    choose: async (name, option) => {
      await reach('combobox', name);
      await page.keyboard.type(option);
    },
    save: async () => {
      await page.keyboard.down('Control');
      await page.keyboard.press('s');
      await page.keyboard.up('Control');
      await app.saved();
    },
  };
}

/** Counts what a mouse or a finger does in a page, from its first document on. */
export async function countPointers(page: Page): Promise<() => Promise<number>> {
  await page.evaluateOnNewDocument(() => {
    const counted = window as unknown as { pointers: number };
    counted.pointers = 0;
    for (const type of ['mousedown', 'pointerdown', 'touchstart'])
      addEventListener(type, () => counted.pointers++, { capture: true });
  });
  return () => page.evaluate(() => (window as unknown as { pointers: number }).pointers);
}

async function tabTo(page: Page, element: ElementHandle, role: string, name: string): Promise<void> {
  for (let count = 0; count < MAX_TABS; count++) {
    const found = await element.evaluate(whereFocusIs, role);
    if (found === 'there') return;
    await page.keyboard.press(found === 'elsewhere' ? 'Tab' : BY_ARROWS[role]![found]);
  }
  assert.fail(`${role} "${name}" is out of reach of the keyboard`);
}

/** Runs in the page: whether an element has the focus, or is before or after the one that has it, in the same list. */
function whereFocusIs(element: Element, role: string): 'there' | 'before' | 'after' | 'elsewhere' {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  if (active === element) return 'there';
  const isList = role === 'tab' || role === 'treeitem';
  if (!isList || active?.getAttribute('role') !== role) return 'elsewhere';
  if (active.parentElement !== element.parentElement) return 'elsewhere';
  return active.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? 'before' : 'after';
}

async function selectAll({ keyboard }: Page): Promise<void> {
  await keyboard.down('Control');
  await keyboard.press('a');
  await keyboard.up('Control');
}
