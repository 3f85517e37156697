import { span, type Span } from '../span.ts'
import { findBlocks } from './blocks.ts'
import type { Document, Sentence, Token } from './document.ts'
import { findSentences, type WordRange } from './sentences.ts'
import type { Stage } from './stage.ts'
import { findWords, type Word } from './words.ts'

/** Divides the text into sentences and syntactic words. What the syntax stage fills in later is empty. */
export const segment: Stage = {
  name: 'segment',
  reads: [],
  writes: ['sentences', 'tokens'],
  run(document, trace) {
    const layers = segmentText(document.text)
    trace(() => `${layers.sentences.length} sentences, ${layers.tokens.length} tokens`)
    return { ...document, ...layers }
  },
}

/** The sentences and tokens of a text. */
export function segmentText(text: string): Pick<Document, 'sentences' | 'tokens'> {
  const sentences: Sentence[] = []
  const tokens: Token[] = []
  for (const block of findBlocks(text)) {
    const words = findWords(text, block.start, block.end)
    for (const range of findSentences(text, words, { first: 0, past: words.length })) {
      addSentence(sentences, tokens, { text, words, range })
    }
  }
  return { sentences, tokens }
}

interface Found {
  readonly text: string
  readonly words: readonly Word[]
  readonly range: WordRange
}

function addSentence(sentences: Sentence[], tokens: Token[], { text, words, range }: Found): void {
  const first = tokens.length
  const found = words.slice(range.first, range.past)
  for (const word of found) {
    const form = text.slice(word.start, word.end)
    tokens.push(bareToken(form, sentences.length, span(word.start, word.end)))
  }
  sentences.push({ ...span(found[0]?.start ?? 0, found.at(-1)?.end ?? 0), first, past: tokens.length })
}

/** A token of which only the form and the place are known. */
export function bareToken(form: string, sentence: number, { start, end }: Span): Token {
  // Written out, not spread: a text has many thousands of these.
  return { start, end, form, sentence, lemma: form, upos: '', xpos: '', feats: '_', head: -1, deprel: '' }
}
