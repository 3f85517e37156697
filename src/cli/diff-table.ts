import { recordLabel, slotText, type Page } from './change-lines.ts'
import { paint } from './paint.ts'
import { widthOf } from './process-list.ts'
import { cut, plain } from './table.ts'
import { DEEDS } from '../ledger/deeds.ts'
import type { Befallen, DispatchDiff } from '../ledger/queries/diff.ts'
import type { Cause } from '../ledger/queries/diff-touched.ts'
import type { CausedSlot } from '../ledger/queries/diff-records.ts'
import type { HappeningDiff } from '../ledger/queries/diff-happenings.ts'
import type { Terminal } from './terminal.ts'

type Columns = Pick<Terminal, 'columns' | 'colours'>

const BEFALLEN: Readonly<Record<Befallen['what'], string>> = {
  new: 'came in',
  'new-text': 'got another text',
  redacted: 'words were taken away',
  'passed-over': 'was passed over',
  read: 'was read',
}

/** What changed in a dispatch, with who did it and when below each change. */
export function dispatchDiffLines({ dispatch, befallen, added, gone, changed }: DispatchDiff, columns: Columns) {
  const page = pageOf(columns)
  const heading = [dispatch.published, dispatch.publisher, dispatch.title, dispatch.id].filter(part => part !== null)
  const lines = [
    page.ink.bold(cut(heading.join(' · '), page.width)),
    ...befallen.flatMap(({ what, cause }) => told(`  * ${BEFALLEN[what]}`, [cause], page)),
    ...changed.flatMap(record => [
      cut(`  ~ ${recordLabel(record)}`, page.width),
      page.ink.faint(cut(`    ${record.was === record.id ? record.id : `${record.was} is now ${record.id}`}`, page.width)), // prettier-ignore
      ...slotLines(record.slots, page),
    ]),
    ...added.flatMap(record => told(`  + ${recordLabel(record)}`, [record.cause], page)),
    ...gone.flatMap(record => told(`  - ${recordLabel(record)}`, [record.cause], page)),
  ]
  return `${lines.join('\n')}\n\n`
}

const SIGN = { new: '+', gone: '-', changed: '~' } as const

/** What changed in a happening. */
export function happeningDiffLines(diff: HappeningDiff, columns: Columns): string {
  const { id, what, record, dispatches, origins, slots, cause } = diff
  const page = pageOf(columns)
  const names = [record.actors, record.recipients].map(parties => parties.map(({ name }) => name).join(', ')).filter(Boolean) // prettier-ignore
  const text = [record.start ?? record.end, record.category.toLowerCase(), names.join(' → '), record.status]
  const lines = [
    page.ink.bold(cut(`${SIGN[what]} Happening ${id}: ${text.filter(Boolean).join(' · ')}`, page.width)),
    ...(what === 'changed' ? [] : told(`    dispatches: ${dispatches}, origins: ${origins}`, [cause], page)),
    ...slotLines(slots, page),
  ]
  return `${lines.join('\n')}\n\n`
}

function pageOf({ columns, colours }: Columns): Page {
  return { width: widthOf({ columns }), ink: paint(colours) }
}

/** Slots that one entry changed stand together, with it below them. */
function slotLines(slots: readonly CausedSlot[], page: Page): string[] {
  return slots.flatMap((slot, i) => {
    const isLast = slot.causes.at(-1)?.sequence !== slots[i + 1]?.causes.at(-1)?.sequence
    return told(`    ${slotText(slot)}`, isLast ? slot.causes : [], page)
  })
}

/** A line, and below it the last of the entries that did it. */
function told(line: string, causes: readonly (Cause | null)[], { width, ink }: Page): string[] {
  const cause = causes.at(-1) ?? null
  const before = causes.length > 1 ? `, and ${causes.length - 1} before` : ''
  const why = cause === null ? [] : [ink.faint(cut(`      ${causeText(cause)}${before}`, width))]
  return [cut(line, width), ...why]
}

const causeText = ({ sequence, kind, recordedAt, by }: Cause) => `${DEEDS[kind]} ${plain(by)}, ${recordedAt}, entry ${sequence}` // prettier-ignore
