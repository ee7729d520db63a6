/** The elements alone for bundlers. They share Lit with the site, which installs it. */
export * from './index.js';
