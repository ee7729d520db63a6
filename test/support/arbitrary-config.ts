/** Arbitraries of configs for property tests: nearly sound ones, and JSON made of the words of configs. */
import fc from 'fast-check';
import { splitPointer } from '../../src/lib/split-pointer.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { aConfig, aNode } from './a-config.js';

/** Names and texts of configs. */
const WORDS =
  'version features jwt products components outcomes requires rules anonymous registered customer type yes no unknown ' +
  'exits start nodes a b c property condition value content keep words paragraphs zone zoneOptions id label fallback ' +
  'claimValue offers publicKey jwks keys kty algorithms sources issuer userMapping foreignUserIdProperty secret articles ' +
  'videos gold teaser sheet register subscribe hello show hide jwt-token jwt-expired custom-data user-state has-product ' +
  'feature url-path equals matches in less-than between is-empty older-than before $.a $.. $.a[*].b inline pop-up ' +
  'registration-wall paywall custom-block 2026-01-01 2026-02-30 5 a*b? RS256 HS256 cookie https://id.example oct ' +
  'splitTests subRules exit out price members groups weight test rule trial split-test sub-rule limit counts window days ' +
  'remaining tracker duration unit hours timeZone local Europe/Berlin consent purpose date-time device mobile target ' +
  'pending timeout __proto__ constructor toString ~/ is product name key attribute';

const word = fc.constantFrom('', ...WORDS.split(' '));
const scalar = fc.oneof(
  { weight: 4, arbitrary: word },
  fc.constantFrom(null, true, false, 0, 1, 7, -1, 1.5, 1e21),
  fc.string({ maxLength: 5 }),
);

/** JSON made of words that configs are made of. */
export const wordyJson: fc.Arbitrary<unknown> = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie('json'), { maxLength: 4 }),
    // From text, as only so a member can be named "__proto__".
    fc
      .array(fc.tuple(word, tie('json')), { maxLength: 5 })
      .map(
        (members) =>
          JSON.parse(
            `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`,
          ) as unknown,
      ),
  ),
})).json;

/** A sound config with one of nearly everything. */
export function aRichConfig(): Record<string, unknown> {
  const wall = (): unknown => ({ content: 'hide', components: ['register'] });
  const nodes = {
    a: { type: 'jwt-token', property: '$.roles[*]', condition: 'in', value: ['editor', 7], yes: 'show', no: 'b' },
    b: { type: 'custom-data', property: 'kind', condition: 'is-empty', yes: 'e', no: 'c', unknown: 'show' },
    c: { type: 'url-path', condition: 'matches', value: '/news/*', yes: 'sheet', no: aNode('x', 'd', wall()) },
    d: { type: 'has-product', product: 'film', yes: 'show', no: 'g' },
    e: { type: 'feature', feature: 'videos', yes: 'show', no: 'g' },
    g: { type: 'published-date', condition: 'newer-than', value: 48, yes: wall(), no: 'h' },
    h: { type: 'jwt-token', property: 'age', condition: 'at-least', value: 18, yes: 'show', no: 'i' },
    i: { type: 'split-test', test: 'price', exits: { a: 'j', b: 'teaser' } },
    j: { type: 'sub-rule', rule: 'members', exits: { in: 'show', out: 'k' }, unknown: 'show' },
    k: {
      type: 'date-time',
      condition: 'between',
      value: ['2026-01-01', 1772000000],
      timeZone: 'local',
      yes: 'show',
      no: 'l',
    },
    l: { type: 'consent', purpose: 1, yes: 'show', no: { type: 'gift', yes: 'show', no: wall() } },
  };
  // For registered readers too, as they have no rule of their own.
  const isSignedIn = {
    type: 'user-state',
    is: 'registered',
    yes: wall(),
    no: { type: 'jwt-expired', yes: 'show', no: wall() },
  };
  const trial = {
    type: 'trial',
    tracker: 'stories',
    limit: 3,
    counts: 'page-view',
    window: { days: 30 },
    remaining: { '1': 'teaser', '2': wall() },
    yes: 'show',
    no: { type: 'time-trial', duration: 1.5, unit: 'hours', yes: 'show', no: wall() },
  };
  const member = { type: 'user-attribute', attribute: 'plan', condition: 'equals', value: null, yes: { exit: 'in' } };
  const device = { type: 'device', is: 'mobile', yes: { exit: 'in' }, no: { exit: 'out' } };
  return aConfig({
    requires: ['jwt-token'],
    splitTests: { price: { title: 'Price', groups: [{ id: 'a', weight: 1 }, { id: 'b', weight: 0.5 }] } }, // prettier-ignore
    subRules: {
      members: { start: 'm', nodes: { m: { ...member, no: 'n' }, n: { type: 'sub-rule', rule: 'phones', exits: { in: 'show', out: { exit: 'out' } } } }, exits: ['in', 'out'] },
      phones: { start: device, exits: ['in', 'out'] },
    }, // prettier-ignore
    features: {
      articles: {
        title: 'Articles',
        rules: { anonymous: trial, registered: { start: 'a', nodes }, customer: 'show' },
        fallback: 'show',
        target: { selector: '#story' },
        pending: { timeout: 1000 },
      },
      videos: {
        rules: { anonymous: aNode('a', 'sheet', isSignedIn) },
        fallback: { content: { keep: { paragraphs: 2 } } },
      },
    },
  });
}

/** A sound config in which a few places are overwritten or taken out. */
export const nearlySound: fc.Arbitrary<unknown> = fc
  .array(fc.tuple(fc.nat(), fc.option(fc.oneof(wordyJson, scalar), { nil: undefined, freq: 4 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((changes) => {
    const config = aRichConfig();
    for (const [at, value] of changes) {
      const pointers = listPointers(config, '');
      const steps = splitPointer(pointers[at % pointers.length]!);
      const last = steps.pop()!;
      const parent = steps.reduce((place, step) => place[step] as Record<string, unknown>, config);
      if (value === undefined) delete parent[last];
      else parent[last] = value;
    }
    return JSON.parse(JSON.stringify(config)) as unknown;
  });

function listPointers(value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const pointer = at + toPointer(name);
    return [pointer, ...listPointers(member, pointer)];
  });
}
