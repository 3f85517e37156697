import type { EntityRecord } from '../contract.ts'
import { dependents, isBelow, phraseHead, spanOf, tokensIn } from '../syntax/walk.ts'
import { antecedentOf, argumentsOf, askedOf, givenBy, isReceiving, type Arguments } from './arguments.ts'
import type { Trigger } from './triggers.ts'
import type { Document, Entity, Mention, Pairs, Scores } from '../text/document.ts'

/** Whom the phrase headed by a word means; nobody where nothing says it. */
export type ResolveHead = (document: Document, head: number) => readonly Entity[]

/** From here on a word is taken to head a phrase that plays a role in a happening. */
const ROLE_LEAST = 0.45
/** What the grammar adds to the head's probability where both see the same role, and what it counts for alone. */
const GRAMMAR_ADDS = 0.3
/** A subject that the head gives less than this does not act: "the deal calls for", "it rained". */
const SUBJECT_LEAST = 0.08
/** A word far behind the likeliest of its role belongs to another trigger of the sentence. */
const SHARE_OF_BEST = 0.5
/** A conjunct of a word that plays a role plays it too from here on. */
const CONJUNCT_LEAST = 0.1

export const ROLES = ['actor', 'recipient', 'place', 'date'] as const
export type Role = (typeof ROLES)[number]

/** Words that play a role in a happening, by role, in text order: what the role head ties to the trigger, helped by the grammar. */
export function roleWords(
  document: Document,
  scores: Scores,
  { token: trigger, status, category }: Trigger,
): RoleWords {
  const isGiven = category !== 'CONSULT' && isReceiving(document, trigger)
  const grammar = grammarOf(document, trigger, { isGiven, isDemanded: status === 'demanded' })
  const none: ReadonlySet<number> = new Set()
  const pairs = scores.pairs('role', trigger)
  const wordsOf = (role: Role, helped: ReadonlySet<number>) =>
    chooseWords(document, { pairs, label: scores.labels('role').indexOf(role) }, helped)
  const actorLabel = scores.labels('role').indexOf('actor')
  const acts = (token: number) => probabilityOf(pairs, token, actorLabel)
  const subject = grammar.subject.filter(token => acts(token) >= SUBJECT_LEAST)
  const acting = withinClause(document, wordsOf('actor', grammar.actor), { trigger, subject })
  const actor = isGiven || status === 'demanded' ? acting.filter(word => !grammar.recipient.has(word)) : acting
  const recipient = wordsOf('recipient', grammar.recipient)
  const sure = (role: Role, words: readonly number[]) => sureOf(pairs, scores.labels('role').indexOf(role), words)
  return {
    actor,
    recipient,
    place: wordsOf('place', none),
    date: wordsOf('date', none),
    sure: { actor: sure('actor', actor), recipient: sure('recipient', recipient) },
  }
}

interface Reversal {
  readonly isGiven: boolean
  readonly isDemanded: boolean
}

function grammarOf(document: Document, trigger: number, { isGiven, isDemanded }: Reversal): Arguments {
  if (isGiven) return givenBy(document, trigger)
  return isDemanded ? askedOf(document, trigger) : argumentsOf(document, trigger)
}

/** Words by role, and how sure the head is of those that act and are acted on. */
export interface RoleWords extends Readonly<Record<Role, readonly number[]>> {
  readonly sure: { readonly actor: number; readonly recipient: number }
}

/** The least of the chosen words' probabilities; where none is chosen, that no word is one. */
function sureOf(pairs: Pairs | null, label: number, words: readonly number[]): number {
  if (words.length > 0) return Math.min(...words.map(token => probabilityOf(pairs, token, label)))
  let most = 0
  for (let token = pairs?.first ?? 0; token < (pairs?.past ?? 0); token++)
    most = Math.max(most, probabilityOf(pairs, token, label))
  return 1 - most
}

interface Clause {
  readonly trigger: number
  readonly subject: readonly number[]
}

/** A verb that has its own subject takes its actors from it, and from what stands directly below the verb: not from other clauses. */
function withinClause(document: Document, chosen: readonly number[], { trigger, subject }: Clause): number[] {
  if (subject.length === 0) return [...chosen]
  const own = (token: number) =>
    document.tokens[token]?.head === trigger || subject.some(word => isBelow(document, token, word))
  return [...new Set([...subject, ...chosen.filter(own)])].sort((a, b) => a - b)
}

