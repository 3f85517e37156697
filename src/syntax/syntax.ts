import type { Stage } from '../text/stage.ts'
import type { Scores, Sentence, Token } from '../text/document.ts'
import { applyLemmaRule } from './lemma.ts'
import { bestTree } from './tree.ts'

/** Tags, lemmas and one tree a sentence, from the encoder's scores. */
export const syntaxStage: Stage = {
  name: 'syntax',
  reads: ['sentences', 'tokens', 'scores'],
  writes: ['syntax'],
  run(document, trace) {
    const { scores } = document
    if (scores === null) return document
    const tokens = document.sentences.flatMap(sentence => parseSentence(document.tokens, sentence, scores))
    trace(() => `parsed ${document.sentences.length} sentences`)
    return { ...document, tokens }
  },
}

function parseSentence(tokens: readonly Token[], { first, past }: Sentence, scores: Scores): Token[] {
  const inSentence = (governor: number) => (governor < 0 ? -1 : governor + first)
  const tree = bestTree(past - first, (d, g) => scores.arc(d + first, inSentence(g)))
  return tokens.slice(first, past).map((token, i) => {
    const head = inSentence(tree[i] ?? -1)
    return {
      ...token,
      upos: bestLabel(scores.labels('upos'), scores.word('upos', first + i)),
      xpos: scores.best('xpos', first + i),
      feats: scores.best('feats', first + i),
      lemma: applyLemmaRule(scores.best('lemma', first + i), token.form),
      head,
      deprel: relationOf(first + i, head, scores),
    }
  })
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
