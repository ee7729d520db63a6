/** Names of the variables by which a program is told keys. */
export const SECRET_OF = 'BENCH_SECRET';
export const PUBLIC_KEY_OF = 'BENCH_PUBLIC_KEY';

/** The channel to the process that started this one. */
export interface Channel {
  send(message: unknown): void;
  on(event: 'message' | 'disconnect', listener: () => void): void;
}
