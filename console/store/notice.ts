/** A message of the store for the person, with what they can do about it. */
export interface Notice {
  readonly tone: 'info' | 'warning' | 'danger';
  readonly text: string;
  readonly actions: readonly { readonly label: string; readonly run: () => void }[];
}
