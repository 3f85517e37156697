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
  const best = likeliest(labels, row)
  const told = { upos: best, xpos: scores.best('xpos', index) }
  const form = tokens[index]?.form ?? ''
  const known = mayNameHappening(scores, index) && /^\p{Ll}/u.test(form) ? seen(form) : undefined
  const universal = new Set(known?.flatMap(universalOf))
  if (known === undefined || !isMisjudged(told, universal)) return told
  const upos = likeliest(labels, row, label => universal.has(label))
  const tags = known.filter(tag => universalOf(tag).includes(upos))
  return { upos, xpos: tags.includes(told.xpos) ? told.xpos : tagAmong(tags, tokens, index) }
}

const mayNameHappening = (scores: Scores, token: number) =>
  scores.labels('trigger').length > 0 && Math.exp(scores.word('trigger', token)[0] ?? 0) < MAY_NAME

/** A tag of one of the few closed classes, or an open one that the form never had; only for forms that are always of open classes. */
function isMisjudged({ upos, xpos }: Tags, seen: ReadonlySet<string>): boolean {
  if ([...seen].some(tag => !OPEN.has(tag))) return false
  return CLOSED.has(upos) || !seen.has(upos) || !universalOf(xpos).includes(upos)
}

/** The label of the highest score among those allowed; the first label where none is. */
export function likeliest(
  labels: readonly string[],
  row: Float32Array,
  isAllowed: (label: string) => boolean = () => true,
): string {
  let best = -1
  for (const [i, label] of labels.entries()) {
    if (isAllowed(label) && (best < 0 || (row[i] ?? 0) > (row[best] ?? 0))) best = i
  }
  return labels[Math.max(best, 0)] ?? ''
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
