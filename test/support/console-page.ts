/** `zephr console` as a program of its own, and its app in Chromium. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before } from 'node:test';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { launchChromium } from './launch-chromium.js';
import { installCommand, type RunningCommand } from './run-command.js';

/** A started console, and how it is reached. */
export interface ServedConsole extends AsyncDisposable {
  readonly process: RunningCommand;
  readonly folder: string;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** The printed address, with the token. */
  readonly address: string;
  readonly token: string;
  /** The text of the config. */
  readonly readText: () => Promise<string>;
  readonly writeText: (text: string) => Promise<void>;
  /** Asks a route, with the token. Other headers replace its own. */
  readonly ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;
  /** Kills the process and starts another one on the same files, which go with this one. */
  readonly restart: () => Promise<ServedConsole>;
}

/** The text of a config in the layout of an editor. */
export function toText(config: unknown): string {
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** How a console is started. */
interface ConsoleStart {
  readonly env?: Record<string, string>;
  /** Files beside the config, by name. */
  readonly files?: Record<string, unknown>;
  /** The script of `--bundle`. */
  readonly bundle?: string;
  /** Other options of the command. */
  readonly options?: readonly string[];
}

/** Starts a console in a folder of its own. */
export async function startConsole(
  config: unknown = { version: 1, features: {} },
  { env = {}, files = {}, bundle, options = [] }: ConsoleStart = {},
): Promise<ServedConsole> {
  const text = typeof config === 'string' ? config : toText(config);
  const command = await installCommand(
    { 'zephr.json': text, ...files },
    { packages: true, console: true, pages: bundle !== undefined },
  );
  const start = async (isFirst: boolean): Promise<ServedConsole> => {
    const more = bundle === undefined ? [] : ['--bundle', bundle];
    const process = await command.start(['console', 'zephr.json', '--no-open', '--port', '0', ...more, ...options], {
      XDG_STATE_HOME: join(command.folder, 'state'),
      ...env,
    });
    const address = process.origin;
    const { origin, hash } = new URL(address);
    const token = hash.replace('#token=', '');
    const path = join(command.folder, 'zephr.json');
    return {
      ...{ process, folder: command.folder, origin, address, token },
      readText: () => readFile(path, 'utf8'),
      writeText: (written) => writeFile(path, written),
      ask: (method, route, body, headers = {}) =>
        fetch(origin + route, {
          method,
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      restart: async () => {
        process.kill('SIGKILL');
        await process.ended;
        return start(false);
      },
      [Symbol.asyncDispose]: async () => {
        await process[Symbol.asyncDispose]();
        if (isFirst) await command[Symbol.asyncDispose]();
      },
    };
  };
  return start(true);
}

/** The app in a page, driven by roles and names as assistive technology finds them. */
export interface ConsolePage extends AsyncDisposable {
  readonly page: Page;
  /** Errors of the page: refusals of its Content-Security-Policy among them, and requests that leave the machine. */
  readonly errors: readonly string[];
  readonly find: (role: string, name: string) => Promise<ElementHandle>;
  readonly has: (role: string, name: string) => Promise<boolean>;
  readonly click: (role: string, name: string) => Promise<void>;
  /** Chooses in a list. */
  readonly choose: (name: string, value: string) => Promise<void>;
  /** Opens what is folded, once it is there and nothing moves it. */
  readonly unfold: (text: string) => Promise<void>;
  /** Replaces the text of a field. */
  readonly fill: (name: string, text: string) => Promise<void>;
  /** Replaces the text of a field at once, as pasting does. */
  readonly paste: (name: string, text: string) => Promise<void>;
  readonly isDisabled: (role: string, name: string) => Promise<boolean>;
  /** Waits until the description of a field says something. */
  readonly waitForField: (name: string, says: RegExp) => Promise<void>;
  readonly waitForNo: (role: string, name: string) => Promise<void>;
  /** Waits until the unsaved edits are in the journal. */
  readonly kept: () => Promise<void>;
  /** Has the page in a colour scheme, and without motion: a dialog that still opens has too little contrast. */
  readonly emulate: (scheme: 'light' | 'dark') => Promise<void>;
  /** Runs axe, and gives what it found: rule and elements. Without rules, all of them are looked at. */
  readonly judge: (axe: string, rules?: readonly string[]) => Promise<readonly string[]>;
  /** Waits until a text is shown. */
  readonly waitFor: (text: string | RegExp) => Promise<void>;
  /** Saves by the button, and waits until the file has the edits. */
  readonly save: () => Promise<void>;
  /** Waits until the file has the edits. */
  readonly saved: () => Promise<void>;
}

const TIMEOUT_MS = 15_000;
/** How often something is clicked that is gone when its turn comes. */
const MAX_TRIES = 5;

/** Starts a browser before the tests of a file, and ends it after them; `whole` as in `findChromium`. */
export function useConsoleBrowser({ whole = false } = {}): {
  readonly open: (address: string) => Promise<ConsolePage>;
} {
  let browser: Browser;
  before(async () => {
    browser = await launchChromium({ whole });
  });
  after(() => browser.close());
  return { open: (address) => openConsole(browser, address) };
}

/** Finds elements by role and name. */
export interface NameFinder {
  readonly waitFor: (page: Page, role: string, name: string) => Promise<ElementHandle>;
  readonly waitForNo: (page: Page, role: string, name: string) => Promise<void>;
  readonly has: (page: Page, role: string, name: string) => Promise<boolean>;
}

const select = (role: string, name: string): string => `::-p-aria([name="${name}"][role="${role}"])`;

/** Finds as the accessibility tree of Chromium has it. */
const BY_TREE: NameFinder = {
  waitFor: async (page, role, name) => (await page.waitForSelector(select(role, name), { timeout: TIMEOUT_MS }))!,
  waitForNo: async (page, role, name) => {
    await page.waitForSelector(select(role, name), { hidden: true, timeout: TIMEOUT_MS });
  },
  has: async (page, role, name) => (await page.$(select(role, name))) !== null,
};

/** Opens an address in a page of its own context. */
export async function openConsole(browser: Browser, address: string, finder = BY_TREE): Promise<ConsolePage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  // The console works offline: nothing that it loads is anywhere else.
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^http/.test(protocol) && hostname !== '127.0.0.1') errors.push(`request to ${request.url()}`);
  });
  await page.goto(address);
  const find = (role: string, name: string): Promise<ElementHandle> => finder.waitFor(page, role, name);
  const waitFor = async (text: string | RegExp): Promise<void> => {
    const [source, flags] = typeof text === 'string' ? [escape(text), ''] : [text.source, text.flags];
    await page.waitForFunction(
      (given, more) => new RegExp(given, more).test(document.body.innerText),
      { timeout: TIMEOUT_MS },
      ...([source, flags] as const),
    );
  };
  /** An element of the screen before may be found, and be gone when it is to be clicked: then that of the next one is clicked. */
  const click = async (role: string, name: string, tries = MAX_TRIES): Promise<void> => {
    const found = await find(role, name);
    await found.click().catch((error: unknown) => {
      if (tries === 1 || !String(error).includes('detached from document')) throw error;
      return click(role, name, tries - 1);
    });
  };
  const selectAll = async (name: string): Promise<void> => {
    await (await find('textbox', name)).focus();
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await page.keyboard.press('Delete');
  };
  const saved = async (): Promise<void> => {
    await page.waitForFunction(
      () =>
        document.querySelector('.said')?.textContent === 'Saved.' &&
        !document.querySelector('.state')?.textContent?.trim(),
      { timeout: TIMEOUT_MS },
    );
  };
  return {
    page,
    errors,
    find,
    has: (role, name) => finder.has(page, role, name),
    click: (role, name) => click(role, name),
    choose: async (name, value) => {
      await (await find('combobox', name)).select(value);
    },
    unfold: (text) => page.locator(`summary ::-p-text(${text})`).setTimeout(TIMEOUT_MS).click(),
    fill: async (name, text) => {
      await selectAll(name);
      await page.keyboard.type(text);
    },
    paste: async (name, text) => {
      await selectAll(name);
      await page.keyboard.sendCharacter(text);
      // Leaving the field, as the next click would.
      await page.keyboard.press('Tab');
    },
    isDisabled: async (role, name) =>
      (await find(role, name)).evaluate((element) => (element as HTMLInputElement).disabled),
    waitForField: async (name, says) => {
      await page.waitForFunction(
        (label, source) =>
          [...document.querySelectorAll(`[label="${label}"]`)].some((one) =>
            new RegExp(source).test(one.getAttribute('hint') ?? ''),
          ),
        { timeout: TIMEOUT_MS },
        name,
        says.source,
      );
    },
    waitForNo: (role, name) => finder.waitForNo(page, role, name),
    kept: async () => {
      await page.waitForNetworkIdle({ concurrency: 1, idleTime: 800, timeout: TIMEOUT_MS });
    },
    emulate: (scheme) =>
      page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]),
    judge: async (axe, rules = []) => {
      await page.waitForFunction(isStill, { timeout: TIMEOUT_MS });
      // Once a page.
      if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
      return page.evaluate(async (only) => {
        const { axe: tool } = globalThis as unknown as {
          axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const { violations } = await tool.run(only.length > 0 ? { runOnly: [...only] } : {});
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
      }, rules);
    },
    waitFor,
    save: async () => {
      await click('button', 'Save');
      await saved();
    },
    saved,
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/** Runs in the page: whether nothing moves, in shadow roots as well. Text that still fades in has too little contrast. */
function isStill(): boolean {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
  }
  return roots.every((root) => root.getAnimations().every(({ playState }) => playState !== 'running'));
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
