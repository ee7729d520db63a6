/** The kinds of events that are counted. */
export const COUNTED_EVENTS = ['decision', 'wall-open', 'submit', 'dismiss', 'conversion'] as const;

/** A kind of event that is counted. */
export type CountedEvent = (typeof COUNTED_EVENTS)[number];

/** Stands for everything that the config does not declare. */
export const OTHER = '(other)';

/** The name of a count: its event, and the place in the config that it is about. */
export interface CountName {
  readonly event: CountedEvent;
  /** `outcome`: `id` is that of the outcome. `exit`: of a node, and `value` its exit. `group`: of a split test, and its group. */
  readonly by: 'outcome' | 'exit' | 'group';
  /** Id of a feature, or `(other)`. */
  readonly feature: string;
  /** The state of the reader, where the event says so; else empty. */
  readonly userState: string;
  readonly id: string;
  readonly value: string;
  /** The word of a conversion, such as `REGISTERED`; else empty. */
  readonly conversion: string;
}

/** Writes the name of a count as stores keep it. */
export function writeCountName({ event, by, feature, userState, id, value, conversion }: CountName): string {
  return JSON.stringify([event, by, feature, userState, id, value, conversion]);
}

/** Reads the name of a count; `null` for any other text. */
export function readCountName(text: string): CountName | null {
  try {
    const [event, by, feature, userState, id, value, conversion] = JSON.parse(text) as string[];
    const name = { event, by, feature, userState, id, value, conversion };
    return Object.values(name).every((member) => typeof member === 'string') ? (name as CountName) : null;
  } catch {
    return null;
  }
}
