import type { ComponentConfig } from './config.js';

/** A component of an outcome. */
export interface Part {
  /** Its id in `config.components`. */
  readonly id: string;
  readonly config: ComponentConfig;
}

/** The data that templates can name: `{{claims.name}}`, `{{user.city}}`, `{{offer.title}}`. */
export type TemplateData = Readonly<Record<string, unknown>>;
