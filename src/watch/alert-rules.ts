import type { Category, Issue } from '../contract.ts'

/** What alerts can be about. */
export const ALERT_KINDS = ['round', 'outcome', 'proposal', 'position', 'event', 'feed'] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** Which changes are told: all conditions must hold, an empty list asks nothing. */
export interface AlertRule {
  readonly name: string
  readonly kinds: readonly AlertKind[]
  /** One of these parties takes part; `RUS+UKR` for both. */
  readonly parties: readonly string[]
  /** Of events. */
  readonly categories: readonly Category[]
  readonly issues: readonly Issue[]
  /** Whether an event counts only if its actor and recipient are two parties of one process. */
  readonly isBetweenParties: boolean
  /** Least confidence of an event, 0 to 1. */
  readonly confidence: number
  /** What happened longer ago, in days, is history. */
  readonly days: number
  /** Alerts a day, UTC; the rest is counted. */
  readonly most: number
}

/** A rule that says nothing: rounds, outcomes, assaults between parties of one process, and feeds that fail. */
export const DEFAULT_RULE: AlertRule = {
  name: 'default',
  kinds: ['round', 'outcome', 'event', 'feed'],
  parties: [],
  categories: ['ASSAULT'],
  issues: [],
  isBetweenParties: true,
  confidence: 0.5,
  days: 14,
  most: 50,
}
