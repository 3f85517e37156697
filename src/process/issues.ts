import type { EventRecord, Issue } from '../contract.ts'
import { ancestors, isBelow } from '../syntax/walk.ts'
import type { Document } from '../text/document.ts'
import { dictionaryForms, hasUse, triggerTokens, type TextAndTables } from './words.ts'

/** An issue and the word that names it. */
export interface NamedIssue {
  readonly issue: Issue
  readonly token: number
}

/** Words to either side among which a row's second word must stand. */
const NEAR = 5

/** The issue that a word names, by the first row of data/process/issues.tsv that fits. */
export function issueOfWord(reading: TextAndTables, token: number): Issue | null {
  const { document, tables } = reading
  const word = document.tokens[token]
  if (word === undefined) return null
  const rows = dictionaryForms(word).flatMap(form => tables.issues.get(form) ?? [])
  const around = rows.some(({ near }) => near.size > 0) ? lemmasAround(document, token) : []
  const issue = rows.find(({ near }) => near.size === 0 || around.some(lemma => near.has(lemma)))?.issue ?? null
  return issue === 'talks' && isOfLeaders(reading, token) ? 'leaders-meeting' : issue
}

/** "The possible meeting of Vladimir Putin and Vladimir Zelensky", "Putin was prepared to meet Zelensky": two heads of state in its clause. */
function isOfLeaders({ document, leaders }: TextAndTables, token: number): boolean {
  const { deprel = '', head = -1 } = document.tokens[token] ?? {}
  const top = /^(?:xcomp|obj)$/.test(deprel) && head >= 0 ? head : token
  const inside = document.mentions.filter(
    mention => leaders.has(mention.entity.name) && isBelow(document, mention.head, top),
  )
  return new Set(inside.map(({ entity }) => entity.code)).size >= 2
}

function lemmasAround(document: Document, token: number): string[] {
  const sentence = document.tokens[token]?.sentence
  return document.tokens
    .slice(Math.max(0, token - NEAR), token + NEAR + 1)
    .filter((other, i) => other.sentence === sentence && i !== Math.min(token, NEAR))
    .map(({ lemma }) => lemma.toLowerCase())
}

/** Issues named from one token up to another, each once; a modifier of another issue's noun ("ceasefire talks") is left out. */
export function issuesAmong(reading: TextAndTables, tokens: readonly number[]): NamedIssue[] {
  const named = tokens.flatMap(token => {
    const issue = issueOfWord(reading, token)
    return issue === null || isModifier(reading, token) ? [] : [{ issue, token }]
  })
  return named.filter((one, i) => named.findIndex(({ issue }) => issue === one.issue) === i)
}

function isModifier(reading: TextAndTables, token: number): boolean {
  const { deprel = '', head = -1 } = reading.document.tokens[token] ?? {}
  if ((deprel !== 'compound' && deprel !== 'amod') || head < 0) return false
  return issueOfWord(reading, head) !== null || hasUse(reading, head, 'talks') || hasUse(reading, head, 'offer-noun')
}

/** Clauses that say something apart from what they hang on. */
const APART = /^(?:acl:relcl|parataxis|advcl|appos)/

/** Issues that a word and what it governs name, without clauses that stand apart. */
export function issuesBelow(reading: TextAndTables, root: number): NamedIssue[] {
  return issuesAmong(reading, clauseOf(reading.document, root))
}

function clauseOf(document: Document, root: number): number[] {
  const sentence = document.sentences[document.tokens[root]?.sentence ?? -1]
  if (sentence === undefined) return []
  const all = Array.from({ length: sentence.past - sentence.first }, (_, i) => sentence.first + i)
  return all.filter(token => {
    if (token === root) return true
    const path = [token, ...ancestors(document, token)]
    const depth = path.indexOf(root)
    return depth > 0 && !path.slice(0, depth).some(i => APART.test(document.tokens[i]?.deprel ?? ''))
  })
}

/** All that an event is about: the model's issue where the sentence bears it out, then what the event's clause names. */
export function issuesOf(reading: TextAndTables, event: EventRecord): Issue[] {
  const [token] = triggerTokens(reading.document, event.evidence)
  if (token === undefined) return event.issue === null ? [] : [event.issue]
  const below = issuesBelow(reading, token).map(({ issue }) => issue)
  const own = ownIssue(reading, event, token)
  if (own === null || (below.length > 0 && !below.includes(own))) return below
  return [own, ...below.filter(issue => issue !== own)]
}

/** What an event is about in the first place; null where nothing in its sentence says so. */
export function issueOf(reading: TextAndTables, event: EventRecord): Issue | null {
  return issuesOf(reading, event)[0] ?? null
}

function ownIssue(reading: TextAndTables, { issue }: EventRecord, token: number): Issue | null {
  if (issue === null) return null
  const { document } = reading
  const sentence = document.sentences[document.tokens[token]?.sentence ?? -1]
  if (sentence === undefined) return null
  const all = Array.from({ length: sentence.past - sentence.first }, (_, i) => sentence.first + i)
  return issuesAmong(reading, all).some(named => named.issue === issue) ? issue : null
}
