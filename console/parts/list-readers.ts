import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import type { TestReader } from '../../src/model/readers-types.js';
import type { ConsoleStore } from '../store/console-store.js';

/** A reader that can be chosen. */
export interface ListedReader {
  readonly id: string;
  /** Name for people. */
  readonly title: string;
  readonly reader: TestReader;
}

/** Products that there are examples for. */
const MAX_EXAMPLES = 5;

/**
 * Lists the test readers. Where the readers file has none, there are examples: without a token, with an id, and with each
 * product.
 */
export function listReaders(store: ConsoleStore): readonly ListedReader[] {
  const saved = Object.entries(store.readers).map(([id, reader]) => ({ id, title: reader.title ?? id, reader }));
  return saved.length > 0 ? saved : listExamples(store.config);
}

function listExamples(config: unknown): readonly ListedReader[] {
  const jwt = own(config, 'jwt');
  const [subject, claim] = [
    own(own(jwt, 'userMapping'), 'foreignUserIdProperty'),
    own(own(jwt, 'productSyncing'), 'privateClaimName'),
  ].map((name) => (typeof name === 'string' && name !== '' && !name.startsWith('$') ? name : null));
  const claims = subject ? { [subject]: '1' } : {};
  const products = claim && isRecord(own(config, 'products')) ? Object.entries(own(config, 'products') as object) : [];
  return [
    { id: 'example', title: 'Without a token (example)', reader: {} },
    ...(subject ? [{ id: 'example-registered', title: 'With an id (example)', reader: { claims } }] : []),
    ...products.slice(0, MAX_EXAMPLES).map(([id, product]) => {
      const value = [own(product, 'claimValue')].flat()[0];
      const title = `With ${String(own(product, 'title') ?? id)} (example)`;
      return { id: `example-${id}`, title, reader: { claims: { ...claims, [claim!]: value } } };
    }),
  ];
}
