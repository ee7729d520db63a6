import { applyEdits } from '../../src/edit/apply-edits.js';
import { createMove } from '../../src/edit/create-edit.js';
import type { Edit } from '../../src/edit/edit.js';
import { readAt } from '../../src/edit/read-member.js';
import { isRecord } from '../../src/lib/is-record.js';
import { splitPointer } from '../../src/lib/split-pointer.js';
import type { Mistake } from '../../src/validate/mistake.js';
import type { ConsoleStore } from '../store/console-store.js';
import { editsToSet } from '../store/edits-to-set.js';

/** Values of a component, and what changes them. Pointers begin at the component. */
export interface MemberPlace {
  /** The config that the component is in, or will be. */
  readonly config: unknown;
  readonly read: (pointer: string) => unknown;
  /** The text at a place, else `''`. */
  readonly readText: (pointer: string) => string;
  /** Gives a place a value; `undefined` removes it. `isTyped` joins values that follow each other to one step of Undo. */
  readonly set: (pointer: string, value: unknown, isTyped?: boolean) => void;
  /** Moves an item to another position of its list. */
  readonly move: (from: string, to: string) => void;
  /** The mistakes at a place; `isWhole` adds those inside it. */
  readonly mistakesAt: (pointer: string, isWhole?: boolean) => readonly Mistake[];
}

/** A component in the config, or one that is not in it yet. */
export class ComponentPlace implements MemberPlace {
  readonly #store: ConsoleStore;
  /** JSON pointer of the component; `null` while it is a draft. */
  readonly #at: string | null;
  readonly #draft: unknown;
  readonly #onDraft: (draft: unknown) => void;

  constructor(store: ConsoleStore, at: string | null, draft: unknown, onDraft: (draft: unknown) => void) {
    this.#store = store;
    this.#at = at;
    this.#draft = draft;
    this.#onDraft = onDraft;
  }

  get config(): unknown {
    return this.#store.config;
  }

  readonly read = (pointer: string): unknown => readAt(this.#root, splitPointer(this.#resolve(pointer)));

  readonly readText = (pointer: string): string => {
    const value = this.read(pointer);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };

  readonly set = (pointer: string, value: unknown, isTyped = false): void => {
    const at = this.#resolve(pointer);
    this.#edit(editsToSet(this.#root, at, value), isTyped ? `type ${at}` : null);
  };

  readonly move = (from: string, to: string): void => {
    this.#edit(createMove(this.#root, this.#resolve(from), this.#resolve(to)));
  };

  readonly mistakesAt = (pointer: string, isWhole = false): readonly Mistake[] => {
    if (this.#at === null) return [];
    const at = this.#resolve(pointer);
    const all = this.#store.mistakesAt(at);
    return isWhole ? all : all.filter((mistake) => mistake.pointer === at);
  };

  /** The value at which pointers of edits begin. */
  get #root(): unknown {
    return this.#at === null ? this.#draft : this.#store.config;
  }

  #resolve(pointer: string): string {
    return (this.#at ?? '') + pointer;
  }

  #edit(edits: readonly Edit[], group: string | null = null): void {
    if (this.#at === null) this.#onDraft(applyEdits(this.#draft, edits));
    else this.#store.edit(edits, group);
  }
}

/** The place of a record that is there only while one of its members is. */
export function placeOfRecord(place: MemberPlace, pointer: string): MemberPlace {
  const set: MemberPlace['set'] = (at, value, isTyped) => {
    const record = place.read(pointer);
    const name = at.slice(pointer.length + 1);
    const others = isRecord(record) ? Object.entries(record).filter(([known]) => known !== name) : [];
    const isEmpty = (value === '' || value === undefined) && others.every(([, other]) => other === '');
    if (isEmpty) place.set(pointer, undefined, isTyped);
    else place.set(at, value, isTyped);
  };
  return { ...place, config: place.config, set };
}
