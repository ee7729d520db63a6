import { z } from 'zod';
import { toHost } from '../lib/to-host.js';
import { mapOf, reference, text, textOrTexts } from './places.js';
import { soft } from './notes.js';

const host = z
  .string()
  .refine((value) => toHost(value) !== null, { error: 'host-invalid' })
  .describe('A host name without a scheme and a port, such as `www.daily.example`; `*.` before it: its subdomains.');

const site = z
  .strictObject({
    title: soft(text('Name for people.')).optional(),
    hosts: z.array(host).min(1).describe('The hosts of its pages. A host as it is written goes before `*.`.'),
    group: textOrTexts('Name of the group that it is in, or a list of them.').optional(),
  })
  .meta({ id: 'SiteConfig', description: 'A site: the hosts of its pages.' });

/** The sites of a config. */
export const sites: z.ZodType = mapOf(site, 'Sites that share the config, by id.');

/** A list of sites and groups. */
export function siteNames(help: string): z.ZodType {
  return z
    .array(reference('sites', 'Id of an entry of `sites`, or `group:` and the name of a group.'))
    .min(1)
    .describe(help);
}
