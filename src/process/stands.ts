import type { Issue, Stance } from '../contract.ts'
import { partyOf } from '../events/party.ts'
import { dependents, tokensIn } from '../syntax/walk.ts'
import type { Document, Mention } from '../text/document.ts'
import { isConditional } from './conditions.ts'
import { issueOfWord, issuesAmong } from './issues.ts'
import { hasUse, type TextAndTables } from './words.ts'

/** What somebody wants, refuses, accepts or offers, by the word that says so. */
export interface Stand {
  readonly by: string
  readonly mention: Mention
  readonly issue: Issue
  readonly stance: Stance
  /** The word, such as "demands" or "refused". */
  readonly token: number
}

/** Words after the verb among which its issues are looked for, and how many of them count. */
const REACH = 22
const MOST_ISSUES = 4
/** Governors up to which a verb without a subject looks for one: "plans to propose". */
const SUBJECT_REACH = 3

/** Stands told by a verb, an adjective or a noun of stance ("demands", "ready", "refusal"), its subject and what follows it. */
export function findStands(reading: TextAndTables): Stand[] {
  return reading.document.tokens.flatMap((_, token) => {
    const stance = stanceAt(reading, token)
    const mention = stance === null ? null : holderOf(reading.document, token)
    const by = mention === null ? null : partyOf(mention.entity)
    if (stance === null || mention === null || by === null) return []
    const issues = issuesAfter(reading, token)
    const meant = issues.length > 0 ? issues : antecedentOf(reading, token)
    return meant.map(issue => ({ by, mention, issue, stance, token }))
  })
}

/** Issues named in the words after one, as far as its clause is likely to reach. */
export function issuesAfter(reading: TextAndTables, token: number, reach = REACH): Issue[] {
  const { tokens } = reading.document
  const sentence = tokens[token]?.sentence
  const following: number[] = []
  for (let i = token + 1; i <= token + reach && tokens[i]?.sentence === sentence; i++) {
    if (hasUse(reading, i, 'clause-end')) break
    following.push(i)
  }
  return issuesAmong(reading, following)
    .slice(0, MOST_ISSUES)
    .map(({ issue }) => issue)
}

/** "A ceasefire, which Moscow refuses to discuss": the issue that a relative clause is about. */
function antecedentOf(reading: TextAndTables, token: number): Issue[] {
  const { tokens } = reading.document
  let at = token
  for (let steps = 0; steps < SUBJECT_REACH && at >= 0; steps++) {
    const { deprel = '', head = -1 } = tokens[at] ?? {}
    const issue = deprel === 'acl:relcl' && head >= 0 ? issueOfWord(reading, head) : null
    if (issue !== null) return [issue]
    at = head
  }
  return []
}

function stanceAt(reading: TextAndTables, token: number): Stance | null {
  const { upos = '' } = reading.document.tokens[token] ?? {}
  if (upos === 'NOUN') return nounStance(reading, token)
  if (upos !== 'VERB' && upos !== 'ADJ') return null
  if (hasUse(reading, token, 'accepts') && negated(reading, token)) return 'rejects'
  return negated(reading, token) ? null : verbStance(reading, token)
}

function nounStance(reading: TextAndTables, token: number): Stance | null {
  if (hasUse(reading, token, 'demand-noun')) return 'demands'
  if (hasUse(reading, token, 'reject-noun')) return 'rejects'
  return hasUse(reading, token, 'offer-noun') ? 'offers' : null
}

function verbStance(reading: TextAndTables, token: number): Stance | null {
  if (hasUse(reading, token, 'rejects')) return 'rejects'
  if (hasUse(reading, token, 'accepts')) return consent(reading, token, 'accepts')
  if (hasUse(reading, token, 'offers')) return consent(reading, token, 'offers')
  return isDemand(reading, token) ? 'demands' : null
}

/** "Demands", "insists"; "calls" and "asks" only with what they call or ask for. */
function isDemand(reading: TextAndTables, token: number): boolean {
  if (hasUse(reading, token, 'demands')) return true
  const next = reading.document.tokens[token + 1]?.form ?? ''
  return hasUse(reading, token, 'demands-for') && /^(?:for|on|upon|to|that)$/.test(next)
}

function consent({ document }: TextAndTables, token: number, stance: Stance): Stance {
  const sentence = document.sentences[document.tokens[token]?.sentence ?? -1]
  const rest = document.text.slice(document.tokens[token]?.start, sentence?.end)
  return isConditional(rest) ? 'conditional' : stance
}

const negated = (reading: TextAndTables, token: number) =>
  dependents(reading.document, token).some(i => i < token && hasUse(reading, i, 'negation'))

/** Who holds the stand: the owner of a noun, the subject of a verb or of what governs it. */
export function holderOf(document: Document, token: number): Mention | null {
  let at = token
  for (let steps = 0; steps < SUBJECT_REACH && at >= 0; steps++) {
    const subject = dependents(document, at).find(i => /^(?:nsubj|nmod:poss)$/.test(document.tokens[i]?.deprel ?? ''))
    if (subject !== undefined) return mentionOf(document, subject)
    const { deprel = '', head = -1 } = document.tokens[at] ?? {}
    if (!/^(?:xcomp|conj|acl|advcl|obj)$/.test(deprel)) return null
    at = head
  }
  return null
}

function mentionOf(document: Document, word: number): Mention | null {
  const headed = document.mentions.find(({ head }) => head === word)
  return headed ?? document.mentions.find(mention => tokensIn(document, mention).includes(word)) ?? null
}
