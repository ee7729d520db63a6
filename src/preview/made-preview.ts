/** A link to a preview. */
export interface MadePreview {
  readonly link: string;
  /** Whether the endpoint keeps the preview, and the link has its id. */
  readonly isStored: boolean;
  /** When it ends, in milliseconds since 1970. */
  readonly exp: number;
}
