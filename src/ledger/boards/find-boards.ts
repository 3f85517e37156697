import { boardsOf as boardsAcross, type Board as BoardAcross } from '../../process/across/board.ts'
import type { Arrangement } from '../../process/across/arrangement.ts'
import type { BoardRound as RoundAcross } from '../../process/across/rounds.ts'
import { findProcessObjects, type ProcessRow } from '../queries/process.ts'
import type { LedgerReader } from '../reader.ts'
import { reportsOf } from './reports.ts'
import { findAssaults, violenceAround, type Violence } from './violence.ts'

export interface BoardRound extends RoundAcross {
  /** Null where the round has no day. */
  readonly violence: Violence | null
}

/** What the ledger holds of one process, as the workbench and `parley process` show it. */
export interface Board extends Omit<BoardAcross, 'rounds'> {
  readonly rounds: readonly BoardRound[]
}

export interface BoardsRequest {
  /** What was known then: a day, or a moment; null for now. */
  readonly asOf: string | null
  readonly arrangement: Arrangement
}

/**
 * All process objects of the ledger as boards, the one with most dispatches first.
 *
 * @throws {ParleyError} `MOMENT_INVALID`
 */
export async function findBoards(reader: LedgerReader, { asOf, arrangement }: BoardsRequest): Promise<Board[]> {
  const rows: ProcessRow[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof findProcessObjects>> = await findProcessObjects(
      reader,
      {},
      { limit: 1000, cursor, asOf: cursor === null ? asOf : undefined },
    )
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor !== null)
  const assaults = await findAssaults(reader, asOf)
  return boardsAcross(reportsOf(rows), arrangement).map(board => ({
    ...board,
    rounds: board.rounds.map(round => ({ ...round, violence: violenceAround(round, board.key, assaults) })),
  }))
}
