import type { ParleyError } from '../errors.ts'
import { ISSUES, type Issue } from '../contract.ts'
import { listOf, readTable, type ReadFile } from '../entities/table.ts'

/** One way in which a word names an issue. */
export interface IssueRow {
  readonly issue: Issue
  /** Lemmas of which one must stand near the word; none needed where empty. */
  readonly near: ReadonlySet<string>
}

/** What the process is read with. */
export interface ProcessTables {
  /** By lemma, the most telling way first. */
  readonly issues: ReadonlyMap<string, readonly IssueRow[]>
  /** Lemmas by what they tell, such as `leads` or `previous`. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>
  readonly faults: readonly ParleyError[]
}

/** Loads data/process/. */
export function loadProcessTables(read: ReadFile): ProcessTables {
  const issueTable = readTable(read, 'process/issues.tsv', ['word', 'with', 'issue'])
  const wordTable = readTable(read, 'process/words.tsv', ['word', 'use'])
  const issues = new Map<string, IssueRow[]>()
  for (const { word, with: near, issue: name } of issueTable.rows) {
    const issue = ISSUES.find(known => known === name)
    if (issue === undefined) continue
    const row = { issue, near: new Set(near === '-' ? [] : listOf(near)) }
    issues.set(word, [...(issues.get(word) ?? []), row])
  }
  const words = new Map<string, Set<string>>()
  for (const { word, use } of wordTable.rows) words.set(use, (words.get(use) ?? new Set()).add(word))
  return { issues, words, faults: [...issueTable.faults, ...wordTable.faults] }
}
