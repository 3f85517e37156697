import type { EntryKind } from './entries.ts'

/** What an entry did, in words that its reviewer, engine or publisher follows: `review by`. */
export const DEEDS: Readonly<Record<EntryKind, string>> = {
  'dispatch-stored': 'dispatch of',
  'reading-made': 'reading by',
  'passed-over': 'passed over by',
  review: 'review by',
  correction: 'correction by',
  redaction: 'redaction by',
  merge: 'merge by',
  split: 'split by',
  undo: 'merge or split undone by',
}
