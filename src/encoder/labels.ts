import { z } from 'zod'
import { CATEGORIES, ISSUES, STATUSES } from '../contract.ts'
import { ParleyError } from '../errors.ts'

/** Heads that give log probabilities a word. */
export const WORD_HEADS = ['upos', 'names', 'trigger', 'category', 'status', 'mode', 'issue', 'cue'] as const
/** Heads that give the number of the best label a word. */
export const BEST_HEADS = ['xpos', 'feats', 'lemma'] as const
/** Heads that give probabilities a pair of words, for those first words that `…Row` numbers. */
export const PAIR_HEADS = ['role', 'said'] as const

const FORMAT = 2
const labelsFile = z.object({
  format: z.number(),
  /** SHA-256 of the weights that these labels belong to, hex. */
  onnx: z.string(),
  heads: z.record(z.string(), z.array(z.string()).min(1)),
  /** Heads a word for which relations are scored. */
  candidates: z.number().int().positive(),
  /** Scale and bias that turn the cosine of two triggers' vectors into the log odds of their being one happening. */
  same: z.tuple([z.number(), z.number()]),
  special: z.object({ bos: z.number(), eos: z.number(), pad: z.number(), unk: z.number() }),
})

export type Labels = Readonly<z.infer<typeof labelsFile>>

// What the code itself names; other heads' labels are free.
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  category: CATEGORIES,
  status: STATUSES,
  issue: ['none', ...ISSUES],
  trigger: ['none', 'lead', 'mention'],
  role: ['none', 'actor', 'recipient', 'place', 'date'],
  cue: ['none', 'cue', 'content'],
  said: ['none', 'speaker', 'cue', 'content'],
}

/**
 * Reads model/labels.json.
 *
 * @throws {ParleyError} `MODEL_LABELS` where the file has other heads or labels than this code.
 */
export function readLabels(json: unknown): Labels {
  const read = labelsFile.safeParse(json)
  if (!read.success || read.data.format !== FORMAT) throw new ParleyError('MODEL_LABELS', { problem: 'another format' })
  for (const head of [...WORD_HEADS, ...BEST_HEADS, ...PAIR_HEADS, 'deprel']) {
    const labels = read.data.heads[head]
    const expected = EXPECTED[head]
    if (labels === undefined) throw new ParleyError('MODEL_LABELS', { problem: `no head ${head}` })
    if (expected !== undefined && labels.join() !== expected.join())
      throw new ParleyError('MODEL_LABELS', { problem: `other labels in head ${head}` })
  }
  return read.data
}

const lemmasFile = z.record(z.string(), z.number().int())

/**
 * Reads model/lemmas.json: words of the treebanks that always take one lemma.
 *
 * @returns `form tag` → lemma rule.
 * @throws {ParleyError} `MODEL_UNREADABLE`
 */
export function readLemmas(json: unknown, labels: Labels): ReadonlyMap<string, string> {
  const read = lemmasFile.safeParse(json)
  if (!read.success) throw new ParleyError('MODEL_UNREADABLE', { file: 'lemmas.json', reason: 'not a list of lemmas' })
  const rules = labels.heads.lemma ?? []
  return new Map(Object.entries(read.data).map(([word, rule]) => [word, rules[rule] ?? 'keep|0|']))
}
