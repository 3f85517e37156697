import stringWidth from 'string-width'
import type { AttributionRecord, DateRecord, EntityRecord, EventRecord, Reading } from '../contract.ts'
import { paint, type Paint } from './paint.ts'
import { processLines } from './process-table.ts'
import type { Terminal } from './terminal.ts'

const LEAST_WIDTH = 40

/** A reading for a person: the process first, then each happening with its sentence. Ends with an empty line. */
export function readingTable(reading: Reading, terminal: Pick<Terminal, 'columns' | 'colours'>): string {
  const width = Math.max(LEAST_WIDTH, Math.min(terminal.columns, 120))
  const ink = paint(terminal.colours)
  const { document, events } = reading
  const heading = [document.published, document.publisher, document.title ?? document.id].filter(part => part !== null)
  const lines = [
    ink.bold(cut(heading.join(' · '), width)),
    ...(reading.doubts ?? []).map(doubt => ink.warn(cut(`? ${doubt}`, width))),
    '',
    ...processLines(reading.process, { width, ink }),
    ...events.flatMap(event => ['', ...eventLines(event, { width, ink })]),
    ...(events.length === 0 ? [ink.faint('Nothing was found that the ledger keeps.')] : []),
  ]
  return `${lines.join('\n')}\n\n`
}

export interface Page {
  readonly width: number
  readonly ink: Paint
}

function eventLines(event: EventRecord, { width, ink }: Page): string[] {
  const what = [event.event, ...event.mode].join(' · ').toLowerCase()
  const sides = [names(event.actor) || 'nobody named', ...(event.recipient.length > 0 ? [names(event.recipient)] : [])]
  const head = `${dayOf(event.date).padEnd(23)} ${sides.join(' → ')}`
  const rest = [
    event.status,
    ...(event.places.length > 0 ? [`in ${event.places.map(place => place.name).join(', ')}`] : []),
    ...event.figures.map(({ text }) => text),
    ...(event.attribution.length > 0 ? [`says ${says(event.attribution)}`] : []),
  ]
  return [
    ...wrap(`${head}: ${what}`, width, 24).map((line, i) => (i === 0 ? ink.bold(line) : line)),
    ...wrap(rest.join('; '), width - 24).map(line => `${' '.repeat(24)}${line}`),
    ...quoteLines(event, { width, ink }),
  ]
}

/** The sentence with its trigger marked. */
function quoteLines({ evidence }: EventRecord, { width, ink }: Page): string[] {
  const { trigger } = evidence
  if (trigger === undefined) return wrap(evidence.quote, width - 26).map(line => ink.faint(`${' '.repeat(24)}${line}`))
  const [from, to] = [trigger.start - evidence.start, trigger.end - evidence.start]
  const flat = (text: string) => plain(text).replace(/\s+/g, ' ')
  const marked = `“${flat(evidence.quote.slice(0, from))}[${flat(evidence.quote.slice(from, to))}]${flat(evidence.quote.slice(to))}”`
  return wrap(marked, width - 24).map(line => ' '.repeat(24) + ink.marked(line))
}

export function names(entities: readonly EntityRecord[]): string {
  return entities.map(({ name, code, sector }) => `${plain(name)} (${[code, ...sector].join('/')})`).join(', ')
}

export function says(attribution: readonly AttributionRecord[]): string {
  return attribution.map(({ name }) => plain(name)).join(', by way of ')
}

/** A day, or the days between which it lies; `until` and `from` where one side is open. */
export function dayOf(date: DateRecord | null): string {
  if (date === null || (date.start === null && date.end === null)) return 'day unknown'
  if (date.start === date.end) return date.start ?? ''
  if (date.start === null) return `until ${date.end ?? ''}`
  return date.end === null ? `from ${date.start}` : `${date.start}/${date.end}`
}

/** Text from outside, without what could command a terminal or turn its direction. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
}

export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return plain(text)
  let kept = ''
  for (const character of plain(text)) {
    if (stringWidth(kept + character) > width - 1) break
    kept += character
  }
  return `${kept}…`
}

/** Breaks at spaces; further lines are set in by `indent`. A longer word stands alone and is broken. */
export function wrap(text: string, width: number, indent = 0): string[] {
  const lines: string[] = []
  let line = ''
  const room = () => width - (lines.length > 0 ? indent : 0)
  const end = () => {
    lines.push((lines.length > 0 ? ' '.repeat(indent) : '') + line)
    line = ''
  }
  for (const word of plain(text)
    .split(' ')
    .flatMap(word => pieces(word, width - indent))) {
    if (line !== '' && stringWidth(`${line} ${word}`) > room()) end()
    line = line === '' ? word : `${line} ${word}`
  }
  if (line !== '') end()
  return lines
}

function pieces(word: string, width: number): string[] {
  if (stringWidth(word) <= width) return [word]
  return word.match(new RegExp(`.{1,${Math.max(1, Math.floor(width / 2))}}`, 'gsu')) ?? []
}

/** A number with its noun: `1 dispatch`, `3 dispatches`. */
export function counted(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`
}
