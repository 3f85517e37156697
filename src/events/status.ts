import type { Category, Status } from '../contract.ts'
import { ancestors, dependents } from '../syntax/walk.ts'
import type { Document } from '../text/document.ts'
import { statementsAround } from './attributed.ts'
import { lemmaOf } from './frames/match.ts'
import { NO_STATE } from './party.ts'
import { mentionsAt } from './roles.ts'

/** A status that the grammar makes certain, and the words that made it. */
export interface StatusByWords {
  readonly status: Status
  readonly words: string
}

/** What the heads say of the trigger. */
export interface Judgement {
  readonly token: number
  readonly category: Category
  readonly status: Status
}

type Rule = (document: Document, judgement: Judgement) => StatusByWords | null

/** Verbs whose infinitive has not happened yet. */
const INTENDS =
  /^(?:agree|pledge|plan|decide|intend|vow|promise|prepare|expect|commit|undertake|resolve|schedule|aim|want|hope)$/
const PROPOSES = /^(?:propose|suggest|offer|moot|table|raise|float)$/
const THREATENS: ReadonlySet<Category> = new Set(['THREATEN'])
/** Standing claims and demands (annotation guide: "Standing demands: ongoing"). */
const STANDS: ReadonlySet<Category> = new Set(['ACCUSE', 'REQUEST'])
const AWAITED: ReadonlySet<Status> = new Set(['planned', 'proposed'])
const CONDITION = /\b(?:only (?:if|after|once|when)|unless|on (?:the )?condition|provided that|as long as)\b/i

/** Negation, intent, condition: what grammar says more surely than the head. Null where it says nothing. */
export function statusByWords(document: Document, judgement: Judgement): StatusByWords | null {
  return RULES.reduce<StatusByWords | null>((found, rule) => found ?? rule(document, judgement), null)
}

const belowWith = (document: Document, token: number, deprel: RegExp) =>
  dependents(document, token).filter(i => deprel.test(document.tokens[i]?.deprel ?? ''))

