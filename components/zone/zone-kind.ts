/** Where a zone shows its content. */
export type ZoneKind = 'pop-up' | 'sticky-footer';
