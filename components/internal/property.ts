import type { PropertyDeclaration, ReactiveElement } from 'lit';

/**
 * Declares a reactive property. Lit's own decorator, which reads the standard's kind of decorators too, is seven times as
 * long, and every page with a wall would load it.
 *
 * @see https://lit.dev/docs/components/decorators/ and `experimentalDecorators` in tsconfig.json.
 */
export function property(options?: PropertyDeclaration): (prototype: ReactiveElement, name: string) => void {
  return (prototype, name) => {
    (prototype.constructor as typeof ReactiveElement).createProperty(name, options);
  };
}
