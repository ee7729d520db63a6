/**
 * Time between two signs of life of a page that the reader sees, in milliseconds. At the endpoint a session ends after two and a half
 * times as long, so one sign of life may be lost.
 */
export const BEAT_INTERVAL_MS = 30_000;
