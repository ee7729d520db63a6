import type { MemberPlace } from './component-place.js';

/** Lists of a form: which item is open, and what happens after items were added, moved or removed. */
export interface ItemsView {
  /** JSON pointer of the item that is open. */
  readonly opened: string | null;
  readonly onOpen: (pointer: string | null) => void;
  /** Puts the focus into an item; `null` is the button that adds one. */
  readonly onFocus: (list: string, index: number | null, says: string) => void;
}

/** Values and functions for rendering members. */
export interface MembersView {
  readonly place: MemberPlace;
  readonly items: ItemsView;
}

/** A place that has members: the component, an item of a list, or a record in one of them. */
export interface MemberFolder {
  readonly pointer: string;
  /** Name of the list or record: `offers`. Empty for the component. */
  readonly name: string;
}
