import type { AttributionRecord } from '../contract.ts'
import type { Span } from '../span.ts'
import { mentionsAt } from './roles.ts'
import { phraseHead, spanOf, tokensIn } from '../syntax/walk.ts'
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

/** Whom the report has something from. A statement that names no speaker ("reportedly") gives none. */
export function attributionOf(document: Document, statement: Statement): AttributionRecord[] {
  const [speaker] = statement.speaker
  if (speaker === undefined) return []
  const words = tokensIn(document, speaker)
  const head = words.find(word => !words.includes(document.tokens[word]?.head ?? -1)) ?? words[0] ?? 0
  const entity = statement.entity ?? mentionsAt(document, phraseHead(document, head))[0]?.entity ?? UNKNOWN
  const isPronoun = document.tokens[head]?.upos === 'PRON' && entity !== UNKNOWN
  return [
    {
      text: textOf(document, speaker),
      name: isPronoun ? entity.name : nameOf(document, head, words),
      code: entity.code,
      sector: entity.sector,
      verb: statement.cue.map(span => textOf(document, span)).join(' … '),
    },
  ]
}

const UNKNOWN: Entity = { name: '', code: 'UNK', sector: [] }
const textOf = (document: Document, { start, end }: Span) => document.text.slice(start, end)

/** The speaker as the report names them: a proper name in the phrase, else the phrase's head with what it is compounded with. */
function nameOf(document: Document, head: number, words: readonly number[]): string {
  const isPart = (word: number) => {
    const token = document.tokens[word]
    return token !== undefined && /^(?:flat|compound|appos)/.test(token.deprel) && words.includes(token.head)
  }
  const named = words.filter(word => document.tokens[word]?.upos === 'PROPN' && (word === head || isPart(word)))
  const span = spanOf(document, named.length > 0 ? named : words.filter(word => word === head || isPart(word)))
  return span === null ? '' : document.text.slice(span.start, span.end)
}
