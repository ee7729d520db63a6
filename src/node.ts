/** The endpoint as a handler of Node's servers, of frameworks on them, and of AWS Lambda. */
export {
  toLambdaHandler,
  type LambdaEvent,
  type LambdaHandler,
  type LambdaResult,
} from './endpoint/adapters/to-lambda-handler.js';
export {
  toNodeListener,
  type FastifyReply,
  type NodeListener,
  type NodeRequest,
  type NodeResponse,
} from './endpoint/adapters/to-node-listener.js';
export type { Endpoint } from './endpoint/endpoint-function.js';
