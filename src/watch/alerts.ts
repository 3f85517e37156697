import { shifted } from '../process/across/days.ts'
import { codesOfKey } from '../process/across/tracks.ts'
import { canonicalJson, sha256 } from '../ledger/chain.ts'
import { withholdThese } from '../privacy/withhold.ts'
import type { AlertKind, AlertRule } from './alert-rules.ts'
import { sentenceOf, type Change, type ChangeEvidence } from './change.ts'

/** One message to whoever is to know. */
export interface Alert {
  /** The same whenever the same change is told again, so that a receiver can drop the second. */
  readonly id: string
  /** When it was found, ISO 8601 UTC. */
  readonly at: string
  readonly kind: AlertKind | 'digest' | 'held-back'
  /** The rule that asked for it; null for a digest. */
  readonly rule: string | null
  /** One line for a person. */
  readonly title: string
  /** The state before; null for what is new. */
  readonly was: string | null
  readonly state: string
  /** What the kind has beside: see docs/watch.md. */
  readonly details: Readonly<Record<string, unknown>>
  readonly evidence: readonly ChangeEvidence[]
}

/** What rules are held against beside the change. */
export interface Times {
  /** `YYYY-MM-DD` */
  readonly today: string
  /** Keys of the processes that the ledger tells of. */
  readonly processes: ReadonlySet<string>
}

/** Whether a rule asks for a change. */
export function wants(rule: AlertRule, change: Change, { today, processes }: Times): boolean {
  const { kind, day, parties, issue } = change
  if (!rule.kinds.includes(kind) || (day !== null && day < shifted(today, -rule.days))) return false
  const isAbout = rule.parties.length === 0 || rule.parties.some(named => named.split('+').every(code => parties.includes(code))) // prettier-ignore
  if (!isAbout || (rule.issues.length > 0 && (issue === null || !rule.issues.includes(issue)))) return false
  return kind !== 'event' || wantsEvent(rule, change, processes)
}

function wantsEvent(rule: AlertRule, change: Change, processes: ReadonlySet<string>): boolean {
  const { category, confidence, sides } = change
  if (category === null || !rule.categories.includes(category) || (confidence ?? 0) < rule.confidence) return false
  return !rule.isBetweenParties || (sides !== null && [...processes].some(key => isBetween(sides, key)))
}

function isBetween({ actors, recipients }: NonNullable<Change['sides']>, key: string): boolean {
  const codes = codesOfKey(key)
  return actors.some(
    actor => codes.includes(actor) && recipients.some(other => other !== actor && codes.includes(other)),
  )
}

/** The alert about a change. */
export function alertOfChange(change: Change, rule: AlertRule, at: string): Alert {
  const { kind, title, was, state, evidence, process, parties, category, issue, day, confidence } = change
  const sentences = evidence.map(sentenceOf).sort()
  return {
    id: idOf([kind, process, category, issue, was, state, sentences]),
    at,
    kind,
    rule: rule.name,
    title,
    was,
    state,
    details: { process, parties, category, issue, day, confidence },
    evidence,
  }
}

/** The alert without the names of private persons; its id stays, so that it is the same alert with them and without. */
export function withoutNames(alert: Alert, { privateNames }: Change): Alert {
  return withholdThese(privateNames, alert)
}

/** An alert's id: made from what it says, not from when. */
export function idOf(said: unknown): string {
  return sha256(canonicalJson(said)).slice(0, 24)
}
