/** Packages that bring no types: what of them is used here. */
declare module 'json-logic-js' {
  const jsonLogic: {
    apply(logic: unknown, data: unknown): unknown;
    add_operation(name: string, operation: (...values: never[]) => unknown): void;
  };
  export default jsonLogic;
}
