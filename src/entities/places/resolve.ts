import { importance } from './candidates.ts'
import type { Finding } from './findings.ts'
import type { GazetteerRow } from './gazetteer.ts'
import { closeness, contains } from './weigh.ts'

/** What a finding was taken for. */
export interface Choice {
  readonly row: GazetteerRow
  /** What decided. */
  readonly reason: string
}

/** All mentions of one name: they have one sense in a dispatch. */
interface Group {
  readonly rows: readonly GazetteerRow[]
  readonly mentions: number[]
  /** Weight that the words around give each row. */
  readonly said: Map<GazetteerRow, { weight: number; reason: string }>
  chosen: GazetteerRow
}

const ROUNDS = 3
const CONTAINED = 5
const LISTED = 0.7
const CONTEXT = 3

/** The place that each name means, weighed over the whole dispatch. */
export function resolvePlaces(text: string, findings: readonly Finding[]): Choice[] {
  const groups = groupsOf(findings)
  const of = (finding: Finding) => groups.get(finding.key)
  findings.forEach((finding, i) => {
    const [group, next] = [of(finding), findings[i + 1]]
    const other = next === undefined ? undefined : of(next)
    if (group === undefined || next === undefined || other === undefined || group === other) return
    hear(text.slice(finding.end, next.start), group, other)
  })
  const all = [...groups.values()]
  for (let round = 0; round < ROUNDS; round++) {
    for (const group of all) group.chosen = best(group, all)
  }
  return findings.flatMap(finding => {
    const group = of(finding)
    return group === undefined ? [] : [{ row: group.chosen, reason: reasonOf(group) }]
  })
}

function groupsOf(findings: readonly Finding[]): Map<string, Group> {
  const groups = new Map<string, Group>()
  findings.forEach(({ key, rows }, i) => {
    const known = groups.get(key)
    const [first] = rows
    if (known !== undefined) known.mentions.push(i)
    else if (first !== undefined) groups.set(key, { rows, mentions: [i], said: new Map(), chosen: first })
  })
  return groups
}

const INSIDE = /^(?:, | \(|,? (?:in|of) (?:the |\p{L}+ern )?|, (?:the |a )?(?:\p{L}+ ){0,3}(?:capital|city|town|village|seat|hub|port|suburb)(?: city)? (?:of|in) (?:the |\p{L}+ern )?)$/u // prettier-ignore
const OUTSIDE = /^(?: (?:province|region|state|oblast)?(?:['’]s)? ?(?:\p{L}+ ){0,3}(?:capital|city|town|village|port|suburb)(?: city)?(?: of|,) |['’]s )$/u // prettier-ignore
const LIST = /^(?:, | and |, and | or | & | to |[-–—])$/

/** What the words between two names say: that one lies in the other, or that they are of a kind. */
function hear(between: string, first: Group, second: Group): void {
  if (INSIDE.test(between)) hearContainment(first, second)
  if (OUTSIDE.test(between)) hearContainment(second, first)
  if (LIST.test(between)) hearList(first, second)
}

function hearContainment(inner: Group, outer: Group): void {
  for (const a of inner.rows) {
    const b = outer.rows.find(row => contains(row, a))
    if (b === undefined) continue
    note(inner, a, { weight: CONTAINED, reason: `said to lie in ${b.name}` })
    note(outer, b, { weight: CONTAINED / 2, reason: `said to hold ${a.name}` })
  }
}

function hearList(first: Group, second: Group): void {
  for (const a of first.rows) {
    for (const b of second.rows) {
      if (a.resolution !== b.resolution) continue
      const weight = LISTED * (0.4 + closeness(a, b))
      note(first, a, { weight, reason: `named beside ${b.name}` })
      note(second, b, { weight, reason: `named beside ${a.name}` })
    }
  }
}

function note(group: Group, row: GazetteerRow, what: { weight: number; reason: string }): void {
  if ((group.said.get(row)?.weight ?? 0) < what.weight) group.said.set(row, what)
}

function best(group: Group, all: readonly Group[]): GazetteerRow {
  const others = all.filter(other => other !== group)
  const total = others.reduce((sum, other) => sum + weightOf(other), 0)
  const score = (row: GazetteerRow) => {
    const near = others.reduce((sum, other) => sum + weightOf(other) * closeness(row, other.chosen), 0)
    return importance(row) + (group.said.get(row)?.weight ?? 0) + (total === 0 ? 0 : (CONTEXT * near) / (total + 1))
  }
  const scores = group.rows.map(score)
  return group.rows[scores.indexOf(Math.max(...scores))] ?? group.chosen
}

// A name with one sense is surer ground than one with many.
function weightOf(group: Group): number {
  const sure = group.rows.length === 1 || group.said.get(group.chosen) !== undefined ? 1 : 0.5
  return sure * Math.sqrt(group.mentions.length)
}

function reasonOf(group: Group): string {
  const said = group.said.get(group.chosen)
  if (said !== undefined) return said.reason
  if (group.rows.length === 1) return 'the only place of that name'
  return group.chosen === group.rows[0] ? 'the best known place of that name' : 'near the other places named'
}
