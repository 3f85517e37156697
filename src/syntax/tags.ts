import type { Scores, Token } from '../text/document.ts'
import { CLOSED, OPEN, universalOf, type SeenTags } from './seen.ts'

/** A word's universal and Penn tag. */
export interface Tags {
  readonly upos: string
  readonly xpos: string
}

interface Knowledge {
  readonly scores: Scores
  readonly seen: SeenTags
}

/** A word whose trigger head leaves it less than this to name nothing may name a happening. */
const MAY_NAME = 0.9

/**
 * The tags of a word by the tag heads, checked against what the treebanks saw the form with where it may name a happening: such words are few
 * in treebanks, and the trigger head pulls at them.
 */
export function tagsOf(tokens: readonly Token[], index: number, { scores, seen }: Knowledge): Tags {
  const row = scores.word('upos', index)
  const labels = scores.labels('upos')
  const best = likeliest(labels, row, () => true)
  const told = { upos: best, xpos: scores.best('xpos', index) }
  const form = tokens[index]?.form ?? ''
  const known = mayNameHappening(scores, index) && /^\p{Ll}/u.test(form) ? seen(form) : undefined
  if (known === undefined || !isMisjudged(told, known)) return told
  const upos = likeliest(labels, row, label => known.some(tag => universalOf(tag).includes(label)))
  const tags = known.filter(tag => universalOf(tag).includes(upos))
  return { upos, xpos: tags.includes(told.xpos) ? told.xpos : tagAmong(tags, tokens, index) }
}

const mayNameHappening = (scores: Scores, token: number) =>
  scores.labels('trigger').length > 0 && Math.exp(scores.word('trigger', token)[0] ?? 0) < MAY_NAME

/** A tag of one of the few closed classes, or an open one that the form never had; only for forms that are always of open classes. */
function isMisjudged({ upos, xpos }: Tags, known: readonly string[]): boolean {
  const universal = known.flatMap(universalOf)
  if (universal.some(tag => !OPEN.has(tag))) return false
  return CLOSED.has(upos) || !universal.includes(upos) || !universalOf(xpos).includes(upos)
}

function likeliest(labels: readonly string[], row: Float32Array, isAllowed: (label: string) => boolean): string {
  const allowed = labels.map((label, i) => (isAllowed(label) ? i : -1)).filter(i => i >= 0)
  const best = allowed.reduce((most, i) => ((row[i] ?? 0) > (row[most] ?? 0) ? i : most), allowed[0] ?? 0)
  return labels[best] ?? ''
}

const HELPERS = /^(?:be|am|is|are|was|were|been|being|have|has|had|having|get|got)$/i
/** Words before a participle among which its helping verb stands. */
const HELPER_REACH = 3

/** One of several Penn tags of the form: past tense or participle by a helping verb before it, else the first seen. */
function tagAmong(tags: readonly string[], tokens: readonly Token[], index: number): string {
  const before = tokens.slice(Math.max(0, index - HELPER_REACH), index)
  const finite = before.some(({ form }) => HELPERS.test(form)) ? 'VBN' : 'VBD'
  return tags.includes(finite) ? finite : (tags[0] ?? '')
}
