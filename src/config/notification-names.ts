/** The form of names: of what a rule makes known, and of webhooks. */
export const NOTIFICATION_NAME = /^[A-Za-z0-9][\w.:-]{0,63}$/;
