import type { Config, FieldConfig } from '../../model/config.js';
import type { FormFields } from '../../model/events.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import type { Fail, FormProcessor, ZephrFormData } from './blaize.js';

/** The type of each field of a form, by name. */
type FieldTypes = ReadonlyMap<string, FieldConfig['type']>;

const GROUPS = ['identifiers', 'attributes', 'validators'] as const;

/** The types of fields that Zephr keeps apart from attributes: the group of each, and its name there. */
const APART = {
  email: ['identifiers', 'email_address'],
  password: ['validators', 'password'],
} as const;

/** The form of a wall without `fields`. */
const DEFAULT_FIELDS: readonly FieldConfig[] = [{ name: 'email', type: 'email' }];

/** A form that is sent: the id of its component, and its fields. */
interface SentForm {
  readonly component: string;
  readonly data: FormFields;
}

/** Reads the types of a component's fields. */
export function readTypes(component: unknown): FieldTypes {
  const fields = own(component, 'fields');
  const list = (Array.isArray(fields) ? fields : DEFAULT_FIELDS) as readonly FieldConfig[];
  return new Map(list.map(({ name, type }) => [name, type]));
}

/**
 * Groups fields as Zephr's own forms do: the e-mail address is an identifier, the password a validator, all others are
 * attributes.
 *
 * @see https://developer.zuora.com/zephr-docs/others/form-pre-post-processing
 */
export function toFormData(fields: FormFields, types: FieldTypes): ZephrFormData {
  const apart = findApart(types);
  const groups = Object.fromEntries(GROUPS.map((group) => [group, [] as [string, string][]]));
  for (const [name, value] of Object.entries(fields)) {
    const [group, named] = apart.get(name) ?? ['attributes', name];
    groups[group]!.push([named, value]);
  }
  return Object.fromEntries(
    GROUPS.map((group) => [group, Object.fromEntries(groups[group]!)]),
  ) as unknown as ZephrFormData;
}

/** Gives the fields to send, by the names that the form has for them. Texts beside the groups are fields, too. */
export function toFields(
  { identifiers, attributes, validators, ...rest }: ZephrFormData,
  types: FieldTypes,
): FormFields {
  const names = new Map([...findApart(types)].map(([name, [group, named]]) => [`${group} ${named}`, name]));
  const entries = Object.entries({ identifiers, attributes, validators }).flatMap(([group, members]) =>
    Object.entries(members).map(([name, value]) => [names.get(`${group} ${name}`) ?? name, value] as const),
  );
  const isSent = ([, value]: readonly [string, unknown]): boolean => /^(string|number|boolean)$/.test(typeof value);
  return Object.fromEntries(
    [...entries, ...Object.entries(rest)].filter(isSent).map(([name, value]) => [name, String(value)]),
  );
}

/** The first field of each type that is kept apart, by name. */
function findApart(types: FieldTypes): Map<string, readonly ['identifiers' | 'validators', string]> {
  const apart = new Map<string, readonly ['identifiers' | 'validators', string]>();
  for (const type of ['email', 'password'] as const) {
    const [name] = [...types].find(([, one]) => one === type) ?? [];
    if (name !== undefined) apart.set(name, APART[type]);
  }
  return apart;
}

/**
 * Has processors map the fields of a form, one after the other. An object that one returns is sent in place of the fields; a
 * group that it leaves out stays as it was.
 */
export async function mapFields(
  processors: readonly FormProcessor[],
  form: SentForm,
  components: Config['components'],
  fail: Fail,
): Promise<FormFields> {
  const types = readTypes(own(components, form.component));
  let data = toFormData(form.data, types);
  for (const processor of processors) {
    const given = await attempt(() => processor(copyOf(data)), fail);
    if (!isRecord(given)) continue;
    const kept = GROUPS.filter((group) => !isRecord(given[group])).map((group) => [group, data[group]]);
    data = { ...given, ...Object.fromEntries(kept) } as ZephrFormData;
  }
  return toFields(data, types);
}

/** Hands the sent fields and the response to processors. */
export async function handOver(
  processors: readonly FormProcessor[],
  form: SentForm,
  response: unknown,
  components: Config['components'],
  fail: Fail,
): Promise<void> {
  const data = toFormData(form.data, readTypes(own(components, form.component)));
  const copies = await copyResponse(response, processors.length);
  processors.forEach((processor, index) => void attempt(() => processor(copyOf(data), copies[index]), fail));
}

/** Calls a function of the site. Reports what it throws, and gives what it returns. */
async function attempt(call: () => unknown, fail: Fail): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return fail('Blaize', error);
  }
}

function copyOf(data: ZephrFormData): ZephrFormData {
  const groups = Object.fromEntries(GROUPS.map((group) => [group, { ...data[group] }]));
  return { ...data, ...groups };
}

/** Copies a response for each processor, with the `message` that Zephr's responses have. */
async function copyResponse(response: unknown, count: number): Promise<unknown[]> {
  if (!(response instanceof Response)) return Array.from({ length: count }, () => response);
  // Its body is gone where a listener before this one has read it.
  const source = response.bodyUsed || response.body?.locked ? new Response(null, response) : response;
  const copies = Array.from({ length: count }, () => source.clone());
  const said = own(await source.json().catch(() => null), 'message');
  const message = typeof said === 'string' ? said : source.statusText;
  return copies.map((copy) => Object.defineProperty(copy, 'message', { value: message, enumerable: true }));
}
