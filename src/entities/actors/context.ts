import type { Document } from '../../text/document.ts'
import { tokenAt } from '../words.ts'
import { isNational } from './compose.ts'
import type { Findings, Found } from './findings.ts'

/**
 * The state that a phrase without one is about ("the police", "the government").
 *
 * The name nearest before it in its sentence, else the nearest after it there, else the one the document names most.
 */
export function stateAround(document: Document, findings: Findings, offset: number): Found | null {
  const sentence = document.sentences[document.tokens[tokenAt(document, offset)]?.sentence ?? -1]
  const states = findings.names.filter(found => hasState(found))
  if (sentence !== undefined) {
    const inside = states.filter(f => f.start >= sentence.start && f.end <= sentence.end)
    const near = inside.findLast(f => f.end <= offset) ?? inside.find(f => f.start > offset)
    if (near !== undefined) return near
  }
  return mostNamed(states)
}

function hasState(found: Found): boolean {
  const { actor } = found
  return /^[A-Z]{3}$/.test(actor.code) && !['IGO', 'NGO', 'MNC', 'UNK'].includes(actor.code) && actor.kind !== 'media'
}

function mostNamed(states: readonly Found[]): Found | null {
  const counts = new Map<string, number>()
  for (const { actor } of states) counts.set(actor.code, (counts.get(actor.code) ?? 0) + (isNational(actor) ? 2 : 1))
  const [best] = [...counts].sort((a, b) => b[1] - a[1])
  return best === undefined ? null : (states.find(found => found.actor.code === best[0]) ?? null)
}

/** The armed group that "the rebels", "the group" can mean: the last one named before, else the next one. */
export function groupAround(findings: Findings, offset: number): Found | null {
  const groups = findings.names.filter(f => f.actor.kind === 'group' && f.actor.sectors.includes('REB'))
  return groups.findLast(f => f.end <= offset) ?? groups[0] ?? null
}
