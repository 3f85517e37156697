import type { Issue } from '../contract.ts'
import { privateNames } from '../privacy/withhold.ts'
import type { Board } from '../process/across/board.ts'
import { matterOf, type Commitment } from '../process/across/commitments.ts'
import type { BoardProposal } from '../process/across/proposals.ts'
import type { BoardRound } from '../process/across/rounds.ts'
import type { Anchor } from '../process/across/told.ts'
import { phrase, sentenceOf, type Change, type ChangeEvidence } from './change.ts'

/**
 * What has changed between the boards of some processes: rounds, commitments and proposals that are new or have come to another
 * state, positions that are new. Two things are one if they stand on a sentence in common; what stands on nothing but sentences
 * that were known is no change, so that a text that is read anew brings none.
 */
export function processChanges(before: readonly Board[], after: readonly Board[]): Change[] {
  return after.flatMap(board => {
    const title = board.name ?? board.key
    const own = {
      process: board.key,
      parties: board.parties.map(({ code }) => code),
      sides: null,
      category: null,
      confidence: null,
      privateNames: privateNames(board),
    }
    const told = thingsOf(board)
    return KINDS.flatMap(kind => {
      const known = before.flatMap(other => thingsOf(other)[kind])
      return changed(known, told[kind]).map(({ thing, was, evidence }) => {
        const { state, day, issue } = thing
        const said = `${title}: ${thing.title}, ${was === null ? state : `${was} → ${state}`}`
        return { kind, ...own, issue, was, state, day, title: said, evidence }
      })
    })
  })
}

const KINDS = ['round', 'outcome', 'proposal', 'position'] as const

/** A part of a board, as far as changes are about it. */
interface Thing {
  readonly title: string
  readonly state: string
  readonly day: string | null
  readonly issue: Issue | null
  readonly anchors: readonly Anchor[]
}

function thingsOf({ rounds, commitments, proposals, positions }: Board): Record<(typeof KINDS)[number], Thing[]> {
  return {
    round: rounds.map(roundThing),
    outcome: commitments.map(commitmentThing),
    proposal: proposals.map(proposalThing),
    position: positions.map(({ by, issue, stance, condition, evidence }) => {
      const title = `${by} on ${issue}${condition === null ? '' : ` (${condition})`}`
      return { title, state: stance, day: firstPublished(evidence), issue, anchors: evidence }
    }),
  }
}

function roundThing({ ordinal, place, first, status, reports }: BoardRound): Thing {
  const anchors = reports.map(({ evidence }) => evidence)
  const title = phrase('round', ordinal, place && `in ${place}`, first)
  return { title, state: status, day: first ?? firstPublished(anchors), issue: null, anchors }
}

function commitmentThing(commitment: Commitment): Thing {
  const { issue, per, agreed, stages, totals, state, evidence } = commitment
  const anchors = [...evidence, ...stages.flatMap(stage => stage.evidence), ...totals.flatMap(total => total.evidence)]
  const title = phrase(issue, countOf(commitment), per && `per ${per}`)
  const day = stages.at(-1)?.day ?? agreed ?? firstPublished(anchors)
  return { title, state, day, issue: matterOf(issue), anchors }
}

/** What was agreed, else what was done. */
const countOf = ({ planned, totals, stages }: Commitment) =>
  [planned[0], totals.at(-1), stages.at(-1)].find(told => told !== undefined)?.count ?? null

function proposalThing({ by, to, issue, state, evidence }: BoardProposal): Thing {
  const title = phrase(by, 'to', to.length === 0 ? 'all' : to.join(', '), issue)
  return { title, state, day: firstPublished(evidence), issue, anchors: evidence }
}

const firstPublished = (anchors: readonly Anchor[]) =>
  anchors.flatMap(({ published }) => published ?? []).sort()[0] ?? null

function changed(before: readonly Thing[], after: readonly Thing[]) {
  const known = new Set(before.flatMap(({ anchors }) => anchors.map(sentenceOf)))
  const sentences = new Map(before.map(thing => [thing, new Set(thing.anchors.map(sentenceOf))]))
  return after.flatMap(thing => {
    const fresh = thing.anchors.filter(anchor => !known.has(sentenceOf(anchor)))
    if (fresh.length === 0) return []
    const shared = (other: Thing) =>
      thing.anchors.filter(anchor => sentences.get(other)?.has(sentenceOf(anchor))).length
    const same = before.filter(other => other.issue === thing.issue && shared(other) > 0)
    const was = same.sort((a, b) => shared(b) - shared(a))[0]?.state ?? null
    if (was === thing.state) return []
    // What was agreed long ago may come about today.
    const day = was === null ? thing.day : (lastPublished(fresh) ?? thing.day)
    return [{ thing: { ...thing, day }, was, evidence: fresh.map(evidenceOf) }]
  })
}

const lastPublished = (anchors: readonly Anchor[]) =>
  anchors
    .flatMap(({ published }) => published ?? [])
    .sort()
    .at(-1)

const evidenceOf = ({ dispatch, publisher, published, quote }: Anchor): ChangeEvidence => {
  return { dispatch, publisher, published, quote }
}
