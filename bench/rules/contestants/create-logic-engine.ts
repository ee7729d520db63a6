import { LogicEngine } from 'json-logic-engine';

/** json-logic-engine with the two operators of text that the language does not have. */
export function createLogicEngine(): LogicEngine {
  const engine = new LogicEngine();
  const pure = { deterministic: true };
  engine.addMethod('starts_with', ([text, start]: [unknown, string]) => isText(text) && text.startsWith(start), pure);
  engine.addMethod('ends_with', ([text, end]: [unknown, string]) => isText(text) && text.endsWith(end), pure);
  return engine;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
