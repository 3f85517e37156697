import { agree, figureText } from '../ledger/queries/flat-happening.ts'
import { paint, type Paint } from './paint.ts'
import { widthOf } from './process-list.ts'
import { counted, cut, dayOf, plain, says, wrap } from './table.ts'
import type { HappeningRow, HappeningView, ReportRow } from '../ledger/queries/happenings.ts'
import type { Account, CountedFigure, HappeningRecord, NamedParty } from '../ledger/happenings/summary.ts'
import type { Terminal } from './terminal.ts'

const DAY = 24
const INDENT = ' '.repeat(DAY)

type Page = Pick<Terminal, 'columns' | 'colours'>

/** A happening on a few lines: what, by whom, how widely reported. */
export function happeningLines({ id, dispatches, origins, record }: HappeningRow, page: Page): string {
  const { width, ink } = layout(page)
  const told = `${counted(dispatches, 'dispatch', 'dispatches')}, ${counted(origins, 'origin', 'origins')}`
  const rest = [...(record.isDisputed ? ['disputed'] : []), ...record.figures.map(figureText), told]
  const lines = [
    ...headOf(record, width).map(ink.bold),
    ...wrap(rest.join('; '), width - DAY).map(line => INDENT + line),
    INDENT + ink.faint(id),
  ]
  return `${lines.join('\n')}\n`
}

/** A happening with its statuses in order, the counts that differ, and all who report it, copies under what they copy. */
export function happeningPage(view: HappeningView, page: Page): string {
  const { width, ink } = layout(page)
  const { record, reports } = view
  const named = new Map(reports.map(report => [`${report.dispatch.id} ${report.id}`, report]))
  const lines = [
    ...headOf(record, width).map(ink.bold),
    INDENT + ink.faint(`${view.id}, ${counted(view.dispatches, 'dispatch', 'dispatches')} of ${counted(view.origins, 'origin', 'origins')}`), // prettier-ignore
    ...section('Status', record.statuses.map(({ status, published }) => `${(published ?? 'no day').padEnd(12)}${status}`)), // prettier-ignore
    ...section('Counts', record.figures.flatMap(figure => figureLines(figure, named))), // prettier-ignore
    '',
    ink.bold('Who says so'),
    ...reports.flatMap(report => reportLines(report, reports, { width, ink })),
  ]
  return `${lines.join('\n')}\n`

  function section(title: string, rows: readonly string[]): string[] {
    return rows.length === 0 ? [] : ['', ink.bold(title), ...rows.map(row => `  ${cut(row, width - 2)}`)]
  }
}

function headOf(record: HappeningRecord, width: number): string[] {
  const sides = [partyNames(record.actors) || 'nobody named', ...(record.recipients.length > 0 ? [partyNames(record.recipients)] : [])] // prettier-ignore
  const places = record.places.slice(0, 2).map(({ name }) => plain(name)).join(', ') // prettier-ignore
  const what = [[record.category, ...record.mode].join(' · ').toLowerCase(), record.status, ...(places === '' ? [] : [`in ${places}`])] // prettier-ignore
  const day = dayOf({ text: '', edtf: null, start: record.start, end: record.end }).padEnd(DAY)
  return wrap(`${sides.join(' → ')}: ${what.join(', ')}`, width - DAY).map((line, i) => (i === 0 ? day : INDENT) + line)
}

const partyNames = (parties: readonly NamedParty[]) => parties.map(({ name }) => plain(name)).join(', ')

/** The lowest and the highest count, each with who gives it. */
function figureLines(figure: CountedFigure, reports: ReadonlyMap<string, ReportRow>): string[] {
  const { kind, isAhead, low, high } = figure
  const line = (account: Account) => {
    const outlet = reports.get(`${account.dispatch} ${account.record}`)?.dispatch.publisher ?? account.dispatch
    const cited = account.speakers.length === 0 ? '' : `, citing ${account.speakers.map(plain).join(', by way of ')}`
    return `${kind}${isAhead ? ' (to come)' : ''}: ${account.text}, says ${plain(outlet)}${cited}`
  }
  return agree(figure) ? [line(low)] : [line(low), line(high)]
}

function reportLines(report: ReportRow, all: readonly ReportRow[], { width, ink }: Layout): string[] {
  const { dispatch, record, origin, decidedBy } = report
  const source = all.find(other => other.origin === origin)
  const copied = source === undefined || source.dispatch.id === dispatch.id ? [] : ['copy of the same text']
  const moved = decidedBy === null ? [] : [`put here by entry ${decidedBy}`]
  const who = record.attribution.length === 0 ? [] : [`says ${says(record.attribution)}`]
  const head = [dispatch.publisher ?? dispatch.id, record.status, ...who, ...copied, ...moved].map(plain).join('; ')
  const quote = `“${record.evidence.quote.replace(/\s+/g, ' ')}”`
  return [
    `  ${(dispatch.published ?? 'no day').padEnd(12)}${cut(head, width - 14)}`,
    ...wrap(quote, width - 14).map(line => ' '.repeat(14) + line),
    ' '.repeat(14) + ink.faint(cut(`${report.id} · ${dispatch.id}`, width - 14)),
  ]
}

interface Layout {
  readonly width: number
  readonly ink: Paint
}

function layout(page: Page): Layout {
  return { width: widthOf(page), ink: paint(page.colours) }
}
