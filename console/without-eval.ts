/** Keeps the library of schemas from compiling code, which the Content-Security-Policy refuses. Imported before any schema. */
import { config } from 'zod';

config({ jitless: true });
