import { own } from '../../src/lib/own.js';

/** A group of a split test. */
export interface Group {
  readonly name: string;
  /** The weight as the config has it; anything at all. */
  readonly weight: unknown;
  /** Its share of readers, such as `25 %`. */
  readonly share: string;
}

/** Lists the groups of a split test, sound or not, with their shares of readers. */
export function listGroups(test: unknown): Group[] {
  const groups = own(test, 'groups');
  const found = (Array.isArray(groups) ? (groups as readonly unknown[]) : []).map((group) => {
    const weight = own(group, 'weight');
    const counted = typeof weight === 'number' && weight >= 0 ? weight : 0;
    return { name: String(own(group, 'id') ?? ''), weight, counted };
  });
  const total = found.reduce((sum, { counted }) => sum + counted, 0);
  return found.map(({ name, weight, counted }) => ({
    name,
    weight,
    share: total > 0 ? `${Math.round((counted / total) * 1000) / 10} %` : '–',
  }));
}