/** "has not agreed". */
const denied: Rule = (document, { token, status }) => {
  const not = dependents(document, token).find(i => /^(?:not|n['’]t|never)$/i.test(document.tokens[i]?.form ?? ''))
  return not === undefined || status !== 'happened'
    ? null
    : { status: 'denied', words: document.tokens[not]?.form ?? '' }
}

/** "agreed to exchange". */
const intended: Rule = (document, { token, status }) => {
  const above = document.tokens[token]?.head ?? -1
  if (status !== 'happened' || !isInfinitive(document, token) || !INTENDS.test(lemmaOf(document, above))) return null
  return { status: 'planned', words: `${document.tokens[above]?.form ?? ''} to` }
}

function isInfinitive(document: Document, token: number): boolean {
  const { deprel = '', xpos = '' } = document.tokens[token] ?? {}
  const isBare = xpos === 'VB' || document.tokens[token - 1]?.xpos === 'TO'
  return isBare && /^(?:xcomp|ccomp|advcl|acl)$/.test(deprel)
}

/** "proposed a meeting": the proposal, and what is proposed. */
const proposed: Rule = (document, { token, category, status }) => {
  const canBe = (category === 'AGREE' || category === 'CONSULT') && (status === 'planned' || status === 'happened')
  const verb = canBe ? proposingVerb(document, token) : null
  return verb === null ? null : { status: 'proposed', words: lemmaOf(document, verb) }
}

/** The verb of proposing that the trigger is, or whose object it is. */
function proposingVerb(document: Document, token: number): number | null {
  const isVerb = (i: number) => document.tokens[i]?.upos === 'VERB'
  const proposes = (i: number | undefined) => i !== undefined && isVerb(i) && PROPOSES.test(lemmaOf(document, i))
  if (proposes(token)) return token
  const above = ancestors(document, token).slice(0, 3).find(isVerb)
  const isObject = /^(?:obj|conj|nmod|ccomp|xcomp)$/.test(document.tokens[token]?.deprel ?? '')
  return above !== undefined && isObject && proposes(above) ? above : null
}

/** "threatened to withhold trade deals unless the shooting stopped". */
const threatened: Rule = (document, { token, category }) => {
  if (!THREATENS.has(category)) return null
  const clauses = [token, ...belowWith(document, token, /^(?:xcomp|ccomp)$/)].flatMap(i =>
    belowWith(document, i, /^advcl/),
  )
  const mark = clauses
    .flatMap(i => belowWith(document, i, /^mark$/))
    .find(i => /^(?:if|unless|until)$/.test(lemmaOf(document, i)))
  return mark === undefined ? null : { status: 'conditional', words: lemmaOf(document, mark) }
}

/** "a meeting makes sense only if the terms are agreed". */
const conditional: Rule = (document, { token, category, status }) => {
  const sentence = document.sentences[document.tokens[token]?.sentence ?? -1]
  if (sentence === undefined || !AWAITED.has(status) || !(category === 'AGREE' || category === 'CONSULT')) return null
  const words = CONDITION.exec(document.text.slice(sentence.start, sentence.end))?.[0]
  return words === undefined ? null : { status: 'conditional', words }
}

/** "whom they accuse". */
const standing: Rule = (document, { token, category, status }) => {
  const { xpos = '', form = '' } = document.tokens[token] ?? {}
  if (!STANDS.has(category) || status !== 'happened' || !/^(?:VBZ|VBP)$/.test(xpos)) return null
  return { status: 'ongoing', words: form }
}

/** "plans to propose": what is meant to be put forward has not been yet. */
const meantToPropose: Rule = (document, { token, status }) => {
  const above = document.tokens[token]?.head ?? -1
  const isMeant = isInfinitive(document, token) && INTENDS.test(lemmaOf(document, above))
  if (status !== 'proposed' || !isMeant || lemmaOf(document, above) === 'agree') return null
  return { status: 'planned', words: `${document.tokens[above]?.form ?? ''} to` }
}

const PURPOSE = /^(?:goal|aim|purpose|hope|intention|bid|view)$/

/** "with the goal of facilitating a meeting": what somebody hopes for has not happened. */
const hoped: Rule = (document, { token, status }) => {
  const above = status === 'happened' ? ancestors(document, token).slice(0, 2) : []
  const purpose = above.find(i => PURPOSE.test(lemmaOf(document, i)))
  const isInside = purpose !== undefined && [token, ...above].some(i => document.tokens[i]?.xpos === 'VBG')
  return isInside ? { status: 'planned', words: document.tokens[purpose]?.form ?? '' } : null
}

const CAME_OF = /^(?:resulted in|led to|culminated in)$/i

/** Words between a word for coming about and what came about. */
const RESULT_REACH = 5

/** "The talks resulted in a large prisoner swap": what came of something has happened. By the words, since such clauses stand behind asides. */
const cameOf: Rule = (document, { token, status }) => {
  if (status === 'happened' || document.tokens[token]?.upos !== 'NOUN') return null
  const before = document.tokens.slice(Math.max(0, token - RESULT_REACH), token)
  const verb = before.findLastIndex(({ upos }) => upos === 'VERB')
  const words = before.slice(verb, verb + 2).map(({ form }) => form).join(' ') // prettier-ignore
  return verb >= 0 && CAME_OF.test(words) ? { status: 'happened', words } : null
}

const UNDONE: ReadonlySet<Status> = new Set(['planned', 'proposed', 'hypothetical', 'conditional'])

/** "Under the Russian paper, Kyiv would have to withdraw": what one side says that the other must do is demanded of it. */
const demandedOfOther: Rule = (document, { token, status }) => {
  const duty = UNDONE.has(status) ? dutyOver(document, token) : null
  if (duty === null) return null
  const [says] = statementsAround(document, token).flatMap(({ entity }) => entity?.code ?? [])
  const [bound] = subjectsOf(document, duty.path).flatMap(word => mentionsAt(document, word).map(({ entity }) => entity.code)) // prettier-ignore
  return isState(says) && isState(bound) && says !== bound ? { status: 'demanded', words: duty.words } : null
}

const isState = (code: string | undefined) => code !== undefined && /^[A-Z]{3}$/.test(code) && !NO_STATE.has(code)

interface Duty {
  /** The word and the verbs above it that share its subject. */
  readonly path: readonly number[]
  readonly words: string
}

/** "must withdraw", "would have to withdraw and renounce": the words that bind whoever should do it. */
function dutyOver(document: Document, token: number): Duty | null {
  const path = [token]
  for (let at = token; path.length < LONGEST_CHAIN; path.push(at)) {
    const must = dependents(document, at).find(i => /^must$/i.test(document.tokens[i]?.form ?? ''))
    if (must !== undefined) return { path, words: 'must' }
    if (lemmaOf(document, at) === 'have' && at !== token) return { path, words: 'have to' }
    const { deprel = '', head = -1 } = document.tokens[at] ?? {}
    if (head < 0 || !/^(?:conj|xcomp)$/.test(deprel)) return null
    at = head
  }
  return null
}

const LONGEST_CHAIN = 6

const subjectsOf = (document: Document, path: readonly number[]) =>
  path.flatMap(i => belowWith(document, i, /^nsubj(?:$|:pass)/))

const RULES: readonly Rule[] = [
  denied, intended, meantToPropose, demandedOfOther, hoped, cameOf, threatened, conditional, proposed, standing,
] // prettier-ignore
