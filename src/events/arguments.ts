import { dependents } from '../syntax/walk.ts'
import type { Document } from '../text/document.ts'

/** Who the grammar makes actor and recipient of a trigger. */
export interface Arguments {
  readonly actor: ReadonlySet<number>
  readonly recipient: ReadonlySet<number>
  /** The subject of an active verb, its own or that of the verb above that it shares, with its conjuncts. */
  readonly subject: readonly number[]
}

const LIGHT =
  /^(?:launch|hold|carry|conduct|sign|make|have|give|take|reach|stage|mount|pay|start|begin|open|continue|step|do|wage)$/
const SHARES_SUBJECT = /^(?:xcomp|advcl|conj|parataxis)$/
const HARMED_BY_NOUN = /^(?:on|against|of|at)$/
const DONE_BY_NOUN = /^(?:by|between|from)$/

/** The arguments of a verb by its relations, of a noun by its possessor, modifiers and the light verb that carries it. */
export function argumentsOf(document: Document, trigger: number): Arguments {
  const upos = document.tokens[trigger]?.upos
  const isVerb = upos === 'VERB' || upos === 'AUX'
  const found = isVerb ? ofVerb(document, trigger) : ofNoun(document, trigger)
  const antecedents = (words: readonly number[]) => words.map(word => antecedentOf(document, word))
  const subject = isVerb ? antecedents(found.actor.filter(word => isSubject(document, word))) : []
  const joined = subject.flatMap(word => dependents(document, word).filter(i => relation(document, i) === 'conj'))
  return {
    actor: new Set(antecedents(found.actor)),
    recipient: new Set(antecedents(found.recipient)),
    subject: [...subject, ...joined],
  }
}

const isSubject = (document: Document, token: number) => relation(document, token) === 'nsubj'

/** "Russia must withdraw": who should do what is demanded is the one it is demanded of; who demands it stands elsewhere. */
export function askedOf(document: Document, trigger: number): Arguments {
  if (DEMANDS.test(document.tokens[trigger]?.lemma ?? '')) return argumentsOf(document, trigger)
  return { actor: new Set(), recipient: argumentsOf(document, trigger).actor, subject: [] }
}

/** "received 1,245 bodies from Russia": the subject is who is given something, and it is given by whom "from" names. */
export function givenBy(document: Document, verb: number): Arguments {
  const { actor } = argumentsOf(document, verb)
  const from = dependents(document, verb).filter(
    i => relation(document, i) === 'obl' && prepositionOf(document, i) === 'from',
  )
  return { actor: new Set(from), recipient: actor, subject: [] }
}

/** Whether the word is a verb of being given something. */
export function isReceiving(document: Document, token: number): boolean {
  const { upos = '', lemma = '' } = document.tokens[token] ?? {}
  return upos === 'VERB' && /^(?:receive|obtain)$/.test(lemma)
}

const DEMANDS = /^(?:demand|call|urge|insist|request|appeal|ask|press|push|want|seek|require|plead)$/

interface Found {
  readonly actor: number[]
  readonly recipient: number[]
}

const relation = (document: Document, token: number) => document.tokens[token]?.deprel ?? ''

function ofVerb(document: Document, verb: number): Found {
  const below = dependents(document, verb)
  const having = (...relations: readonly string[]) => below.filter(i => relations.includes(relation(document, i)))
  const passive = having('nsubj:pass')
  const actor = [...having('nsubj'), ...having('obl:agent')]
  const recipient = [...passive, ...having('obj', 'iobj')]
  if (actor.length === 0 && passive.length === 0) actor.push(...sharedSubject(document, verb))
  if (relation(document, verb) === 'acl') nounOfParticiple(document, verb, { actor, recipient })
  return { actor, recipient }
}

/** "agreed to free", "went from house to house, dragging": the subject of the verb above. */
function sharedSubject(document: Document, verb: number): number[] {
  const { head = -1, deprel = '' } = document.tokens[verb] ?? {}
  const isVerb = /^(?:VERB|AUX|ADJ)$/.test(document.tokens[head]?.upos ?? '')
  return SHARES_SUBJECT.test(deprel) && isVerb ? ofVerb(document, head).actor : []
}

/** "rebels holding the town" act; "a deal signed by both" is acted on. */
function nounOfParticiple(document: Document, verb: number, { actor, recipient }: Found): void {
  const { head = -1, xpos = '' } = document.tokens[verb] ?? {}
  if (xpos === 'VBG') actor.push(head)
  else if (xpos === 'VBN') recipient.push(head)
}

function ofNoun(document: Document, noun: number): Found {
  const below = dependents(document, noun)
  const owners = below.filter(i => /^(?:nmod:poss|amod|compound)$/.test(relation(document, i)))
  const after = (preposition: RegExp) =>
    below.filter(i => relation(document, i) === 'nmod' && preposition.test(prepositionOf(document, i)))
  const actor = [...owners, ...after(DONE_BY_NOUN), ...subjectOfCarrier(document, noun)]
  return { actor, recipient: after(HARMED_BY_NOUN) }
}

/** "Russia launched strikes": the subject of the light verb. */
function subjectOfCarrier(document: Document, noun: number): number[] {
  const { head = -1, deprel = '' } = document.tokens[noun] ?? {}
  const isCarried = /^(?:obj|obl|nsubj:pass)$/.test(deprel) && LIGHT.test(document.tokens[head]?.lemma ?? '')
  return isCarried ? ofVerb(document, head).actor : []
}

export function prepositionOf(document: Document, token: number): string {
  const marker = dependents(document, token).find(i => relation(document, i) === 'case')
  return document.tokens[marker ?? -1]?.lemma.toLowerCase() ?? ''
}

/** A relative pronoun stands for the noun that its clause belongs to; every other word for itself. */
export function antecedentOf(document: Document, word: number): number {
  if (!/PronType=Rel/.test(document.tokens[word]?.feats ?? '')) return word
  let at = word
  for (let steps = 0; steps < 8; steps++) {
    const { head = -1, deprel = '' } = document.tokens[at] ?? {}
    if (head < 0) return word
    if (deprel === 'acl:relcl') return head
    at = head
  }
  return word
}
