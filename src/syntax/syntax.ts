import type { Stage } from '../text/stage.ts'
import type { Scores, Sentence, Token } from '../text/document.ts'
import { applyLemmaRule } from './lemma.ts'
import { englishTree } from './english-tree.ts'
import { seenTagsOf, type SeenTags } from './seen.ts'
import { likeliest, tagsOf } from './tags.ts'

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
  const tree = englishTree(past - first, (d, g) => scores.arc(d + first, inSentence(g)))
  return tokens.slice(first, past).map((token, i) => {
    const head = inSentence(tree[i] ?? -1)
    const { upos, xpos } = tagsOf(tokens, first + i, { scores, seen })
    const rule = lemmas.get(`${token.form} ${xpos}`) ?? scores.best('lemma', first + i)
    return {
      ...token,
      upos,
      xpos,
      feats: scores.best('feats', first + i),
      lemma: applyLemmaRule(rule, token.form),
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
  return likeliest(scores.labels('deprel'), relations, label => label !== 'root')
}
