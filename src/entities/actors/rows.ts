import { SECTORS, type Sector } from '../../contract.ts'
import type { ParleyError } from '../../errors.ts'
import type { PhraseIndex } from '../phrases.ts'
import { listOf, readCheckedTable, type ReadFile, type Row } from '../table.ts'
import type { Actor } from './dictionary.ts'
import { ACTOR_KINDS, type ActorKind } from './kinds.ts'

const HEADS = /^(?:president|prime minister|chancellor|king|emir|sultan|supreme leader)(?:$|[,;])/

const ROW = ['name', 'code', 'sectors', 'kind', 'aliases', 'start', 'end', 'note'] as const

/** Adds the rows of one file in the actors' format, such as a user's own; returns what was left out. */
export function addActors(names: PhraseIndex<Actor>, read: ReadFile, path: string): readonly ParleyError[] {
  const { rows, faults } = readCheckedTable(read, path, { columns: ROW, check: problemOf })
  for (const row of rows) {
    const actor: Actor = {
      name: row.name,
      code: row.code,
      sectors: listOf(row.sectors).filter(isSector),
      kind: row.kind as ActorKind,
      start: yearOf(row.start),
      end: yearOf(row.end),
      row: `${path}: ${row.name}`,
      isHead: row.kind === 'person' && HEADS.test(row.note),
    }
    for (const phrase of [row.name, ...listOf(row.aliases)]) names.add(phrase, actor)
  }
  return faults
}

function problemOf({ code, sectors, kind, start, end }: Row<(typeof ROW)[number]>): string | null {
  if (!/^[A-Z]{3,6}$/.test(code)) return `no code: "${code}"`
  if (!(ACTOR_KINDS as readonly string[]).includes(kind)) return `no kind of actor: "${kind}"`
  const unknown = listOf(sectors).find(sector => !isSector(sector))
  if (unknown !== undefined) return `no sector of PLOVER: "${unknown}"`
  const year = [start, end].find(cell => cell !== '' && yearOf(cell) === null)
  return year === undefined ? null : `no year: "${year}"`
}

function yearOf(cell: string): number | null {
  return /^\d{1,4}$/.test(cell) ? Number(cell) : null
}

function isSector(text: string): text is Sector {
  return (SECTORS as readonly string[]).includes(text)
}
