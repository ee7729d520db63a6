/** Streams of events, one JSON value a line. A page reads them with `fetch`, which can send the token. */
export class EventStreams {
  readonly #controllers = new Set<ReadableStreamDefaultController<Uint8Array>>();

  /** Opens a stream, which the page ends by leaving. */
  open(): ReadableStream<Uint8Array> {
    let own: ReadableStreamDefaultController<Uint8Array>;
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.#controllers.add(controller);
        controller.enqueue(encode({ event: 'open' }));
      },
      cancel: () => void this.#controllers.delete(own),
    });
  }

  send(event: Readonly<Record<string, unknown>>): void {
    for (const controller of this.#controllers) {
      try {
        controller.enqueue(encode(event));
      } catch {
        this.#controllers.delete(controller);
      }
    }
  }

  close(): void {
    for (const controller of this.#controllers) {
      try {
        controller.close();
      } catch {
        // The page has left.
      }
    }
    this.#controllers.clear();
  }
}

function encode(event: Readonly<Record<string, unknown>>): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(event)}\n`);
}
