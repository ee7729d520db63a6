/** The worker of the console that lays out rules, so that typing never waits for it. */
import { placeCards } from '../../src/cards/place-cards.js';
import type { LayoutRequest, LayoutResponse } from '../store/layout-client.js';

/** The global of a worker, as far as it is used. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<LayoutRequest>) => void) | null;
  postMessage(message: LayoutResponse): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => scope.postMessage({ version: data.version, placed: placeCards(data.graph) });
