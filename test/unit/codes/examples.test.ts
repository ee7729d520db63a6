/** The examples of the catalogue of codes: each is run, and gives its code. Those in a page run in test/page/codes.test.ts. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { CodeEntry, CodeExample } from '../../../src/codes/code-entry.js';
import { CODES } from '../../../src/codes/catalogue.js';
import { findPageMistakes } from '../../../src/commands/validate/find-page-mistakes.js';
import { readPage } from '../../../src/commands/validate/read-page.js';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import { checkEdits } from '../../../src/edit/check-edits.js';
import { writeEdits } from '../../../src/edit/write-edits.js';
import * as endpointDoor from '../../../src/endpoint.js';
import { findCookieHints } from '../../../src/inspect/find-cookie-hints.js';
import { findMappingHints } from '../../../src/inspect/find-mapping-hints.js';
import type { Config, JwtConfig } from '../../../src/model/config.js';
import { addressOfCode } from '../../../src/lib/address-of-code.js';
import * as postgresDoor from '../../../src/postgres.js';
import { readReaders } from '../../../src/readers/read-readers.js';
import * as redisDoor from '../../../src/redis.js';
import { readExport } from '../../../src/replay/read-export.js';
import * as sqliteDoor from '../../../src/sqlite.js';
import { measureKey } from '../../../src/token/verify/measure-key.js';
import { validateText } from '../../../src/validate/validate-text.js';
import { aVerifier } from '../../support/a-verifier.js';
import { anEndpoint } from '../../support/an-endpoint.js';
import { aKeyPair, signToken } from '../../support/sign-token.js';

type Kind<Member extends string> = Extract<CodeExample, Readonly<Record<Member, unknown>>>;

const DOORS: Readonly<Record<string, object>> = {
  'zephr-onpage/endpoint': endpointDoor,
  'zephr-onpage/sqlite': sqliteDoor,
  'zephr-onpage/redis': redisDoor,
  'zephr-onpage/postgres': postgresDoor,
};
const BARE_CONFIG = { version: 1, features: {} };

const codesOf = (found: readonly { readonly code: string }[]): string[] => found.map(({ code }) => code);
const toText = (value: object | string): string => (typeof value === 'string' ? value : JSON.stringify(value));

async function codesOfConfig(text: string): Promise<string[]> {
  return codesOf(await validateText(text, { measureKey }));
}

function codesOfMarkup({ markup, config }: Kind<'markup'>): string[] {
  return codesOf(findPageMistakes(config as Config, readPage(markup)));
}

function codesOfReaders({ readers, config }: Kind<'readers'>): string[] {
  return codesOf(readReaders(toText(readers), [(config ?? BARE_CONFIG) as Config]).mistakes);
}

/** A hint begins with its code, and says where its entry is. */
function codesOfHints({ debug }: Kind<'debug'>): string[] {
  const config = debug.config as Config;
  const hints =
    'claims' in debug ? findMappingHints(config, debug.claims) : findCookieHints(debug.cookies, config.jwt ?? {});
  return hints.map((hint) => {
    const code = /^[a-z-]+(?=: )/.exec(hint)?.[0] ?? hint;
    assert.ok(hint.endsWith(` See ${addressOfCode(code)}`), hint);
    return code;
  });
}

async function reasonOfToken(token: string, jwt: JwtConfig = {}): Promise<string[]> {
  const { reason } = await aVerifier({ publicKey: aKeyPair('P-256').spki, ...jwt })(token);
  return reason === null ? [] : [reason];
}

async function codeOfRequest({ request }: Kind<'request'>): Promise<string[]> {
  const [head = '', body] = request.split('\n\n');
  const [first = '', ...lines] = head.split('\n');
  const [method = '', path = ''] = first.split(' ');
  const headers = lines.map((line) => line.split(': ') as [string, string]);
  const { endpoint } = anEndpoint();
  const response = await endpoint(
    new Request(`https://news.example${path}`, { method, headers, body: method === 'GET' ? null : (body ?? '') }),
    { address: '198.51.100.1' },
  );
  return [((await response.json()) as { error: { code: string } }).error.code];
}

/** Runs a module as a function, with the doors that it imports. */
async function codeOfModule({ module }: Kind<'module'>): Promise<string[]> {
  const names = { applyEdits, checkEdits, writeEdits, ...Object.assign({}, ...Object.values(DOORS)) } as object;
  const body = module.replace(/^import .*\n/gm, '');
  const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
  const run = new AsyncFunction(...Object.keys(names), body);
  return codeOfError(async () => void (await run(...(Object.values(names) as unknown[]))));
}

async function codeOfError(run: () => unknown): Promise<string[]> {
  try {
    await run();
    return [];
  } catch (error) {
    return [String((error as { code?: unknown }).code ?? error)];
  }
}

/** Runs an example. Returns the codes that it gives; `null` where another test runs it. */
async function run(example: CodeExample): Promise<readonly string[] | null> {
  if ('situation' in example || 'html' in example) return null;
  if ('markup' in example) return codesOfMarkup(example);
  if ('readers' in example) return codesOfReaders(example);
  if ('decision' in example) return codeOfError(() => readExport(toText(example.decision)));
  if ('debug' in example) return codesOfHints(example);
  if ('claims' in example) return reasonOfToken(signToken(example), example.jwt);
  if ('token' in example) return reasonOfToken(example.token);
  if ('request' in example) return codeOfRequest(example);
  if ('module' in example) return codeOfModule(example);
  return codesOfConfig('text' in example ? example.text : JSON.stringify(example.config));
}

suite('the example of the code', { concurrency: true }, () => {
  for (const [code, { example }] of Object.entries(CODES) as [string, CodeEntry][]) {
    if ('situation' in example || 'html' in example) continue;
    test(`${code} gives it`, async () => {
      const found = await run(example);

      assert.ok(found?.includes(code), `found ${JSON.stringify(found)}`);
    });
  }
});

test('each module of an example imports doors that exist, and what they have', () => {
  const imports = (Object.values(CODES) as CodeEntry[]).flatMap(({ example }) =>
    'module' in example ? [...example.module.matchAll(/^import \{ (\w+) \} from '([^']+)'/gm)] : [],
  );

  assert.ok(imports.length > 5);
  for (const [, name, door] of imports) assert.ok(Object.hasOwn(DOORS[door!] ?? {}, name!), `${door} has ${name}`);
});
