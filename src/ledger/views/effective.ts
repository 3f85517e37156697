import type { Decision } from '../entries.ts'

/** What the reviewers' latest decisions come to. */
export const REVIEW_STATES = ['unreviewed', 'accepted', 'rejected', 'disputed'] as const
export type ReviewState = (typeof REVIEW_STATES)[number]

/** One reviewer's decision, in order of entries. */
export interface DecisionRow {
  readonly reviewer: string
  readonly decision: string
}

/** What stands after all decisions: each reviewer's latest counts, and two who disagree stay visible as such. */
export function reviewState(decisions: readonly DecisionRow[]): ReviewState {
  const latest = new Map(decisions.map(({ reviewer, decision }) => [reviewer, decision as Decision]))
  const standing = new Set([...latest.values()].filter(decision => decision !== 'withdraw'))
  if (standing.size === 0) return 'unreviewed'
  if (standing.size === 2) return 'disputed'
  return standing.has('accept') ? 'accepted' : 'rejected'
}

/** A correction as its row has it; the value is JSON. */
export interface CorrectionRow {
  readonly slot: string
  readonly new_value: string
}

/** The record with the corrections in place, in order of entries. */
export function corrected<T extends object>(record: T, corrections: readonly CorrectionRow[]): T {
  const changes = corrections.map(({ slot, new_value }) => [slot, JSON.parse(new_value) as unknown])
  return { ...record, ...(Object.fromEntries(changes) as Partial<T>) }
}
