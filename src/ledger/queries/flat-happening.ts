import type { FlatRow } from './flat.ts'
import type { HappeningRow } from './happenings.ts'
import type { CountedFigure } from '../happenings/summary.ts'

/** A happening as one row for a spreadsheet. Lists are joined by `; `. */
export function flatHappening({ id, dispatches, origins, record, sequence }: HappeningRow): FlatRow {
  return {
    id,
    start_day: record.start,
    end_day: record.end,
    kind: record.kind,
    category: record.category,
    mode: record.mode.join('; '),
    issue: record.issue,
    status: record.status,
    disputed: record.isDisputed ? 'yes' : 'no',
    statuses: record.statuses.map(({ status, published }) => `${published ?? 'no day'}: ${status}`).join('; '),
    actors: record.actors.map(({ code }) => code).join('; '),
    recipients: record.recipients.map(({ code }) => code).join('; '),
    places: record.places.map(({ name }) => name).join('; '),
    countries: [...new Set(record.places.map(({ country }) => country ?? ''))].filter(code => code !== '').join('; '),
    figures: record.figures.map(figureText).join('; '),
    dispatches,
    origins,
    records: record.records,
    sequence,
  }
}

/** What is counted, with the lowest and the highest count as they are told: `6,057 bodies – 6,060 bodies`. */
export function figureText(figure: CountedFigure): string {
  return figure.isAhead ? `${boundsText(figure)} (to come)` : boundsText(figure)
}

/** The lowest and the highest count; one where all agree. */
export function boundsText(figure: CountedFigure): string {
  return agree(figure) ? figure.low.text : `${figure.low.text} – ${figure.high.text}`
}

/** Whether all reports give one count. */
export function agree({ low, high }: CountedFigure): boolean {
  return low.min === high.min && low.max === high.max
}
