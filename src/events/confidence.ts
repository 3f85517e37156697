import type { Certainty } from '../contract.ts'
import type { ParleyError } from '../errors.ts'
import { readCheckedTable, type ReadFile } from '../entities/table.ts'
import type { Trigger } from './triggers.ts'

/** Weights of a logistic function of what is certain of a record's parts, fitted on texts set aside (`npm run reliability -- --fit`). */
export interface Calibration {
  readonly weights: ReadonlyMap<string, number>
  readonly faults: readonly ParleyError[]
}

/** Parts whose log odds are weighed, in the order of the table. */
export const PARTS = ['happening', 'category', 'status', 'actor', 'recipient'] as const

/** Reads `data/confidence.tsv`. */
export function loadCalibration(read: ReadFile): Calibration {
  const problemOf = ({ weight }: { weight: string }) => (Number.isFinite(Number(weight)) ? null : `no number ${weight}`)
  const { rows, faults } = readCheckedTable(read, 'confidence.tsv', { columns: ['part', 'weight'], check: problemOf })
  return { weights: new Map(rows.map(({ part, weight }) => [part, Number(weight)])), faults }
}

/** How sure the heads are of each part of a record. */
export function certaintyOf(
  { lead, mention, categoryProbability, statusProbability }: Trigger,
  { actor, recipient }: { actor: number; recipient: number },
): Certainty {
  return {
    happening: rounded(Math.min(1, lead + mention)),
    category: rounded(categoryProbability),
    status: rounded(statusProbability),
    actor: rounded(actor),
    recipient: rounded(recipient),
  }
}

/** Probability that category, actors, recipients and status of a record are all right. */
export function confidenceOf(certainty: Certainty, isImplied: boolean, { weights }: Calibration): number {
  const weightOf = (part: string) => weights.get(part) ?? 0
  const sum = PARTS.reduce((total, part) => total + weightOf(part) * logOdds(certainty[part]), weightOf('always'))
  return rounded(1 / (1 + Math.exp(-(sum + (isImplied ? weightOf('implied') : 0)))))
}

/** Log odds, within bounds: nothing is certain. */
export function logOdds(probability: number): number {
  const bounded = Math.min(0.99, Math.max(0.01, probability))
  return Math.log(bounded / (1 - bounded))
}

const rounded = (probability: number) => Math.round(probability * 1000) / 1000
