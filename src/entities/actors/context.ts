import type { Document } from '../../text/document.ts'
import { tokenAt } from '../words.ts'
import type { Findings, Found } from './findings.ts'

/**
 * The state that a phrase without one is about ("the police", "the government").
 *
 * The one named most often before it, at a tie the nearest; at the beginning of a text the one named most in the whole.
 */
export function stateAround(document: Document, findings: Findings, offset: number): Found | null {
  const states = findings.names.filter(found => hasState(found))
  const sentence = document.sentences[document.tokens[tokenAt(document, offset)]?.sentence ?? -1]
  const before = states.filter(found => found.end <= offset)
  return mostNamed(before) ?? mostNamed(states.filter(found => found.end <= (sentence?.end ?? 0))) ?? mostNamed(states)
}

function hasState(found: Found): boolean {
  const { actor } = found
  return /^[A-Z]{3}$/.test(actor.code) && !['IGO', 'NGO', 'MNC', 'UNK'].includes(actor.code) && actor.kind !== 'media'
}

function mostNamed(states: readonly Found[]): Found | null {
  const counts = new Map<string, number>()
  for (const { actor } of states) counts.set(actor.code, (counts.get(actor.code) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return states.findLast(found => counts.get(found.actor.code) === most) ?? null
}

/** The armed group that "the rebels", "the group" can mean: the last one named before, else the next one. */
export function groupAround(findings: Findings, offset: number): Found | null {
  const groups = findings.names.filter(f => f.actor.kind === 'group' && f.actor.sectors.includes('REB'))
  return groups.findLast(f => f.end <= offset) ?? groups[0] ?? null
}
