import type { AlertRule } from './alert-rules.ts'
import { idOf, type Alert } from './alerts.ts'

/** What is remembered of alerts beside those that wait. */
export interface AlertBox {
  /** Entry of the ledger that was told of last. */
  readonly through: number
  /** Alerts of a day by rule, so that none tells more than it may. */
  readonly day: string
  readonly told: Readonly<Record<string, number>>
  /** Receivers that took nothing the last time, by name. */
  readonly waits: Readonly<Record<string, Wait>>
}

export interface Wait {
  /** Times in a row. */
  readonly failures: number
  /** When it is tried again, ISO 8601 UTC. */
  readonly next: string
}

/** An alert that somebody has not taken yet. */
export interface Pending {
  readonly alert: Alert
  /** Names of receivers. */
  readonly left: readonly string[]
}

/** A found alert with the rule that asks for it. */
export interface Asked {
  readonly rule: AlertRule
  readonly alert: Alert
}

/** What counting alerts came to. */
export interface Counted {
  readonly box: AlertBox
  /** Those that are told. */
  readonly told: readonly Alert[]
  /** How many are beyond what their rules may tell in a day. */
  readonly heldBack: number
}

/** A box that has told of everything up to an entry. */
export function newBox(through: number): AlertBox {
  return { through, day: '', told: {}, waits: {} }
}

/** Which alerts are told: each rule tells no more than it may in a day, and says once that it holds back. */
export function countAlerts(box: AlertBox, asked: readonly Asked[], now: Date): Counted {
  const at = now.toISOString()
  const day = at.slice(0, 10)
  const counts = new Map(Object.entries(box.day === day ? box.told : {}))
  const told: Alert[] = []
  let heldBack = 0
  for (const { rule, alert } of asked) {
    const count = (counts.get(rule.name) ?? 0) + 1
    counts.set(rule.name, count)
    if (count <= rule.most) told.push(alert)
    else heldBack++
    if (count === rule.most + 1) told.push(heldBackAlert(rule, at))
  }
  return { box: { ...box, day, told: Object.fromEntries(counts) }, told, heldBack }
}

function heldBackAlert({ name, most }: AlertRule, at: string): Alert {
  const day = at.slice(0, 10)
  const title = `${name}: more than ${most} alerts on ${day}, the rest is in the ledger`
  return {
    id: idOf(['held-back', name, day]),
    at,
    kind: 'held-back',
    rule: name,
    title,
    was: null,
    state: 'held-back',
    details: { most, day },
    evidence: [],
  }
}

const FIRST_WAIT = 30_000
const LONGEST_WAIT = 3_600_000

/** How long a receiver that took nothing is left alone: twice as long as the time before, up to an hour. */
export function waitAfter(before: Wait | undefined, now: Date): Wait {
  const failures = (before?.failures ?? 0) + 1
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failures - 1, 20))
  return { failures, next: new Date(now.getTime() + wait).toISOString() }
}
