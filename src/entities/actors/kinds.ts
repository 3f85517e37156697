/** What a row names. Adjectives, demonyms, capitals and seats stand for their state. */
export const ACTOR_KINDS = [
  'state', 'adjective', 'demonym', 'capital', 'seat', 'region', 'person', 'group', 'organisation', 'agency', 'media',
] as const // prettier-ignore
export type ActorKind = (typeof ACTOR_KINDS)[number]
