import { cut, dayOf, names, plain, wrap } from './table.ts'
import { READ_LANGUAGES } from '../reading/refuse.ts'
import { paint, type Paint } from './paint.ts'
import type { Evidence } from '../contract.ts'
import type { DispatchRow } from '../ledger/queries/dispatch-row.ts'
import type { EventRow } from '../ledger/queries/events.ts'
import { flatProcess } from '../ledger/queries/flat.ts'
import type { ProcessRow } from '../ledger/queries/process.ts'
import type { RecordRow } from '../ledger/queries/record-row.ts'
import type { Terminal } from './terminal.ts'

type Page = Pick<Terminal, 'columns' | 'colours'>

/** A dispatch on one line. */
export function dispatchLine(row: DispatchRow, page: Page): string {
  const { width, ink } = layout(page)
  const day = (row.published ?? '').padEnd(DAY)
  const title = row.isRedacted ? '(redacted)' : (row.title ?? '(no title)')
  return `${ink.bold(cut(`${day}${title}`, width))}\n${INDENT}${ink.faint(cut([unread(row), row.publisher, row.id].filter(Boolean).join(' · '), width - DAY))}\n` // prettier-ignore
}

/** What is to be said of a dispatch that was not read. */
function unread({ reading, language }: DispatchRow): string {
  if (reading === 'read') return ''
  if (reading === 'not-about-this') return 'not about this'
  return READ_LANGUAGES.includes(language) ? 'not read' : `not read (${languageName(language)})`
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' })

/** A language's name in English; texts may claim any code. */
function languageName(code: string): string {
  try {
    return LANGUAGES.of(code) ?? code
  } catch {
    return code
  }
}

/** An event on a few lines: what is said, its sentence, where that stands. */
export function eventLines(row: EventRow, page: Page): string {
  const { record } = row
  const sides = [
    names(record.actor) || 'nobody named',
    ...(record.recipient.length > 0 ? [names(record.recipient)] : []),
  ]
  const places = record.places.map(({ name }) => plain(name)).join(', ')
  const what = [record.event.toLowerCase(), record.status, ...(places === '' ? [] : [`in ${places}`])].join(', ')
  return recordLines(row, {
    day: dayOf(record.date),
    what: `${sides.join(' → ')}: ${what}`,
    evidence: record.evidence,
    page,
  })
}

/** A process object on a few lines. */
export function processObjectLines(row: ProcessRow, page: Page): string {
  const flat = flatProcess(row)
  const parts = [flat.party, flat.to, flat.name, flat.issue, flat.stance, flat.status, flat.place, flat.terms, flat.per]
  const said = parts.filter(part => part !== null && part !== '').map(String)
  const round = flat.round === null ? '' : ` ${flat.round}`
  const evidence = 'evidence' in row.record ? row.record.evidence : null
  const date = 'date' in row.record ? row.record.date : null
  return recordLines(row, { day: dayOf(date), what: `${row.kind}${round}: ${said.join(', ')}`, evidence, page })
}

interface Said {
  readonly day: string
  readonly what: string
  readonly evidence: Evidence | null
  readonly page: Page
}

const DAY = 18
const INDENT = ' '.repeat(DAY)

function recordLines({ id, dispatch, review }: RecordRow, { day, what, evidence, page }: Said): string {
  const { width, ink } = layout(page)
  const margin = day === 'day unknown' ? INDENT : `${day} `.padEnd(DAY)
  const head = wrap(what, width - DAY).map((line, i) => (i === 0 ? margin : INDENT) + line)
  const quote = evidence === null ? [] : wrap(`“${evidence.quote.replace(/\s+/g, ' ')}”`, width - DAY)
  const where = [id, ...(review === 'unreviewed' ? [] : [review]), dispatch.publisher, dispatch.id].filter(Boolean)
  const lines = [
    ...head.map(ink.bold),
    ...quote.map(line => INDENT + line),
    INDENT + ink.faint(cut(where.join(' · '), width - DAY)),
  ]
  return `${lines.join('\n')}\n`
}

function layout({ columns, colours }: Page): { readonly width: number; readonly ink: Paint } {
  return { width: Math.max(40, Math.min(columns, 120)), ink: paint(colours) }
}
