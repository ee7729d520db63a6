/** The words of all elements, by key, for texts that the config does not set. `{…}` is replaced by a value. */
export interface Texts {
  /** Heading of a registration wall. */
  readonly register: string;
  /** Button of a registration wall. */
  readonly create: string;
  /** Heading of a paywall. */
  readonly subscribe: string;
  readonly email: string;
  readonly password: string;
  readonly name: string;
  /** The question before the link to sign in. */
  readonly account: string;
  /** The link to sign in. */
  readonly signIn: string;
  /** Link to the terms of a consent. */
  readonly details: string;
  /** Button of an offer; `{title}` is the offer's. */
  readonly choose: string;
  /** Periods that a price pays for. */
  readonly day: string;
  readonly week: string;
  readonly month: string;
  readonly year: string;
  /** Names the choice between the two below. */
  readonly billing: string;
  readonly monthly: string;
  readonly yearly: string;
  /** Templates about a trial, with the values of `trial`: views that are left, and a trial that is used up. */
  readonly left: string;
  readonly used: string;
  /** While a form is on its way. */
  readonly sending: string;
  /** The form did not arrive, or was refused without a reason. */
  readonly failed: string;
  /** The form was accepted, and the wall stays. */
  readonly done: string;
  /** Mistakes of a field. */
  readonly missing: string;
  readonly unticked: string;
  readonly unchosen: string;
  readonly noEmail: string;
  /** `{count}` is the least number of characters. */
  readonly short: string;
  readonly wrong: string;
  /** Name of the button that closes a zone. */
  readonly close: string;
  /** Name of a zone without a heading. */
  readonly notice: string;
  /** Line of a feature that could not be loaded. */
  readonly fault: string;
}
