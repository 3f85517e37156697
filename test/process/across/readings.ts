import type { AttributionRecord, DateRecord, OutcomeRecord, Party, PositionRecord, Process, ProposalRecord, RoundRecord } from '../../../src/contract.ts' // prettier-ignore
import { reportOfReading, type Report } from '../../../src/process/across/told.ts'

// Small readings written by hand: what a test does not give is empty.

const PARTIES: Readonly<Record<string, Party>> = {
  RUS: { code: 'RUS', name: 'Russia' },
  UKR: { code: 'UKR', name: 'Ukraine' },
  USA: { code: 'USA', name: 'United States' },
  TUR: { code: 'TUR', name: 'Türkiye' },
  COD: { code: 'COD', name: 'Democratic Republic of the Congo' },
  RWA: { code: 'RWA', name: 'Rwanda' },
  'COD/REB': { code: 'COD/REB', name: 'M23' },
}

export const party = (code: string): Party => PARTIES[code] ?? { code, name: code }

export const on = (day: string): DateRecord => ({ text: day, edtf: day, start: day, end: day })

const said = (quote: string, trigger?: string) => {
  const start = trigger === undefined ? -1 : quote.indexOf(trigger)
  const mark =
    trigger === undefined || start < 0 ? {} : { trigger: { start, end: start + trigger.length, text: trigger } }
  return { start: 0, end: quote.length, quote, ...mark }
}

export const speaker = (name: string, code: string): AttributionRecord => ({ text: name, name, code, sector: [], verb: 'said' }) // prettier-ignore

export const round = (slots: Partial<RoundRecord>, quote = 'They met.'): RoundRecord => ({
  ordinal: null, place: null, date: null, status: 'happened', evidence: said(quote), ...slots,
}) // prettier-ignore

export const outcome = (slots: Partial<OutcomeRecord>, quote: string, trigger?: string): OutcomeRecord => ({
  issue: 'prisoner-exchange', count: null, per: null, date: null, status: 'happened', round: null, attribution: [],
  evidence: said(quote, trigger), ...slots,
}) // prettier-ignore

export const proposal = (slots: Partial<ProposalRecord>, quote: string): ProposalRecord => ({
  by: 'UKR', to: ['RUS'], issue: 'ceasefire', terms: {}, status: 'proposed', attribution: [], evidence: said(quote), ...slots,
}) // prettier-ignore

export const position = (slots: Partial<PositionRecord>, quote: string): PositionRecord => ({
  by: 'RUS', speaker: null, issue: 'ceasefire', stance: 'rejects', condition: null, attribution: [], evidence: said(quote), ...slots,
}) // prettier-ignore

/** A report of a day; parties are Russia and Ukraine where none are given. */
export function report(
  published: string | null,
  process: Partial<Process>,
  id = `d-${published ?? 'undated'}`,
): Report {
  const all: Process = {
    parties: [party('RUS'), party('UKR')], mediators: [], rounds: [], delegations: [], proposals: [], outcomes: [],
    positions: [], ...process,
  } // prettier-ignore
  const document = { id, title: id, text: '', publisher: 'Wire', published, url: null, language: 'en' }
  return reportOfReading({ document, process: all })
}
