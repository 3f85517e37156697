import type { Issue } from '../contract.ts'
import type { Board, BoardRound } from '../ledger/boards/find-boards.ts'
import { VIOLENCE_DAYS } from '../ledger/boards/violence.ts'
import type { Commitment, Counted, Delivery } from '../process/across/commitments.ts'
import type { BoardPosition, BoardProposal } from '../process/across/proposals.ts'
import { daysBetween } from '../process/across/days.ts'
import type { Anchor } from '../process/across/told.ts'
import { paint, type Paint } from './paint.ts'
import { boardTitle, widthOf } from './process-list.ts'
import { counted, plain, wrap } from './table.ts'
import type { Terminal } from './terminal.ts'

interface Page {
  readonly width: number
  readonly ink: Paint
}

const LABEL = 11
const INDENT = 2 + LABEL

/**
 * The board of one process: rounds down the page, under each who sat there, what was put forward and agreed before the next,
 * and what came of it; then what belongs to no round.
 */
export function boardText(board: Board, terminal: Pick<Terminal, 'columns' | 'colours'>): string {
  const page: Page = { width: widthOf(terminal), ink: paint(terminal.colours) }
  const held = board.rounds.filter(isHeld)
  const sections = [
    head(board, page),
    ...held.map((round, i) => roundLines(board, { round, next: held[i + 1] ?? null, isFirst: i === 0 }, page)),
    ...(held.length === 0 ? [beforeRounds(board, page)] : []),
    promises(board, page),
    notHeld(board, page),
    elsewhere(board, page),
  ]
  return `${sections
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`
}

const isHeld = ({ status }: BoardRound) => status === 'happened' || status === 'ongoing'

function head(board: Board, page: Page): string[] {
  const title = boardTitle(board)
  const mediators = board.mediators.map(({ name, code }) => `${name} (${code})`).join(', ')
  const count = board.dispatches.length
  return [
    page.ink.bold(title),
    ...row('parties', [board.parties.map(({ name, code }) => `${name} (${code})`).join(', ')], page),
    ...row('mediators', mediators === '' ? [] : [mediators], page),
    ...row('told in', [`${counted(count, 'dispatch', 'dispatches')}, ${stretch(board.first, board.last)}`], page),
  ]
}

interface Turn {
  readonly round: BoardRound
  readonly next: BoardRound | null
  readonly isFirst: boolean
}

function roundLines(board: Board, { round, next, isFirst }: Turn, page: Page): string[] {
  const since = isFirst ? '' : dayOfRound(round)
  const until = next === null ? '99' : dayOfRound(next)
  const isHere = (day: string | null) => day !== null && day >= since && day < until
  const proposals = board.proposals.filter(({ evidence }) => isHere(firstTold(evidence)))
  const commitments = board.commitments.filter(one => isHere(one.agreed ?? one.stages[0]?.day ?? null))
  return [
    page.ink.bold(roundTitle(round)),
    ...row('seated', round.delegations.map(({ party, head }) => `${party}: ${[head.name, head.office].filter(Boolean).join(', ')}`), page), // prettier-ignore
    ...row('proposed', proposals.flatMap(proposalTexts), page),
    ...row('agreed', commitments.flatMap(commitmentTexts), page),
    ...row('violence', violenceText(round), page),
    ...row('told in', [round.dispatches.map(({ publisher, published }) => [publisher, published].filter(Boolean).join(' ')).join(', ')], page), // prettier-ignore
  ]
}

const dayOfRound = ({ first, reports }: BoardRound) => first ?? reports[0]?.evidence.published ?? ''

function roundTitle({ ordinal, numbered, place, first, last, status }: BoardRound): string {
  const number = ordinal === null ? 'Talks' : `Round ${ordinal}${numbered === 'inferred' ? ' (inferred)' : ''}`
  const when = first === null ? 'day unknown' : stretch(first, last)
  return `${number}${place === null ? '' : ` · ${plain(place)}`} · ${when}${status === 'ongoing' ? ' · going on' : ''}`
}

/** What was put forward and agreed where no round is told of. */
function beforeRounds(board: Board, page: Page): string[] {
  return [
    page.ink.bold('No round is told of'),
    ...row('proposed', board.proposals.flatMap(proposalTexts), page),
    ...row('agreed', board.commitments.flatMap(commitmentTexts), page),
  ]
}

function proposalTexts(proposal: BoardProposal): string[] {
  const { by, to, issue, terms, status, state, answers, evidence } = proposal
  const details = Object.entries(terms).map(([name, value]) => (name === 'formula' ? `“${value}”` : `${name} ${value}`))
  const verb = status === 'demanded' ? 'demands' : 'proposes'
  const what = [words(issue), ...details].join(', ')
  const told = speakers(evidence)
  return [
    `${by}${to.length > 0 ? ` to ${to.join(', ')}` : ''} ${verb}: ${what} [${state}]${told}`,
    ...answers.map(answer => `  ↳ ${answerText(answer)}`),
  ]
}

