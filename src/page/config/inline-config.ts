/** Selects inline JSON that may be the config of a page. */
export const INLINE_CONFIG = 'script[type="application/json"][data-zephr-config]';
