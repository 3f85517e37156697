import type {
  AttributionRecord,
  Category,
  Certainty,
  EntityRecord,
  EventRecord,
  FigureRecord,
  Status,
} from '../../src/contract.ts'
import type { ProcessRow } from '../../src/http/schemas.ts'
import { dateInWords } from './days.ts'
import { issueName, partyName, STANCE_TERMS, VERBS } from './terms.ts'

// Records in plain words. Always as reports: what is not told as having happened is led by its status.

/** Several names in one phrase. */
export function inOne(names: readonly string[]): string {
  if (names.length < 3) return names.join(' and ')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

function namesOf(entities: readonly EntityRecord[]): string {
  return inOne([...new Set(entities.map(({ name, text }) => (name === '' ? text : name)))])
}

const LEADS: Readonly<Partial<Record<Status, string>>> = {
  ongoing: 'Ongoing: ',
  planned: 'Planned: ',
  proposed: 'Proposed: ',
  demanded: 'Demanded: ',
  conditional: 'On a condition: ',
  denied: 'Denied: ',
  hypothetical: 'As a possibility: ',
}

/** Who did what to whom, in one clause. */
export function eventInWords({ event, status, actor, recipient }: EventRecord): string {
  return clauseOf({ category: event, status, who: namesOf(actor), whom: namesOf(recipient) })
}

interface Clause {
  readonly category: Category
  readonly status: Status
  /** Names in one phrase; empty where nobody is named. */
  readonly who: string
  readonly whom: string
}

/** A report in one clause, led by its status where it is not told as having happened. */
export function clauseOf({ category, status, who: named, whom: others }: Clause): string {
  const { past, plain, ongoing, to } = VERBS[category]
  const who = named === '' ? 'somebody not named' : named
  const whom = others === '' ? '' : ` ${to} ${others}`
  if (status === 'happened') return capital(`${who} ${past}${whom}`)
  const did = status === 'ongoing' ? ongoing : status === 'denied' ? past : `to ${plain}`
  return `${LEADS[status] ?? ''}${who} ${did}${whom}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The report's own word for it. */
export function triggerOf({ evidence }: Pick<EventRecord, 'evidence'>): string {
  return evidence.trigger === undefined ? '' : `“${evidence.trigger.text}”`
}

/** Where it was, most exact place first as the reading has it. */
export function placesInWords({ places }: Pick<EventRecord, 'places'>): string {
  return inOne([...new Set(places.map(({ name }) => name))])
}

/** Whose words they are: outermost speaker first. */
export function sayingInWords(attribution: readonly AttributionRecord[]): string {
  if (attribution.length === 0) return 'the report itself'
  return attribution
    .map(({ name, text, verb }) => `${name === '' ? text : name}${verb === '' ? '' : ` (“${verb}”)`}`)
    .join(' → ')
}

/** What is counted, with its bounds: a report's “at least seven” is not seven. */
export function figureInWords(figure: FigureRecord): string {
  return figure.kind === 'other' ? figure.text : `${figure.kind}: ${countOf(figure)}`
}

/** A count alone: `7`, `at least 7`; as the report has it where it gives no number, or of what it is one: `6,057 bodies`. */
export function countOf({ kind, min, max, text }: FigureRecord): string {
  const number = new Intl.NumberFormat('en-GB')
  if (kind === 'other') return text
  if (min !== null && min === max) return number.format(min)
  const bounds = [...(min === null ? [] : [`at least ${number.format(min)}`]), ...(max === null ? [] : [`at most ${number.format(max)}`])] // prettier-ignore
  return bounds.length === 0 ? text : bounds.join(', ')
}

/** A process object in one clause. */
export function processInWords(row: ProcessRow): string {
  switch (row.kind) {
    case 'party':
      return `Party: ${row.record.name} (${row.record.code})`
    case 'mediator':
      return `Mediator: ${row.record.name} (${row.record.code})`
    case 'round': {
      const { ordinal, place, date } = row.record
      return `${roundName(ordinal)}${place === null ? '' : ` in ${place}`}, ${dateInWords(date)}`
    }
    case 'delegation':
      return `Delegation of ${partyName(row.record.party)}: led by ${headInWords(row.record.head)}`
    case 'proposal':
      return proposalInWords(row.record)
    case 'outcome':
      return outcomeInWords(row.record)
    case 'position':
      return positionInWords(row.record)
  }
}

type RecordOf<Kind extends ProcessRow['kind']> = Extract<ProcessRow, { kind: Kind }>['record']

export function roundName(ordinal: number | null): string {
  return ordinal === null ? 'A round' : `Round ${ordinal}`
}

export function headInWords({ name, office }: RecordOf<'delegation'>['head']): string {
  return office === null ? name : `${name}, ${office}`
}

export function termsInWords(terms: RecordOf<'proposal'>['terms']): string {
  return Object.entries(terms)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ')
}

function proposalInWords({ by, to, issue, terms }: RecordOf<'proposal'>): string {
  const whom = to.length === 0 ? '' : ` to ${inOne(to.map(partyName))}`
  const said = termsInWords(terms)
  return `${partyName(by)} proposes${whom}: ${issueName(issue)}${said === '' ? '' : ` (${said})`}`
}

/** What was agreed or came of it, with what was counted. */
export function outcomeInWords({ issue, count, per }: Pick<RecordOf<'outcome'>, 'issue' | 'count' | 'per'>): string {
  return count === null ? issueName(issue) : `${issueName(issue)}: ${countInWords(count, per)}`
}

/** `1,000 on each side`. */
export function countInWords(count: number, per: string | null): string {
  const number = new Intl.NumberFormat('en-GB').format(count)
  if (per === null) return number
  return per === 'side' ? `${number} on each side` : `${number} per ${per}`
}

function positionInWords({ by, speaker, issue, stance, condition }: RecordOf<'position'>): string {
  const who = speaker === null ? partyName(by) : `${speaker}, for ${partyName(by)},`
  return `${who} ${STANCE_TERMS[stance].past}: ${issueName(issue)}${condition === null ? '' : `, if ${condition}`}`
}

/** How sure the reader is of each part of a record. */
export function certaintyInWords(certainty: Certainty): string {
  const parts = Object.entries(certainty).map(([part, value]) => `${part} ${Math.round(Number(value) * 100)} %`)
  return `Sure of: ${parts.join(', ')}`
}