function answerText({ by, speaker, stance, condition, evidence }: BoardPosition): string {
  const who = speaker === null ? by : `${by} (${plain(speaker)})`
  const published = evidence[0]?.published ?? null
  return `${who} ${stance}${condition === null ? '' : `: “${plain(condition)}”`}${published === null ? '' : `, ${published}`}`
}

function commitmentTexts({ issue, per, agreed, planned, stages, totals, state, evidence }: Commitment): string[] {
  const each = per === 'side' ? ' a side' : ''
  const plan = planned.length === 0 ? '' : `, ${planned.map(({ count }) => number(count)).join(' or ')}${each}`
  const when = agreed === null ? 'carried out, no agreement told' : `agreed ${agreed}`
  return [
    `${words(issue)}${plan}, ${when} [${state}]${speakers(evidence)}`,
    ...(stages.length === 0 ? [] : [`  ↳ carried out: ${stages.map(stageText).join(' + ')}`]),
    ...(totals.length === 0 ? [] : [`  ↳ in all ${totals.map(totalText).join('; ')}`]),
  ]
}

const stageText = ({ day, count }: Delivery) =>
  `${count === null ? 'some' : number(count)}${day === null ? '' : ` on ${day}`}`

const totalText = ({ count, evidence }: Counted) => `${number(count)}${speakers(evidence)}`

const number = (count: number) => count.toLocaleString('en')

/** Who says so, for what the dispatches ascribe; the publishers where they report it in their own voice. */
function speakers(evidence: readonly Anchor[]): string {
  const named = evidence.map(
    ({ attribution, publisher, dispatch }) => attribution.at(-1)?.name ?? publisher ?? dispatch,
  )
  const unique = [...new Set(named.map(plain))]
  const shown = unique.slice(0, 3).join(', ')
  return unique.length === 0 ? '' : ` – ${shown}${unique.length > 3 ? ` and ${unique.length - 3} more` : ''}`
}

function violenceText({ violence }: BoardRound): string[] {
  if (violence === null || violence.before + violence.after === 0) return []
  const times = (count: number) => counted(count, 'assault', 'assaults')
  return [`${times(violence.before)} told of the ${VIOLENCE_DAYS} days before, ${violence.after} of those after`]
}

/** What was agreed and is not yet seen to be done. */
function promises({ commitments }: Board, page: Page): string[] {
  const open = commitments.filter(({ state, outstanding }) => state === 'agreed' && outstanding !== null)
  if (open.length === 0) return []
  const text = ({ issue, planned, agreed, outstanding, counted, totals }: Commitment) => {
    const done = Math.max(counted, ...totals.map(({ count }) => count))
    const plan = planned.map(({ count }) => number(count)).join(' or ')
    const so = done > 0 ? `, ${number(done)} so far` : ''
    return `${words(issue)}${plan === '' ? '' : ` (${plan})`}, agreed ${agreed ?? ''}, ${outstanding ?? 0} days outstanding${so}` // prettier-ignore
  }
  return [page.ink.bold('Open promises'), ...row('', open.map(text), page)]
}

function notHeld({ rounds }: Board, page: Page): string[] {
  const others = rounds.filter(round => !isHeld(round))
  if (others.length === 0) return []
  const texts = others.map(round => `${roundTitle(round)}, ${round.status}`)
  return [page.ink.bold('Talks planned, put off or denied'), ...row('', texts, page)]
}

function elsewhere(board: Board, page: Page): string[] {
  if (board.elsewhere.length === 0) return []
  const texts = board.elsewhere.map(
    ({ parties, round, isOfLeaders }) =>
    [parties.join(' and '), isOfLeaders ? 'leaders met' : 'met', round.place === null ? '' : `in ${plain(round.place)}`, `(${stretch(round.first, round.last)})`].filter(Boolean).join(' '), // prettier-ignore
  )
  return [page.ink.bold('One party with others'), ...row('', texts, page)]
}

const words = (issue: Issue) => issue.replaceAll('-', ' ')

function stretch(first: string | null, last: string | null): string {
  if (first === null) return last ?? 'day unknown'
  return last === null || daysBetween(first, last) === 0 ? first : `${first}/${last}`
}

const firstTold = (evidence: readonly Anchor[]) => evidence.map(({ published }) => published ?? '9').sort()[0] ?? null

function row(label: string, texts: readonly string[], { width, ink }: Page): string[] {
  return texts.flatMap((text, i) => {
    const inset = /^ */.exec(text)?.[0].length ?? 0
    const lines = wrap(text.trim(), width - INDENT - inset - 2)
    return lines.map((line, j) => {
      const margin = i === 0 && j === 0 ? ink.faint(`  ${label.padEnd(LABEL)}`) : ' '.repeat(INDENT)
      return margin + ' '.repeat(inset + (j === 0 ? 0 : 2)) + line
    })
  })
}
