import { dependents, isBelow } from '../syntax/walk.ts'
import type { Document } from '../text/document.ts'
import type { Parts } from './parts.ts'
import { runsOf } from './runs.ts'

const PART_OF_VERB = /^(?:aux|aux:pass|compound:prt|advmod)$/
/** What hangs below a noun but tells of it rather than names it. */
const TELLS = /^(?:acl:relcl|parataxis|punct|advcl)$/
const SUBJECT = /^nsubj/
/** The subject of these is that of the verb above. */
const SHARES_SUBJECT = /^(?:xcomp|advcl|conj|acl)$/

/** The run of the cue that holds its head, with the auxiliaries, particles and adverbs next to it: "has said", "also called for". */
export function wholeCue(document: Document, { cue, anchor }: Parts): number[] {
  const run = runsOf(document, cue).find(tokens => tokens.includes(anchor)) ?? [...cue]
  const grown = new Set(run)
  const isPart = (token: number) =>
    grown.has(document.tokens[token]?.head ?? -1) && PART_OF_VERB.test(document.tokens[token]?.deprel ?? '')
  for (let before = Math.min(...run) - 1; isPart(before); before--) grown.add(before)
  for (let after = Math.max(...run) + 1; isPart(after) && isParticle(document, after); after++) grown.add(after)
  return [...grown]
}

const isParticle = (document: Document, token: number) => document.tokens[token]?.deprel === 'compound:prt'

/** The speaker as one whole phrase: the verb's subject, else the longest run that the head marks, with all that its noun governs. */
export function wholeSpeaker(document: Document, parts: Parts): number[] {
  const subject = subjectOf(document, parts.anchor)
  const runs = runsOf(document, parts.speaker)
  const longest = [...runs].sort((a, b) => b.length - a.length)[0] ?? []
  if (
    subject === null ||
    (longest.length > 0 && !parts.speaker.includes(subject) && parts.speaks(subject) < SUBJECT_LEAST)
  )
    return longest.length === 0 ? [] : wholePhrase(document, headOf(document, longest), parts.cue)
  return wholePhrase(document, subject, parts.cue)
}

/** A subject that the head gives less than this speaks only where nobody else does. */
const SUBJECT_LEAST = 0.2

function subjectOf(document: Document, verb: number): number | null {
  const own = dependents(document, verb).find(i => SUBJECT.test(document.tokens[i]?.deprel ?? ''))
  if (own !== undefined) return document.tokens[own]?.deprel === 'nsubj' ? own : null
  const { deprel = '', head = -1 } = document.tokens[verb] ?? {}
  const above = SHARES_SUBJECT.test(deprel) ? dependents(document, head) : []
  return above.find(i => document.tokens[i]?.deprel === 'nsubj') ?? null
}

const headOf = (document: Document, run: readonly number[]) =>
  run.find(token => !run.includes(document.tokens[token]?.head ?? -1)) ?? run[0] ?? 0

/** The noun with what names it, without the preposition before it. */
function wholePhrase(document: Document, head: number, cue: readonly number[]): number[] {
  const isOwn = (i: number) => {
    const deprel = document.tokens[i]?.deprel ?? ''
    return !TELLS.test(deprel) && !(deprel === 'case' && i < head)
  }
  const own = dependents(document, head).filter(isOwn)
  const { first = 0, past = 0 } = document.sentences[document.tokens[head]?.sentence ?? -1] ?? {}
  const whole = [head]
  for (let token = first; token < past; token++) {
    if (own.some(node => isBelow(document, token, node)) && !cue.includes(token)) whole.push(token)
  }
  return whole
}
