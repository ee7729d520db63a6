/** Names of the environment variables that hold the keys of a program. */
export const SECRET_OF = 'BENCH_SECRET';
export const PUBLIC_KEY_OF = 'BENCH_PUBLIC_KEY';

/** The channel to the process that started this one. */
export interface Channel {
  send(message: unknown): void;
  on(event: 'message' | 'disconnect', listener: () => void): void;
}