const probabilityOf = (pairs: Pairs | null, token: number, label: number) =>
  pairs === null || token < pairs.first || token >= pairs.past ? 0 : pairs.probability(token, label)

/** How likely a word plays a role in a trigger's happening. */
export interface RoleScore {
  readonly role: Role
  readonly token: number
  readonly probability: number
}

/** What the role head alone says of each word of the trigger's window, the likeliest first. */
export function roleScores(scores: Scores, trigger: number): RoleScore[] {
  const pairs = scores.pairs('role', trigger)
  const found: RoleScore[] = []
  for (let token = pairs?.first ?? 0; token < (pairs?.past ?? 0); token++) {
    for (const role of ROLES) {
      const probability = pairs?.probability(token, scores.labels('role').indexOf(role)) ?? 0
      found.push({ role, token, probability })
    }
  }
  return found.sort((a, b) => b.probability - a.probability)
}

/** The scores of one role for the words of a trigger's window. */
interface Likelihood {
  readonly pairs: Pairs | null
  readonly label: number
}

function chooseWords(document: Document, { pairs, label }: Likelihood, helped: ReadonlySet<number>): number[] {
  const { first, past } = pairs ?? { first: 0, past: 0 }
  const likelihood = (token: number) => probabilityOf(pairs, token, label)
  const worth: [token: number, value: number][] = []
  for (let token = first; token < past; token++)
    worth.push([token, likelihood(token) + (helped.has(token) ? GRAMMAR_ADDS : 0)])
  const best = worth.reduce((most, [, value]) => Math.max(most, value), 0)
  const least = Math.max(ROLE_LEAST, SHARE_OF_BEST * best)
  const chosen = new Set(worth.flatMap(([token, value]) => (value >= least ? [token] : [])))
  for (const word of [...chosen]) {
    for (const conjunct of dependents(document, word)) {
      if (document.tokens[conjunct]?.deprel === 'conj' && likelihood(conjunct) >= CONJUNCT_LEAST) chosen.add(conjunct)
    }
  }
  return [...chosen].sort((a, b) => a - b)
}

/** Whom the words mean. Words of one phrase count once; who cannot be named is UNK, with the phrase as the name. */
export function entitiesAt(document: Document, words: readonly number[], resolve: ResolveHead): EntityRecord[] {
  const heads = [...new Set(words.map(word => phraseHead(document, antecedentOf(document, word))))]
  const records = heads.flatMap(head => entitiesOfPhrase(document, head, resolve))
  return records.filter((record, i) => records.findIndex(other => isSame(other, record)) === i)
}

const isSame = (a: EntityRecord, b: EntityRecord) =>
  a.code === b.code && a.name === b.name && a.sector.join() === b.sector.join()

function entitiesOfPhrase(document: Document, head: number, resolve: ResolveHead): EntityRecord[] {
  const mentions = mentionsAt(document, head)
  if (mentions.length > 0) return mentions.map(mention => recordOf(document, mention))
  const named = document.names.find(name => name.kind !== 'LOC' && tokensIn(document, name).includes(head))
  const span = named ?? spanOf(document, [head])
  if (span === null) return []
  const text = document.text.slice(span.start, span.end)
  const found = resolve(document, head)
  // Who is neither named nor anybody that the dictionary has a word for ("some", "negotiations") says nothing of who it was.
  const entities = found.length > 0 || named === undefined ? found : [{ name: text, code: 'UNK', sector: [] }]
  return entities.map(({ name, code, sector }) => ({ text, start: span.start, end: span.end, name, code, sector }))
}

/** Mentions that the word heads, or else the shortest that hold it; several where a phrase means several ("both sides"). */
export function mentionsAt(document: Document, word: number): Mention[] {
  const headed = document.mentions.filter(mention => mention.head === word)
  if (headed.length > 0) return headed
  const token = document.tokens[word]
  if (token === undefined) return []
  const around = document.mentions.filter(({ start, end }) => start <= token.start && token.end <= end)
  const shortest = Math.min(...around.map(({ start, end }) => end - start))
  return around.filter(({ start, end }) => end - start === shortest)
}

function recordOf(document: Document, { start, end, entity }: Mention): EntityRecord {
  const { name, code, sector } = entity
  return { text: document.text.slice(start, end), start, end, name, code, sector }
}
