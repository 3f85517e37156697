import { span } from '../span.ts'
import type { Document, Name, Scores } from '../text/document.ts'
import type { Stage } from '../text/stage.ts'

/** Below this, geometric mean of its labels, a name is left out: chosen on GUM's held-out names, where F1 is flat around it. */
const NAME_LEAST = 0.55

/** Proper names with their kind, from the name head: the likeliest sequence of labels in which each name begins with a B. */
export const namesStage: Stage = {
  name: 'names',
  reads: ['sentences', 'tokens', 'scores'],
  writes: ['names'],
  run(document, trace) {
    const { scores } = document
    if (scores === null) return document
    const all = document.sentences.flatMap(({ first, past }) => namesIn(document, scores, { first, past }))
    const names = all.filter(({ confidence }) => confidence >= NAME_LEAST)
    trace(() => names.map(({ start, end, kind }) => `${document.text.slice(start, end)}: ${kind}`).join(', '))
    return { ...document, names }
  },
}

interface Range {
  readonly first: number
  readonly past: number
}

function namesIn(document: Document, scores: Scores, range: Range): Name[] {
  const labels = scores.labels('names')
  const path = pathOf(labels, range, scores)
  const names: Name[] = []
  for (let i = 0; i < path.length;) {
    const label = labels[path[i] ?? 0] ?? 'O'
    let past = i + 1
    while (label !== 'O' && labels[path[past] ?? 0] === `I-${label.slice(2)}`) past++
    const [from, to] = [document.tokens[range.first + i], document.tokens[range.first + past - 1]]
    if (label !== 'O' && from !== undefined && to !== undefined)
      names.push({
        ...span(from.start, to.end),
        kind: label.slice(2),
        confidence: confidenceOf(path, scores, { first: range.first, from: i, past }),
      })
    i = past
  }
  return names
}

function pathOf(labels: readonly string[], range: Range, scores: Scores): number[] {
  return isAllOutside(labels, range, scores) ? [] : likeliestPath(labels, range, scores)
}

// The path that is likeliest word by word is likeliest as a whole where no label forbids it.
function isAllOutside(labels: readonly string[], { first, past }: Range, scores: Scores): boolean {
  const outside = labels.indexOf('O')
  for (let token = first; token < past; token++) {
    const row = scores.word('names', token)
    const most = row[outside] ?? 0
    if (row.some(value => value > most)) return false
  }
  return true
}

/** Geometric mean of the labels' probabilities. */
function confidenceOf(
  path: readonly number[],
  scores: Scores,
  at: { first: number; from: number; past: number },
): number {
  let sum = 0
  for (let i = at.from; i < at.past; i++) sum += scores.word('names', at.first + i)[path[i] ?? 0] ?? 0
  return Math.exp(sum / (at.past - at.from))
}

/** Viterbi over the labels; an I follows only a B or I of its kind. */
function likeliestPath(labels: readonly string[], { first, past }: Range, scores: Scores): number[] {
  const before = predecessorsOf(labels)
  const back: number[][] = []
  let best: number[] = []
  for (let token = first; token < past; token++) {
    const row = scores.word('names', token)
    const choice: number[] = []
    const next = labels.map((label, i) => {
      if (token === first) return label.startsWith('I-') ? Number.NEGATIVE_INFINITY : (row[i] ?? 0)
      const from = before[i]?.reduce((a, b) => ((best[b] ?? 0) > (best[a] ?? 0) ? b : a)) ?? 0
      choice[i] = from
      return (best[from] ?? 0) + (row[i] ?? 0)
    })
    back.push(choice)
    best = next
  }
  let at = best.indexOf(Math.max(...best))
  const path: number[] = []
  for (let i = back.length - 1; i >= 0; i--) {
    path.unshift(at)
    at = back[i]?.[at] ?? 0
  }
  return path
}

const predecessors = new WeakMap<readonly string[], readonly (readonly number[])[]>()

/** The labels that each label may follow, by number. */
function predecessorsOf(labels: readonly string[]): readonly (readonly number[])[] {
  const known = predecessors.get(labels)
  if (known !== undefined) return known
  const found = labels.map(label => labels.map((from, i) => (canFollow(from, label) ? i : -1)).filter(i => i >= 0))
  predecessors.set(labels, found)
  return found
}

const canFollow = (from: string, label: string) => !label.startsWith('I-') || from.slice(2) === label.slice(2)
