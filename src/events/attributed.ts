import type { AttributionRecord, EntityRecord } from '../contract.ts'
import type { Span } from '../span.ts'
import { antecedentOf } from './arguments.ts'
import { mentionsAt } from './roles.ts'
import { dependents, isBelow, phraseHead, spanOf, tokensIn } from '../syntax/walk.ts'
import type { Document, Entity, Statement } from '../text/document.ts'

/** Statements whose content holds the word, outermost first; a speech act that is itself the happening is not among them. */
export function statementsAround(document: Document, trigger: number): Statement[] {
  const token = document.tokens[trigger]
  if (token === undefined) return []
  const holds = (spans: readonly Span[]) => spans.some(({ start, end }) => start <= token.start && token.end <= end)
  return document.statements
    .filter(({ content, cue, anchor }) => holds(content) && !holds(cue) && anchor !== trigger)
    .sort((a, b) => lengthOf(b.content) - lengthOf(a.content))
}

const lengthOf = (spans: readonly Span[]) => spans.reduce((sum, { start, end }) => sum + end - start, 0)

/** Whom the report has something from, joint speakers apart. A statement that names no speaker ("reportedly") gives none. */
export function attributionOf(document: Document, statement: Statement): AttributionRecord[] {
  const [speaker] = statement.speaker
  if (speaker === undefined) return []
  const words = tokensIn(document, speaker)
  const head = words.find(word => !words.includes(document.tokens[word]?.head ?? -1)) ?? words[0] ?? 0
  const joined = words.filter(word => document.tokens[word]?.head === head && relationOf(document, word) === 'conj')
  const verb = statement.cue.map(span => textOf(document, span)).join(' … ')
  return [head, ...joined].map((word, i) => {
    const one = antecedentOf(document, word) // "Trump, who announced": whom the pronoun stands for
    const own = words.filter(
      word => isBelow(document, word, one) && !(i === 0 && joined.some(other => isBelow(document, word, other))),
    )
    const entity =
      (i === 0 ? statement.entity : null) ?? mentionsAt(document, phraseHead(document, one))[0]?.entity ?? UNKNOWN
    const isPronoun = one === word && document.tokens[one]?.upos === 'PRON' && entity !== UNKNOWN
    const name = isPronoun ? entity.name : nameOf(document, one, one === word ? own : [one, ...flatOf(document, one)])
    return {
      text: textOf(document, speaker),
      name,
      code: entity.code,
      sector: entity.sector,
      verb,
      kind: statement.kind,
    }
  })
}

/** The speaker as one who acts: whoever says that something must be done asks for it. */
export function speakerAsActor(document: Document, [outermost]: readonly Statement[]): EntityRecord[] {
  const span = outermost?.speaker[0]
  if (outermost?.entity == null || span === undefined || outermost.entity.code === 'UNK') return []
  const { name, code, sector } = outermost.entity
  return [{ text: textOf(document, span), start: span.start, end: span.end, name, code, sector }]
}

const UNKNOWN: Entity = { name: '', code: 'UNK', sector: [] }
const textOf = (document: Document, { start, end }: Span) => document.text.slice(start, end)
const relationOf = (document: Document, token: number) => document.tokens[token]?.deprel ?? ''

/** The speaker as the report names them: the person in the phrase, or else the phrase without its article. */
function nameOf(document: Document, head: number, words: readonly number[]): string {
  const within = spanOf(document, words)
  if (within === null) return ''
  const person = document.names.find(
    name =>
      name.kind === 'PER' && name.start >= within.start && name.end <= within.end && isNameOf(document, head, name),
  )
  if (person !== undefined) return textOf(document, person)
  const named = words.filter(word => !isArticle(document, word))
  const span = spanOf(document, named)
  return span === null ? '' : textOf(document, span)
}

/** Whether a person's name is that of the phrase's head: the head itself, a title's holder, or what stands in apposition. */
function isNameOf(document: Document, head: number, name: Span): boolean {
  return tokensIn(document, name).some(
    word =>
      word === head ||
      (document.tokens[word]?.head === head && /^(?:flat|appos|compound|dep)/.test(relationOf(document, word))),
  )
}

/** The words of a name that its first word heads. */
const flatOf = (document: Document, head: number) =>
  dependents(document, head).filter(word => /^(?:flat|compound)/.test(relationOf(document, word)))

const isArticle = (document: Document, token: number) => /^(?:the|a|an)$/i.test(document.tokens[token]?.form ?? '')
