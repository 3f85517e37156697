import type { Process } from '../contract.ts'
import { dayOf, says, wrap, type Page } from './table.ts'

/** The process of a dispatch in a few lines; none where there is none. */
export function processLines(process: Process, page: Page): string[] {
  const rows: [label: string, texts: string[]][] = [
    ['Parties', joined(process.parties.map(({ name, code }) => `${name} (${code})`))],
    ['Mediators', joined(process.mediators.map(({ name, code }) => `${name} (${code})`))],
    ['Rounds', process.rounds.map(roundText)],
    [
      'Delegations',
      process.delegations.map(({ party, head }) => `${party}: ${[head.name, head.office].filter(Boolean).join(', ')}`),
    ],
    ['Proposals', process.proposals.map(proposalText)],
    ['Outcomes', process.outcomes.map(outcomeText)],
    ['Positions', process.positions.map(positionText)],
  ]
  return rows.flatMap(([label, texts]) => section(label, texts, page))
}

/** Columns that the labels take. */
const MARGIN = 14

const joined = (texts: readonly string[]) => (texts.length === 0 ? [] : [texts.join(', ')])

function section(label: string, texts: readonly string[], { width, ink }: Page): string[] {
  return texts.flatMap((text, i) => {
    const [first = '', ...rest] = wrap(text, width - MARGIN, 2)
    const heading = (i === 0 ? label : '').padEnd(MARGIN)
    return [ink.faint(heading) + first, ...rest.map(line => ' '.repeat(MARGIN) + line)]
  })
}

function roundText({ ordinal, place, date, status }: Process['rounds'][number]): string {
  const number = ordinal === null ? 'a round' : `round ${ordinal}`
  return `${number}${place === null ? '' : ` in ${place}`}, ${dayOf(date)}, ${status}`
}

function proposalText({ by, to, issue, terms, status, attribution }: Process['proposals'][number]): string {
  const details = Object.entries(terms).map(([name, value]) => `${name} ${value}`)
  const said = attribution.length > 0 ? `, says ${says(attribution)}` : ''
  return `${by}${to.length > 0 ? ` to ${to.join(', ')}` : ''}: ${[issue, ...details].join(', ')} (${status})${said}`
}

function outcomeText({ issue, count, per, date, status, round }: Process['outcomes'][number]): string {
  const number = count === null ? '' : ` of ${count}${per === null ? '' : ` per ${per}`}`
  return `${issue}${number}, ${dayOf(date)}, ${status}${round === null ? '' : `, from round ${round}`}`
}

function positionText({ by, speaker, issue, stance, condition }: Process['positions'][number]): string {
  return `${by}${speaker === null ? '' : ` (${speaker})`} ${stance}: ${issue}${condition === null ? '' : `, ${condition}`}`
}
