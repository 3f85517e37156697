import type { Alert } from './alerts.ts'
import { idOf } from './alerts.ts'
import type { AlertRule } from './alert-rules.ts'

/** An alert on its way. */
export interface Pending {
  readonly alert: Alert
  /** Who has not taken it yet, as `--alert` names them. */
  readonly left: readonly string[]
  readonly attempts: number
  /** When it is tried again, ISO 8601 UTC. */
  readonly next: string
}

/** What is remembered of alerts. */
export interface AlertBox {
  /** Entry of the ledger that was told of last. */
  readonly through: number
  readonly pending: readonly Pending[]
  /** Alerts of the day by rule, so that none tells more than it may. */
  readonly counts: { readonly day: string; readonly told: Readonly<Record<string, number>> }
}

/** Alerts that wait; beyond it the oldest are let go. */
export const MOST_PENDING = 10_000

/** A found alert with the rule that asks for it. */
export interface Asked {
  readonly rule: AlertRule
  readonly alert: Alert
}

/** What putting alerts into the box came to. */
export interface Put {
  readonly box: AlertBox
  /** Those that are told. */
  readonly told: readonly Alert[]
  /** Those beyond what their rules may tell in a day. */
  readonly heldBack: number
}

/** The box with alerts for some receivers; each rule tells no more than it may in a day, and says once that it holds back. */
export function putAlerts(
  box: AlertBox,
  asked: readonly Asked[],
  { receivers, now }: { readonly receivers: readonly string[]; readonly now: Date },
): Put {
  // prettier-ignore
  const at = now.toISOString()
  const day = at.slice(0, 10)
  const counts: Record<string, number> = box.counts.day === day ? { ...box.counts.told } : {}
  const told: Alert[] = []
  let heldBack = 0
  for (const { rule, alert } of asked) {
    const count = (counts[rule.name] ?? 0) + 1
    counts[rule.name] = count
    if (count <= rule.most) told.push(alert)
    else heldBack++
    if (count === rule.most + 1) told.push(heldBackAlert(rule, day, at))
  }
  const added = told.map(alert => ({ alert, left: receivers, attempts: 0, next: at }))
  const pending = receivers.length === 0 ? box.pending : [...box.pending, ...added].slice(-MOST_PENDING)
  return { box: { ...box, pending, counts: { day, told: counts } }, told, heldBack }
}

function heldBackAlert(rule: AlertRule, day: string, at: string): Alert {
  return {
    id: idOf(['held-back', rule.name, day]),
    at,
    kind: 'held-back',
    rule: rule.name,
    title: `${rule.name}: more than ${rule.most} alerts on ${day}, the rest is in the ledger`,
    was: null,
    state: 'held-back',
    details: { most: rule.most, day },
    evidence: [],
  }
}

/** The box without receivers that are no longer asked for. */
export function forReceivers(box: AlertBox, receivers: readonly string[]): AlertBox {
  const pending = box.pending.flatMap(one => {
    const left = one.left.filter(name => receivers.includes(name))
    return left.length === 0 ? [] : [{ ...one, left }]
  })
  return { ...box, pending }
}
