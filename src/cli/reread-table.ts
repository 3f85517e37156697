import { changedLine, goneLine, newLine } from './change-lines.ts'
import { paint } from './paint.ts'
import { widthOf } from './process-list.ts'
import { cut } from './table.ts'
import type { KnownRecord } from '../ledger/compare.ts'
import type { Fate } from '../ledger/fates.ts'
import type { Reread } from '../ledger/reread.ts'
import type { Terminal } from './terminal.ts'

export type ReadAgain = Exclude<Reread, { readonly failure: unknown }>

/** What a run has come to so far. */
export interface Tally {
  readonly read: number
  readonly failed: number
  /** Dispatches in which a record is new, gone or changed. */
  readonly changed: number
  readonly same: number
  readonly added: Readonly<Record<string, number>>
  readonly gone: Readonly<Record<string, number>>
  readonly slots: Readonly<Record<string, number>>
  /** Decisions by what became of them. */
  readonly decisions: Readonly<Record<Fate['fate'], number>>
}

export function emptyTally(): Tally {
  const decisions = { kept: 0, renamed: 0, orphaned: 0, regained: 0 }
  return { read: 0, failed: 0, changed: 0, same: 0, added: {}, gone: {}, slots: {}, decisions }
}

/** The tally with one more dispatch. */
export function addToTally(tally: Tally, outcome: Reread): Tally {
  if ('failure' in outcome) return { ...tally, failed: tally.failed + 1 }
  const { changes, decisions } = outcome
  const slots = changes.changed.flatMap(({ slots }) => slots.map(({ slot }) => slot))
  return {
    ...tally,
    read: tally.read + 1,
    changed: tally.changed + (hasChanges(outcome) ? 1 : 0),
    same: tally.same + changes.same,
    added: counted(tally.added, changes.added.map(kindOf)),
    gone: counted(tally.gone, changes.gone.map(kindOf)),
    slots: counted(tally.slots, slots),
    decisions: counted(
      tally.decisions,
      decisions.map(({ fate }) => fate),
    ) as Tally['decisions'],
  }
}

function counted(before: Readonly<Record<string, number>>, names: readonly string[]): Record<string, number> {
  const sums = { ...before }
  for (const name of names) sums[name] = (sums[name] ?? 0) + 1
  return sums
}

/** An event's category, else what kind of process object it is. */
const kindOf = ({ kind, record }: KnownRecord) => (kind === 'event' ? (record as { event: string }).event : kind)

const hasChanges = ({ changes }: ReadAgain) => changes.added.length + changes.gone.length + changes.changed.length > 0

/** One dispatch as machines are told: the entry that was appended, and what it changed. */
export function rereadRow({ dispatch, title, recorded, before, changes, decisions }: ReadAgain) {
  const { sequence = null, hash = null, state = 'dry-run' } = recorded ?? {}
  return { id: dispatch, sequence, hash, state, title, before, ...changes, decisions }
}

/** One dispatch for a person: nothing where nothing changed and no decision is touched. */
export function rereadLines(outcome: ReadAgain, terminal: Terminal): string {
  const { changes, decisions, dispatch, title } = outcome
  const lost = decisions.filter(({ fate }) => fate !== 'kept')
  if (!hasChanges(outcome) && lost.length === 0) return ''
  const page = { width: widthOf(terminal), ink: paint(terminal.colours) }
  const lines = [
    page.ink.bold(cut(`${title ?? dispatch}${title === null ? '' : ` · ${dispatch}`}`, page.width)),
    ...changes.changed.flatMap(record => changedLine(record, page)),
    ...changes.added.map(record => newLine(record, page)),
    ...changes.gone.map(record => goneLine(record, page)),
    ...lost.map(fate => page.ink.warn(cut(`  ! ${fateText(fate)}`, page.width))),
  ]
  return `${lines.join('\n')}\n\n`
}

/** A decision that the new reading touches. */
function fateText({ record, fate, now, review, corrected }: Fate): string {
  const made = [
    ...(review === 'unreviewed' ? [] : [review]),
    ...(corrected.length > 0 ? [`${corrected.join(', ')} corrected`] : []),
  ].join(', ')
  if (fate === 'orphaned') return `${record} (${made}): reviewed, no longer read`
  if (fate === 'regained') return `${record} (${made}): read again, its decisions hold once more`
  return `${record} (${made}): reviewed, now read as ${now ?? ''}; look at it again`
}

/** The end of a run: how much was read, and totals of what changed. */
export function tallyLines(tally: Tally, isDryRun: boolean): string {
  const { read, failed, changed, same, decisions } = tally
  const lost = decisions.orphaned + decisions.renamed
  const parts = [
    `${read} read${isDryRun ? ', nothing written' : ' again'}`,
    `${changed} with changes`,
    ...(failed > 0 ? [`${failed} could not be read`] : []),
  ]
  const totals = [
    total('New', tally.added),
    total('Gone', tally.gone),
    total('Changed slots', tally.slots),
    `${same} records as before; decisions: ${decisions.kept} stand` +
      (decisions.regained > 0 ? `, ${decisions.regained} hold again` : '') +
      (lost > 0 ? `, ${lost} are on records no longer read so` : ''),
  ]
  return `${parts.join(', ')}.\n${totals.filter(line => line !== '').join('\n')}\n`
}

function total(name: string, counts: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(counts).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return sorted.length === 0 ? '' : `${name}: ${sorted.map(([what, count]) => `${count} ${what}`).join(', ')}`
}
