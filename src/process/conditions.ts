import type { Issue, PositionRecord } from '../contract.ts'
import { partyOf } from '../events/party.ts'
import { isBelow, tokensIn } from '../syntax/walk.ts'
import type { Document, Mention, Sentence, Statement } from '../text/document.ts'
import { issueOfWord } from './issues.ts'
import type { TextAndTables } from './words.ts'

/** Words that make a consent a conditional one, whatever the verb; what follows is the condition. */
const STRICT =
  /\b(?:only (?:after|if|when|once|at|on|in exchange|in return)|provided (?:that|the|it|they|he|she|we|its|their)|on (?:the )?condition(?: that)?|as long as|so long as|unless|not (?:\w+ )?until|conditional (?:up)?on|in return for)\b[^.;]*/i
/** A thing that must come first: "a summit would have to be prepared first", "the agenda was not ready". */
const FIRST =
  /\b(?:(?:must|would have to|has to|needs? to|should) (?:[\w-]+ ){1,6}first|not (?:yet )?(?:fully )?(?:ready|prepared|settled))\b/i

/** The condition that a sentence sets, from its first word on; null where it sets none. */
export function conditionIn(quote: string): string | null {
  const found = STRICT.exec(quote.slice(0, 1000)) ?? FIRST.exec(quote.slice(0, 1000))
  return found?.[0].replace(/[\s,]+$/, '') ?? null
}

/** Whether a sentence makes what it says hang on something else. */
export const isConditional = (quote: string): boolean => STRICT.test(quote.slice(0, 1000))

/**
 * Positions told by a sentence that sets a condition: whose sentence it is (its speaker, else the subject of its main clause) and
 * the issue last named before the condition.
 */
export function findConditions(reading: TextAndTables): PositionRecord[] {
  const { document } = reading
  return document.sentences.flatMap(sentence => {
    const quote = document.text.slice(sentence.start, sentence.end)
    const condition = conditionIn(quote)
    if (condition === null) return []
    const at = sentence.start + quote.indexOf(condition)
    const issue = issueBefore(reading, sentence, at)
    const holder = holderIn(document, sentence)
    const by = holder === null ? null : partyOf(holder.entity)
    if (issue === null || holder === null || by === null) return []
    const speaker = holder.entity.sector.length > 0 ? holder.entity.name : null
    const evidence = { start: sentence.start, end: sentence.end, quote }
    return [{ by, speaker, issue, stance: 'conditional' as const, condition, attribution: [], evidence }]
  })
}

function issueBefore(reading: TextAndTables, { first, past }: Sentence, at: number): Issue | null {
  let named: Issue | null = null
  for (let token = first; token < past; token++) {
    if ((reading.document.tokens[token]?.start ?? 0) >= at && named !== null) break
    const issue = issueOfWord(reading, token)
    // "Talks" is what everything is said about: a matter of its own goes before it.
    if (issue !== null && (issue !== 'talks' || named === null)) named = issue
  }
  return named
}

function holderIn(document: Document, sentence: Sentence): Mention | null {
  const own = document.statements.find(statement => isIn(statement, sentence))
  const span = own?.speaker[0]
  const speaker = document.mentions.find(({ start, end }) => span !== undefined && start < span.end && end > span.start)
  return speaker ?? subjectOf(document, sentence)
}

const isIn = ({ cue }: Statement, { start, end }: Sentence) => cue.some(span => span.start >= start && span.end <= end)

function subjectOf(document: Document, { first, past }: Sentence): Mention | null {
  for (let token = first; token < past; token++) {
    const { deprel = '', head = -1 } = document.tokens[token] ?? {}
    const isMain = deprel.startsWith('nsubj') && document.tokens[head]?.deprel === 'root'
    if (!isMain) continue
    return document.mentions.find(mention => tokensIn(document, mention).some(i => i === token || (isBelow(document, i, token) && mention.start <= (document.tokens[token]?.start ?? 0)))) ?? null // prettier-ignore
  }
  return null
}
