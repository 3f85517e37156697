import type { Stage } from '../text/stage.ts'
import type { Scores, Sentence, Token } from '../text/document.ts'
import { applyLemmaRule } from './lemma.ts'
import { CLOSED, OPEN, seenTagsOf, type SeenTags } from './seen.ts'
import { bestTree } from './tree.ts'

/**
 * Tags, lemmas and one tree a sentence, from the encoder's scores.
 *
 * @param lemmas - `form tag` → lemma rule, for words that always take one; the lemma head decides the others.
 */
export function createSyntaxStage(lemmas: ReadonlyMap<string, string>): Stage {
  const seen = seenTagsOf(lemmas.keys())
  return {
    name: 'syntax',
    reads: ['sentences', 'tokens', 'scores'],
    writes: ['syntax'],
    run(document, trace) {
      const { scores } = document
      if (scores === null) return document
      const parse = (sentence: Sentence) => parseSentence(document.tokens, sentence, { scores, lemmas, seen })
      trace(() => `parsed ${document.sentences.length} sentences`)
      return { ...document, tokens: document.sentences.flatMap(parse) }
    },
  }
}

interface Knowledge {
  readonly scores: Scores
  readonly lemmas: ReadonlyMap<string, string>
  readonly seen: SeenTags
}

function parseSentence(
  tokens: readonly Token[],
  { first, past }: Sentence,
  { scores, lemmas, seen }: Knowledge,
): Token[] {
  const inSentence = (governor: number) => (governor < 0 ? -1 : governor + first)
  const tree = bestTree(past - first, (d, g) => scores.arc(d + first, inSentence(g)))
  return tokens.slice(first, past).map((token, i) => {
    const head = inSentence(tree[i] ?? -1)
    const xpos = scores.best('xpos', first + i)
    const rule = lemmas.get(`${token.form} ${xpos}`) ?? scores.best('lemma', first + i)
    return {
      ...token,
      upos: tagOf(token.form, scores.labels('upos'), {
        row: scores.word('upos', first + i),
        seen: mayNameHappening(scores, first + i) ? seen : () => undefined,
      }),
      xpos,
      feats: scores.best('feats', first + i),
      lemma: applyLemmaRule(rule, token.form),
      head,
      deprel: relationOf(first + i, head, scores),
    }
  })
}

/** Words that name a happening are where the tag head errs: they are few in treebanks, and the trigger head pulls at them. */
const mayNameHappening = (scores: Scores, token: number) =>
  scores.labels('trigger').length > 0 && Math.exp(scores.word('trigger', token)[0] ?? 0) < MAY_NAME

const MAY_NAME = 0.9

interface Tagging {
  readonly row: Float32Array
  readonly seen: SeenTags
}

/** The likeliest tag; a known form that was never one of the few closed words is none here either. */
function tagOf(form: string, labels: readonly string[], { row, seen }: Tagging): string {
  const best = bestLabel(labels, row)
  const known = CLOSED.has(best) ? seen(form) : undefined
  if (known === undefined || [...known].some(tag => !OPEN.has(tag))) return best
  const allowed = labels.map((label, i) => (known.has(label) ? i : -1)).filter(i => i >= 0)
  const other = allowed.reduce((most, i) => ((row[i] ?? 0) > (row[most] ?? 0) ? i : most), allowed[0] ?? 0)
  return labels[other] ?? best
}

/** UD: the word at the root, and no other, has the relation `root`. */
function relationOf(token: number, head: number, scores: Scores): string {
  if (head < 0) return 'root'
  const relations = scores.relation(token, head)
  if (relations === null) return 'dep' // the tree took a head that no relation was scored for
  return bestLabel(scores.labels('deprel'), relations, 'root')
}

function bestLabel(labels: readonly string[], row: Float32Array, except?: string): string {
  let best = labels[0] === except ? 1 : 0
  for (let i = 0; i < row.length; i++) {
    if ((row[i] ?? 0) > (row[best] ?? 0) && labels[i] !== except) best = i
  }
  return labels[best] ?? ''
}
