import type { Document, Token } from '../../text/document.ts'

/** Tokens `[first, past)` of a document. */
export interface Range {
  readonly first: number
  readonly past: number
}

/** A noun phrase cut for reading: what stands up to and with its head, and what follows. */
export interface Phrase {
  readonly start: number
  readonly end: number
  /** Index of the head word's token. */
  readonly head: number
  /** Where the head, with the rest of its name, begins and ends. */
  readonly headStart: number
  readonly coreEnd: number
}

/** Whether the syntax stage has run. */
export function hasTree(document: Document): boolean {
  return document.tokens.some(token => token.upos !== '')
}

const JOINED = new Set(['flat', 'flat:name', 'goeswith', 'fixed'])
// prettier-ignore
const BREAKS = new Set([
  'of', 'in', 'from', 'for', 'with', 'by', 'to', 'at', 'on', 'who', 'which', 'that', 'near', 'against', 'including',
  'led', 'headed', 'based', 'loyal', 'known', 'whose', 'where', 'under', 'and', 'or', 'over', 'into', 'between', 'called',
  'during', 'outside', 'within', 'who', 'dressed', 'accused', 'suspected', 'linked', 'along', 'among', 'across', 'as', 'inside', 'aligned', 'allied', 'then', 'after', 'before', 'since', 'fleeing', 'wearing',
])

/** Cuts a noun phrase at its head: by the tree where there is one, else before the first preposition or comma. */
export function readPhrase(document: Document, range: Range): Phrase | null {
  const tokens = document.tokens.slice(range.first, range.past)
  const [first] = tokens
  const last = tokens.at(-1)
  if (first === undefined || last === undefined) return null
  const head = hasTree(document) ? treeHead(document, range) : flatHead(tokens) + range.first
  const counted = afterQuantity(document, head, range)
  if (counted !== null) return readPhrase(document, counted)
  const [from, to] = nameAround(document, head, range)
  const [headToken, coreToken] = [document.tokens[from], document.tokens[to]]
  if (headToken === undefined || coreToken === undefined) return null
  return { start: first.start, end: last.end, head, headStart: headToken.start, coreEnd: coreToken.end }
}

// prettier-ignore
const QUANTITIES = new Set([
  'scores', 'dozens', 'hundreds', 'thousands', 'tens', 'number', 'group', 'most', 'some', 'one', 'two', 'three', 'four',
  'five', 'all', 'many', 'several', 'majority', 'couple', 'handful', 'dozen', 'each', 'part', 'rest', 'remains', 'bodies',
  'kind', 'sort', 'lot', 'half', 'millions', 'member', 'members', 'crowd', 'crowds', 'groups', 'teams', 'units', 'pair', 'score', 'both',
])

/** "hundreds of villagers", "one of the rebels": the phrase after "of", which says who they are. */
function afterQuantity(document: Document, head: number, range: Range): Range | null {
  const [token, next] = [document.tokens[head], document.tokens[head + 1]]
  if (token === undefined || next?.form !== 'of' || head + 2 >= range.past) return null
  const counts = QUANTITIES.has(token.form.toLowerCase()) || /^\d/.test(token.form)
  return counts ? { first: head + 2, past: range.past } : null
}

const NOMINAL = new Set(['NOUN', 'PROPN', 'PRON', 'NUM', 'SYM', 'X'])

// The word whose governor stands outside: a nominal one, since a slip of the tree may also leave an article dangling.
function treeHead(document: Document, range: Range): number {
  const tokens = document.tokens.slice(range.first, range.past)
  const isTop = ({ head, deprel }: Token) => deprel !== 'punct' && (head < range.first || head >= range.past)
  const nominal = tokens.findIndex(token => isTop(token) && NOMINAL.has(token.upos))
  const head = nominal === -1 ? flatHead(tokens) : nominal
  return range.first + head
}

function flatHead(tokens: readonly Token[]): number {
  const stop = tokens.findIndex((token, i) => i > 0 && isBreak(token, tokens[i - 1]))
  let head = (stop === -1 ? tokens.length : stop) - 1
  while (head > 0 && /^(?:['’]s?|["”.)])$/.test(tokens[head]?.form ?? '')) head--
  return head
}

function isBreak(token: Token, before: Token | undefined): boolean {
  if (/^[,;:("“]$/.test(token.form)) return true
  return BREAKS.has(token.form.toLowerCase()) && !/^[-–]$/.test(before?.form ?? '')
}

function nameAround(document: Document, head: number, range: Range): [number, number] {
  let [from, to] = [head, head]
  const joins = (index: number) => {
    const token = document.tokens[index]
    return token !== undefined && JOINED.has(token.deprel) && token.head >= from && token.head <= to
  }
  while (to + 1 < range.past && joins(to + 1)) to++
  while (from > range.first && joins(from - 1)) from--
  return [from, to]
}

// prettier-ignore
const LEFT_OUT = new Set([
  'acl:relcl', 'conj', 'punct', 'parataxis', 'cc', 'case', 'cop', 'nsubj', 'mark', 'advcl', 'aux',
])

/** The phrase that a head word carries: its words to the left and its modifiers, without relative clauses and conjuncts. */
export function phraseOf(document: Document, head: number): Range {
  const token = document.tokens[head]
  if (token === undefined) return { first: head, past: head + 1 }
  if (!hasTree(document)) return flatRange(document, head)
  let [first, past] = [head, head + 1]
  while (isUnder(document, first - 1, head)) first--
  while (isUnder(document, past, head)) past++
  return { first, past }
}

function isUnder(document: Document, index: number, head: number): boolean {
  for (let at = index, steps = 0; steps < 12; steps++) {
    const token = document.tokens[at]
    if (token === undefined || token.head < 0) return false
    if (token.head === head) return !LEFT_OUT.has(token.deprel) || isPossessive(token, index < head)
    at = token.head
  }
  return false
}

// "the Tigray People's Liberation Front": the mark stands inside, whichever word the tree gives it to.
const isPossessive = ({ form }: Token, isBefore: boolean) => isBefore && /^['’]s?$/.test(form)

function flatRange(document: Document, head: number): Range {
  let first = head
  const sentence = document.tokens[head]?.sentence
  while (first > 0 && head - first < 6) {
    const before = document.tokens[first - 1]
    if (before === undefined || before.sentence !== sentence || !/^[\p{L}\p{N}'’-]/u.test(before.form)) break
    if (BREAKS.has(before.form.toLowerCase())) break
    first--
  }
  return { first, past: head + 1 }
}
